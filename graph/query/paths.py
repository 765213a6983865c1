"""How two entities hang together: shortest ways over events and relationships, each hop with its evidence.

Ways run over entities, events and relationships only. The part of the graph around both ends is read from the index,
ring by ring, until it is wide enough for the longest way asked for; networkx finds the ways in it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any

import networkx as nx
import orjson

from siegegraph.graph.index.database import LAST_DAY
from siegegraph.graph.index.facets import actor_facet, place_facet
from siegegraph.graph.index.relationships import relationships_at
from siegegraph.graph.knowledge import KnowledgeGraph
from siegegraph.graph.query.names import entity_called
from siegegraph.graph.query.references import References
from siegegraph.graph.query.relationships import relationship_at
from siegegraph.graph.query.timeline import claims_of, event_at

Item = dict[str, Any]
Node = tuple[str, int]
"""("entity", its number), ("event", its version's key) or ("relationship", its number)."""

MOST_TIES = 300
"""Events (the first in time) and relationships of one entity that are followed."""


@dataclass(slots=True)
class _Surroundings:
    """What is read of the graph so far: entities joined through the events and relationships that they share."""

    graph: KnowledgeGraph
    db: sqlite3.Connection
    day: str
    network: nx.Graph[Node]

    def widen(self, entity: int) -> set[int]:
        """Read what an entity has a part in; gives the entities at the other ends."""
        atoms = [n for (n,) in self.db.execute("SELECT n FROM atom WHERE entity = ?", (entity,))]
        others: set[int] = set()
        for tie in (*self._events(atoms), *self._relationships(atoms)):
            members = self._members(tie)
            self.network.add_edges_from((("entity", member), tie) for member in members)
            others |= members
        return others - {entity}

    def _events(self, atoms: list[int]) -> Iterator[Node]:
        facets = " OR ".join(f'"{facet(atom)}"' for atom in atoms for facet in (actor_facet, place_facet))
        rows = self.db.execute(
            "SELECT facet.rowid FROM facet CROSS JOIN version ON version.k = facet.rowid"
            " WHERE facet MATCH ? AND seen_from <= ? AND seen_to > ? ORDER BY facet.rowid LIMIT ?",
            (facets, self.day, self.day, MOST_TIES),
        )
        return (("event", key) for (key,) in rows.fetchall())

    def _relationships(self, atoms: list[int]) -> Iterator[Node]:
        found = sorted(relationships_at(self.db, atoms, ends=("subject", "object")))[:MOST_TIES]
        marks = ", ".join("?" * len(found))
        rows = self.db.execute(
            "SELECT DISTINCT relationship.n FROM relationship JOIN claim ON claim.relationship = relationship.n"
            f" WHERE relationship.n IN ({marks}) AND object IS NOT NULL AND claim.published <= ?",
            (*found, self.day),
        )
        return (("relationship", n) for (n,) in rows.fetchall())

    def _members(self, tie: Node) -> set[int]:
        kind, number = tie
        if kind == "relationship":
            ends = self.db.execute("SELECT subject, object FROM relationship WHERE n = ?", (number,)).fetchone()
        else:
            (stored,) = self.db.execute("SELECT item FROM version WHERE k = ?", (number,)).fetchone()
            item = orjson.loads(stored)
            ends = [each["id"] for each in (*item["participants"], *item["places"]) if each["id"] is not None]
        marks = ", ".join("?" * len(ends))
        return {n for (n,) in self.db.execute(f"SELECT DISTINCT entity FROM atom WHERE n IN ({marks})", tuple(ends))}


def paths(
    graph: KnowledgeGraph,
    source: str,
    target: str,
    *,
    k: int = 3,
    max_length: int = 4,
    as_of: date | None = None,
) -> list[Item]:
    """The k shortest ways of at most `max_length` hops from one entity to another; none is an empty list.

    Raises NotFoundError when either is unknown.
    """
    db = graph.index.reader()
    ends = [entity_called(graph, db, name) for name in (source, target)]
    around = _Surroundings(graph, db, as_of.isoformat() if as_of else LAST_DAY, nx.Graph())
    _read_between(around, ends, max_length)
    first, last = ("entity", ends[0]), ("entity", ends[1])
    if ends[0] == ends[1] or first not in around.network or last not in around.network:
        return []
    try:
        ways = list(islice(nx.shortest_simple_paths(around.network, first, last), k))
    except nx.NetworkXNoPath:
        return []
    return [_path(around, way) for way in ways if len(way) // 2 <= max_length]


def _read_between(around: _Surroundings, ends: list[int], max_length: int) -> None:
    """Read rings around both ends until rings of the two together reach over the longest way."""
    seen: set[int] = set()
    rings = [{ends[0]}, {ends[1]}]
    for step in range(max_length):
        side = step % 2
        ring = rings[side] - seen
        rings[side] = set().union(*(around.widen(entity) for entity in sorted(ring))) if ring else set()
        seen |= ring


def _path(around: _Surroundings, way: list[Node]) -> Item:
    hops = [_hop(around, *way[n : n + 3]) for n in range(0, len(way) - 2, 2)]
    return {"length": len(hops), "hops": hops}


def _hop(around: _Surroundings, start: Node, tie: Node, end: Node) -> Item:
    event: str | None = None
    if tie[0] == "event":
        item = event_at(around.db, tie[1])
        via, event = item["label"], item["id"]
        claims = [claim["id"] for claim in claims_of(around.db, item["claims"])]
    else:
        relationship = relationship_at(around.graph, around.db, tie[1], around.day)
        assert relationship is not None
        via, claims = relationship["predicate"], [claim["id"] for claim in relationship["claims"]]
    return {
        "from": _thing(around.db, start[1]),
        "via": via,
        "event": event,
        "to": _thing(around.db, end[1]),
        "claims": claims,
    }


def _thing(db: sqlite3.Connection, entity: int) -> Item:
    item = References(db).entity(entity)
    return {field: item[field] for field in ("id", "label", "type")}
