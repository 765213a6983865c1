"""GET and POST /sparql: the SPARQL 1.1 Protocol (https://www.w3.org/TR/sparql11-protocol/), for queries."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response

from siegegraph.api import service_description
from siegegraph.api.bodies import body_up_to
from siegegraph.api.documentation import sparql_body
from siegegraph.api.negotiation import preferences, prefers_html
from siegegraph.api.pages import sparql as sparql_page
from siegegraph.api.sparql_protocol import Operation, one_query, operation_of, streamed
from siegegraph.api.state import Graph, Queries
from siegegraph.graph.query.sparql import MAX_LENGTH, answer

router = APIRouter(tags=["SPARQL"])

Body = Annotated[bytes, Depends(body_up_to(2 * MAX_LENGTH))]
Values = list[str] | None
DefaultGraphs = Annotated[Values, Query(alias="default-graph-uri", description="As FROM.")]
NamedGraphs = Annotated[Values, Query(alias="named-graph-uri", description="As FROM NAMED.")]
Hint = Annotated[str | None, Query(description="Sent along by some clients; the Accept header is what counts.")]


async def _asked(
    query: Annotated[Values, Query(description="A SPARQL 1.1 query; without one, what the service offers.")] = None,
    default_graphs: DefaultGraphs = None,
    named_graphs: NamedGraphs = None,
    format: Hint = None,
    output: Hint = None,
    results: Hint = None,
) -> Operation | None:
    return None if query is None else Operation(one_query(query), default_graphs, named_graphs)


@router.get("/sparql", response_class=Response)
async def sparql(
    request: Request, graph: Graph, queries: Queries, asked: Annotated[Operation | None, Depends(_asked)]
) -> Response:
    """Answer a query. A SELECT or ASK as JSON, XML, CSV or TSV; a CONSTRUCT or DESCRIBE as RDF; by Accept."""
    accept = request.headers.get("accept")
    if prefers_html(accept):
        return await sparql_page.page(request, queries, asked)
    if asked is None:
        return service_description.response(f"{graph.base}sparql", accept)
    return streamed(await answer(queries, asked.query, preferences(accept), asked.default_graphs, asked.named_graphs))


@router.post("/sparql", response_class=Response, openapi_extra=sparql_body())
async def sparql_post(
    request: Request,
    queries: Queries,
    body: Body,
    default_graphs: DefaultGraphs = None,
    named_graphs: NamedGraphs = None,
) -> Response:
    """Answer a query that is sent as a form, or as `application/sparql-query` with its data set in the address."""
    asked = operation_of(request.headers.get("content-type", ""), body, default_graphs, named_graphs)
    accept = preferences(request.headers.get("accept"))
    return streamed(await answer(queries, asked.query, accept, asked.default_graphs, asked.named_graphs))
