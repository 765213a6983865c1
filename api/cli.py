"""The command line: one short function a command, whose work is done in `commands`.

What a command needs is imported when it runs: spaCy takes seconds, and `--help` should not.
"""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from siegegraph.graph.errors import ParameterError, SiegegraphError

app = typer.Typer(
    name="siegegraph",
    help="Siege timeline knowledge graph: who said what happened, when and where, with the exact words.",
    epilog="Every setting also works as an environment variable SIEGEGRAPH_...",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


class TableFormat(StrEnum):
    """How `query` prints an answer."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    XML = "xml"


class ExtractFormat(StrEnum):
    """How `extract` prints what it read."""

    JSON = "json"
    JSONL = "jsonl"


class DecisionKind(StrEnum):
    """What `decide` decides."""

    SAME = "same"
    DIFFERENT = "different"
    RENAME = "rename"
    RETYPE = "retype"
    REJECT = "reject"
    UNDO = "undo"


Paths = Annotated[list[Path], typer.Argument(help=".txt, .md, .html, .pdf, .jsonl, or a folder of them.")]
Store = Annotated[str | None, typer.Option(help="A folder, or the URL of a SPARQL 1.1 server.", show_default=False)]
Server = Annotated[str | None, typer.Option(help="A running siegegraph that the reports are sent to.")]
Token = Annotated[
    str | None,
    typer.Option(help="The server's bearer token.", envvar="SIEGEGRAPH_TOKEN", show_envvar=True, show_default=False),
]
Workers = Annotated[int | None, typer.Option(help="Processes to extract with.", show_default=False)]
Host = Annotated[str | None, typer.Option(help="The address to listen on.", show_default=False)]
Port = Annotated[int | None, typer.Option(help="The port to listen on.", show_default=False)]
Published = Annotated[str | None, typer.Option(help="YYYY-MM-DD, for reports that do not say it.")]
Publisher = Annotated[str | None, typer.Option(help="Who published them.")]
Url = Annotated[str | None, typer.Option(help="Where it was published.")]
Title = Annotated[str | None, typer.Option(help="Its title.")]


@app.command()
def demo(
    store: Store = None,
    host: Host = None,
    port: Port = None,
    serve: Annotated[bool, typer.Option(help="Serve what was found.")] = True,
) -> None:
    """Ingest the sample reports, tell what was found, and serve it."""
    from siegegraph.api.commands import demo as command
    from siegegraph.api.commands.settings import settings_of

    command.demo(settings_of(store=store, host=host, port=port), serve=serve)


@app.command()
def ingest(
    paths: Paths,
    published: Published = None,
    publisher: Publisher = None,
    url: Url = None,
    title: Title = None,
    store: Store = None,
    server: Server = None,
    token: Token = None,
    workers: Workers = None,
) -> None:
    """Read reports, extract what they say, and add it to the graph."""
    from siegegraph.api.commands import ingest as command
    from siegegraph.api.commands.settings import settings_of
    from siegegraph.graph.read import Metadata

    metadata = Metadata.stated(published, publisher, url, title)
    settings = settings_of(store=store, token=token, workers=workers)
    _exit(command.ingest(settings, paths, metadata, server))


@app.command()
def load(paths: Paths, store: Store = None, server: Server = None, token: Token = None) -> None:
    """Add extractions: lines as `extract` writes them, from any extractor."""
    from siegegraph.api.commands import ingest as command
    from siegegraph.api.commands.settings import settings_of

    _exit(command.load(settings_of(store=store, token=token), paths, server))


@app.command()
def extract(
    paths: Paths,
    published: Published = None,
    publisher: Publisher = None,
    url: Url = None,
    title: Title = None,
    form: Annotated[ExtractFormat, typer.Option("--format", help="One indented document, or lines.")] = (
        ExtractFormat.JSONL
    ),
    pipeline: Annotated[Path | None, typer.Option(help="A spaCy config in place of the shipped one.")] = None,
    workers: Workers = None,
) -> None:
    """Print what is read in reports; no store is touched."""
    from siegegraph.api.commands import extract as command
    from siegegraph.api.commands.settings import settings_of
    from siegegraph.graph.read import Metadata

    metadata = Metadata.stated(published, publisher, url, title)
    _exit(
        command.extract(
            settings_of(pipeline=pipeline, workers=workers), paths, metadata, indented=form is ExtractFormat.JSON
        )
    )


@app.command()
def serve(store: Store = None, host: Host = None, port: Port = None, token: Token = None) -> None:
    """Serve the graph over HTTP."""
    from siegegraph.api.commands import serve as command
    from siegegraph.api.commands.settings import settings_of

    command.serve(settings_of(store=store, host=host, port=port, token=token))


@app.command()
def query(
    sparql: Annotated[str, typer.Argument(help="The query, the path of an .rq file, or - for standard input.")],
    store: Store = None,
    form: Annotated[TableFormat, typer.Option("--format", help="How to print the answer.")] = TableFormat.TABLE,
) -> None:
    """Ask the graph in SPARQL 1.1."""
    from siegegraph.api.commands import query as command
    from siegegraph.api.commands.settings import settings_of

    command.query(settings_of(store=store), sparql, form.value)


@app.command()
def export(
    form: Annotated[
        str,
        typer.Option("--format", help="trig, nquads, turtle, jsonld, geojson, csv, graphml, gexf or timelinejs."),
    ] = "trig",
    output: Annotated[Path | None, typer.Option(help="The file to write; standard output unless given.")] = None,
    store: Store = None,
) -> None:
    """Write the whole graph to a file."""
    from siegegraph.api.commands import export as command
    from siegegraph.api.commands.settings import settings_of

    command.export(settings_of(store=store), form, output)


@app.command()
def withdraw(report: Annotated[str, typer.Argument(help="The report's IRI.")], store: Store = None) -> None:
    """Take a report out of the graph, with all that rests on it alone."""
    from siegegraph.api.commands.settings import settings_of
    from siegegraph.graph import withdraw as verb
    from siegegraph.graph.opening import open_graph
    from siegegraph.graph.query.filters import name_in

    name = name_in("report", report, "report")
    with open_graph(settings_of(store=store), create=False) as graph:
        verb.withdraw(graph, name)


@app.command()
def decide(
    kind: Annotated[DecisionKind, typer.Argument(help="What is decided.")],
    subject: Annotated[str, typer.Argument(help="An entity, an event, a claim to reject, or a decision to undo.")],
    other: Annotated[str | None, typer.Argument(help="The other entity or event; the new name or type.")] = None,
    note: Annotated[str | None, typer.Option(help="Why.")] = None,
    by: Annotated[str | None, typer.Option(help="Who decided.")] = None,
    store: Store = None,
) -> None:
    """Overrule what the rules say: same, different, rename, retype, reject; or undo a decision.

    Things are given by their IRIs, or the last segments of these. Prints the decision's IRI.
    """
    from siegegraph.api.commands import decide as command
    from siegegraph.api.commands.settings import settings_of

    command.decide(settings_of(store=store), str(kind), subject, other, note=note, by=by)


@app.command()
def rebuild(
    extract: Annotated[bool, typer.Option("--extract", help="Read the stored texts anew first.")] = False,
    store: Store = None,
    workers: Workers = None,
) -> None:
    """Derive everything anew from the reports' graphs."""
    from siegegraph.api.commands import rebuild as command
    from siegegraph.api.commands.settings import settings_of

    _exit(command.rebuild(settings_of(store=store, workers=workers), extract=extract))


@app.command()
def validate(store: Store = None) -> None:
    """Check the store against the SHACL shapes; exit code 1 when something is wrong."""
    from siegegraph.api.commands import validate as command
    from siegegraph.api.commands.settings import settings_of

    _exit(command.validate(settings_of(store=store)))


@app.command()
def evaluate(
    gold: Annotated[list[Path], typer.Argument(help="Annotated reports.")],
    notes: Annotated[bool, typer.Option("--notes", help="Print what was missed or wrong, too.")] = False,
    store: Store = None,
) -> None:
    """Measure precision, recall and F1 of what is in the store against annotated reports."""
    from siegegraph.api.commands import evaluate as command
    from siegegraph.api.commands.settings import settings_of

    command.evaluate(settings_of(store=store), gold, notes=notes)


def main() -> None:
    """Run the command line; an error raised on purpose is one line on standard error."""
    try:
        app()
    except ParameterError as error:
        sys.exit(_told(error, 2))
    except SiegegraphError as error:
        sys.exit(_told(error, 1))


def _told(error: SiegegraphError, code: int) -> int:
    print(f"siegegraph: {error}", file=sys.stderr)
    return code


def _exit(code: int) -> None:
    if code:
        raise typer.Exit(code)
