"""Is the graph valid? The SHACL shapes of the ontology over the whole store, in bounded memory.

Each report's graph goes through the shapes with what is derived for its claims and mentions; then the derived events
and relationships do, in slices. That a quote is what the text has between its offsets is checked beside the shapes:
SHACL would need one query for each claim.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Protocol

import pyshacl
import rdflib
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple
from rdflib.namespace import RDF, SH
from rdflib.term import Node

from siegegraph.graph.store.base import Store, derived_graph
from siegegraph.ontology import iris, publish
from siegegraph.ontology.iris import Minter
from siegegraph.ontology.terms import OA, PREFIXES, PROV, RDFS, SCHEMA, SEM, SG

_SLICE = 500
"""How many derived things go through the shapes at once: some 10,000 triples, some MB of memory."""

# No shape is about these: links between things, the vocabulary itself, data sets of others.
_OUTSIDE = ("derived", "vocabulary", "gazetteer", "runs")


@dataclass(frozen=True, slots=True)
class Violation:
    """What is not as it should be: in which graph, at which node and property (its prefixed name), and why."""

    graph: str
    focus: str
    path: str | None
    message: str

    def __str__(self) -> str:
        at = f"{self.focus} ({self.path})" if self.path else self.focus
        return f"{at}: {self.message}"


class Stored(Protocol):
    """What `validate` needs of a graph."""

    @property
    def store(self) -> Store:
        """Where the triples are."""

    @property
    def base(self) -> str:
        """What the IRIs of things begin with."""


def validate(graph: Stored) -> Iterator[Violation]:
    """Every violation in the store, each once, as it is found; none where all is well.

    Raises StoreError when the store cannot answer.
    """
    seen: set[tuple[str, str | None, str]] = set()
    for violation in _violations(graph.store, graph.base):
        # An entity that has no label is found again by every report that mentions it.
        key = (violation.focus, violation.path, violation.message)
        if key not in seen:
            seen.add(key)
            yield violation


def _violations(store: Store, base: str) -> Iterator[Violation]:
    minter = Minter(base)
    outside = {minter.graph(name) for name in _OUTSIDE}
    derived = derived_graph(base)
    shapes = publish.shapes_graph()
    for iri in store.graphs():
        if iri not in outside:
            quads = list(store.graph(iri))
            yield from quote_violations(iri, quads)
            yield from _against(shapes, iri, [quad.triple for quad in quads], _derived_for(store, iri, derived))
    for kind in (SEM.Event, SG.Relationship):
        for subjects in _slices(store, derived, kind):
            # What they rest on is there for its class alone: its own graph's turn has been.
            yield from _against(shapes, derived, _derived_things(store, derived, subjects), only=subjects)


def quote_violations(graph: str, quads: Iterable[Quad]) -> Iterator[Violation]:
    """The claims and mentions of a report's graph whose words are not those that its text has between their offsets."""
    text: str | None = None
    rows: dict[str, dict[str, str]] = {}
    for quad in quads:
        if quad.predicate == SCHEMA.text and isinstance(quad.object, Literal):
            text = quad.object.value
        elif quad.predicate in (OA.exact, OA.start, OA.end) and isinstance(quad.object, Literal):
            assert isinstance(quad.subject, NamedNode | BlankNode)
            rows.setdefault(quad.subject.value, {})[quad.predicate.value] = quad.object.value
    for focus, row in rows.items():
        span = iris.span_of(focus) or _offsets(row)
        words = row.get(OA.exact.value)
        if text is not None and span and words is not None and text[slice(*span)] != words:
            found = _shortened(text[slice(*span)])
            message = f'The quote "{_shortened(words)}" is not what the text has at {span[0]} to {span[1]}: "{found}".'
            yield Violation(graph, focus, _prefixed(OA.exact.value), message)


def _offsets(row: dict[str, str]) -> tuple[int, int] | None:
    start, end = row.get(OA.start.value, ""), row.get(OA.end.value, "")
    return (int(start), int(end)) if start.isdecimal() and end.isdecimal() else None


def _shortened(words: str) -> str:
    return words if len(words) <= 60 else f"{words[:59]}…"


def _derived_for(store: Store, report: str, derived: str) -> Iterator[Triple]:
    """What is derived for the claims and mentions of a report, and what the entities are called."""
    return store.construct(f"""
        CONSTRUCT {{ ?thing {PROV.wasAttributedTo} ?who ; {SG.denotes} ?entity . ?entity {RDFS.label} ?label }}
        WHERE {{
          GRAPH <{report}> {{ ?thing a ?kind }}
          GRAPH <{derived}> {{
            {{ ?thing {PROV.wasAttributedTo} ?who }} UNION
            {{ ?thing {SG.denotes} ?entity OPTIONAL {{ ?entity {RDFS.label} ?label }} }} }} }}""")


def _slices(store: Store, derived: str, kind: NamedNode) -> Iterator[list[NamedNode]]:
    """The things of a class in the derived graph, some at a time."""
    rows = store.select(f"SELECT ?thing WHERE {{ GRAPH <{derived}> {{ ?thing a {kind} }} }}")
    while subjects := [row["thing"] for row in islice(rows, _SLICE)]:
        yield [subject for subject in subjects if isinstance(subject, NamedNode)]


def _derived_things(store: Store, derived: str, subjects: Iterable[NamedNode]) -> Iterator[Triple]:
    """All that is derived for some things, and which of what they rest on are claims."""
    values = f"VALUES ?thing {{ {' '.join(map(str, subjects))} }}"
    yield from store.construct(
        f"CONSTRUCT {{ ?thing ?p ?o }} WHERE {{ {values} GRAPH <{derived}> {{ ?thing ?p ?o }} }}"
    )
    yield from store.construct(f"""
        CONSTRUCT {{ ?claim a {SG.Claim} }} WHERE {{ {values}
          GRAPH <{derived}> {{ ?thing {PROV.wasDerivedFrom} ?claim }}
          GRAPH ?report {{ ?claim a {SG.Claim} }} }}""")


def _against(
    shapes: rdflib.Graph, graph: str, *parts: Iterable[Triple], only: Iterable[NamedNode] | None = None
) -> Iterator[Violation]:
    """What the shapes find in some triples of a graph; about some nodes only, if these are given."""
    data = rdflib.Graph()
    for triples in parts:
        for triple in triples:
            data.add((_node(triple.subject), _node(triple.predicate), _node(triple.object)))
    nodes: list[str | rdflib.URIRef] | None = None if only is None else [rdflib.URIRef(node.value) for node in only]
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes, focus_nodes=nodes)
    for result in report.subjects(RDF.type, SH.ValidationResult):
        path = report.value(result, SH.resultPath)
        messages = sorted(map(str, report.objects(result, SH.resultMessage)))
        focus = str(report.value(result, SH.focusNode))
        yield Violation(
            graph, focus, _prefixed(str(path)) if isinstance(path, rdflib.URIRef) else None, " ".join(messages)
        )


def _node(term: NamedNode | BlankNode | Literal | Triple) -> Node:
    if isinstance(term, NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, BlankNode):
        return rdflib.BNode(term.value)
    assert isinstance(term, Literal), "the graph is RDF 1.1"
    if term.language:
        return rdflib.Literal(term.value, lang=term.language)
    # As it was written: normalising drops the zone of a date before a shape can object to it.
    return rdflib.Literal(term.value, datatype=rdflib.URIRef(term.datatype.value), normalize=False)


def _prefixed(iri: str) -> str:
    matching = ((prefix, namespace) for prefix, namespace in PREFIXES.items() if iri.startswith(namespace))
    return next((f"{prefix}:{iri.removeprefix(namespace)}" for prefix, namespace in matching), iri)
