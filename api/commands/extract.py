"""`siegegraph extract`: what is read in reports, with no store touched."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import orjson

from siegegraph.api.commands.progress import bar, stderr
from siegegraph.graph.errors import ReadError
from siegegraph.graph.extract.pipeline import Pipeline, load_pipeline
from siegegraph.graph.model.extraction import Extraction
from siegegraph.graph.model.report import Report
from siegegraph.graph.read import Metadata, read
from siegegraph.graph.settings import Settings
from siegegraph.graph.standoff import json_of


def extract(settings: Settings, paths: Sequence[Path], metadata: Metadata, *, indented: bool) -> int:
    """Print one extraction for each report, on a line or indented. The exit code is 1 when a report failed."""
    failures = 0
    pipeline = load_pipeline(settings.pipeline)
    with bar(None) as progress:
        for report in read(paths, metadata, warn=lambda sentence: stderr.print(f"warning: {sentence}", markup=False)):
            if isinstance(report, ReadError):
                progress.fail(report)
                failures += 1
                continue
            read_in_it = report.status == "extracted"
            extraction = (
                pipeline.extract(report) if read_in_it else Extraction(report=report, extractor=pipeline.extractor)
            )
            _print(json_of(extraction), indented=indented)
            progress.advance(report.title or "")
    return 1 if failures else 0


def _extraction(pipeline: Pipeline, report: Report) -> Extraction:
    if report.status == "extracted":
        return pipeline.extract(report)
    return Extraction(report=report, extractor=pipeline.extractor)


def _print(line: bytes, *, indented: bool) -> None:
    out = orjson.dumps(orjson.loads(line), option=orjson.OPT_INDENT_2) if indented else line.rstrip(b"\n")
    sys.stdout.buffer.write(out + b"\n")
    sys.stdout.buffer.flush()
