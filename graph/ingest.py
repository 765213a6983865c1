"""Reports into the graph. `ingest` is `extract` then `load`: one path, with nothing lost between.

files -> read -> Report -> extract -> Extraction -> account_of -> Account -> update -> store and index
"""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

import orjson

from siegegraph.graph.account import account_of
from siegegraph.graph.errors import ExtractionError, ExtractionFormError, ReadError, SiegegraphError
from siegegraph.graph.extract.extractor import extractor_of
from siegegraph.graph.extract.spread import Outcome, extracted
from siegegraph.graph.knowledge import KnowledgeGraph
from siegegraph.graph.model.account import Account
from siegegraph.graph.model.extraction import Extraction
from siegegraph.graph.model.report import Report
from siegegraph.graph.opening import report_graphs, stored_account
from siegegraph.graph.query.names import report_called
from siegegraph.graph.query.reports import report_item
from siegegraph.graph.rdf.report_graph import quads_of
from siegegraph.graph.read import Metadata, judged, read, report_of
from siegegraph.graph.standoff import extraction_from
from siegegraph.graph.update import update
from siegegraph.ontology import iris

Item = dict[str, Any]

BATCH = 50
"""Extractions that `load` puts in by one change."""


EXTRACTION_FIELDS = (
    "extractor", "entities", "mentions", "times", "quantities", "events", "relations", "attributions",
)  # fmt: skip
"""What a line has when somebody has read the report already."""


class Progress:
    """Told of each report as it is done; a command line draws a bar with it. This one says nothing."""

    def advance(self, title: str) -> None:
        """One report more is done."""

    def fail(self, error: SiegegraphError) -> None:
        """One report failed and is skipped."""


@dataclass(slots=True)
class Summary:
    """What became of the reports that were given."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    not_extracted: int = 0
    failed: list[SiegegraphError] = field(default_factory=list)

    @property
    def reports(self) -> int:
        """Reports that are in the graph now, whether or not they were before."""
        return self.added + self.changed + self.unchanged


def ingest(
    graph: KnowledgeGraph,
    paths: Iterable[Path],
    metadata: Metadata | None = None,
    *,
    workers: int = 1,
    progress: Progress | None = None,
) -> Summary:
    """Read the reports in files and folders, extract what they say and put it in, report by report.

    A report that the same extractor has read already is not read again. One that fails is told to `progress`, counted
    and skipped. Raises PipelineError and StoreError.
    """
    summary, told = Summary(), progress or Progress()
    new = _new_reports(graph, read(paths, metadata), summary, told)
    for outcome in extracted(new, workers=workers, config=graph.settings.pipeline):
        _put_in_or_tell(graph, outcome, summary, told)
    return summary


def reread(graph: KnowledgeGraph, *, workers: int = 1, progress: Progress | None = None) -> Summary:
    """Extract the stored texts anew and put in what is read in them now. Raises PipelineError and StoreError."""
    summary, told = Summary(), progress or Progress()
    stored = (stored_account(graph, iri).report for iri in list(report_graphs(graph)))
    for outcome in extracted(stored, workers=workers, config=graph.settings.pipeline):
        _put_in_or_tell(graph, outcome, summary, told)
    return summary


def load(graph: KnowledgeGraph, paths: Iterable[Path], *, progress: Progress | None = None) -> Summary:
    """Put in extractions, one a line, from any extractor. A line that fails is told, counted and skipped."""
    summary, told = Summary(), progress or Progress()
    batch: list[Extraction] = []
    for line in _lines(paths):
        if isinstance(line, ReadError):
            summary.failed.append(line)
            told.fail(line)
            continue
        batch.append(line)
        if len(batch) == BATCH:
            _put_in(graph, batch, summary, told)
            batch = []
    _put_in(graph, batch, summary, told)
    return summary


def add(graph: KnowledgeGraph, line: bytes) -> tuple[Item, bool]:
    """Put in one report: a line as `ingest` takes it, or as `load` does where it has an extraction's rows.

    Gives the report's item and whether it is new. Raises ExtractionError, ExtractionFormError and StoreError.
    """
    row = _object(line)
    if any(row.get(name) is not None for name in EXTRACTION_FIELDS):
        extraction = extraction_from(row, strict_dates=True)
    else:
        report = _completed(graph, judged(report_of(row)))
        (outcome,) = extracted([report], workers=1, config=graph.settings.pipeline)
        if isinstance(outcome, ExtractionError):
            raise outcome
        extraction = outcome
    summary = Summary()
    _put_in(graph, [extraction], summary, Progress())
    report = extraction.report
    name = iris.name_of(graph.minter.report(report.text, report.url, report.publisher))
    db = graph.index.reader()
    return report_item(db, report_called(graph, db, name)), bool(summary.added)


def _put_in_or_tell(graph: KnowledgeGraph, outcome: Outcome, summary: Summary, progress: Progress) -> None:
    if isinstance(outcome, ExtractionError):
        summary.failed.append(outcome)
        progress.fail(outcome)
    else:
        _put_in(graph, [outcome], summary, progress)


def _object(line: bytes) -> dict[str, Any]:
    try:
        row = orjson.loads(line)
    except orjson.JSONDecodeError as error:
        raise ExtractionFormError("", f"the body is not JSON: {error}") from error
    if not isinstance(row, dict):
        raise ExtractionFormError("", "the body is not a JSON object")
    return row


def _new_reports(
    graph: KnowledgeGraph, found: Iterable[Report | ReadError], summary: Summary, progress: Progress
) -> Iterator[Report]:
    for read_report in found:
        if isinstance(read_report, ReadError):
            summary.failed.append(read_report)
            progress.fail(read_report)
            continue
        report = _completed(graph, read_report)
        if _known(graph, report):
            summary.unchanged += 1
            progress.advance(report.title or "")
        else:
            yield report


def _stored(graph: KnowledgeGraph, report: Report) -> tuple[Item, str] | None:
    """A report's item in the index and who read it (name and version); None for a report that is not there."""
    iri = graph.minter.report(report.text, report.url, report.publisher)
    row = graph.index.reader().execute("SELECT item, extractor FROM report WHERE iri = ?", (iri,)).fetchone()
    return None if row is None else (orjson.loads(row[0]), str(row[1]))


def _completed(graph: KnowledgeGraph, report: Report) -> Report:
    """The report with the date, publisher and title that are known of it already where it does not state its own."""
    stored = _stored(graph, report)
    if stored is None:
        return report
    item, _ = stored
    published = date.fromisoformat(item["published"]) if item["published"] else None
    return replace(
        report,
        published=report.published or published,
        publisher=report.publisher or item["publisher"],
        title=report.title or item["title"],
    )


def _known(graph: KnowledgeGraph, report: Report) -> bool:
    """Whether this very report, with the same date and title, was read by the extractor that would read it now."""
    stored = _stored(graph, report)
    if stored is None:
        return False
    item, read_by = stored
    extractor = extractor_of(graph.settings.pipeline)
    published = report.published.isoformat() if report.published else None
    same = (item["published"], item["publisher"], item["title"]) == (published, report.publisher, report.title)
    return same and read_by == f"{extractor.name} {extractor.version}"


def _lines(paths: Iterable[Path]) -> Iterator[Extraction | ReadError]:
    for path in paths:
        try:
            with path.open("rb") as lines:
                for number, line in enumerate(lines, 1):
                    content = line.removeprefix(codecs.BOM_UTF8).strip()
                    if content:
                        yield _line(path, number, content)
        except OSError as error:
            yield ReadError(str(path), error.strerror or str(error))


def _line(path: Path, number: int, content: bytes) -> Extraction | ReadError:
    try:
        return extraction_from(content, strict_dates=True)
    except ExtractionFormError as error:
        return ReadError(str(path), str(error), number)


def _put_in(graph: KnowledgeGraph, extractions: Sequence[Extraction], summary: Summary, progress: Progress) -> None:
    """Put extractions in by one change; a report that says what it said before is left alone."""
    accounts: dict[str, Account] = {}
    for extraction in extractions:
        completed = replace(extraction, report=_completed(graph, extraction.report))
        account = account_of(completed, graph.minter)
        accounts[account.iri] = account
        summary.not_extracted += account.report.status == "not_extracted"
    changed: list[Account] = []
    for account in accounts.values():
        before = set(graph.store.graph(account.iri))
        if not before:
            summary.added += 1
            changed.append(account)
        elif before != set(quads_of(account, graph.minter)):
            summary.changed += 1
            changed.append(account)
        else:
            summary.unchanged += 1
    if changed:
        update(graph, changed)
    for account in accounts.values():
        progress.advance(account.report.title or "")
