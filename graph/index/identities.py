"""Who is one: entities as components of name-keys ("atoms") that views tie together, kept up to date bit by bit.

An atom keeps its number for good. Its entity is the least atom of its component, and changes only when a view comes or
goes that is the one tie between two components; the cost is that of the components concerned.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, field

from siegegraph.graph.model.entity import EntityView
from siegegraph.graph.resolve.naming import name_keys


@dataclass(slots=True)
class Identities:
    """Takes views in and out of one transaction, then settles which atoms belong together."""

    db: sqlite3.Connection
    touched: set[int] = field(default_factory=set)
    retied: set[int] = field(default_factory=set)
    _entity: dict[int, int] = field(default_factory=dict)

    def add(self, view: EntityView) -> int:
        """Count a view in; gives the atom of its first name-key."""
        first, *others = [self._atom(key) for key in name_keys(view)]
        for other in others:
            self._tie(first, other, 1)
        self._names(first, view, 1)
        self.touched.add(first)
        return first

    def remove(self, atom: int, view: EntityView) -> None:
        """Count a view out again."""
        _, *others = [self._atom(key) for key in name_keys(view)]
        for other in others:
            self._tie(atom, other, -1)
        self._names(atom, view, -1)
        self.touched.add(atom)

    def settle(self) -> frozenset[int]:
        """Give every atom whose ties changed its entity anew; gives the atoms that changed entities."""
        moved: set[int] = set()
        done: set[int] = set()
        for atom in sorted(self.retied):
            if atom in done:
                continue
            for component in self._components({atom} | set(self.atoms_of(self.entity_of(atom)))):
                done |= component
                moved |= self._assign(component)
        return frozenset(moved)

    def entity_of(self, atom: int) -> int:
        """The entity that an atom belongs to."""
        if atom not in self._entity:
            (self._entity[atom],) = self.db.execute("SELECT entity FROM atom WHERE n = ?", (atom,)).fetchone()
        return self._entity[atom]

    def atoms_of(self, entity: int) -> list[int]:
        """The atoms that make an entity up."""
        return [atom for (atom,) in self.db.execute("SELECT n FROM atom WHERE entity = ?", (entity,))]

    def _atom(self, key: str) -> int:
        found = self.db.execute("SELECT n FROM atom WHERE key = ?", (key,)).fetchone()
        if found:
            return int(found[0])
        number = self.db.execute("INSERT INTO atom (key, entity) VALUES (?, 0)", (key,)).lastrowid
        assert number is not None
        self.db.execute("UPDATE atom SET entity = n WHERE n = ?", (number,))
        return number

    def _tie(self, a: int, b: int, views: int) -> None:
        """Ties stand in both directions, so that a component can be walked from any of its atoms."""
        for one, other in ((a, b), (b, a)):
            self.db.execute(
                "INSERT INTO tie VALUES (?, ?, ?) ON CONFLICT (a, b) DO UPDATE SET views = views + excluded.views",
                (one, other, views),
            )
        (count,) = self.db.execute("SELECT views FROM tie WHERE a = ? AND b = ?", (a, b)).fetchone()
        if count == 0:
            self.db.execute("DELETE FROM tie WHERE (a = ? AND b = ?) OR (a = ? AND b = ?)", (a, b, b, a))
        if count == 0 or (views > 0 and count == views):
            self.retied |= {a, b}

    def _names(self, atom: int, view: EntityView, reports: int) -> None:
        for text in dict.fromkeys((view.label, *view.names)):
            self.db.execute(
                "INSERT INTO alias VALUES (?, ?, ?) ON CONFLICT (atom, text) DO UPDATE"
                " SET reports = reports + excluded.reports",
                (atom, text, reports),
            )
        mentions = reports * (len(view.named) + len(view.references))
        self.db.execute(
            "UPDATE atom SET views = views + ?, mentions = mentions + ? WHERE n = ?", (reports, mentions, atom)
        )
        if reports < 0:
            self.db.execute("DELETE FROM alias WHERE atom = ? AND reports <= 0", (atom,))

    def _components(self, atoms: Iterable[int]) -> list[set[int]]:
        components: list[set[int]] = []
        left = set(atoms)
        while left:
            component: set[int] = set()
            frontier = [min(left)]
            while frontier:
                atom = frontier.pop()
                if atom not in component:
                    component.add(atom)
                    frontier += [b for (b,) in self.db.execute("SELECT b FROM tie WHERE a = ?", (atom,))]
            left -= component
            components.append(component)
        return components

    def _assign(self, component: set[int]) -> set[int]:
        entity = min(component)
        moved = {atom for atom in component if self.entity_of(atom) != entity}
        for atom in moved:
            self.touched |= {atom, self.entity_of(atom)}
            self._entity[atom] = entity
            self.db.execute("UPDATE atom SET entity = ? WHERE n = ?", (entity, atom))
        return moved
