"""Which part of the timeline's order can hold events that may overlap a window of time, and the keys found there.

Events lie in the order of their first known bound, so one that began long before the window may still reach into it.
Spans of time are therefore kept in classes (index/keys.py): for each class it is known how far back to look, and the
classes are read side by side and merged. What is looked at in vain is bounded by what is found.
"""

from __future__ import annotations

import heapq
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain
from typing import Any, Literal

from siegegraph.graph.index.facets import span_facet
from siegegraph.graph.index.keys import (
    CLOSED_DAYS,
    DAY_SHIFT,
    MAX_KEY,
    OPEN,
    OPEN_END,
    OPEN_START,
    UNDATED_DAY,
    day_start,
)
from siegegraph.graph.query.filters import Filters

Found = tuple[int, str]
"""A version's key and its event's IRI."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Keys from `first` to `last`, of one class of spans or of all (None); `ends_from` is a day that it must reach."""

    first: int
    last: int
    span: int | None = None
    ends_from: date | None = None


def stretches_of(filters: Filters) -> list[Stretch]:
    """The stretches that hold every event whose time may overlap the filters' window."""
    undated = Stretch(UNDATED_DAY << DAY_SHIFT, MAX_KEY)
    dated_end = undated.first - 1
    if filters.undated == "only":
        return [undated]
    after = [undated] if filters.undated == "include" else []
    if filters.from_ is None and filters.to is None:
        return [Stretch(0, MAX_KEY)] if after else [Stretch(0, dated_end)]
    start, end = filters.from_, filters.to
    last = day_start(end + timedelta(days=1)) - 1 if end and end < date.max else dated_end
    closed = [Stretch(_back(start, days), last, n, start) for n, days in enumerate(CLOSED_DAYS)]
    by_end = Stretch(day_start(start) if start else 0, dated_end, OPEN_START, start)
    return [*closed, Stretch(0, last, OPEN_END, start), by_end, Stretch(0, dated_end, OPEN, start), *after]


def _back(start: date | None, days: int) -> int:
    if start is None or start.toordinal() <= days:
        return 0
    return day_start(start - timedelta(days=days))


def found_in(
    db: sqlite3.Connection,
    stretches: list[Stretch],
    match: str | None,
    day: str,
    *,
    begin: int | None,
    descending: bool,
) -> Iterator[Found]:
    """Versions in force on `day` that match, in order (or the other way round), from the key `begin` on."""
    order = f"ORDER BY version.k {'DESC' if descending else 'ASC'}"
    parts = (_from(stretch, begin, descending) for stretch in stretches)
    streams = [_stream(db, part, match, day, "version", "k, iri", order) for part in parts]
    return heapq.merge(*streams, reverse=descending)


def rows_in(
    db: sqlite3.Connection,
    filters: Filters,
    match: str | None,
    day: str,
    table: Literal["mark", "difference"],
    columns: str,
    group_by: str = "",
) -> Iterator[Any]:
    """Columns of a table that says more of the versions in force on `day` that match, in no order.

    What is grouped may come in several parts: one for each stretch of keys that is read.
    """
    rest = f"GROUP BY {group_by}" if group_by else ""
    return chain.from_iterable(_stream(db, part, match, day, table, columns, rest) for part in stretches_of(filters))


def _from(stretch: Stretch, begin: int | None, descending: bool) -> Stretch:
    if begin is None:
        return stretch
    first, last = (stretch.first, min(stretch.last, begin)) if descending else (max(stretch.first, begin), stretch.last)
    return Stretch(first, last, stretch.span, stretch.ends_from)


def _stream(
    db: sqlite3.Connection, stretch: Stretch, match: str | None, day: str, table: str, columns: str, rest: str
) -> Iterator[Any]:
    """Rows of a table with a version's key, span and days of validity; `rest` is the end of the query."""
    conditions = ["seen_from <= ?", "seen_to > ?"]
    values: list[object] = [day, day]
    if stretch.ends_from is not None:
        conditions.append("(hi IS NULL OR hi >= ?)")
        values.append(stretch.ends_from.toordinal())
    if match is not None:
        words = match if stretch.span is None else f'({match}) AND "{span_facet(stretch.span)}"'
        source, key = f"facet CROSS JOIN {table} ON {table}.k = facet.rowid", "facet.rowid"
        conditions = ["facet MATCH ?", f"{key} BETWEEN ? AND ?", *conditions]
        values = [words, stretch.first, stretch.last, *values]
    else:
        source, key = table, "k"
        conditions = [f"{key} BETWEEN ? AND ?", *conditions]
        values = [stretch.first, stretch.last, *values]
        if stretch.span is not None:
            conditions.append("span = ?")
            values.append(stretch.span)
    return db.execute(f"SELECT {columns} FROM {source} WHERE {' AND '.join(conditions)} {rest}", values)
