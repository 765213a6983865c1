"""How many events there are from day to day, and of which types, at which places, by whose account.

Counted over a narrow table of what versions are counted by (`mark`), so that no item is read: a second for a million.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice
from typing import Any, Literal

from siegegraph.graph.index.keys import DAY_SHIFT, UNDATED_DAY
from siegegraph.graph.knowledge import KnowledgeGraph
from siegegraph.graph.query.filters import Filters
from siegegraph.graph.query.matching import match_of
from siegegraph.graph.query.references import References
from siegegraph.graph.query.timeline import day_known, kept_at
from siegegraph.graph.query.windows import rows_in

Item = dict[str, Any]

Bucket = Literal["day", "week", "month"]

MOST_LISTED = 1000
"""Places and speakers that are listed at most, those of most events first."""

_CHUNK = 10_000


def histogram(graph: KnowledgeGraph, filters: Filters, by: Bucket = "day") -> Item:
    """Counts of the events that the filters keep: of each day, week (from Monday) or month that has any, and in all.

    An event counts on the first day known of it, one without any under `undated` alone. It counts for its own type,
    for each of its places, and for everybody in a chain of speakers or spoken for. Raises ParameterError.
    """
    db = graph.index.reader()
    match = match_of(graph, db, filters)
    rows = rows_in(db, filters, match, day_known(filters), "mark", "mark.k, type, places, speakers")
    days, types, places, speakers = _counted(row for row in rows if kept_at(db, filters, row[0]))
    undated = days.pop(UNDATED_DAY, 0)
    references = References(db)
    return {
        "by": by,
        "counts": _buckets(days, by),
        "total": sum(days.values()) + undated,
        "undated": undated,
        "types": [{"type": type_, "count": n} for type_, n in _most_first(types)],
        "places": _named(references, places),
        "speakers": _named(references, speakers),
    }


def _counted(
    rows: Iterator[tuple[int, str, str, str]],
) -> tuple[Counter[int], Counter[str], Counter[str], Counter[str]]:
    days: Counter[int] = Counter()
    types: Counter[str] = Counter()
    places: Counter[str] = Counter()
    speakers: Counter[str] = Counter()
    while some := list(islice(rows, _CHUNK)):
        keys, *others = zip(*some, strict=True)
        days.update(key >> DAY_SHIFT for key in keys)
        for counter, values in zip((types, places, speakers), others, strict=True):
            counter.update(values)
    return days, types, places, speakers


def _buckets(days: Counter[int], by: Bucket) -> list[Item]:
    counts: Counter[int] = Counter()
    for day, n in days.items():
        counts[_first_day(day, by)] += n
    return [{"date": date.fromordinal(day).isoformat(), "count": counts[day]} for day in sorted(counts)]


def _first_day(day: int, by: Bucket) -> int:
    """The day, by its ordinal, that begins the week or month of a day; the first day of all was a Monday."""
    if by == "month":
        return date.fromordinal(day).replace(day=1).toordinal()
    return day - (day - 1) % 7 if by == "week" else day


def _named(references: References, counts: Counter[str]) -> list[Item]:
    """Events by entity, from events by the atoms that stand together: two of these may be one entity."""
    references.fetch(int(atom) for atoms in counts for atom in atoms.split())
    labels: dict[str, str] = {}
    events: Counter[str] = Counter()
    for atoms, n in counts.items():
        named = {each["id"]: each["label"] for each in map(references.named, map(int, atoms.split()))}
        labels |= named
        events.update(dict.fromkeys(named, n))
    listed = list(_most_first(events))[:MOST_LISTED]
    return [{"id": iri, "label": labels[iri], "count": n} for iri, n in listed]


def _most_first(counts: Counter[str]) -> Iterable[tuple[str, int]]:
    return sorted(counts.items(), key=lambda row: (-row[1], row[0]))
