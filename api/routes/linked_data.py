"""GET /id/{kind}/{name}: what an IRI of ours stands for, for people and for machines."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Path, Query, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from siegegraph.api.linked_data import FORMATS, MEDIA_TYPES, described, item_of
from siegegraph.api.negotiation import HTML, negotiated
from siegegraph.api.pages import things, with_query
from siegegraph.api.parameters import AsOf
from siegegraph.api.state import Graph
from siegegraph.graph.errors import NotFoundError
from siegegraph.graph.query.filters import is_name
from siegegraph.ontology.iris import KINDS, name_of

router = APIRouter(tags=["linked data"])


@router.get("/id/{kind}/{name}", response_class=HTMLResponse)
def thing(
    request: Request,
    graph: Graph,
    as_of: AsOf,
    kind: Annotated[str, Path(description=", ".join(sorted(KINDS)))],
    name: Annotated[str, Path(description="The last segment of the IRI.")],
    format: Annotated[
        Literal["html", "turtle", "jsonld", "ntriples"] | None, Query(description="Wins over the Accept header.")
    ] = None,
) -> Response:
    """A thing as HTML, Turtle, JSON-LD or N-Triples. An old name of a merged one redirects to its present name."""
    if kind not in KINDS or not is_name(name):
        raise NotFoundError("thing", f"{kind}/{name}")
    accept = MEDIA_TYPES[format] if format else request.headers.get("accept")
    media_type = negotiated(accept, (HTML, *FORMATS))
    item = item_of(graph, kind, name, as_of)
    if item is not None and name_of(item["id"]) != name:
        path = f"{request.scope.get('root_path', '')}/id/{kind}/{name_of(item['id'])}"
        return RedirectResponse(with_query(path, request.query_params), 308)
    if media_type == HTML:
        return things.page(request, graph, kind, name, item, as_of)
    return described(graph, kind, name, media_type)
