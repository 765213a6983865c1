"""The processes that answer strangers' queries, and what the end of one means; what they run is `reader.py`."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass

from siegegraph.graph.errors import (
    ParameterError,
    QueryError,
    QueryLimitError,
    QuerySyntaxError,
    QueryTimeoutError,
    SiegegraphError,
    StoreError,
)
from siegegraph.graph.store import reader
from siegegraph.graph.store.answers import Query
from siegegraph.graph.store.checkpoint import Checkpoint
from siegegraph.ontology.terms import PREFIXES


@dataclass(frozen=True, slots=True)
class Limits:
    """What one query may take: seconds in all, mebibytes of memory, bytes of answer."""

    seconds: float
    memory: int
    answer_bytes: int


class Worker:
    """A process of its own: a query that runs away is ended by its end and harms no other."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._checkpoint: Checkpoint | None = None
        # Not a fork: a child of a threaded server would inherit locks that nobody will release.
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", reader.__name__, str(limits.seconds), str(limits.memory)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )

    def read(self, checkpoint: Checkpoint) -> None:
        """Answer from this checkpoint from now on."""
        self._checkpoint = checkpoint

    @property
    def revision(self) -> int:
        """The revision of the checkpoint."""
        return self._reading.revision

    def answer(self, query: Query) -> Iterator[bytes]:
        """The media type of the answer, then its bytes.

        Raises what `Queries.answer` raises, at the place in the answer where it happens; the worker is fit for
        another query unless `ended` says otherwise.
        """
        self._ask(query)
        sent = 0
        for kind, content in self._frames():
            if kind == reader.FAULT:
                raise _refusal(**json.loads(content))
            sent += len(content) if kind == reader.DATA else 0
            if sent > self._limits.answer_bytes:
                self.end()
                raise QueryLimitError(
                    f"the answer is longer than {self._limits.answer_bytes} bytes, the limit (setting sparql_max_bytes)"
                )
            yield content

    @property
    def ended(self) -> bool:
        """Whether the process is gone."""
        return self._process.poll() is not None

    def kill(self) -> None:
        """End the process, whatever it is doing; safe from any thread."""
        self._process.kill()

    def end(self) -> None:
        """End the process and let go of its pipes."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            assert pipe is not None
            with suppress(BrokenPipeError):
                pipe.close()

    @property
    def _reading(self) -> Checkpoint:
        assert self._checkpoint is not None, "a worker is given a checkpoint before it is asked"
        return self._checkpoint

    def _ask(self, query: Query) -> None:
        request = {
            "path": str(self._reading.path),
            "text": query.text,
            "results": query.results,
            "graphs": query.graphs,
            "has_dataset": query.has_dataset,
            "default_graphs": query.default_graphs,
            "named_graphs": query.named_graphs,
            "prefixes": PREFIXES,
        }
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(json.dumps(request).encode() + b"\n")
            self._process.stdin.flush()
        except BrokenPipeError:
            raise self._death() from None

    def _frames(self) -> Iterator[tuple[bytes, bytes]]:
        out = self._process.stdout
        assert out is not None
        while True:
            head = out.read(reader.FRAME.size)
            if len(head) < reader.FRAME.size:
                raise self._death()
            kind, length = reader.FRAME.unpack(head)
            content = out.read(length)
            if len(content) < length:
                raise self._death()
            if kind == reader.END:
                return
            yield kind, content

    def _death(self) -> SiegegraphError:
        """Why the process ended in the middle of a query."""
        code = self._process.wait()
        self.end()
        if code == -signal.SIGALRM:
            return QueryTimeoutError(self._limits.seconds)
        if code in (-signal.SIGABRT, -signal.SIGKILL):  # the kernel kills where the machine is short of memory
            return QueryLimitError(
                f"the query took more than {self._limits.memory} MiB of memory, the limit (setting sparql_memory)"
            )
        if code == -signal.SIGSEGV:
            return QueryLimitError("the query is nested too deeply")
        return StoreError(f"the process that answered the query ended with code {code}")


class Workers:
    """Lends workers that read the store's present state; one that has ended is replaced.

    `held` gives a checkpoint of that state for the length of a `with`.
    """

    def __init__(self, held: Callable[[], AbstractContextManager[Checkpoint]], limits: Limits) -> None:
        self._held = held
        self._limits = limits
        self._idle: list[Worker] = []
        self._lock = threading.Lock()

    @contextmanager
    def lent(self) -> Iterator[Worker]:
        """A worker for the length of a `with`, and its checkpoint kept so long."""
        with self._held() as checkpoint:
            with self._lock:
                worker = self._idle.pop() if self._idle else Worker(self._limits)
            worker.read(checkpoint)
            try:
                yield worker
            finally:
                self._take_back(worker)

    def close(self) -> None:
        """End every worker."""
        while self._idle:
            self._idle.pop().end()

    def _take_back(self, worker: Worker) -> None:
        if worker.ended:
            worker.end()
            return
        with self._lock:
            self._idle.append(worker)


def _refusal(kind: str, message: str) -> SiegegraphError:
    """The error that a reader tells of."""
    if kind == "accept":
        return ParameterError("Accept", f"the query's answer is {message}, and no media type for that is accepted")
    if kind == "syntax":
        return QuerySyntaxError(with_line(message))
    return StoreError(message) if kind == "store" else QueryError(message)


def with_line(message: str) -> str:
    """Oxigraph's "error at 2:9: ..." as a sentence about line 2, column 9."""
    return re.sub(r"^error at (\d+):(\d+): ", r"line \1, column \2: ", message)
