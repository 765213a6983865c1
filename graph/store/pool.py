"""Several workers side by side, and a fair queue before them, for a server's event loop.

A query has a thread that pumps the worker's answer into a spool. The threads' executor is the queue: first come,
first served, one query a worker; whoever has waited three times as long as a query may run is told so.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import AbstractContextManager

from siegegraph.graph.errors import QueryTimeoutError, StoreError
from siegegraph.graph.store.answers import Answer, Query
from siegegraph.graph.store.checkpoint import Checkpoint
from siegegraph.graph.store.spool import Spool
from siegegraph.graph.store.worker import Limits, Worker

# How long a query waits for a worker, in time limits.
PATIENCE = 3


class _Run:
    """One query on its way: its answer's head, its spool, and the worker that has it."""

    def __init__(self, query: Query) -> None:
        self.query = query
        self.spool = Spool()
        self.started: Future[None] = Future()
        self.head: Future[tuple[str, int]] = Future()
        self._worker: Worker | None = None
        self._cancelled = False
        self._lock = threading.Lock()

    def on(self, worker: Worker, checkpoint: Checkpoint) -> None:
        """Let the worker answer into the spool."""
        with self._lock:
            self._worker = None if self._cancelled else worker
        if self._worker is None:
            return
        answer = worker.answer(self.query, checkpoint)
        try:
            self.head.set_result((next(answer).decode(), checkpoint.revision))
            for data in answer:
                self.spool.write(data)
        finally:
            with self._lock:
                self._worker = None

    def fail(self, error: Exception | None) -> None:
        """Finish, with what went wrong if anything did."""
        if not self.head.done():
            self.head.set_exception(error or StoreError("the query was given up"))
        self.spool.finish(error)

    def cancel(self) -> None:
        """Nobody wants the answer any more: end the query if it runs."""
        with self._lock:
            self._cancelled = True
            if self._worker is not None:
                self._worker.kill()
        self.spool.close()

    async def body(self) -> AsyncIterator[bytes]:
        """The answer's bytes."""
        try:
            while data := await asyncio.to_thread(self.spool.read):
                yield data
        finally:
            self.cancel()


class Pool:
    """Answers queries from checkpoints of an embedded store, `workers` at a time.

    `held` gives a checkpoint of the store's present state for the length of a `with`.
    """

    def __init__(self, held: Callable[[], AbstractContextManager[Checkpoint]], workers: int, limits: Limits) -> None:
        self._held = held
        self._limits = limits
        self._threads = ThreadPoolExecutor(workers, thread_name_prefix="siegegraph-query")
        self._idle: list[Worker] = []
        self._running: set[_Run] = set()
        self._lock = threading.Lock()

    async def answer(self, query: Query) -> Answer:
        """Start answering; the errors are those of `Queries.answer`."""
        run = _Run(query)
        job = self._threads.submit(self._run, run)
        try:
            waiting = PATIENCE * self._limits.seconds
            await asyncio.wait([asyncio.wrap_future(run.started)], timeout=waiting)
            if job.cancel():
                raise QueryTimeoutError(waiting)
            media_type, revision = await asyncio.wrap_future(run.head)
        except BaseException:
            run.cancel()
            raise
        return Answer(media_type, revision, run.body())

    def close(self) -> None:
        """End every worker and what it runs."""
        with self._lock:
            running = list(self._running)
        for run in running:
            run.cancel()
        self._threads.shutdown(cancel_futures=True)
        while self._idle:
            self._idle.pop().end()

    def _run(self, run: _Run) -> None:
        run.started.set_result(None)
        error: Exception | None = None
        with self._lock:
            self._running.add(run)
        try:
            with self._held() as checkpoint:
                self._lend(run, checkpoint)
        except Exception as raised:  # whatever it is, the asker is told and the thread lives on
            error = raised
        finally:
            with self._lock:
                self._running.discard(run)
            run.fail(error)

    def _lend(self, run: _Run, checkpoint: Checkpoint) -> None:
        """Let an idle or a new worker do the run, and keep it if it outlives it."""
        with self._lock:
            worker = self._idle.pop() if self._idle else Worker(self._limits)
        try:
            run.on(worker, checkpoint)
        finally:
            if worker.ended:
                worker.end()
            else:
                self._idle.append(worker)
