"""Which quads an export holds: the whole store or, under filters, the events kept and all that they rest on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import TypeVar

from pyoxigraph import NamedNode, Quad

from siegegraph.graph.export.paging import every_event
from siegegraph.graph.export.selectors import selector_quads
from siegegraph.graph.knowledge import KnowledgeGraph
from siegegraph.graph.query.filters import Filters
from siegegraph.graph.rdf.concepts import RELATION
from siegegraph.graph.store.base import Store, derived_graph
from siegegraph.ontology import iris
from siegegraph.ontology.terms import OWL, PROV, RDF, SCHEMA, SEM, SG

T = TypeVar("T")

_SLICE = 5_000
"""How many quads of a graph that is not a report's are held at once."""

_SUBJECTS = 500
"""How many things are asked for in one query."""

_TO_ENTITIES = frozenset({SG.denotes, PROV.wasAttributedTo, OWL.sameAs, SCHEMA.publisher, SEM.hasActor, SEM.hasPlace})
# A tie between entities says nothing of the claims that it rests on, which may not be in the selection.
_TIES = frozenset(RELATION.values())


def slices_of(graph: KnowledgeGraph, filters: Filters) -> Iterator[list[Quad]]:
    """The quads of the export in lists, each list of one graph; claims have their selectors beside them.

    Under filters: the events that they keep with all their claims, what the reports' graphs say of these, the reports
    themselves, and what is derived for all of it. Raises ParameterError with the first list.
    """
    return _everything(graph.store) if filters == Filters() else _Selection(graph).slices(filters)


def _everything(store: Store) -> Iterator[list[Quad]]:
    for iri in store.graphs():
        named = iris.kind_and_name(iri)
        if named and named[0] == "report":
            quads = list(store.graph(iri))
            yield [*quads, *selector_quads(quads)]
        else:
            yield from _lists(store.graph(iri), _SLICE)


class _Selection:
    """What filters keep of a store. Holds the names of what is kept, never the quads."""

    def __init__(self, graph: KnowledgeGraph) -> None:
        self.graph = graph
        self.store = graph.store
        self.derived = NamedNode(derived_graph(graph.base))
        self.events: list[NamedNode] = []
        self.claims: dict[str, set[NamedNode]] = {}
        self.kept: set[object] = set()
        self.entities: dict[NamedNode, None] = {}

    def slices(self, filters: Filters) -> Iterator[list[Quad]]:
        """The kept quads, graph by graph: reports with what is derived for them, events, entities, runs."""
        for event in every_event(self.graph, filters):
            self.events.append(NamedNode(event["id"]))
            for claim in event["claims"]:
                self.claims.setdefault(claim["report"], set()).add(NamedNode(claim["id"]))
        self.kept.update(*self.claims.values())
        for report, claims in self.claims.items():
            quads = list(_reachable(report, list(self.store.graph(report)), claims))
            yield [*quads, *selector_quads(quads)]
            yield from self._derived(
                dict.fromkeys(quad.subject for quad in quads if isinstance(quad.subject, NamedNode))
            )
        yield from self._derived(chain(self.events, self._differences()))
        yield from self._derived(
            node for entity in list(self.entities) for node in (entity, NamedNode(iris.geometry(entity.value)))
        )
        yield from _lists(self.store.graph(self.graph.minter.graph("runs")), _SLICE)

    def _derived(self, subjects: Iterable[NamedNode]) -> Iterator[list[Quad]]:
        """What is derived for some things; the entities that it names are noted."""
        for some in _lists(subjects, _SUBJECTS):
            triples = self.store.construct(
                f"CONSTRUCT {{ ?thing ?p ?o }} WHERE {{ {_values(some)} GRAPH {self.derived} {{ ?thing ?p ?o }} }}"
            )
            quads = [Quad(each.subject, each.predicate, each.object, self.derived) for each in triples]
            named = (quad.object for quad in quads if quad.predicate in _TO_ENTITIES)
            self.entities.update((entity, None) for entity in named if isinstance(entity, NamedNode))
            yield [quad for quad in quads if self._belongs(quad)]

    def _belongs(self, quad: Quad) -> bool:
        if quad.predicate == PROV.wasDerivedFrom:
            return quad.object in self.kept
        return quad.predicate not in _TIES

    def _differences(self) -> Iterator[NamedNode]:
        """The disagreements of the kept events and their sides."""
        for some in _lists(self.events, _SUBJECTS):
            rows = self.store.select(
                f"SELECT ?on ?side WHERE {{ {_values(some)} GRAPH {self.derived} {{"
                f" ?on {SG.about} ?thing ; {RDF.type} {SG.Disagreement} ; {SG.side} ?side }} }}"
            )
            nodes = dict.fromkeys(node for row in rows for node in (row["on"], row["side"]))
            yield from (node for node in nodes if isinstance(node, NamedNode))


def _reachable(report: str, quads: list[Quad], claims: set[NamedNode]) -> Iterator[Quad]:
    """The quads of a report's graph that say something of the report, of some claims or of what these point to."""
    rows: dict[NamedNode, list[Quad]] = {}
    for quad in quads:
        assert isinstance(quad.subject, NamedNode)
        rows.setdefault(quad.subject, []).append(quad)
    others = {quad.subject for quad in quads if quad.object == SG.Claim} - claims
    waiting = [NamedNode(report), *sorted(claims, key=str)]
    reached = {*waiting, *others}
    while waiting:
        for quad in rows.get(waiting.pop(), ()):
            yield quad
            if isinstance(quad.object, NamedNode) and quad.object not in reached:
                reached.add(quad.object)
                waiting.append(quad.object)


def _values(things: Iterable[NamedNode]) -> str:
    return f"VALUES ?thing {{ {' '.join(map(str, things))} }}"


def _lists(items: Iterable[T], size: int) -> Iterator[list[T]]:
    iterator = iter(items)
    while some := list(islice(iterator, size)):
        yield some
