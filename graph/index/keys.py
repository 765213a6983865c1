"""The order of the timeline as one 63-bit number, so that every list of events is stored in the order it is shown.

Events sort by their first known bound, then `latest`, then IRI; undated ones come last. From the top: 22 bits of day,
13 of days from there to `latest`, 18 of the report's name (hexadecimal, so its number sorts as its text) and 10 that
tell apart events of one report on one day. Within those 10 bits the order is that of arrival: who reads a page sorts
events of equal (day, latest, report) by IRI.
"""

from __future__ import annotations

from datetime import date

from siegegraph.graph.model.interval import Interval
from siegegraph.ontology import iris

DAY_SHIFT, LATEST_SHIFT, REPORT_SHIFT, CLAIM_SHIFT = 41, 28, 10, 13
UNDATED_DAY = (1 << 22) - 1
OPEN_LATEST = (1 << 13) - 1
FAR_LATEST = OPEN_LATEST - 1
MAX_KEY = (1 << 63) - 1

OPEN_END, OPEN_START, OPEN, UNDATED = 3, 4, 5, 6
"""The classes of spans whose ends are not both known."""

CLOSED_DAYS = (4, 64, 4096)
"""The longest span, in days, of each of the closed classes 0, 1, 2; what is longer counts as open at its end."""


def first_key(time: Interval, event: str) -> int:
    """The least key that an event of this time and IRI may have; the next free one from there on is its own."""
    first, latest = _first_bound(time), time.latest
    day = UNDATED_DAY if first is None else first.toordinal()
    away = OPEN_LATEST if first is None or latest is None else min((latest - first).days, FAR_LATEST)
    report = 0 if away == FAR_LATEST else int(iris.name_of(event)[:16], 16) >> (64 - 18)
    return day << DAY_SHIFT | away << LATEST_SHIFT | report << REPORT_SHIFT


def group_of(key: int) -> int:
    """What keys of events with equal day, latest and report share: within it the IRI decides the order."""
    group = key >> REPORT_SHIFT
    far = (key >> LATEST_SHIFT) & OPEN_LATEST == FAR_LATEST
    return group >> 18 << 18 if far else group


def day_start(day: date) -> int:
    """The least key of events whose first known bound is this day."""
    return day.toordinal() << DAY_SHIFT


def span_class(time: Interval) -> int:
    """How long an event may have lasted, coarsely: what a search for a window of time has to look back for it."""
    if time.undated:
        return UNDATED
    if time.earliest is None:
        return OPEN_START if time.latest is not None and _first_bound(time) == time.latest else OPEN
    if time.latest is None:
        return OPEN_END
    days = (time.latest - time.earliest).days
    return next((n for n, longest in enumerate(CLOSED_DAYS) if days <= longest), OPEN_END)


def claim_key(published: date | None, report: str) -> int:
    """The least number that a claim of this report may have: claims are numbered by publication day, report and place.

    22 bits of day, 28 of the report's name and 13 that count the report's claims.
    """
    day = UNDATED_DAY if published is None else published.toordinal()
    return day << DAY_SHIFT | int(iris.name_of(report)[:16], 16) >> (64 - 28) << CLAIM_SHIFT


def _first_bound(time: Interval) -> date | None:
    bounds = (time.earliest, time.begin_latest, time.end_earliest, time.latest)
    return next((bound for bound in bounds if bound is not None), None)
