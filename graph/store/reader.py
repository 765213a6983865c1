"""The process that answers strangers' queries from a checkpoint, one after another: `python -m` this file.

It is run by `worker.py` and imports nothing of siegegraph's. Limits come as arguments and are the kernel's to keep,
since a running query cannot be stopped from within: an alarm ends the process when the time is up, and an allocation
past RLIMIT_DATA aborts it. RLIMIT_AS would not do: RocksDB's maps and thread arenas alone take 0.5 to 0.9 GB of
address space. POSIX only; the memory limit works on Linux.

A request is a line of JSON. What comes back are frames: a kind (1 byte), a length (4 bytes, big-endian), the content.
"""

from __future__ import annotations

import json
import os
import resource
import select
import signal
import struct
import sys
from collections.abc import Mapping
from typing import IO, Any, BinaryIO, cast

from pyoxigraph import NamedNode, QueryResultsFormat, QueryTriples, RdfFormat, Store, serialize

HEAD, DATA, END, FAULT = b"H", b"D", b"E", b"F"
FRAME = struct.Struct(">cI")

# What the process takes before it has read a query: RocksDB's threads and caches, 82 MB measured.
OWN_MEMORY = 128 * 1024 * 1024

# Below this size an answer is sent when it is complete, so that what fails early fails cleanly.
BUFFER = 64 * 1024

# A checkpoint that is gone pins disk as long as it is open.
IDLE_SECONDS = 30.0


class Frames:
    """The answer as a file to write to; sends `head` before the first bytes."""

    def __init__(self, out: BinaryIO, media_type: str) -> None:
        self._out = out
        self._head: bytes | None = media_type.encode()
        self._buffer = bytearray()

    def write(self, data: bytes) -> int:
        """Take bytes of the answer."""
        self._buffer += data
        if len(self._buffer) >= BUFFER:
            self.flush_frame()
        return len(data)

    def flush(self) -> None:
        """Do nothing: pyoxigraph flushes more often than is good."""

    def flush_frame(self) -> None:
        """Send what has gathered."""
        if self._head is not None:
            send(self._out, HEAD, self._head)
            self._head = None
        send(self._out, DATA, bytes(self._buffer))
        self._buffer.clear()


def send(out: BinaryIO, kind: bytes, content: bytes) -> None:
    """Write one frame."""
    out.write(FRAME.pack(kind, len(content)) + content)
    out.flush()


def limit_memory(mebibytes: int) -> None:
    """Let this process have so much memory beyond its own needs; no core file when it passes that."""
    size = mebibytes * 1024 * 1024 + OWN_MEMORY
    resource.setrlimit(resource.RLIMIT_DATA, (size, size))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def options(request: Mapping[str, Any]) -> dict[str, Any]:
    """How the query's data set is to be understood, as arguments of `Store.query`."""
    default, named = request["default_graphs"], request["named_graphs"]
    if default is None and named is None:
        # Oxigraph lets the union win over FROM, SPARQL wants it the other way round.
        return {"use_default_graph_as_union": not request["has_dataset"]}
    return {
        "default_graph": [NamedNode(iri) for iri in default or ()],
        "named_graphs": [NamedNode(iri) for iri in named or ()],
    }


def answer(store: Store, request: Mapping[str, Any], out: BinaryIO) -> None:
    """Answer one query with frames."""
    answers = store.query(request["text"], prefixes=request["prefixes"], **options(request))
    media_type = request["graphs"] if isinstance(answers, QueryTriples) else request["results"]
    if media_type is None:
        fault(out, "accept", "a graph" if isinstance(answers, QueryTriples) else "a table")
        return
    frames = Frames(out, media_type)
    file = cast(IO[bytes], frames)  # of a file, pyoxigraph wants write and flush
    if isinstance(answers, QueryTriples):
        serialize(answers, file, RdfFormat.from_media_type(media_type), prefixes=request["prefixes"])
    else:
        answers.serialize(file, QueryResultsFormat.from_media_type(media_type))
    frames.flush_frame()
    send(out, END, b"")


def fault(out: BinaryIO, kind: str, message: str) -> None:
    """Tell why there is no answer, or no more of it."""
    send(out, FAULT, json.dumps({"kind": kind, "message": message}).encode())


class Checkpoints:
    """The checkpoint that is open: the last one asked for."""

    def __init__(self) -> None:
        self._path: str | None = None
        self._store: Store | None = None

    def opened(self, path: str) -> Store:
        """The store in this folder, for reading."""
        if self._store is None or self._path != path:
            self._path, self._store = path, Store.read_only(path)
        return self._store

    def close(self) -> None:
        """Let go of it."""
        self._store = None


def guarded_answer(checkpoints: Checkpoints, request: Mapping[str, Any], out: BinaryIO) -> None:
    """Answer one query, or tell what is wrong with it."""
    try:
        answer(checkpoints.opened(request["path"]), request, out)
    except (SyntaxError, ValueError) as error:  # ValueError: a graph of the data set is no IRI
        fault(out, "syntax", str(error))
    except RuntimeError as error:  # what the query asks for is not there, such as a function
        fault(out, "query", str(error))
    except OSError as error:
        fault(out, "store", str(error))
    except MemoryError:
        os.abort()  # as an allocation that fails outside Python does


def serve(requests: BinaryIO, out: BinaryIO, seconds: float) -> None:
    """Answer the requests one after another until there are no more."""
    checkpoints = Checkpoints()
    while True:
        if not select.select([requests], [], [], IDLE_SECONDS)[0]:
            checkpoints.close()
        line = requests.readline()
        if not line:
            return
        signal.setitimer(signal.ITIMER_REAL, seconds)
        guarded_answer(checkpoints, json.loads(line), out)
        signal.setitimer(signal.ITIMER_REAL, 0)


def main() -> None:
    """Run with two arguments: the seconds and the mebibytes that a query may take."""
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGALRM})
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the server's to answer
    limit_memory(int(sys.argv[2]))
    serve(sys.stdin.buffer, sys.stdout.buffer, float(sys.argv[1]))


if __name__ == "__main__":
    main()
