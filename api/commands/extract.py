"""`siegegraph extract`: what is read in reports, with no store touched."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import orjson

from siegegraph.api.commands.progress import Bar, bar, stderr
from siegegraph.graph.errors import ExtractionError, ReadError, SiegegraphError
from siegegraph.graph.extract.spread import extracted
from siegegraph.graph.model.report import Report
from siegegraph.graph.read import Metadata, read
from siegegraph.graph.settings import Settings
from siegegraph.graph.standoff import json_of


def extract(settings: Settings, paths: Sequence[Path], metadata: Metadata, *, indented: bool) -> int:
    """Print what is read in each report: a line each, as it is done, or all as one indented document at the end.

    That is the extraction itself where there is one, else an array of them. The exit code is 1 when a report failed.
    """
    failed: list[SiegegraphError] = []
    kept: list[Any] = []
    with bar(None) as progress:
        reports = _readable(read(paths, metadata, warn=_warn), failed, progress)
        for outcome in extracted(reports, workers=settings.workers, config=settings.pipeline):
            if isinstance(outcome, ExtractionError):
                failed.append(outcome)
                progress.fail(outcome)
                continue
            line = json_of(outcome)
            if indented:
                kept.append(orjson.loads(line))
            else:
                _print(line)
            progress.advance(outcome.report.title or "")
    if indented:
        _print(orjson.dumps(kept[0] if len(kept) == 1 else kept, option=orjson.OPT_INDENT_2))
    return 1 if failed else 0


def _readable(found: Iterable[Report | ReadError], failed: list[SiegegraphError], progress: Bar) -> Iterator[Report]:
    for report in found:
        if isinstance(report, ReadError):
            failed.append(report)
            progress.fail(report)
        else:
            yield report


def _warn(sentence: str) -> None:
    stderr.print(f"warning: {sentence}", markup=False)


def _print(line: bytes) -> None:
    sys.stdout.buffer.write(line + b"\n")
    sys.stdout.buffer.flush()
