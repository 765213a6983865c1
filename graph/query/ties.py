"""Who and what is tied to whom, by the events that they share and the relations claimed between them, as a graph."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, islice
from typing import NamedTuple

import networkx as nx

from siegegraph.graph.index.facets import atoms_of_participants, atoms_of_places
from siegegraph.graph.knowledge import KnowledgeGraph
from siegegraph.graph.query.bounded import narrowed
from siegegraph.graph.query.claims import in_window
from siegegraph.graph.query.filters import Filters, day_known
from siegegraph.graph.query.matching import match_of
from siegegraph.graph.query.references import References
from siegegraph.graph.query.timeline import kept_rows
from siegegraph.graph.query.windows import rows_in

MOST_TOGETHER = 40
"""Participants and places of one event that are tied to each other; where there are more, they are a mere list."""

_CHUNK = 5_000


class _Tie(NamedTuple):
    """Entities, by their atoms, that an event (its type) or a relation (its name) ties together."""

    atoms: tuple[int, ...]
    what: str
    claims: int


def ties(graph: KnowledgeGraph, filters: Filters, most: int | None = None) -> nx.Graph[str]:
    """The entities of the events and relations that the filters keep, by IRI and in the order of their IRIs.

    A node has `label` and `type`; a link its `weight` (events shared and relations claimed), `predicates` (types of
    those events, names of those relations) and `claims` (how many it rests on). With `most`, no more than so many
    events are read, those that most reports tell, and as many relations. Raises ParameterError.
    """
    db = graph.index.reader()
    references = References(db)
    network: nx.Graph[str] = nx.Graph()
    for read in (_events(graph, db, filters, most), _relations(graph, db, filters)):
        some = islice(read, most)
        while chunk := list(islice(some, _CHUNK)):
            _join(network, references, chunk)
    for _, _, link in network.edges(data=True):
        link["predicates"] = sorted(link["predicates"])
    return part_of(network, network)


def _events(graph: KnowledgeGraph, db: sqlite3.Connection, filters: Filters, most: int | None) -> Iterator[_Tie]:
    match = match_of(graph, db, filters)
    if most is not None:
        match = narrowed(db, filters, match, most)
    rows = rows_in(db, filters, match, day_known(filters), "mark", "mark.k, type")
    for key, type_ in kept_rows(db, filters, rows):
        facets, claims = db.execute("SELECT facets, claims FROM version WHERE k = ?", (key,)).fetchone()
        atoms = map(int, (*atoms_of_participants(facets), *atoms_of_places(facets)))
        yield _Tie(tuple(atoms), type_, claims.count(",") + 1)


def _relations(graph: KnowledgeGraph, db: sqlite3.Connection, filters: Filters) -> Iterator[_Tie]:
    """Relations between two entities that claims tell of which the filters keep."""
    match = match_of(graph, db, filters, counts=False)
    source, values = "claim", []
    conditions = ["claim.published <= ?", "object IS NOT NULL"]
    if match is not None:
        source, values = "claim_facet CROSS JOIN claim ON claim.n = claim_facet.rowid", [match]
        conditions = ["claim_facet MATCH ?", *conditions]
    values.append(day_known(filters))
    conditions += in_window(filters, values)
    rows = db.execute(
        f"SELECT subject, object, predicate, COUNT(*) FROM {source} JOIN relationship ON relationship.n = relationship"
        f" WHERE {' AND '.join(conditions)} GROUP BY relationship.n ORDER BY COUNT(*) DESC, relationship.iri",
        values,
    )
    return (_Tie((subject, object_), predicate, claims) for subject, object_, predicate, claims in rows)


def _join(network: nx.Graph[str], references: References, chunk: Sequence[_Tie]) -> None:
    references.fetch(atom for tie in chunk for atom in tie.atoms)
    for tie in chunk:
        entities = {entity["id"]: entity for entity in map(references.entity, tie.atoms)}
        for iri, entity in entities.items():
            network.add_node(iri, label=entity["label"], type=entity["type"])
        if len(entities) <= MOST_TOGETHER:
            _link(network, entities, tie)


def _link(network: nx.Graph[str], entities: Iterable[str], tie: _Tie) -> None:
    for one, other in combinations(entities, 2):
        if not network.has_edge(one, other):
            network.add_edge(one, other, weight=0, predicates=set(), claims=0)
        link = network.edges[one, other]
        link["weight"] += 1
        link["predicates"].add(tie.what)
        link["claims"] += tie.claims


def part_of(network: nx.Graph[str], nodes: Iterable[str]) -> nx.Graph[str]:
    """The part between some nodes, in the order of their IRIs: what is computed of it does not depend on hashes."""
    part: nx.Graph[str] = nx.Graph()
    part.add_nodes_from((iri, network.nodes[iri]) for iri in sorted(nodes))
    links = ((one, other) for one in part for other in network[one] if one < other and other in part)
    part.add_edges_from((one, other, network.edges[one, other]) for one, other in sorted(links))
    return part
