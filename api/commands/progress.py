"""Progress of long work: a bar on a terminal, nothing otherwise; failures in either case."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from siegegraph.graph import ingest
from siegegraph.graph.errors import SiegegraphError

stderr = Console(stderr=True, highlight=False)


class Bar(ingest.Progress):
    """Counts reports as they are done. `total` may be less than there are: a .jsonl holds several."""

    def __init__(self, progress: Progress, total: int | None) -> None:
        self._progress = progress
        self._task = progress.add_task("", total=total)
        self._done = 0
        self._total = total

    def advance(self, title: str) -> None:
        """One report more is done."""
        self._done += 1
        total = None if self._total is None else max(self._total, self._done)
        self._progress.update(self._task, completed=self._done, total=total, description=title[:40])

    def fail(self, error: SiegegraphError) -> None:
        """Name what failed and go on."""
        self._progress.console.print(f"skipped: {error}", style="red", markup=False)


@contextmanager
def bar(total: int | None) -> Iterator[Bar]:
    """A bar on standard error for the length of a `with`."""
    columns = (BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), TextColumn("{task.description}", markup=False))
    with Progress(*columns, console=stderr, disable=not stderr.is_terminal, transient=True) as progress:
        yield Bar(progress, total)
