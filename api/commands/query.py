"""`siegegraph query`: an answer to a SPARQL query, as a table or in a standard format."""

from __future__ import annotations

import asyncio
import sys
from contextlib import closing
from pathlib import Path

from pyoxigraph import NamedNode, QueryBoolean, QueryResultsFormat, QuerySolutions, parse_query_results
from rich.console import Console
from rich.table import Column, Table
from rich.text import Text

from siegegraph.api.prefixes import prefixed
from siegegraph.graph.errors import ParameterError
from siegegraph.graph.opening import open_graph
from siegegraph.graph.query.answering import queries_of
from siegegraph.graph.query.sparql import answer
from siegegraph.graph.settings import Settings
from siegegraph.graph.store.answers import Queries

_ACCEPTED = {
    "table": ("application/sparql-results+json", "text/turtle"),
    "csv": ("text/csv", "text/turtle"),
    "json": ("application/sparql-results+json", "application/ld+json"),
    "xml": ("application/sparql-results+xml", "application/rdf+xml"),
}


def query(settings: Settings, sparql: str, form: str) -> None:
    """Print the answer to a query (its text, an .rq file, or - for standard input) in the form of this name."""
    with open_graph(settings, create=False) as graph, closing(queries_of(graph)) as queries:
        media_type, content = asyncio.run(_answer(queries, text_of(sparql), _ACCEPTED[form]))
    if form == "table" and media_type != "text/turtle":
        _print_table(content)
    else:
        sys.stdout.buffer.write(content)


def text_of(sparql: str) -> str:
    """The query that an argument means."""
    if sparql == "-":
        return sys.stdin.read()
    if not sparql.endswith(".rq"):
        return sparql
    try:
        return Path(sparql).read_text(encoding="utf-8")
    except OSError as error:
        raise ParameterError("query", f"{sparql} cannot be read ({error.strerror or error})") from None


async def _answer(queries: Queries, text: str, accept: tuple[str, ...]) -> tuple[str, bytes]:
    found = await answer(queries, text, accept)
    return found.media_type, b"".join([data async for data in found.body])


def _print_table(content: bytes) -> None:
    # A pipe has no width: nothing is broken there.
    console = Console(highlight=False, width=None if sys.stdout.isatty() else 10_000)
    results = parse_query_results(content, format=QueryResultsFormat.JSON)
    if isinstance(results, QueryBoolean):
        console.print("yes" if results else "no")
        return
    assert isinstance(results, QuerySolutions)
    table = Table(*(Column(variable.value, overflow="fold") for variable in results.variables))
    for row in results:
        table.add_row(*(Text("" if term is None else _shown(term)) for term in row))
    console.print(table)


def _shown(term: object) -> str:
    return prefixed(term.value) if isinstance(term, NamedNode) else str(getattr(term, "value", term))
