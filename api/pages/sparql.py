"""The page that asks the graph: a box for a query, its answer as a table, questions to start from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse
from pyoxigraph import QueryBoolean, QueryResultsFormat, QuerySolutions, RdfFormat, parse, parse_query_results

from siegegraph.api.pages import rendered
from siegegraph.api.pages.things import Linked, linked
from siegegraph.api.problems import problem_of
from siegegraph.api.sparql_protocol import Operation
from siegegraph.graph.errors import QueryLimitError, SiegegraphError
from siegegraph.graph.query.sparql import answer
from siegegraph.graph.questions import questions
from siegegraph.graph.store.answers import Answer, Queries

# More than this makes a page that no browser likes; programs ask for another format.
MAX_ROWS = 1000
MAX_BYTES = 16 * 1024 * 1024

_RESULTS = "application/sparql-results+json"
_TRIPLES = "application/n-triples"


@dataclass(frozen=True, slots=True)
class Table:
    """An answer as a page shows it; `cut` tells that there are more rows."""

    names: tuple[str, ...]
    rows: tuple[tuple[Linked | None, ...], ...]
    cut: bool


async def page(request: Request, queries: Queries, asked: Operation | None) -> HTMLResponse:
    """The page with the answer to what is asked, or with what is wrong with it."""
    table, problem, status = None, None, 200
    if asked is not None and asked.query:
        try:
            accept = (_RESULTS, _TRIPLES)
            found = await answer(queries, asked.query, accept, asked.default_graphs, asked.named_graphs)
            table = table_of(found.media_type, await _whole(found), request.scope.get("root_path", ""))
        except SiegegraphError as error:
            problem, status = str(error), problem_of(error).status
    examples = questions()
    context: dict[str, Any] = {"questions": examples, "answer": table, "problem": problem}
    query = asked.query if asked else examples[0].sparql
    return rendered(request, "sparql.html", status, query=query, **context)


def table_of(media_type: str, content: bytes, root: str) -> Table:
    """The first rows of an answer in SPARQL JSON or N-Triples."""
    if media_type == _TRIPLES:
        triples = ((quad.subject, quad.predicate, quad.object) for quad in parse(content, format=RdfFormat.N_TRIPLES))
        return _table(("subject", "predicate", "object"), triples, root)
    results = parse_query_results(content, format=QueryResultsFormat.JSON)
    if isinstance(results, QueryBoolean):
        return Table(("answer",), ((Linked("yes" if results else "no", None),),), cut=False)
    assert isinstance(results, QuerySolutions)
    return _table(tuple(variable.value for variable in results.variables), results, root)


def _table(names: tuple[str, ...], rows: Iterable[Iterable[Any]], root: str) -> Table:
    taken = [tuple(None if term is None else linked(term, root) for term in row) for row in islice(rows, MAX_ROWS + 1)]
    return Table(names, tuple(taken[:MAX_ROWS]), cut=len(taken) > MAX_ROWS)


async def _whole(found: Answer) -> bytes:
    content = bytearray()
    async for data in found.body:
        content += data
        if len(content) > MAX_BYTES:
            raise QueryLimitError(f"the answer is over {MAX_BYTES} bytes, too much for a page; add a LIMIT")
    return bytes(content)
