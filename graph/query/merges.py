"""Why claims are held to be one event, and views of reports one entity; and which of these somebody should look at."""

from __future__ import annotations

import heapq
import sqlite3
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice
from typing import Any

from siegegraph.graph.index.codec import unpacked
from siegegraph.graph.index.database import LAST_DAY
from siegegraph.graph.index.decisions import Decisions
from siegegraph.graph.knowledge import KnowledgeGraph
from siegegraph.graph.model.entity import EntityView
from siegegraph.graph.query.names import atoms_called, event_called
from siegegraph.graph.query.page import Page, PageRequest, cursor_of
from siegegraph.graph.resolve.likeness import DECIDED, NameMatch, name_match
from siegegraph.graph.resolve.naming import name_keys

Item = dict[str, Any]
ViewRow = tuple[str, str, int, str, bytes]

MOST_ALTERNATIVES = 5


def event_merges(graph: KnowledgeGraph, name: str, page: PageRequest, as_of: date | None = None) -> Page[Item]:
    """A page of the matches that make an event of its claims, two claims each, the strongest first.

    Members go by the names that their claims lend to events, which is how a decision names them. Raises NotFoundError.
    """
    db = graph.index.reader()
    key = event_called(graph, db, name, as_of.isoformat() if as_of else LAST_DAY)
    (listed,) = db.execute("SELECT claims FROM version WHERE k = ?", (key,)).fetchone()
    claims = [int(n) for n in listed.split(",")]
    after = page.after("event-merges", float, int, int)
    rows: list[tuple[float, int, int, str]] = []
    for claim in claims:
        found = db.execute("SELECT a, b, reason, score FROM edge WHERE a = ? AND b > ?", (claim, claim))
        rows += [(-score, a, b, reason) for a, b, reason, score in found if b in set(claims)]
    left = [row for row in sorted(rows) if after is None or row[:3] > tuple(after)]
    shown = left[: page.limit]
    items = [_event_merge(graph, db, a, b, reason, -score) for score, a, b, reason in shown]
    return Page(items, cursor_of("event-merges", shown[-1][:3]) if len(left) > page.limit else None)


def entity_merges(graph: KnowledgeGraph, name: str, page: PageRequest, as_of: date | None = None) -> Page[Item]:
    """A page of the views that make up an entity, each with its first one and why the two are one, by publication.

    Raises NotFoundError.
    """
    db = graph.index.reader()
    atoms = atoms_called(graph, db, name)
    after = page.after("entity-merges", str, str, int) or ("", "", -1)
    day = as_of.isoformat() if as_of else LAST_DAY
    first = next(iter(_views(db, atoms, ("", "", -1), day)), None)
    rows = list(islice(_views(db, atoms, after, day), page.limit + 2))
    others = [row for row in rows if first is not None and row[3] != first[3]]
    shown = others[: page.limit]
    items = [_entity_merge(db, first, row) for row in shown if first is not None]
    return Page(items, cursor_of("entity-merges", shown[-1][:3]) if len(others) > page.limit else None)


def review(graph: KnowledgeGraph, page: PageRequest, as_of: date | None = None) -> Page[Item]:
    """A page of the merges that are in doubt and on which nobody has decided: of events, the weakest first."""
    db = graph.index.reader()
    day = as_of.isoformat() if as_of else LAST_DAY
    decisions = Decisions(db)
    after = page.after("review", float, int, int) or (-1.0, -1, -1)
    rows = db.execute(
        "SELECT edge.score, edge.a, edge.b, edge.reason, one.iri, other.iri, one.event FROM edge"
        " JOIN claim AS one ON one.n = edge.a JOIN claim AS other ON other.n = edge.b"
        " WHERE edge.score < 0.65 AND edge.a < edge.b AND (edge.score, edge.a, edge.b) > (?, ?, ?)"
        " AND one.event = other.event AND one.published <= ? AND other.published <= ?"
        " ORDER BY edge.score, edge.a, edge.b",
        (*after, day, day),
    )
    open_ = (row for row in rows if not any(decisions.is_paired(graph.minter.event(claim)) for claim in row[4:6]))
    found = list(islice(open_, page.limit + 1))
    shown = found[: page.limit]
    items = [
        {**_event_merge(graph, db, a, b, reason, score), "alternatives": _alternatives(graph, db, (a, b), event, day)}
        for score, a, b, reason, _, _, event in shown
    ]
    return Page(items, cursor_of("review", shown[-1][:3]) if len(found) > page.limit else None)


def _event_merge(graph: KnowledgeGraph, db: sqlite3.Connection, a: int, b: int, reason: str, score: float) -> Item:
    claims = [db.execute("SELECT iri FROM claim WHERE n = ?", (n,)).fetchone()[0] for n in (a, b)]
    members = [graph.minter.event(claim) for claim in claims]
    reasons = [{"what": reason, "score": score, "claims": claims}]
    decided = _decided_by(db, members) if reason == DECIDED else None
    return {"kind": "event", "members": members, "reasons": reasons, "score": score, "decided_by": decided}


def _entity_merge(db: sqlite3.Connection, first: ViewRow, other: ViewRow) -> Item:
    members = [first[3], other[3]]
    decided = _decided_by(db, members[1:])
    keys = name_keys(unpacked(EntityView, other[4]))
    shared = [name_match(key) for key in keys if _is_shared(db, key)]
    if decided and not set(keys) & set(name_keys(unpacked(EntityView, first[4]))):
        shared.insert(0, NameMatch(DECIDED, 1.0))
    reasons = [{"what": reason, "score": score, "claims": []} for reason, score in shared]
    score = max((each.score for each in shared), default=0.0)
    return {"kind": "entity", "members": members, "reasons": reasons, "score": score, "decided_by": decided}


def _is_shared(db: sqlite3.Connection, key: str) -> bool:
    """Whether a name-key ties a view to others: several views have it first, or it is tied to several."""
    row = db.execute("SELECT n, views FROM atom WHERE key = ?", (key,)).fetchone()
    if row is None:
        return False
    (ties,) = db.execute("SELECT count(*) FROM tie WHERE a = ?", (row[0],)).fetchone()
    return bool(row[1] + ties > 1)


def _decided_by(db: sqlite3.Connection, things: Sequence[str]) -> str | None:
    """The decision that joins one of these things to another."""
    for thing in things:
        row = db.execute(
            "SELECT iri FROM decision WHERE kind = 'same' AND (subject = ? OR object = ?) ORDER BY at DESC LIMIT 1",
            (thing, thing),
        ).fetchone()
        if row is not None:
            return str(row[0])
    return None


def _views(db: sqlite3.Connection, atoms: Sequence[int], after: Sequence[object], day: str) -> Iterator[ViewRow]:
    """The views of some atoms by publication day, report and place, after a position; read as far as they are used."""
    readers = [
        db.execute(
            "SELECT published, report_iri, start, iri, model FROM view WHERE atom = ? AND published <= ?"
            " AND (published, report_iri, start) > (?, ?, ?) ORDER BY published, report_iri, start",
            (atom, day, *after),
        )
        for atom in atoms
    ]
    return heapq.merge(*readers)


def _alternatives(
    graph: KnowledgeGraph, db: sqlite3.Connection, claims: Sequence[int], event: int, day: str
) -> list[str]:
    """Other events that one of two claims met as it was looked at."""
    found: dict[str, None] = {}
    for claim in claims:
        rows = db.execute(
            "SELECT DISTINCT claim.event FROM block AS mine JOIN block AS theirs USING (anchor, kind, day)"
            " JOIN claim ON claim.n = theirs.claim WHERE mine.claim = ? AND claim.event != ? AND claim.published <= ?"
            " LIMIT ?",
            (claim, event, day, MOST_ALTERNATIVES),
        ).fetchall()
        for (other,) in rows:
            row = db.execute(
                "SELECT iri FROM version WHERE event = ? AND seen_from <= ? AND seen_to > ?", (other, day, day)
            ).fetchone()
            found.update({row[0]: None} if row else {})
    return list(found)[:MOST_ALTERNATIVES]
