"""`siegegraph demo`: the main job on the sample reports, from text to a served graph."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table

from siegegraph.api.commands.progress import bar
from siegegraph.api.commands.serve import serve_graph
from siegegraph.graph.ingest import ingest
from siegegraph.graph.knowledge import KnowledgeGraph
from siegegraph.graph.opening import open_graph
from siegegraph.graph.query.summary import Findings, findings
from siegegraph.graph.questions import questions
from siegegraph.graph.read import Metadata
from siegegraph.graph.samples import Sample, samples
from siegegraph.graph.settings import Settings

_EXAMPLE = "05-who-commands-whom"


def demo(settings: Settings, *, serve: bool) -> None:
    """Ingest the samples that the store does not hold yet, print what was found, and serve it until interrupted."""
    console = Console(highlight=False)
    with open_graph(settings) as graph:
        _ingest(graph)
        console.print(_table(findings(graph)))
        console.print(f"The graph is in {settings.store}", soft_wrap=True)
        if serve:
            serve_graph(graph, settings, lambda: _announce(console, settings))


def _ingest(graph: KnowledgeGraph) -> None:
    with bar(len(samples())) as progress:
        for sample in samples():
            ingest(graph, [sample.path], _metadata(sample), progress=progress)


def _metadata(sample: Sample) -> Metadata:
    return Metadata(published=sample.published, publisher=sample.publisher, url=sample.url, title=sample.title)


def _table(found: Findings) -> Table:
    table = Table(title="What the sample reports say", show_header=False)
    table.add_row("Reports", str(found.reports))
    table.add_row("Claims", str(found.claims))
    table.add_row("People, places, organisations, things", str(found.entities))
    table.add_row("Events", str(found.events))
    table.add_row("Events on which sources differ", str(found.disputed))
    return table


def _announce(console: Console, settings: Settings) -> None:
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    address = f"http://{host}:{settings.port}"
    console.print("\nOpen:")
    for path, what in (
        ("/", "the timeline, with its evidence"),
        ("/sparql", "questions to the graph"),
        ("/docs", "the API"),
    ):
        console.print(f"  {address}{path}  {what}", soft_wrap=True)
    question = next(each for each in questions() if each.name == _EXAMPLE)
    console.print(f"\nAsk ({question.english}):\n\n{question.sparql}", soft_wrap=True, markup=False)
    console.print("Ctrl-C ends it.")
