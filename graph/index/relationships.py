"""Which claims tell of one relationship: the same relation between the same two ends."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

from siegegraph.graph.model.claim import Claim, Mention
from siegegraph.graph.resolve.naming import folded_name


def place_relation(db: sqlite3.Connection, claim: Claim, number: int, atom_of: Callable[[str], int]) -> int | None:
    """Put a relation's claim with those that say the same; gives their relationship's number.

    None when a relation has an end that names nothing: such a claim stays one of its own.
    """
    held = claim.object
    if claim.subject is None or claim.subject.entity is None or held is None:
        return None
    subject = atom_of(claim.subject.entity)
    other = atom_of(held.entity) if isinstance(held, Mention) and held.entity else None
    value = "" if other is not None else folded_name(held.text if isinstance(held, Mention) else held)
    key = f"{claim.type}|{subject}|{'' if other is None else other}|{value}"
    found = db.execute("SELECT n FROM relationship WHERE key = ?", (key,)).fetchone()
    row = (key, claim.type, subject, other)
    n = found[0] if found else db.execute(
        "INSERT INTO relationship (key, predicate, subject, object) VALUES (?, ?, ?, ?)", row
    ).lastrowid  # fmt: skip
    db.execute("UPDATE claim SET relationship = ? WHERE n = ?", (n, number))
    assert n is not None
    return int(n)


def relationships_at(db: sqlite3.Connection, atoms: list[int], *, ends: tuple[str, ...]) -> set[int]:
    """The relationships that have one of these atoms at one of these ends ("subject", "object")."""
    marks = ", ".join("?" * len(atoms))
    found: set[int] = set()
    for end in ends:
        assert end in ("subject", "object"), end
        found |= {n for (n,) in db.execute(f"SELECT n FROM relationship WHERE {end} IN ({marks})", atoms)}
    return found
