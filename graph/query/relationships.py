"""What ties an entity to others, or to an office or rank, by whose account and when."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import date
from typing import Any

from siegegraph.graph.errors import NotFoundError
from siegegraph.graph.index.accounts import tellings
from siegegraph.graph.index.database import LAST_DAY
from siegegraph.graph.index.relationships import relationships_at
from siegegraph.graph.knowledge import KnowledgeGraph
from siegegraph.graph.query.names import atoms_called
from siegegraph.graph.query.page import Page, PageRequest, cursor_of
from siegegraph.graph.query.references import References
from siegegraph.graph.query.render import relationship_item
from siegegraph.graph.query.timeline import claims_of
from siegegraph.graph.resolve.reading import relationship_of

Item = dict[str, Any]


def relationships(
    graph: KnowledgeGraph,
    name: str,
    *,
    from_: date | None = None,
    to: date | None = None,
    as_of: date | None = None,
    predicates: Sequence[str] = (),
    page: PageRequest,
) -> Page[Item]:
    """A page of the relationships that an entity is an end of, by predicate and IRI. Raises NotFoundError."""
    db = graph.index.reader()
    day = as_of.isoformat() if as_of else LAST_DAY
    atoms = atoms_called(graph, db, name)
    after = page.after("relationships", str, str)
    rows = _rows(db, sorted(relationships_at(db, atoms, ends=("subject", "object"))), predicates)
    items: list[Item] = []
    for n, predicate, iri in rows:
        if after is not None and (predicate, iri) <= (str(after[0]), str(after[1])):
            continue
        item = relationship_at(graph, db, n, day)
        if item is None or not _overlaps(item["time"], from_, to):
            continue
        if len(items) == page.limit:
            last = items[-1]
            return Page(items, cursor_of("relationships", [last["predicate"], last["id"]]))
        items.append(item)
    return Page(items)


def relationship(graph: KnowledgeGraph, name: str, as_of: date | None = None) -> Item:
    """The relationship that the name of any of its claims calls, as it was known on a day. Raises NotFoundError."""
    db = graph.index.reader()
    row = db.execute(
        "SELECT n FROM relationship WHERE iri = ?"
        " UNION ALL SELECT relationship FROM claim WHERE iri = ? AND relationship IS NOT NULL",
        (graph.minter.iri("relationship", name), graph.minter.iri("claim", name)),
    ).fetchone()
    item = relationship_at(graph, db, row[0], as_of.isoformat() if as_of else LAST_DAY) if row else None
    if item is None:
        raise NotFoundError("relationship", name)
    return item


def relationship_at(graph: KnowledgeGraph, db: sqlite3.Connection, n: int, day: str) -> Item | None:
    """A relationship as it was known on a day; None when no claim told of it by then."""
    told = {
        number: telling
        for number, telling in tellings(db, "relationship", n)
        if (telling.published.isoformat() if telling.published else LAST_DAY) <= day
    }
    if not told:
        return None

    def atom_of(view: str) -> int:
        (atom,) = db.execute("SELECT atom FROM view WHERE iri = ?", (view,)).fetchone()
        return int(atom)

    item: Item = relationship_item(relationship_of(list(told.values()), graph.minter), atom_of)
    references = References(db, day)
    references.fill_ends(item)
    item["claims"] = claims_of(db, told)
    for claim in item["claims"]:
        claim["relation"] = item["id"]
        references.fill_claim(claim)
    return item


def _rows(db: sqlite3.Connection, numbers: Sequence[int], predicates: Sequence[str]) -> list[tuple[int, str, str]]:
    marks = ", ".join("?" * len(numbers))
    rows = db.execute(
        f"SELECT n, predicate, iri FROM relationship WHERE n IN ({marks}) ORDER BY predicate, iri", numbers
    )
    return [row for row in rows if not predicates or row[1] in predicates]


def _overlaps(time: Item, from_: date | None, to: date | None) -> bool:
    """Whether a time may overlap a window; what is open excludes nothing."""
    ends_before = from_ and time["latest"] and time["latest"] < from_.isoformat()
    begins_after = to and time["earliest"] and time["earliest"] > to.isoformat()
    return not (ends_before or begins_after)
