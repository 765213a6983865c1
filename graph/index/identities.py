"""Who is one: entities as components of name-keys ("atoms") that views tie together, kept up to date bit by bit.

An atom keeps its number for good. Its entity is the least atom of its component, and changes only when a view comes or
goes that is the one tie between two components; the cost is that of the components concerned.

A view that a decision names has an atom of its own, tied to those of its name-keys: so it can be parted from them. What
a decision keeps apart is put together tie by tie, those of decisions first, in an order that no arrival changes.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, field

from siegegraph.graph.index.decisions import Decisions
from siegegraph.graph.model.entity import EntityView
from siegegraph.graph.resolve.naming import name_keys
from siegegraph.graph.resolve.partition import partition

_OWN = "view:"


@dataclass(slots=True)
class Identities:
    """Takes views in and out of one transaction, then settles which atoms belong together."""

    db: sqlite3.Connection
    decisions: Decisions
    touched: set[int] = field(default_factory=set)
    retied: set[int] = field(default_factory=set)
    _entity: dict[int, int] = field(default_factory=dict)

    def add(self, view: EntityView) -> int:
        """Count a view in; gives the atom of its first name-key, or its own."""
        keys = name_keys(view)
        if self.decisions.is_paired(view.iri):
            keys = (_own_key(view), *keys)
        first, *others = [self._atom(key) for key in keys]
        for other in others:
            self._tie(first, other, 1)
        for partner in self.decisions.partners(view.iri):
            other_own = self._atom_of(partner)
            if other_own is not None and other_own != first:
                self._tie(first, other_own, 1)
        self._names(first, view, 1)
        self.touched.add(first)
        return first

    def remove(self, atom: int, view: EntityView) -> None:
        """Count a view out again."""
        first, *others = [self._atom(key) for key in name_keys(view)]
        if atom == first:
            for other in others:
                self._tie(atom, other, -1)
        else:
            self._untie(atom)
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

    def _untie(self, own: int) -> None:
        """All ties of an atom that is a single view's own go."""
        others = [b for (b,) in self.db.execute("SELECT b FROM tie WHERE a = ?", (own,))]
        self.db.execute("DELETE FROM tie WHERE a = ?", (own,))
        self.db.executemany("DELETE FROM tie WHERE a = ? AND b = ?", [(other, own) for other in others])
        self.retied.update(others, [own])

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
            components += self._parted(component)
        return components

    def _parted(self, component: set[int]) -> list[set[int]]:
        """A component as it is when what is decided to be different stays apart."""
        if not self.decisions.any:
            return [component]
        pairs = [(self._atom_of(one), self._atom_of(other)) for one, other in self.decisions.apart()]
        apart = [(a, b) for a, b in pairs if a in component and b in component and a is not None and b is not None]
        return partition(sorted(component), self._ordered_ties(component), apart) if apart else [component]

    def _ordered_ties(self, component: set[int]) -> list[tuple[int, int]]:
        """The ties of a component: those of decisions, those of names, and last those of views that were set apart."""
        keys = {atom: self._key(atom) for atom in component}
        ties = [
            (a, b) for a in component for (b,) in self.db.execute("SELECT b FROM tie WHERE a = ?", (a,))
            if keys[a] < keys[b]
        ]  # fmt: skip

        def order(tie: tuple[int, int]) -> tuple[int, str, str]:
            one, other = keys[tie[0]], keys[tie[1]]
            own = [key.removeprefix(_OWN) for key in (one, other) if key.startswith(_OWN)]
            if len(own) == len(tie):
                return (0, one, other)
            return (2 if any(map(self.decisions.is_set_apart, own)) else 1, one, other)

        return sorted(ties, key=order)

    def _key(self, atom: int) -> str:
        (key,) = self.db.execute("SELECT key FROM atom WHERE n = ?", (atom,)).fetchone()
        return str(key)

    def _atom_of(self, view: str) -> int | None:
        row = self.db.execute("SELECT atom FROM view WHERE iri = ?", (view,)).fetchone()
        return None if row is None else int(row[0])

    def _assign(self, component: set[int]) -> set[int]:
        entity = min(component)
        moved = {atom for atom in component if self.entity_of(atom) != entity}
        for atom in moved:
            self.touched |= {atom, self.entity_of(atom)}
            self._entity[atom] = entity
            self.db.execute("UPDATE atom SET entity = ? WHERE n = ?", (entity, atom))
        return moved


def _own_key(view: EntityView) -> str:
    """The key of the atom that a single view has for itself."""
    return _OWN + view.iri
