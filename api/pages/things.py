"""The page of one thing: an event, an entity, a report, a claim, or whatever else the graph describes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from fastapi import Request
from fastapi.responses import HTMLResponse
from pyoxigraph import NamedNode

from siegegraph.api.pages import rendered, with_query
from siegegraph.api.pages.highlighting import numbered, pieces, speaker_label
from siegegraph.api.prefixes import prefixed
from siegegraph.graph.knowledge import KnowledgeGraph
from siegegraph.graph.query import linked_data, relationships, reports, timeline
from siegegraph.graph.query.filters import Filters
from siegegraph.graph.query.items import (
    ClaimItem,
    EntityItem,
    EventItem,
    RelationshipItem,
    ReportWithTextItem,
    TextWithClaimsItem,
)
from siegegraph.graph.query.page import PageRequest
from siegegraph.ontology.iris import Minter, kind_and_name, name_of

_COLLECTIONS = {"event": "events", "entity": "entities", "report": "reports", "claim": "claims"}
_FORMATS = {"turtle": "Turtle", "jsonld": "JSON-LD", "ntriples": "N-Triples"}


@dataclass(frozen=True, slots=True)
class Linked:
    """A term as a page shows it."""

    label: str
    href: str | None


def page(request: Request, graph: KnowledgeGraph, kind: str, name: str, item: Any, as_of: date | None) -> HTMLResponse:
    """The page of a thing; `item` is its JSON item, None where it has none. Raises NotFoundError."""
    root = request.scope.get("root_path", "")
    formats = [(label, f"{root}/id/{kind}/{name}?format={form}") for form, label in _FORMATS.items()]
    context: dict[str, Any] = {"as_of": as_of, "formats": formats}
    if item is not None and kind in _COLLECTIONS:
        context["json_twin"] = with_query(f"{root}/{_COLLECTIONS[kind]}/{name}", {"as_of": as_of})
    if item is None:
        return _thing(request, graph, kind, name, context)
    return _PAGES[kind](request, graph, item, context)


def _event(request: Request, graph: KnowledgeGraph, item: EventItem, context: dict[str, Any]) -> HTMLResponse:
    by_speaker: dict[str, list[ClaimItem]] = {}
    for claim in item["claims"]:
        label = speaker_label(claim) if claim["speaker"] else f"{claim['publisher'] or 'The outlet'} itself"
        by_speaker.setdefault(label, []).append(claim)
    claims = {claim["id"]: claim for claim in item["claims"]}
    return rendered(request, "event.html", event=item, claims=claims, by_speaker=by_speaker.items(), **context)


def _entity(request: Request, graph: KnowledgeGraph, item: EntityItem, context: dict[str, Any]) -> HTMLResponse:
    name, as_of = name_of(item["id"]), context["as_of"]
    role = "place" if item["type"] == "Place" else "actor"
    found = relationships.relationships(
        graph, name, from_=None, to=None, as_of=as_of, predicates=(), page=PageRequest(limit=100)
    )
    filters = Filters(as_of=as_of, place=(name,)) if role == "place" else Filters(as_of=as_of, actor=(name,))
    events = timeline.timeline(graph, filters, PageRequest(limit=20))
    return rendered(
        request, "entity.html", entity=item, relationships=found, events=events, role=role, name=name, **context
    )


def _report(request: Request, graph: KnowledgeGraph, item: ReportWithTextItem, context: dict[str, Any]) -> HTMLResponse:
    text = reports.text_with_claims(graph, name_of(item["id"]), context["as_of"])
    claims = numbered(text["claims"])
    speakers = {speaker_label(each.claim): each.speaker for each in claims}
    cut = pieces(cast(TextWithClaimsItem, text), claims)
    return rendered(
        request, "report.html", report=item, claims=claims, pieces=cut, speakers=list(speakers.items()), **context
    )


def _claim(request: Request, graph: KnowledgeGraph, item: ClaimItem, context: dict[str, Any]) -> HTMLResponse:
    return rendered(request, "claim.html", claim=item, **context)


def _relationship(
    request: Request, graph: KnowledgeGraph, item: RelationshipItem, context: dict[str, Any]
) -> HTMLResponse:
    return rendered(request, "relationship.html", relationship=item, **context)


_PAGES: dict[str, Callable[[Request, KnowledgeGraph, Any, dict[str, Any]], HTMLResponse]] = {
    "event": _event,
    "entity": _entity,
    "report": _report,
    "claim": _claim,
    "relationship": _relationship,
}


def _thing(request: Request, graph: KnowledgeGraph, kind: str, name: str, context: dict[str, Any]) -> HTMLResponse:
    iri = Minter(graph.base).iri(kind, name)
    root = request.scope.get("root_path", "")
    rows = [
        {"predicate": linked(triple.predicate, root), "value": linked(triple.object, root)}
        for triple in linked_data.description(graph, kind, name)
        if triple.subject == NamedNode(iri)
    ]
    return rendered(request, "thing.html", kind=kind, iri=iri, rows=rows, **context)


def linked(term: Any, root: str) -> Linked:
    """A term by its prefixed name, or its value; an IRI of ours leads to where this server shows it."""
    if not isinstance(term, NamedNode):
        return Linked(str(getattr(term, "value", term)), None)
    found = kind_and_name(term.value)
    fragment = term.value.partition("#")[2]
    if found is not None:
        href = f"{root}/id/{found[0]}/{found[1]}" + (f"#{fragment}" if fragment else "")
        return Linked("/".join(found) + (f"#{fragment}" if fragment else ""), href)
    outside = term.value if term.value.startswith(("http://", "https://")) else None
    return Linked(prefixed(term.value), outside)
