"""An answer between the process that makes it and the client that takes it, each at its own pace.

A slow client must not hold a worker, nor a long answer fill the memory: what is past 4 MiB goes to a temporary file.
"""

from __future__ import annotations

import tempfile
import threading

IN_MEMORY = 4 * 1024 * 1024
CHUNK = 256 * 1024


class Spool:
    """Bytes that one thread writes and another reads from the start; reading waits for what is not there yet."""

    def __init__(self) -> None:
        self._file = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - closed by `close`
        self._read = 0
        self._written = 0
        self._finished = False
        self._error: Exception | None = None
        self._closed = False
        self._changed = threading.Condition()

    def __del__(self) -> None:
        self._file.close()  # of an answer that nobody began to read

    def write(self, data: bytes) -> None:
        """Add bytes; without effect once the reader has closed."""
        with self._changed:
            if self._closed:
                return
            self._file.seek(self._written)
            self._file.write(data)
            self._written += len(data)
            self._changed.notify()

    def finish(self, error: Exception | None = None) -> None:
        """Say that no more comes; `error` is raised to the reader after the last byte."""
        with self._changed:
            self._finished = True
            self._error = error
            self._changed.notify()

    def read(self) -> bytes:
        """The next bytes; none at the end or once closed. Raises the error that the writer finished with."""
        with self._changed:
            self._changed.wait_for(lambda: self._read < self._written or self._finished or self._closed)
            if self._closed:
                return b""
            if self._read < self._written:
                self._file.seek(self._read)
                data = self._file.read(CHUNK)
                self._read += len(data)
                return data
            if self._error is not None:
                raise self._error
            return b""

    def close(self) -> None:
        """Let go of what was not read."""
        with self._changed:
            self._closed = True
            self._file.close()
            self._changed.notify()
