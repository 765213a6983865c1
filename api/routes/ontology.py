"""GET /ontology: the vocabulary, for people and for machines."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import HTMLResponse

from siegegraph.api.negotiation import HTML, negotiated

router = APIRouter(tags=["linked data"])

_MEDIA_TYPES = {"html": HTML, "turtle": "text/turtle", "jsonld": "application/ld+json"}


@router.get("/ontology", response_class=HTMLResponse)
def ontology(
    request: Request,
    format: Annotated[
        Literal["html", "turtle", "jsonld"] | None, Query(description="Wins over the Accept header.")
    ] = None,
) -> Response:
    """The vocabulary as HTML, Turtle or JSON-LD; the fragment of a term's IRI is an anchor in the page."""
    # rdflib takes 0.3 s to import: only who asks for the vocabulary waits.
    from siegegraph.ontology import publish

    offers = tuple(_MEDIA_TYPES.values())
    media_type = _MEDIA_TYPES[format] if format else negotiated(request.headers.get("accept"), offers)
    address = f"{request.scope.get('root_path', '')}/ontology"
    if media_type == HTML:
        content = publish.as_html(f"{address}?format=turtle", f"{address}?format=jsonld")
    else:
        content = publish.as_turtle() if media_type == _MEDIA_TYPES["turtle"] else publish.as_jsonld()
    return Response(content, media_type=media_type, headers={"Vary": "Accept"})
