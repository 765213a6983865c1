"""The timeline: events in order of time, filtered, as they read on a given day."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

import orjson

from siegegraph.graph.index.keys import REPORT_SHIFT, group_of
from siegegraph.graph.knowledge import KnowledgeGraph
from siegegraph.graph.query.filters import Filters, day_known
from siegegraph.graph.query.matching import match_of, more_than_counted
from siegegraph.graph.query.page import Page, PageRequest, cursor_of
from siegegraph.graph.query.references import References
from siegegraph.graph.query.windows import Found, found_in, stretches_of

Item = dict[str, Any]


def timeline(
    graph: KnowledgeGraph,
    filters: Filters,
    page: PageRequest,
    *,
    descending: bool = False,
    full_claims: bool = True,
) -> Page[Item]:
    """A page of events, by their first known bound, then `latest`, then IRI; undated ones last.

    With `full_claims` an event holds its claims, else their number. Raises ParameterError.
    """
    db = graph.index.reader()
    day = day_known(filters)
    ordered = keys_in_order(graph, db, filters, page, descending=descending)
    events: list[Item] = []
    last: Found | None = None
    more = False
    for found in ordered:
        item = event_at(db, found[0])
        if not kept(db, filters, item, day):
            continue
        if len(events) == page.limit:
            more = True
            break
        events.append(item)
        last = found
    finish(db, events, day, full_claims=full_claims)
    return Page(events, cursor_of("timeline", last) if more and last else None)


def keys_in_order(
    graph: KnowledgeGraph, db: sqlite3.Connection, filters: Filters, page: PageRequest, *, descending: bool
) -> Iterator[Found]:
    """The versions that match, in the order of the list, after the page's cursor."""
    after = page.after("timeline", int, str)
    begin: int | None = None
    if after is not None:
        group = group_of(int(str(after[0])))
        begin = ((group + 1) << REPORT_SHIFT) - 1 if descending else group << REPORT_SHIFT
    match = match_of(graph, db, filters)
    found = found_in(db, stretches_of(filters), match, day_known(filters), begin=begin, descending=descending)
    return _after(_sorted_within_groups(found, descending), after, descending)


def _sorted_within_groups(found: Iterable[Found], descending: bool) -> Iterator[Found]:
    for _, group in groupby(found, key=lambda each: group_of(each[0])):
        yield from sorted(group, key=lambda each: each[1], reverse=descending)


def _after(found: Iterator[Found], after: Any, descending: bool) -> Iterator[Found]:
    if after is None:
        yield from found
        return
    group, iri = group_of(after[0]), after[1]
    for each in found:
        passed = each[1] >= iri if descending else each[1] <= iri
        if group_of(each[0]) != group or not passed:
            yield each


def event_at(db: sqlite3.Connection, key: int) -> Item:
    """The stored item at a key, its claims as numbers under "claims"."""
    stored, claims = db.execute("SELECT item, claims FROM version WHERE k = ?", (key,)).fetchone()
    item: Item = orjson.loads(stored)
    item["claims"] = [int(n) for n in claims.split(",")]
    return item


def kept(db: sqlite3.Connection, filters: Filters, item: Item, day: str) -> bool:
    """What the facets cannot tell: very high counts, and that one claim alone meets every filter on claims."""
    told_enough = item["reports"] >= filters.min_reports and item["independent"] >= filters.min_independent
    if more_than_counted(filters) and not told_enough:
        return False
    if not _must_meet(filters) or len(item["claims"]) == 1:
        return True
    references = References(db, day)
    return any(_meets(claim, filters, references) for claim in claims_of(db, item["claims"]))


def kept_rows(db: sqlite3.Connection, filters: Filters, rows: Iterator[Any], at: int = 0) -> Iterator[Any]:
    """Rows of which the version, by its key at a place in the row, is kept; items are read where facets cannot tell."""
    if facets_tell(filters):
        return rows
    return (row for row in rows if kept(db, filters, event_at(db, row[at]), day_known(filters)))


def facets_tell(filters: Filters) -> bool:
    """Whether whatever matches by its facets is kept, so that no item need be looked at."""
    return not (more_than_counted(filters) or _must_meet(filters))


def _must_meet(filters: Filters) -> bool:
    """Whether several filters are on claims, so that one claim has to meet them all."""
    return sum(map(bool, (filters.speaker, filters.party, filters.report, filters.modality))) > 1


def _meets(claim: Item, filters: Filters, references: References) -> bool:
    if filters.modality and claim["modality"] not in filters.modality:
        return False
    if filters.report and claim["report"].rpartition("/")[2] not in filters.report:
        return False
    if not filters.speaker and not filters.party:
        return True
    references.fill_claim(claim)
    parties = [each["party"]["id"] for each in claim["speakers"] if each["party"]]
    if filters.party and not any(party.rpartition("/")[2] in filters.party for party in parties):
        return False
    if not filters.speaker:
        return True
    voices = {each["id"] for each in claim["speakers"]}
    voices |= {each["on_behalf_of"]["id"] for each in claim["speakers"] if each["on_behalf_of"]}
    return any(voice and voice.rpartition("/")[2] in filters.speaker for voice in voices)


def claims_of(db: sqlite3.Connection, numbers: Iterable[int]) -> list[Item]:
    """The stored items of claims, in the order of their numbers."""
    wanted = list(numbers)
    found: dict[int, Item] = {}
    for start in range(0, len(wanted), 500):
        some = wanted[start : start + 500]
        rows = db.execute(f"SELECT n, item FROM claim WHERE n IN ({', '.join('?' * len(some))})", some)
        found.update((n, orjson.loads(item)) for n, item in rows)
    return [found[n] for n in sorted(found)]


def finish(db: sqlite3.Connection, events: list[Item], day: str, *, full_claims: bool) -> None:
    """Put entities and claims into stored items."""
    references = References(db, day)
    every = {} if not full_claims else _claims_by_number(db, [n for event in events for n in event["claims"]])
    for event in events:
        references.fill_event(event)
        if not full_claims:
            event["claims"] = len(event["claims"])
            continue
        event["claims"] = [every[n] for n in event["claims"]]
        for claim in event["claims"]:
            claim["event"] = event["id"]
            references.fill_claim(claim)


def _claims_by_number(db: sqlite3.Connection, numbers: list[int]) -> dict[int, Item]:
    return dict(zip(sorted(numbers), claims_of(db, numbers), strict=True))
