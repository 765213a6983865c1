"""GET and POST /sparql: the SPARQL 1.1 Protocol (https://www.w3.org/TR/sparql11-protocol/), for queries."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response

from siegegraph.api import service_description
from siegegraph.api.bodies import body_up_to
from siegegraph.api.documentation import sparql_body
from siegegraph.api.negotiation import preferences, prefers_html
from siegegraph.api.pages import sparql as sparql_page
from siegegraph.api.sparql_protocol import Operation, operation_of, streamed
from siegegraph.api.state import Graph, Queries
from siegegraph.graph.query.sparql import MAX_LENGTH, answer

router = APIRouter(tags=["SPARQL"])

Body = Annotated[bytes, Depends(body_up_to(2 * MAX_LENGTH))]
Graphs = list[str] | None


@router.get("/sparql", response_class=Response)
async def sparql(
    request: Request,
    graph: Graph,
    queries: Queries,
    query: Annotated[str | None, Query(description="A SPARQL 1.1 query; without one, what the service offers.")] = None,
    default_graph_uri: Annotated[Graphs, Query(alias="default-graph-uri", description="As FROM.")] = None,
    named_graph_uri: Annotated[Graphs, Query(alias="named-graph-uri", description="As FROM NAMED.")] = None,
) -> Response:
    """Answer a query. A SELECT or ASK as JSON, XML, CSV or TSV; a CONSTRUCT or DESCRIBE as RDF; by Accept."""
    accept = request.headers.get("accept")
    if prefers_html(accept):
        return await sparql_page.page(request, queries, query, default_graph_uri, named_graph_uri)
    if query is None:
        return service_description.response(f"{graph.base}sparql", accept)
    return streamed(await answer(queries, query, preferences(accept), default_graph_uri, named_graph_uri))


@router.post("/sparql", response_class=Response, openapi_extra=sparql_body())
async def sparql_post(request: Request, queries: Queries, body: Body) -> Response:
    """Answer a query that is sent as a form or as `application/sparql-query`."""
    asked: Operation = operation_of(request, body)
    accept = preferences(request.headers.get("accept"))
    return streamed(await answer(queries, asked.query, accept, asked.default_graphs, asked.named_graphs))
