"""How an event reads, from each publication day to the next: the rows that the timeline is read from."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

from siegegraph.graph.index.codec import packed
from siegegraph.graph.index.facets import atoms_of_places, atoms_of_speakers
from siegegraph.graph.index.keys import first_key, span_class
from siegegraph.graph.model.event import Event
from siegegraph.graph.resolve.salience import Salience

ALWAYS = "9999-12-32"
"""After every day: where a version that is still valid ends."""


@dataclass(frozen=True, slots=True)
class Part:
    """Claims that are one event from one day up to, not including, another."""

    claims: tuple[int, ...]
    seen_from: str
    seen_to: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """An event as its claims of a part read, with its facets and what makes it one to remember."""

    event: Event
    part: Part
    salience: Salience
    facets: str
    item: Mapping[str, object]


def insert_version(db: sqlite3.Connection, number: int, version: Version) -> None:
    """Put a version of the event of this number in, at the first free key of its place in the order."""
    time = version.event.time
    key = first_key(time, version.event.iri)
    while db.execute("SELECT 1 FROM version WHERE k = ?", (key,)).fetchone():
        key += 1
    row = (
        key,
        number,
        version.event.iri,
        version.part.seen_from,
        version.part.seen_to,
        span_class(time),
        time.earliest.toordinal() if time.earliest else None,
        time.latest.toordinal() if time.latest else None,
        version.facets,
        ",".join(map(str, version.part.claims)),
        packed(dict(version.item)),
    )
    db.execute("INSERT INTO version VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
    db.execute("INSERT INTO facet (rowid, terms) VALUES (?, ?)", (key, version.facets))
    in_force = (version.part.seen_from, version.part.seen_to, row[5], row[7])
    marks = ", ".join("?" * 12)
    db.execute(f"INSERT INTO mark VALUES ({marks})", (key, *in_force, *_counted(version), *_remembered(version)))
    differences = [
        (1000 - round(each.score * 1000), each.iri, key, n, each.on, *in_force)
        for n, each in enumerate(version.event.disagreements)
    ]
    db.executemany("INSERT INTO difference VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", differences)


def _counted(version: Version) -> tuple[str, str, str]:
    facets = version.facets
    return version.event.type, " ".join(atoms_of_places(facets)), " ".join(atoms_of_speakers(facets))


def _remembered(version: Version) -> tuple[int | None, int | None, float, str]:
    salience = version.salience
    mentions = (f"{each.published}:{each.origin}:{each.report}" for each in salience.mentions)
    return salience.first, salience.last, salience.gravity, " ".join(mentions)


def remove_versions(db: sqlite3.Connection, event: int) -> bytes | None:
    """Take all versions of an event out; gives the item of the one that was in force, None when there was none."""
    latest: bytes | None = None
    rows = db.execute("SELECT k, seen_to, facets, item FROM version WHERE event = ?", (event,)).fetchall()
    for key, seen_to, facets, item in rows:
        db.execute("INSERT INTO facet (facet, rowid, terms) VALUES ('delete', ?, ?)", (key, facets))
        db.execute("DELETE FROM mark WHERE k = ?", (key,))
        db.execute("DELETE FROM difference WHERE k = ?", (key,))
        latest = item if seen_to == ALWAYS else latest
    db.execute("DELETE FROM version WHERE event = ?", (event,))
    return latest


def parts_of(days: Mapping[int, str], together: Callable[[set[int]], Iterable[Collection[int]]]) -> list[Part]:
    """What claims are one event when only those published by a day are known, for each such day.

    `days` gives the publication day of each claim, `together` the events that some of them make when they alone are
    known. Claims that a later one joins are events of their own before.
    """
    ordered = sorted(set(days.values()))
    since: dict[tuple[int, ...], str] = {}
    parts: list[Part] = []
    for day in ordered:
        known = {n for n, published in days.items() if published <= day}
        now = {tuple(sorted(claims)) for claims in together(known)}
        parts += [Part(claims, start, day) for claims, start in since.items() if claims not in now]
        since = {claims: since.get(claims, day) for claims in now}
    return parts + [Part(claims, start, ALWAYS) for claims, start in since.items()]
