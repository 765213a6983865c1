"""The side in the conflict that somebody belongs to: a country, or an armed group or unrecognised state of its own.

The forces, ministries and government of a country are of its side by what the gazetteer knows of them (where no report
names the country, its government or forces stand for it). Anybody else is of the side of those whom claims say they
belong to or command, link by link.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any

import orjson

from siegegraph.graph.index.database import LAST_DAY
from siegegraph.ontology.gazetteer import bodies_of, code_of, country

Item = dict[str, Any]

MOST_LINKS = 3
"""How many links of belonging and commanding are followed."""

_LINKS = ("member_of", "commands")
_OWN_SIDE = ("Country", "ArmedGroup")
_OF_A_COUNTRY = re.compile(r"known:[a-z-]+:([A-Z]{2})")


class Parties:
    """Tells sides by what was published up to a day, each entity looked up once."""

    def __init__(self, db: sqlite3.Connection, day: str = LAST_DAY) -> None:
        self.db = db
        self.day = day
        self._party: dict[int, int | None] = {}

    def of(self, entity: int) -> Item | None:
        """The side of an entity by its number, as others name it; None where nothing is known."""
        party = self._of(entity, MOST_LINKS)
        if party is None:
            return None
        item = orjson.loads(self.db.execute("SELECT item FROM entity WHERE n = ?", (party,)).fetchone()[0])
        return {"id": item["id"], "label": item["label"]}

    def of_atom(self, atom: int) -> Item | None:
        """The side of the entity that an atom belongs to."""
        (entity,) = self.db.execute("SELECT entity FROM atom WHERE n = ?", (atom,)).fetchone()
        return self.of(entity)

    def members(self, party: int) -> list[int]:
        """The atoms of all who are of a side, itself included."""
        found: set[int] = set()
        frontier = {party, *self._bodies(party)}
        for _ in range(MOST_LINKS + 1):
            atoms = [
                atom for entity in frontier for atom in self._atoms(entity) if self._of(entity, MOST_LINKS) == party
            ]
            new = [atom for atom in atoms if atom not in found]
            found.update(new)
            frontier = set(self._linked(new, "subject", "object"))
        return sorted(found)

    def _of(self, entity: int, links: int) -> int | None:
        if entity not in self._party:
            self._party[entity] = None  # whoever commands whom he belongs to ends here
            self._party[entity] = self._told(entity, links)
        return self._party[entity]

    def _told(self, entity: int, links: int) -> int | None:
        row = self.db.execute(
            "SELECT subtype FROM entity WHERE n = ? AND seen_from <= ?", (entity, self.day)
        ).fetchone()
        if row is None:
            return None
        atoms = self._atoms(entity)
        keys = [key for (key,) in self._rows("SELECT key FROM atom WHERE n IN ({})", atoms)]
        if row[0] in _OWN_SIDE or (
            row[0] == "Government" and any(key.startswith("known:organisation:") for key in keys)
        ):
            return entity
        code = next((code for key in keys if (code := _code(key))), None)
        if code is not None:
            return self._country(code)
        if not links:
            return None
        told = (self._of(other, links - 1) for other in self._linked(atoms, "object", "subject"))
        return next((party for party in told if party is not None), None)

    def _linked(self, atoms: Sequence[int], end: str, other: str) -> list[int]:
        """The entities at one end of what claims say of these, at the other: whom most reports name first."""
        sql = (
            "SELECT atom.entity, count(DISTINCT claim.report) FROM relationship"
            f" JOIN atom ON atom.n = relationship.{end} JOIN claim ON claim.relationship = relationship.n"
            f" WHERE relationship.{other} IN ({{}}) AND relationship.predicate IN (?, ?) AND claim.published <= ?"
            " GROUP BY atom.entity"
        )
        rows = self._rows(sql, atoms, *_LINKS, self.day)
        return [entity for entity, _ in sorted(rows, key=lambda row: (-row[1], row[0]))]

    def _country(self, code: str) -> int | None:
        known = country(code)
        keys = [f"geonames:{known.geonames}"] if known else []
        keys += [f"known:{key}" for key in bodies_of(code)]
        return next((entity for key in keys if (entity := self._entity(key)) is not None), None)

    def _bodies(self, party: int) -> list[int]:
        """The forces, ministries and government of a country that reports name."""
        keys = [key for (key,) in self._rows("SELECT key FROM atom WHERE entity IN ({})", [party])]
        codes = [code for key in keys if (code := code_of(key.removeprefix("geonames:")) or _code(key))]
        bodies = [self._entity(f"known:{key}") for code in codes for key in bodies_of(code)]
        return [body for body in bodies if body is not None]

    def _entity(self, key: str) -> int | None:
        row = self.db.execute(
            "SELECT entity.n FROM atom JOIN entity ON entity.n = atom.entity WHERE atom.key = ?", (key,)
        ).fetchone()
        return None if row is None else int(row[0])

    def _atoms(self, entity: int) -> list[int]:
        return [n for (n,) in self.db.execute("SELECT n FROM atom WHERE entity = ?", (entity,))]

    def _rows(self, sql: str, numbers: Iterable[int], *values: str) -> list[tuple[Any, ...]]:
        some = list(numbers)
        return self.db.execute(sql.format(", ".join("?" * len(some))), (*some, *values)).fetchall()


def _code(key: str) -> str | None:
    """The country that the name-key of one of its bodies ends in."""
    match = _OF_A_COUNTRY.fullmatch(key)
    return match[1] if match else None
