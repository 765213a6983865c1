"""Extraction over several processes, each with a pipeline of its own."""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import TYPE_CHECKING

from siegegraph.graph.errors import ExtractionError
from siegegraph.graph.extract.extractor import extractor_of
from siegegraph.graph.model.extraction import Extraction
from siegegraph.graph.model.report import Report

if TYPE_CHECKING:
    from siegegraph.graph.extract.pipeline import Pipeline

AHEAD = 8
"""Reports that are given out to each process before the first of them has to be back."""

_FIRST_WORDS = 8
_loaded: dict[Path | None, Pipeline] = {}


Outcome = Extraction | ExtractionError
"""What is read in a report, or why nothing was."""


def extracted(reports: Iterable[Report], *, workers: int, config: Path | None) -> Iterator[Outcome]:
    """What is read in each report, in order. One that is not to be read comes back empty.

    Reports that a killed process had in hand are given out again, so none is lost and none comes twice. Raises
    PipelineError.
    """
    if workers == 1:
        return (_extract(report, config) for report in reports)
    return _spread(iter(reports), workers, config)


def _extract(report: Report, config: Path | None) -> Outcome:
    if report.status == "not_extracted":
        return Extraction(report=report, extractor=extractor_of(config))
    if config not in _loaded:
        # spaCy takes seconds to import: whoever has nothing to extract does without.
        from siegegraph.graph.extract.pipeline import load_pipeline

        _loaded[config] = load_pipeline(config)
    try:
        return _loaded[config].extract(report)
    except Exception as error:  # a component may be anybody's, and fail in any way: the other reports go on
        cause = error.__cause__ or error  # spaCy wraps a KeyError in advice of its own
        return ExtractionError(_called(report), str(cause) or type(cause).__name__)


def _called(report: Report) -> str:
    return report.title or report.url or " ".join(report.text.split()[:_FIRST_WORDS])


def _spread(reports: Iterator[Report], workers: int, config: Path | None) -> Iterator[Outcome]:
    pool = _pool(workers)
    waiting: deque[tuple[Report, Future[Outcome]]] = deque()
    try:
        for report in reports:
            waiting.append((report, _submitted(pool, report, config)))
            if len(waiting) >= AHEAD * workers:
                pool, outcome = _first(pool, waiting, workers, config)
                yield outcome
        while waiting:
            pool, outcome = _first(pool, waiting, workers, config)
            yield outcome
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _pool(workers: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn"))


def _submitted(pool: ProcessPoolExecutor, report: Report, config: Path | None) -> Future[Outcome]:
    try:
        return pool.submit(_extract, report, config)
    except BrokenProcessPool as error:
        broken: Future[Outcome] = Future()
        broken.set_exception(error)
        return broken


def _first(
    pool: ProcessPoolExecutor,
    waiting: deque[tuple[Report, Future[Outcome]]],
    workers: int,
    config: Path | None,
) -> tuple[ProcessPoolExecutor, Outcome]:
    """The longest waiting report's extraction; after a process was killed, all that waits is given to a new pool."""
    for _ in range(3):
        try:
            outcome = waiting[0][1].result()
        except BrokenProcessPool:
            pool.shutdown(wait=False)
            pool = _pool(workers)
            given = [(report, pool.submit(_extract, report, config)) for report, _ in waiting]
            waiting.clear()
            waiting.extend(given)
        else:
            waiting.popleft()
            return pool, outcome
    report, _ = waiting.popleft()
    return pool, _extract(report, config)
