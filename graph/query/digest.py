"""The days that matter most, with one line each in a claim's own words."""

from __future__ import annotations

import heapq
import sqlite3
from collections import defaultdict
from datetime import date
from itertools import islice
from typing import Any

from siegegraph.graph.errors import ParameterError
from siegegraph.graph.knowledge import KnowledgeGraph
from siegegraph.graph.query.bounded import narrowed
from siegegraph.graph.query.filters import Filters, day_known
from siegegraph.graph.query.lines import best_line
from siegegraph.graph.query.matching import match_of
from siegegraph.graph.query.page import Page
from siegegraph.graph.query.remembered import Day, chosen, scores_of
from siegegraph.graph.query.timeline import kept_rows
from siegegraph.graph.query.windows import rows_in
from siegegraph.graph.resolve.reading import line_of

Item = dict[str, Any]

MOST_DATES = 1000
"""Days that one digest has at most."""

MOST_EVENTS = 200_000
"""Events that are read; where filters keep more, those that one report alone tells are left out, then of two ..."""

MOST_LISTED = 20
"""Events that a day lists, the gravest and best attested first."""

_COLUMNS = "mark.k, first, last, gravity, mentions, type, places"
_CANDIDATES = 5
"""Events of a day among whose claims its line is looked for."""


def digest(graph: KnowledgeGraph, filters: Filters, dates: int = 10) -> Page[Item]:
    """The days to remember of what the filters keep, in order of time; remembered.py says how they are scored.

    An event speaks for the day on which it is known to have begun and for the one on which it ended. Raises
    ParameterError for a number of days out of 1 to 1000.
    """
    if not 1 <= dates <= MOST_DATES:
        raise ParameterError("dates", f"a number from 1 to {MOST_DATES} is wanted, not {dates}")
    db = graph.index.reader()
    days = _gathered(graph, db, filters)
    scores = scores_of(days)
    picked = sorted(chosen(days, scores, dates))
    return Page([_item(db, day, days[day], scores[day]) for day in picked])


def _gathered(graph: KnowledgeGraph, db: sqlite3.Connection, filters: Filters) -> dict[int, Day]:
    match = narrowed(db, filters, match_of(graph, db, filters), MOST_EVENTS)
    rows = rows_in(db, filters, match, day_known(filters), "mark", _COLUMNS)
    days: defaultdict[int, Day] = defaultdict(Day)
    for key, first, last, gravity, mentions, *traits in islice(kept_rows(db, filters, rows), MOST_EVENTS):
        for day in (first, last):
            if day is not None and _in_window(filters, day):
                days[day].add(key, gravity, mentions, traits)
    return days


def _in_window(filters: Filters, day: int) -> bool:
    after = filters.from_ is None or filters.from_.toordinal() <= day
    return after and (filters.to is None or day <= filters.to.toordinal())


def _item(db: sqlite3.Connection, day: int, gathered: Day, score: float) -> Item:
    gravest = heapq.nsmallest(MOST_LISTED, gathered.events, key=lambda row: (-row[0], row[1]))
    versions = sorted((-weight, *_version(db, key)) for weight, key in gravest)
    claim = best_line(db, day, ((-weight, claims) for weight, _, claims in versions[:_CANDIDATES]))
    return {
        "date": date.fromordinal(day).isoformat(),
        "label": line_of(claim["quote"]),
        "quote": claim["quote"],
        "claim": claim["id"],
        "events": [iri for _, iri, _ in versions],
        "reports": gathered.reports,
        "independent": gathered.independent,
        "score": round(score, 3),
    }


def _version(db: sqlite3.Connection, key: int) -> tuple[str, str]:
    iri, claims = db.execute("SELECT iri, claims FROM version WHERE k = ?", (key,)).fetchone()
    return iri, claims
