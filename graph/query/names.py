"""From the name in a request to what it names: any name that a thing goes by, canonical or not."""

from __future__ import annotations

import sqlite3

from siegegraph.graph.errors import NotFoundError
from siegegraph.graph.index.database import LAST_DAY
from siegegraph.graph.knowledge import KnowledgeGraph


def atoms_called(graph: KnowledgeGraph, db: sqlite3.Connection, name: str) -> list[int]:
    """The atoms of the entity that one of its views' names calls. Raises NotFoundError."""
    iri = graph.minter.iri("entity", name)
    rows = db.execute(
        "SELECT other.n FROM view JOIN atom ON atom.n = view.atom JOIN atom AS other ON other.entity = atom.entity"
        " WHERE view.iri = ?",
        (iri,),
    ).fetchall()
    if not rows:
        raise NotFoundError("entity", name)
    return [atom for (atom,) in rows]


def entity_called(graph: KnowledgeGraph, db: sqlite3.Connection, name: str) -> int:
    """The entity, by its number, that one of its views' names calls. Raises NotFoundError."""
    row = db.execute(
        "SELECT atom.entity FROM view JOIN atom ON atom.n = view.atom WHERE view.iri = ?",
        (graph.minter.iri("entity", name),),
    ).fetchone()
    if row is None:
        raise NotFoundError("entity", name)
    return int(row[0])


def event_called(graph: KnowledgeGraph, db: sqlite3.Connection, name: str, day: str = LAST_DAY) -> int:
    """The key of the version, in force on a day, of the event that the name of one of its claims calls.

    Raises NotFoundError when there is none, or none was known on that day.
    """
    claim = db.execute(
        "SELECT n, event FROM claim WHERE iri = ? AND event IS NOT NULL AND published <= ?",
        (graph.minter.iri("claim", name), day),
    ).fetchone()
    if claim is None:
        raise NotFoundError("event", name)
    rows = db.execute(
        "SELECT k, claims FROM version WHERE event = ? AND seen_from <= ? AND seen_to > ?", (claim[1], day, day)
    )
    for key, claims in rows:
        if str(claim[0]) in claims.split(","):
            return int(key)
    raise NotFoundError("event", name)


def report_called(graph: KnowledgeGraph, db: sqlite3.Connection, name: str) -> int:
    """The number of the report of this name. Raises NotFoundError."""
    row = db.execute("SELECT n FROM report WHERE iri = ?", (graph.minter.iri("report", name),)).fetchone()
    if row is None:
        raise NotFoundError("report", name)
    return int(row[0])
