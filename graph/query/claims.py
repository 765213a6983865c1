"""Claims: of events, of relations, and statements that are neither, in the order in which they were published."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

import orjson

from siegegraph.graph.errors import NotFoundError
from siegegraph.graph.index.database import LAST_DAY
from siegegraph.graph.knowledge import KnowledgeGraph
from siegegraph.graph.query.filters import Filters, day_known
from siegegraph.graph.query.matching import match_of
from siegegraph.graph.query.page import Page, PageRequest, cursor_of
from siegegraph.graph.query.references import References

Item = dict[str, Any]

_COLUMNS = "claim.n, claim.item, claim.event, relationship.iri"
_TABLES = "claim LEFT JOIN relationship ON relationship.n = claim.relationship"


def claims(graph: KnowledgeGraph, filters: Filters, page: PageRequest) -> Page[Item]:
    """A page of claims by publication day (undated last), report and place in the report. Raises ParameterError."""
    db = graph.index.reader()
    after = page.after("claims", int)
    conditions, values = ["claim.n > ?", "claim.published <= ?"], [after[0] if after else -1, day_known(filters)]
    tables = _TABLES
    match = match_of(graph, db, filters, counts=False)
    if match is not None:
        tables = f"claim_facet CROSS JOIN {_TABLES.replace('claim LEFT', 'claim ON claim.n = claim_facet.rowid LEFT')}"
        conditions = ["claim_facet MATCH ?", "claim_facet.rowid > ?", *conditions[1:]]
        values = [match, *values]
    conditions += list(in_window(filters, values))
    sql = f"SELECT {_COLUMNS} FROM {tables} WHERE {' AND '.join(conditions)} ORDER BY claim.n LIMIT ?"
    rows = db.execute(sql, [*values, page.limit + 1]).fetchall()
    items = claim_items(db, rows[: page.limit], day_known(filters))
    more = len(rows) > page.limit
    return Page(items, cursor_of("claims", [rows[page.limit - 1][0]]) if more else None)


def in_window(filters: Filters, values: list[Any]) -> Iterator[str]:
    """Conditions on the claim's own time; what they compare with goes into `values`."""
    if filters.from_:
        values.append(filters.from_.toordinal())
        yield "(claim.hi IS NULL OR claim.hi >= ?)"
    if filters.to:
        values.append(filters.to.toordinal())
        yield "(claim.lo IS NULL OR claim.lo <= ?)"
    if filters.undated == "only":
        yield "claim.lo IS NULL AND claim.hi IS NULL"
    if filters.undated == "exclude":
        yield "(claim.lo IS NOT NULL OR claim.hi IS NOT NULL)"


def claim(graph: KnowledgeGraph, name: str, as_of: date | None = None) -> Item:
    """One claim. Raises NotFoundError, also for one that was published after `as_of`."""
    db = graph.index.reader()
    day = as_of.isoformat() if as_of else LAST_DAY
    iri = graph.minter.iri("claim", name)
    rows = db.execute(
        f"SELECT {_COLUMNS} FROM {_TABLES} WHERE claim.iri = ? AND claim.published <= ?", (iri, day)
    ).fetchall()
    if not rows:
        raise NotFoundError("claim", name)
    return claim_items(db, rows, day)[0]


def claim_items(
    db: sqlite3.Connection, rows: Iterable[tuple[int, bytes, int | None, str | None]], day: str
) -> list[Item]:
    """Claims as items, from rows of number, stored item, event and relationship IRI."""
    references = References(db, day)
    items: list[Item] = []
    for number, stored, event, relation in rows:
        item: Item = orjson.loads(stored)
        if event is not None:
            item["event"] = _event_of(db, event, number, day)
        if relation is not None:
            item["relation"] = relation
        references.fill_claim(item)
        items.append(item)
    return items


def _event_of(db: sqlite3.Connection, event: int, claim: int, day: str) -> str:
    """The IRI, on a day, of the event that a claim is of."""
    rows = db.execute(
        "SELECT iri, claims FROM version WHERE event = ? AND seen_from <= ? AND seen_to > ?", (event, day, day)
    )
    return next(str(iri) for iri, claims in rows if str(claim) in claims.split(","))
