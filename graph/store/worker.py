"""One process that answers strangers' queries, and what its end means; the process itself is `reader.py`."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
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
        # Not a fork: a child of a threaded server would inherit locks that nobody will release.
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", reader.__name__, str(limits.seconds), str(limits.memory)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )

    def answer(self, query: Query, checkpoint: Checkpoint) -> Iterator[bytes]:
        """The media type of the answer, then its bytes.

        Raises what `Queries.answer` raises, at the place in the answer where it happens; the worker is fit for
        another query unless `ended` says otherwise.
        """
        self._ask(query, checkpoint)
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

    def _ask(self, query: Query, checkpoint: Checkpoint) -> None:
        request = {
            "path": str(checkpoint.path),
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
