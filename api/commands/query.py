"""`siegegraph query`: an answer to a SPARQL query, as a table or in a standard format."""

from __future__ import annotations

import asyncio
import sys
from contextlib import closing
from pathlib import Path

from pyoxigraph import QueryBoolean, QueryResultsFormat, QuerySolutions, parse_query_results
from rich.console import Console
from rich.table import Table

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
    with open_graph(settings) as graph, closing(queries_of(graph)) as queries:
        media_type, content = asyncio.run(_answer(queries, text_of(sparql), _ACCEPTED[form]))
    if form == "table" and media_type != "text/turtle":
        _print_table(content)
    else:
        sys.stdout.buffer.write(content)


def text_of(sparql: str) -> str:
    """The query that an argument means."""
    if sparql == "-":
        return sys.stdin.read()
    return Path(sparql).read_text(encoding="utf-8") if sparql.endswith(".rq") else sparql


async def _answer(queries: Queries, text: str, accept: tuple[str, ...]) -> tuple[str, bytes]:
    found = await answer(queries, text, accept)
    return found.media_type, b"".join([data async for data in found.body])


def _print_table(content: bytes) -> None:
    console = Console(highlight=False)
    results = parse_query_results(content, format=QueryResultsFormat.JSON)
    if isinstance(results, QueryBoolean):
        console.print("yes" if results else "no")
        return
    assert isinstance(results, QuerySolutions)
    table = Table(*(variable.value for variable in results.variables))
    for row in results:
        table.add_row(*("" if term is None else str(getattr(term, "value", term)) for term in row))
    # A pipe has no width: nothing is cut there.
    console.print(table, crop=console.is_terminal, width=None if console.is_terminal else 10_000, markup=False)
