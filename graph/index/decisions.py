"""Decisions as the index keeps them, to be looked up by the things that they name."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import astuple, fields

from siegegraph.graph.model.decision import Decision

_NAMES = [field.name for field in fields(Decision)]
_COLUMNS = ", ".join(_NAMES)


class Decisions:
    """The decisions in force within one transaction."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self.db = db
        self.any = db.execute("SELECT 1 FROM decision LIMIT 1").fetchone() is not None

    def put_in(self, decisions: Iterable[Decision]) -> None:
        """From now on these hold; one that holds already stays as it is."""
        marks = ", ".join("?" * len(_NAMES))
        rows = [astuple(decision) for decision in decisions]
        self.db.executemany(f"INSERT OR IGNORE INTO decision ({_COLUMNS}) VALUES ({marks})", rows)
        self.any = self.any or bool(rows)

    def take_out(self, iris: Iterable[str]) -> None:
        """From now on these hold no more."""
        self.db.executemany("DELETE FROM decision WHERE iri = ?", [(iri,) for iri in iris])

    def every(self) -> list[Decision]:
        """All decisions, by IRI."""
        return list(self._where("1 ORDER BY iri"))

    def partners(self, thing: str) -> list[str]:
        """What was decided to be the same as a thing."""
        return [other for kind, _, other in self._pairs(thing) if kind == "same"]

    def is_paired(self, thing: str) -> bool:
        """Whether it was decided of a thing that it is, or is not, another."""
        return bool(self._pairs(thing))

    def is_set_apart(self, thing: str) -> bool:
        """Whether a thing was decided not to be another one, which keeps what the two had in common."""
        return any(kind == "different" and not is_subject for kind, is_subject, _ in self._pairs(thing))

    def is_rejected(self, claim: str) -> bool:
        """Whether a claim was rejected."""
        return any(decision.kind == "reject" for decision in self._of(claim))

    def value(self, kind: str, things: Iterable[str]) -> str | None:
        """What the last decision of this kind (rename, retype) on any of these things says."""
        if not self.any:
            return None
        told = [d for thing in things for d in self._of(thing) if d.kind == kind]
        last = max(told, key=lambda decision: (decision.at, decision.iri), default=None)
        return last.value if last else None

    def named_among(self, atoms: Iterable[int]) -> list[str]:
        """The views of these atoms that some decision is about."""
        if not self.any:
            return []
        rows = self.db.execute("SELECT view.iri, view.atom FROM decision JOIN view ON view.iri = decision.subject")
        among = set(atoms)
        return [iri for iri, atom in rows if atom in among]

    def apart(self) -> list[tuple[str, str]]:
        """All pairs that were decided to be different."""
        return [(d.subject, d.object) for d in self._where("kind = 'different' ORDER BY iri") if d.object is not None]

    def _pairs(self, thing: str) -> list[tuple[str, bool, str]]:
        """Kind, whether the thing is the subject, and the other thing."""
        if not self.any:
            return []
        paired = [d for d in self._where("subject = ? OR object = ? ORDER BY iri", thing, thing) if d.object]
        return [(d.kind, d.subject == thing, d.object if d.subject == thing else d.subject) for d in paired if d.object]

    def _of(self, subject: str) -> Iterator[Decision]:
        return self._where("subject = ?", subject) if self.any else iter(())

    def _where(self, condition: str, *values: str) -> Iterator[Decision]:
        rows = self.db.execute(f"SELECT {_COLUMNS} FROM decision WHERE {condition}", values)
        return (Decision(**dict(zip(_NAMES, row, strict=True))) for row in rows)
