"""A report's rows: the report itself, its views of entities and its claims."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from siegegraph.graph.index.codec import packed, unpacked
from siegegraph.graph.index.database import LAST_DAY
from siegegraph.graph.index.keys import CLAIM_SHIFT, claim_key
from siegegraph.graph.model.account import Account
from siegegraph.graph.model.claim import Claim
from siegegraph.graph.model.entity import EntityView
from siegegraph.graph.resolve.copies import NEAR, bands_of, resemblance, signature_of
from siegegraph.graph.resolve.telling import Telling

MOST_CLAIMS = (1 << CLAIM_SHIFT) - 1
"""Claims of one report that are listed in the order of their places; further ones follow the next report's."""


@dataclass(frozen=True, slots=True)
class Removed:
    """What a report that left had a part in: events, relationships, its claims and views, and its near copies."""

    events: frozenset[int]
    relationships: frozenset[int]
    claims: tuple[Claim, ...]
    views: tuple[tuple[int, EntityView], ...]
    alike: frozenset[int]


def day_of(account: Account) -> str:
    """The publication day as the index keeps it."""
    published = account.report.published
    return published.isoformat() if published else LAST_DAY


def insert_report(db: sqlite3.Connection, account: Account, item: Mapping[str, object]) -> int:
    """Put a report in; gives its number."""
    extractor = f"{account.extractor.name} {account.extractor.version}"
    signature = signature_of(account.report.text)
    row = (account.iri, day_of(account), account.report.publisher, extractor, signature, packed(dict(item)))
    number = db.execute(
        "INSERT INTO report (iri, published, publisher, extractor, signature, item) VALUES (?, ?, ?, ?, ?, ?)", row
    ).lastrowid
    assert number is not None
    if signature:
        db.executemany("INSERT INTO band VALUES (?, ?)", [(band, number) for band in bands_of(signature)])
    return number


def insert_view(db: sqlite3.Connection, view: EntityView, atom: int, report: int, published: str) -> None:
    """Put a report's view of an entity in, under the atom of its first name-key."""
    start = view.named[0].start if view.named else 0
    mentions = len(view.named) + len(view.references)
    row = (view.iri, atom, report, published, view.report, start, mentions, packed(view))
    db.execute(
        "INSERT INTO view (iri, atom, report, published, report_iri, start, mentions, model)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        row,
    )


def insert_claim(
    db: sqlite3.Connection, claim: Claim, report: int, published: date | None, facets: str, item: Mapping[str, object]
) -> int:
    """Put a claim in; gives its number. Its event or relationship is set when it is known."""
    number = _free_number(db, claim_key(published, claim.report))
    earliest, latest = claim.time.earliest, claim.time.latest
    row = (
        number,
        claim.iri,
        report,
        claim.kind,
        published.isoformat() if published else LAST_DAY,
        claim.report,
        claim.trigger.start,
        claim.part_of,
        claim.retells,
        earliest.toordinal() if earliest else None,
        latest.toordinal() if latest else None,
        facets,
        packed(claim),
        packed(dict(item)),
    )
    db.execute(
        "INSERT INTO claim (n, iri, report, kind, published, report_iri, start, part_of, retells, lo, hi, facets,"
        " model, item) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        row,
    )
    db.execute("INSERT INTO quote (rowid, text) VALUES (?, ?)", (number, claim.quote_text))
    db.execute("INSERT INTO claim_facet (rowid, terms) VALUES (?, ?)", (number, facets))
    return number


def _free_number(db: sqlite3.Connection, first: int) -> int:
    """The number after those that the report's claims have already."""
    (last,) = db.execute("SELECT max(n) FROM claim WHERE n BETWEEN ? AND ?", (first, first + MOST_CLAIMS)).fetchone()
    return first if last is None else int(last) + 1


def remove_report(db: sqlite3.Connection, iri: str) -> Removed | None:
    """Take a report with its views and claims out; None when it is not there."""
    found = db.execute("SELECT n, signature FROM report WHERE iri = ?", (iri,)).fetchone()
    if found is None:
        return None
    number, signature = found
    alike = near_reports(db, number, signature) if signature else frozenset()
    if signature:
        db.executemany("DELETE FROM band WHERE band = ? AND report = ?", [(b, number) for b in bands_of(signature)])
    rows = db.execute("SELECT n, event, relationship, facets, model FROM claim WHERE report = ?", (number,)).fetchall()
    claims = tuple(unpacked(Claim, model) for *_, model in rows)
    for (n, _, _, facets, _), claim in zip(rows, claims, strict=True):
        db.execute("INSERT INTO claim_facet (claim_facet, rowid, terms) VALUES ('delete', ?, ?)", (n, facets))
        db.execute("INSERT INTO quote (quote, rowid, text) VALUES ('delete', ?, ?)", (n, claim.quote_text))
        db.execute("DELETE FROM block WHERE claim = ?", (n,))
        db.execute("DELETE FROM edge WHERE a = ? OR b = ?", (n, n))
    db.execute("DELETE FROM claim WHERE report = ?", (number,))
    views = db.execute("SELECT atom, model FROM view WHERE report = ?", (number,)).fetchall()
    db.execute("DELETE FROM view WHERE report = ?", (number,))
    db.execute("DELETE FROM report WHERE n = ?", (number,))
    return Removed(
        events=frozenset(event for _, event, *_ in rows if event is not None),
        relationships=frozenset(row for _, _, row, *_ in rows if row is not None),
        claims=claims,
        views=tuple((atom, unpacked(EntityView, model)) for atom, model in views),
        alike=alike,
    )


def near_reports(db: sqlite3.Connection, number: int, signature: bytes) -> frozenset[int]:
    """The reports that hardly differ from one, by its number and signature."""
    met: set[int] = set()
    for band in bands_of(signature):
        met |= {other for (other,) in db.execute("SELECT report FROM band WHERE band = ?", (band,))}
    met.discard(number)
    rows = [db.execute("SELECT n, signature FROM report WHERE n = ?", (other,)).fetchone() for other in met]
    return frozenset(other for other, theirs in rows if resemblance(signature, theirs) >= NEAR)


def settle_copy(db: sqlite3.Connection, number: int) -> bool:
    """Find the report that this one is a near copy of, the first in time; whether that has changed.

    Of two published on one day, the one that names the other's outlet is the copy; failing that, the later by IRI.
    """
    row = db.execute(
        "SELECT published, iri, publisher, signature, copy_of FROM report WHERE n = ?", (number,)
    ).fetchone()
    published, iri, publisher, signature, before = row
    first: tuple[str, bool, str, int] | None = None
    for other in near_reports(db, number, signature) if signature else ():
        day, name, outlet = db.execute("SELECT published, iri, publisher FROM report WHERE n = ?", (other,)).fetchone()
        credit = _names(db, number, outlet) - _names(db, other, publisher)
        if (day, -credit, name) < (published, 0, iri):
            found = (day, credit <= 0, name, other)
            first = found if first is None else min(first, found)
    now = first[3] if first else None
    db.execute("UPDATE report SET copy_of = ? WHERE n = ?", (now, number))
    return bool(now != before)


def _names(db: sqlite3.Connection, report: int, outlet: str | None) -> int:
    """1 when a report names an outlet, else 0."""
    if outlet is None:
        return 0
    rows = db.execute("SELECT model FROM view WHERE report = ? AND mentions > 0", (report,))
    return int(any(outlet in unpacked(EntityView, model).names for (model,) in rows))


def tellings(db: sqlite3.Connection, column: str, number: int) -> Iterator[tuple[int, Telling]]:
    """The claims of an event or relationship (`column`), by number, with what their reports lend them."""
    assert column in ("event", "relationship", "n"), column
    rows = db.execute(
        "SELECT claim.n, claim.model, claim.published, report.publisher, original.publisher, original.iri"
        " FROM claim JOIN report ON report.n = claim.report"
        f" LEFT JOIN report AS original ON original.n = report.copy_of WHERE claim.{column} = ?",
        (number,),
    )
    return (_telling(*row) for row in rows)


def _telling(
    number: int, model: bytes, published: str, publisher: str | None, copied_from: str | None, original: str | None
) -> tuple[int, Telling]:
    day = None if published == LAST_DAY else date.fromisoformat(published)
    claim = unpacked(Claim, model)
    origin = copied_from or original or publisher or claim.report
    return number, Telling(claim, day, publisher, origin)
