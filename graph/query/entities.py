"""Entities: everybody and everything that a report mentions by name."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import date
from typing import Any

import orjson
from rapidfuzz import fuzz

from siegegraph.graph.errors import NotFoundError, ParameterError
from siegegraph.graph.index.database import LAST_DAY
from siegegraph.graph.index.entities import aliases_of
from siegegraph.graph.knowledge import KnowledgeGraph
from siegegraph.graph.query.names import entity_called
from siegegraph.graph.query.page import Page, PageRequest, cursor_of
from siegegraph.graph.query.parties import Parties
from siegegraph.graph.resolve.naming import folded_name
from siegegraph.graph.resolve.words import words_of
from siegegraph.ontology.entity_types import entity_types

Item = dict[str, Any]

MOST_NAMES = 100
"""Other names of an entity that `same_as` lists at most; all of them answer."""

CLOSE_ENOUGH = 70
"""Likeness of two names, of 100, from which a misspelt one is found."""


def entities(
    graph: KnowledgeGraph,
    *,
    types: Sequence[str] = (),
    q: str | None = None,
    party: Sequence[str] = (),
    as_of: date | None = None,
    page: PageRequest,
) -> Page[Item]:
    """A page of entities, those in most reports first; with `q`, those whose names are most like it first."""
    unknown = next((name for name in types if name not in entity_types()), None)
    if unknown is not None:
        raise ParameterError("type", f"there is no entity type {unknown!r}; there are {', '.join(entity_types())}")
    db = graph.index.reader()
    day = as_of.isoformat() if as_of else LAST_DAY
    among = _of_sides(graph, db, party, day) if party else None
    if q:
        numbers, following = _found(db, q, types, day, page, among)
    else:
        numbers, following = _listed(db, types, day, page, among)
    return Page([entity_item(graph, db, number, day) for number in numbers], following)


def _of_sides(graph: KnowledgeGraph, db: sqlite3.Connection, party: Sequence[str], day: str) -> frozenset[int]:
    """The entities, by number, that are of one of some sides."""
    parties = Parties(db, day)
    atoms = [atom for name in party for atom in parties.members(entity_called(graph, db, name))]
    rows = db.execute("SELECT entity FROM atom WHERE n IN (SELECT value FROM json_each(?))", (orjson.dumps(atoms),))
    return frozenset(entity for (entity,) in rows)


def entity(graph: KnowledgeGraph, name: str, as_of: date | None = None) -> Item:
    """The entity that any of its names calls. Raises NotFoundError, also when it was not known on that day."""
    db = graph.index.reader()
    day = as_of.isoformat() if as_of else LAST_DAY
    number = entity_called(graph, db, name)
    if db.execute("SELECT 1 FROM entity WHERE n = ? AND seen_from <= ?", (number, day)).fetchone() is None:
        raise NotFoundError("entity", name)
    return entity_item(graph, db, number, day)


def entity_item(graph: KnowledgeGraph, db: sqlite3.Connection, number: int, day: str) -> Item:
    """An entity as it was known on a day."""
    stored, reports, mentions = db.execute(
        "SELECT item, reports, mentions FROM entity WHERE n = ?", (number,)
    ).fetchone()
    item: Item = orjson.loads(stored)
    atoms = [n for (n,) in db.execute("SELECT n FROM atom WHERE entity = ?", (number,))]
    aliases = [
        {"text": each.text, "language": each.language, "script": each.script, "derived": each.derived,
         "reports": each.reports}
        for each in aliases_of(db, atoms)
    ]  # fmt: skip
    if day != LAST_DAY:
        reports, mentions, aliases = _as_known(db, atoms, day, aliases)
    marks = ", ".join("?" * len(atoms))
    names = db.execute(
        f"SELECT iri FROM view WHERE atom IN ({marks}) AND published <= ? AND iri <> ?"
        " ORDER BY published, report_iri, start LIMIT ?",
        (*atoms, day, item["id"], MOST_NAMES),
    )
    return {
        **{field: item[field] for field in ("id", "type", "subtype", "label")},
        "aliases": aliases,
        "reports": reports,
        "mentions": mentions,
        "description": None,
        "party": Parties(db, day).of(number),
        **{field: item[field] for field in ("lat", "lon", "geonames", "wikidata")},
        "same_as": [iri for (iri,) in names],
    }


def _as_known(
    db: sqlite3.Connection, atoms: Sequence[int], day: str, aliases: list[Item]
) -> tuple[int, int, list[Item]]:
    """Reports, mentions and aliases by what was published up to a day."""
    marks = ", ".join("?" * len(atoms))
    rows = db.execute(
        f"SELECT report, mentions, model FROM view WHERE atom IN ({marks}) AND published <= ?", (*atoms, day)
    ).fetchall()
    counts: dict[str, int] = {}
    for _, _, model in rows:
        view = orjson.loads(model)
        for text in {view["label"], *view["names"]}:
            counts[text] = counts.get(text, 0) + 1
    known = [{**alias, "reports": counts[alias["text"]]} for alias in aliases if alias["text"] in counts]
    return len({report for report, *_ in rows}), sum(mentions for _, mentions, _ in rows), known


def _listed(
    db: sqlite3.Connection, types: Sequence[str], day: str, page: PageRequest, among: frozenset[int] | None
) -> tuple[list[int], str | None]:
    after = page.after("entities", int, str)
    conditions, values = ["mentions > 0", "seen_from <= ?"], [day]
    if types:
        conditions.append(f"(type IN ({', '.join('?' * len(types))}) OR subtype IN ({', '.join('?' * len(types))}))")
        values += [*types, *types]
    if among is not None:
        conditions.append("n IN (SELECT value FROM json_each(?))")
        values.append(orjson.dumps(sorted(among)).decode())
    if after is not None:
        conditions.append("(reports < ? OR (reports = ? AND iri > ?))")
        values += [str(after[0]), str(after[0]), str(after[1])]
    sql = f"SELECT n, reports, iri FROM entity WHERE {' AND '.join(conditions)} ORDER BY reports DESC, iri LIMIT ?"
    rows = db.execute(sql, [*values, page.limit + 1]).fetchall()
    shown = rows[: page.limit]
    more = len(rows) > page.limit
    return [n for n, *_ in shown], cursor_of("entities", [shown[-1][1], shown[-1][2]]) if more else None


def _found(
    db: sqlite3.Connection,
    q: str,
    types: Sequence[str],
    day: str,
    page: PageRequest,
    among: frozenset[int] | None,
) -> tuple[list[int], str | None]:
    after = page.after("entities-found", int)
    skipped = int(str(after[0])) if after else 0
    ranked = [n for n, _ in ranked_names(db, q, types, day) if among is None or n in among]
    shown = ranked[skipped : skipped + page.limit]
    more = len(ranked) > skipped + page.limit
    return shown, cursor_of("entities-found", [skipped + page.limit]) if more else None


def ranked_names(
    db: sqlite3.Connection, q: str, types: Sequence[str] = (), day: str = LAST_DAY
) -> list[tuple[int, float]]:
    """Entities, by number, with a name that begins like the query or resembles it, best first, with a score 0 to 1."""
    wanted = folded_name(q)
    scored: dict[int, float] = {}
    for number, text, reports in _candidates(db, q, types, day):
        likeness = max(_likeness(wanted, folded_name(name)) for name in (text, *text.split("\n")))
        if likeness >= CLOSE_ENOUGH:
            scored[number] = likeness / 100 + min(reports, 1000) / 1e6
    return sorted(scored.items(), key=lambda row: (-row[1], row[0]))


def _likeness(wanted: str, name: str) -> float:
    if name.startswith(wanted) or f" {wanted}" in name:
        return 100.0 - min(10.0, (len(name) - len(wanted)) / 10)
    return max(fuzz.ratio(wanted, name), *(fuzz.ratio(wanted, word) for word in name.split() or [""]))


def _candidates(db: sqlite3.Connection, q: str, types: Sequence[str], day: str) -> list[tuple[int, str, int]]:
    """Entities with a name of which a word begins as one of the query's does."""
    openings = {word[:2] for word in words_of(q) if len(word) > 1} | {word[:2] for word in folded_name(q).split()}
    if not openings:
        return []
    match = " OR ".join(f'"{opening}"*' for opening in sorted(openings))
    kind = f"AND (entity.type IN ({', '.join('?' * len(types))}))" if types else ""
    return db.execute(
        "SELECT entity.n, name.text, entity.reports FROM name JOIN entity ON entity.n = name.rowid"
        f" WHERE name MATCH ? AND entity.seen_from <= ? {kind} ORDER BY entity.reports DESC LIMIT 5000",
        (match, day, *types),
    ).fetchall()
