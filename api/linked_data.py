"""Things as RDF, in the formats that linked data is asked for in."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from io import BytesIO
from typing import Any

from fastapi import Response
from pyoxigraph import RdfFormat, Triple, serialize

from siegegraph.api.negotiation import HTML
from siegegraph.graph.errors import NotFoundError
from siegegraph.graph.knowledge import KnowledgeGraph
from siegegraph.graph.query import claims, entities, events, linked_data, relationships, reports
from siegegraph.ontology.terms import PREFIXES

JSON_LD = "application/ld+json"

FORMATS: dict[str, RdfFormat] = {
    "text/turtle": RdfFormat.TURTLE,
    JSON_LD: RdfFormat.JSON_LD,
    "application/n-triples": RdfFormat.N_TRIPLES,
}
"""What a thing is described in, besides HTML, by media type."""

MEDIA_TYPES = {"html": HTML, "turtle": "text/turtle", "jsonld": JSON_LD, "ntriples": "application/n-triples"}
"""The media types by the short names that an address may hold."""

CANONICAL: dict[str, Callable[[KnowledgeGraph, str, date | None], Any]] = {
    "event": events.event,
    "entity": entities.entity,
    "claim": claims.claim,
    "relationship": relationships.relationship,
    "report": lambda graph, name, as_of: reports.report(graph, name),
}
"""The kinds of things that are items of JSON v1, with how each is found by any of its names."""


def item_of(graph: KnowledgeGraph, kind: str, name: str, as_of: date | None) -> Any:
    """The JSON item that a name calls; None for what has none, such as a country that places lie in.

    Raises NotFoundError where there was no such thing on that day.
    """
    if kind not in CANONICAL:
        return None
    try:
        return CANONICAL[kind](graph, name, as_of)
    except NotFoundError:
        if as_of is not None:
            raise
        return None


def described(graph: KnowledgeGraph, kind: str, name: str, media_type: str) -> Response:
    """What the graph says of a thing. Raises NotFoundError."""
    triples = linked_data.description(graph, kind, name)
    content = _compacted(triples) if media_type == JSON_LD else _serialized(triples, FORMATS[media_type])
    return Response(content, media_type=media_type, headers={"Vary": "Accept"})


def _serialized(triples: Iterable[Triple], form: RdfFormat) -> bytes:
    out = BytesIO()
    serialize(triples, out, format=form, prefixes=PREFIXES if form == RdfFormat.TURTLE else None)
    return out.getvalue()


def _compacted(triples: Iterable[Triple]) -> bytes:
    """JSON-LD under the vocabulary's own context, which it carries along."""
    # rdflib takes 0.3 s to import: only who asks for JSON-LD waits.
    from rdflib import Graph

    from siegegraph.ontology.publish import context

    graph = Graph().parse(data=serialize(triples, format=RdfFormat.N_TRIPLES), format="nt")
    return graph.serialize(format="json-ld", context=context(), auto_compact=True, encoding="utf-8")
