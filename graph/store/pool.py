"""Several queries side by side, and a fair queue before them, for a server's event loop.

A query has a thread that pumps the answer from its source into a spool. The threads' executor is the queue: first come,
first served, one query a thread; whoever has waited three times as long as a query may run is told so.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import AbstractContextManager
from typing import Protocol

from siegegraph.graph.errors import QueryTimeoutError, StoreError
from siegegraph.graph.store.answers import Answer, Query
from siegegraph.graph.store.spool import Spool

# How long a query waits for its turn, in time limits.
PATIENCE = 3


class Source(Protocol):
    """What answers one query at a time, from one state of the store."""

    @property
    def revision(self) -> int:
        """The revision of that state."""

    def answer(self, query: Query) -> Iterator[bytes]:
        """The media type, then the answer's bytes; raises what `Queries.answer` raises wherever that happens."""

    def kill(self) -> None:
        """Let the answer that is under way end soon; called from another thread."""


class Lender(Protocol):
    """Where the sources come from."""

    def lent(self) -> AbstractContextManager[Source]:
        """A source for the length of a `with`."""

    def close(self) -> None:
        """End the sources, none of which is lent."""


class _Run:
    """One query on its way: its answer's head, its spool, and the source that has it."""

    def __init__(self, query: Query) -> None:
        self.query = query
        self.spool = Spool()
        self.started: Future[None] = Future()
        self.head: Future[tuple[str, int]] = Future()
        self._source: Source | None = None
        self._cancelled = False
        self._lock = threading.Lock()

    def on(self, source: Source) -> None:
        """Let the source answer into the spool."""
        with self._lock:
            self._source = None if self._cancelled else source
        if self._source is None:
            return
        answer = source.answer(self.query)
        try:
            self.head.set_result((next(answer).decode(), source.revision))
            for data in answer:
                self.spool.write(data)
        finally:
            with self._lock:
                self._source = None

    def fail(self, error: Exception | None) -> None:
        """Finish, with what went wrong if anything did."""
        if not self.head.done():
            self.head.set_exception(error or StoreError("the query was given up"))
        self.spool.finish(error)

    def cancel(self) -> None:
        """Nobody wants the answer any more: end the query if it runs."""
        with self._lock:
            self._cancelled = True
            if self._source is not None:
                self._source.kill()
        self.spool.close()

    async def body(self) -> AsyncIterator[bytes]:
        """The answer's bytes."""
        try:
            while data := await asyncio.to_thread(self.spool.read):
                yield data
        finally:
            self.cancel()


class Pool:
    """Answers queries from what `lender` lends, `workers` at a time, each in so many `seconds`."""

    def __init__(self, lender: Lender, workers: int, seconds: float) -> None:
        self._lender = lender
        self._waiting = PATIENCE * seconds
        self._threads = ThreadPoolExecutor(workers, thread_name_prefix="siegegraph-query")
        self._running: set[_Run] = set()
        self._lock = threading.Lock()

    async def answer(self, query: Query) -> Answer:
        """Start answering; the errors are those of `Queries.answer`."""
        run = _Run(query)
        job = self._threads.submit(self._run, run)
        try:
            await asyncio.wait([asyncio.wrap_future(run.started)], timeout=self._waiting)
            if job.cancel():
                raise QueryTimeoutError(self._waiting)
            media_type, revision = await asyncio.wrap_future(run.head)
        except BaseException:
            run.cancel()
            raise
        return Answer(media_type, revision, run.body())

    def close(self) -> None:
        """End every query."""
        with self._lock:
            running = list(self._running)
        for run in running:
            run.cancel()
        self._threads.shutdown(cancel_futures=True)
        self._lender.close()

    def _run(self, run: _Run) -> None:
        run.started.set_result(None)
        error: Exception | None = None
        with self._lock:
            self._running.add(run)
        try:
            with self._lender.lent() as source:
                run.on(source)
        except Exception as raised:  # whatever it is, the asker is told and the thread lives on
            error = raised
        finally:
            with self._lock:
                self._running.discard(run)
            run.fail(error)
