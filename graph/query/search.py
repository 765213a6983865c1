"""One box for everything: entities by name, events and quotes by their words."""

from __future__ import annotations

import sqlite3
from datetime import date
from typing import Any

import orjson

from siegegraph.graph.index.database import LAST_DAY
from siegegraph.graph.knowledge import KnowledgeGraph
from siegegraph.graph.query.entities import ranked_names
from siegegraph.graph.query.page import Page, PageRequest, cursor_of
from siegegraph.graph.resolve.words import words_of

Item = dict[str, Any]

MOST_OF_A_KIND = 1000
"""Of each kind, the best so many are ranked."""


def search(graph: KnowledgeGraph, q: str, *, as_of: date | None = None, page: PageRequest) -> Page[Item]:
    """A page of what the words find, best first: entities, events and quotes together, scores from 0 to 1."""
    db = graph.index.reader()
    day = as_of.isoformat() if as_of else LAST_DAY
    after = page.after("search", int)
    skipped = int(str(after[0])) if after else 0
    found = sorted([*_entities(db, q, day), *_told(db, q, day)], key=lambda item: (-item["score"], item["id"]))
    shown = found[skipped : skipped + page.limit]
    more = len(found) > skipped + page.limit
    return Page(shown, cursor_of("search", [skipped + page.limit]) if more else None)


def _entities(db: sqlite3.Connection, q: str, day: str) -> list[Item]:
    found: list[Item] = []
    for number, score in ranked_names(db, q, day=day)[:MOST_OF_A_KIND]:
        item = orjson.loads(db.execute("SELECT item FROM entity WHERE n = ?", (number,)).fetchone()[0])
        snippet = item["subtype"] or item["type"]
        label = item["label"]
        found.append({"kind": "entity", "id": item["id"], "label": label, "snippet": snippet, "score": min(score, 1.0)})
    return found


def _told(db: sqlite3.Connection, q: str, day: str) -> list[Item]:
    """Events and the claims behind them whose quotes hold all the words; bm25 ranks the quotes."""
    words = words_of(q)
    if not words:
        return []
    match = " AND ".join(f'"{word}"' for word in words)
    rows = db.execute(
        "SELECT claim.item, claim.event, claim.n, quote.rank FROM quote JOIN claim ON claim.n = quote.rowid"
        " WHERE quote MATCH ? AND claim.published <= ? ORDER BY quote.rank LIMIT ?",
        (match, day, MOST_OF_A_KIND),
    ).fetchall()
    best = max((-rank for *_, rank in rows), default=0.0) or 1.0
    found: dict[str, Item] = {}
    for stored, event, number, rank in rows:
        claim = orjson.loads(stored)
        score = round(0.9 * -rank / best, 4)
        found[claim["id"]] = _quote(claim, score)
        for key, iri, claims in db.execute(
            "SELECT k, iri, claims FROM version WHERE event = ? AND seen_from <= ? AND seen_to > ?", (event, day, day)
        ):
            if str(number) in claims.split(",") and iri not in found:
                found[iri] = _event(db, key, claim["quote"], score)
    return list(found.values())


def _quote(claim: Item, score: float) -> Item:
    snippet = f"{claim['prefix']}{claim['quote']}{claim['suffix']}"
    return {"kind": "quote", "id": claim["id"], "label": claim["quote"], "snippet": snippet, "score": score}


def _event(db: sqlite3.Connection, key: int, snippet: str, score: float) -> Item:
    item = orjson.loads(db.execute("SELECT item FROM version WHERE k = ?", (key,)).fetchone()[0])
    return {"kind": "event", "id": item["id"], "label": item["label"], "snippet": snippet, "score": score}
