"""When the embedded store's log is written out: after so many writes, or once writing has paused.

The next start, every checkpoint and every worker replay what is not flushed yet, so the log must stay short;
but a flush may take seconds, so it runs in a thread of its own and never within a request.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

_log = logging.getLogger(__name__)


class Flushing:
    """Calls `flush` in the background, `idle` seconds after the last write or once `most` writes have gathered."""

    def __init__(self, flush: Callable[[], None], most: int = 200, idle: float = 5.0) -> None:
        self._flush = flush
        self._most = most
        self._idle = idle
        self._pending = 0
        self._closed = False
        self._changed = threading.Condition()
        self._thread: threading.Thread | None = None

    def wrote(self) -> None:
        """Count one write."""
        with self._changed:
            self._pending += 1
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="siegegraph-flush", daemon=True)
                self._thread.start()
            self._changed.notify()

    def close(self) -> None:
        """Flush what is pending and end the thread."""
        with self._changed:
            self._closed = True
            self._changed.notify()
        if self._thread is not None:
            self._thread.join()

    def _run(self) -> None:
        while self._due():
            try:
                self._flush()
            except (OSError, RuntimeError) as error:  # the writer meets the same fault and reports it
                _log.warning("the store could not be flushed: %s", error)

    def _due(self) -> bool:
        """Wait until a flush is due; False when there is none and none will come."""
        with self._changed:
            self._changed.wait_for(lambda: self._pending or self._closed)
            while self._pending < self._most and not self._closed:
                if not self._changed.wait(self._idle):
                    break
            due = self._pending > 0
            self._pending = 0
            return due
