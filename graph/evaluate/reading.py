"""What the graph reads in some reports: their claims, and the events, entities and relationships that these are of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from pyoxigraph import Literal

from siegegraph.graph.errors import NotFoundError
from siegegraph.graph.knowledge import KnowledgeGraph
from siegegraph.graph.model.span import Span
from siegegraph.graph.query.entities import entity
from siegegraph.graph.query.events import event
from siegegraph.graph.query.page import PageRequest
from siegegraph.graph.query.relationships import relationships
from siegegraph.graph.query.reports import text_with_claims
from siegegraph.ontology import iris
from siegegraph.ontology.terms import SCHEMA

Item = dict[str, Any]


@dataclass(slots=True)
class Reading:
    """Items of JSON v1 by IRI; a claim's `report` is here the name that its report was given under.

    `mentions` are the IRIs of entities by report and stretch.
    """

    texts: Mapping[str, str]
    mentions: dict[str, dict[Span, str]] = field(default_factory=dict)
    claims: dict[str, Item] = field(default_factory=dict)
    events: dict[str, Item] = field(default_factory=dict)
    entities: dict[str, Item] = field(default_factory=dict)
    relationships: dict[str, Item] = field(default_factory=dict)


def reading_of(graph: KnowledgeGraph, texts: Mapping[str, str]) -> Reading:
    """What the graph reads in the reports with these texts, which are given by names of the caller's.

    Raises NotFoundError for a text that no report in the graph has.
    """
    reading = Reading(texts)
    for report, text in texts.items():
        found = text_with_claims(graph, iris.name_of(_report_with(graph, report, text)))
        for claim in found["claims"]:
            reading.claims[claim["id"]] = {**claim, "report": report}
        reading.mentions[report] = {Span(each["start"], each["end"]): each["entity"] for each in found["mentions"]}
        for mentioned in reading.mentions[report].values():
            if mentioned not in reading.entities:
                reading.entities[mentioned] = entity(graph, iris.name_of(mentioned))
    for claim in reading.claims.values():
        iri = claim.get("event")
        if iri and iri not in reading.events:
            reading.events[iri] = event(graph, iris.name_of(iri))
    wanted = {claim["relation"] for claim in reading.claims.values() if "relation" in claim}
    for iri in reading.entities:
        page = relationships(graph, iris.name_of(iri), page=PageRequest(limit=1000))
        reading.relationships.update((each["id"], each) for each in page.items if each["id"] in wanted)
    return reading


def _report_with(graph: KnowledgeGraph, report: str, text: str) -> str:
    """The IRI of a report with this text, the same one of several whenever it is asked."""
    for row in graph.store.select(
        f"SELECT ?report WHERE {{ ?report {SCHEMA.text} {Literal(text)} }} ORDER BY ?report LIMIT 1"
    ):
        return str(row["report"]).strip("<>")
    raise NotFoundError("report", report)


def span_of(claim: Item) -> Span:
    """Where a claim's quote stands in its report."""
    return Span(claim["start"], claim["end"])
