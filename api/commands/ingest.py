"""`siegegraph ingest` and `siegegraph load`: reports or extractions into a store, or to a running server."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from siegegraph.api.commands.progress import Bar, bar, stderr
from siegegraph.api.commands.remote import Remote, line_of
from siegegraph.graph import ingest as verbs
from siegegraph.graph.errors import ReadError, SiegegraphError
from siegegraph.graph.ingest import Summary
from siegegraph.graph.opening import open_graph
from siegegraph.graph.read import Metadata, files_of, read
from siegegraph.graph.settings import Settings


def ingest(settings: Settings, paths: Sequence[Path], metadata: Metadata, server: str | None) -> int:
    """Ingest files and folders, here or through a running server; the exit code is 1 when a report failed."""
    with bar(sum(1 for _ in files_of(paths))) as progress:
        if server is not None:
            reports = (report if isinstance(report, ReadError) else line_of(report) for report in read(paths, metadata))
            with Remote(server, settings.token) as remote:
                summary = _send(remote, reports, progress)
        else:
            with open_graph(settings) as graph:
                summary = verbs.ingest(graph, paths, metadata, workers=settings.workers, progress=progress)
    return told(summary)


def load(settings: Settings, paths: Sequence[Path], server: str | None) -> int:
    """Load files of extractions, here or through a running server; the exit code is 1 when a line failed."""
    with bar(None) as progress:
        if server is not None:
            with Remote(server, settings.token) as remote:
                summary = _send(remote, _lines(paths), progress)
        else:
            with open_graph(settings) as graph:
                summary = verbs.load(graph, paths, progress=progress)
    return told(summary)


def told(summary: Summary) -> int:
    """Say on one line what became of the reports; the exit code."""
    counts = {
        "added": summary.added,
        "changed": summary.changed,
        "unchanged": summary.unchanged,
        "not extracted": summary.not_extracted,
        "failed": len(summary.failed),
    }
    parts = [f"{count} {name}" for name, count in counts.items() if count]
    noun = "report" if summary.reports == 1 else "reports"
    stderr.print(f"{summary.reports} {noun}: {', '.join(parts) or 'nothing to do'}", markup=False)
    return 1 if summary.failed else 0


def _send(remote: Remote, lines: Iterable[bytes | ReadError], progress: Bar) -> Summary:
    summary = Summary()
    for line in lines:
        try:
            if isinstance(line, ReadError):
                raise line
            created = remote.send(line)
        except SiegegraphError as error:
            summary.failed.append(error)
            progress.fail(error)
            continue
        summary.added += created
        summary.unchanged += not created
        progress.advance("")
    return summary


def _lines(paths: Iterable[Path]) -> Iterator[bytes | ReadError]:
    for path in paths:
        try:
            with path.open("rb") as lines:
                yield from (line for line in lines if line.strip())
        except OSError as error:
            yield ReadError(str(path), error.strerror or str(error))
