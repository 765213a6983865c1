"""What sources differ on, across events: the most differing first."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, get_args

from siegegraph.graph.errors import ParameterError
from siegegraph.graph.index.facets import DISPUTED
from siegegraph.graph.knowledge import KnowledgeGraph
from siegegraph.graph.query.filters import Filters, day_known
from siegegraph.graph.query.items import DisagreementKind
from siegegraph.graph.query.matching import match_of
from siegegraph.graph.query.page import Page, PageRequest, Position, cursor_of
from siegegraph.graph.query.references import References
from siegegraph.graph.query.timeline import event_at, kept_rows
from siegegraph.graph.query.windows import rows_in

Item = dict[str, Any]

KINDS: tuple[str, ...] = get_args(DisagreementKind)

_Row = tuple[int, str, int, int, str]
"""Thousandths that the score lacks to 1, the disagreement's IRI, the version's key, its place in there, its kind."""

_COLUMNS = "lacks, difference.iri, difference.k, n, kind"


def disagreements(graph: KnowledgeGraph, filters: Filters, page: PageRequest, *, on: Sequence[str] = ()) -> Page[Item]:
    """A page of the disagreements of the events that the filters keep, by score (the highest first), then IRI.

    `on` keeps those of some kinds. Raises ParameterError, also for a kind that there is not.
    """
    for kind in on:
        if kind not in KINDS:
            raise ParameterError("on", f"one of {', '.join(KINDS)} is wanted, not {kind!r}")
    db = graph.index.reader()
    after = page.after("disagreements", int, str)
    rows = (row for row in _ordered(graph, db, filters, after) if not on or row[4] in on)
    found = list(islice(kept_rows(db, filters, rows, at=2), page.limit + 1))
    shown = found[: page.limit]
    references = References(db, day_known(filters))
    items = [_item(db, references, key, n) for _, _, key, n, _ in shown]
    return Page(items, cursor_of("disagreements", shown[-1][:2]) if len(found) > page.limit else None)


def _ordered(graph: KnowledgeGraph, db: sqlite3.Connection, filters: Filters, after: Position | None) -> Iterator[_Row]:
    """The rows after a position; where filters select events, all that these dispute are read and sorted."""
    match, day = match_of(graph, db, filters), day_known(filters)
    if match is None and filters.from_ is filters.to is None and filters.undated == "include":
        return _all(db, day, after)
    disputed = f'"{DISPUTED}"' if match is None else f'({match}) AND "{DISPUTED}"'
    rows: Iterable[_Row] = rows_in(db, filters, disputed, day, "difference", _COLUMNS)
    return iter(sorted(row for row in rows if after is None or row[:2] > after))


def _all(db: sqlite3.Connection, day: str, after: Position | None) -> Iterator[_Row]:
    sql = (
        f"SELECT {_COLUMNS} FROM difference WHERE (lacks, iri) > (?, ?) AND seen_from <= ? AND seen_to > ?"
        " ORDER BY lacks, iri"
    )
    return db.execute(sql, (*(after or (-1, "")), day, day))


def _item(db: sqlite3.Connection, references: References, key: int, n: int) -> Item:
    event = event_at(db, key)
    item: Item = event["disagreements"][n]
    references.fill_sides(item)
    return {"event": {name: event[name] for name in ("id", "label", "type", "time")}, **item}
