"""Which claims tell of one event: components of claims joined by edges, kept up to date for the claims concerned."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations

from siegegraph.graph.index.accounts import tellings
from siegegraph.graph.index.decisions import Decisions
from siegegraph.graph.index.identities import Identities
from siegegraph.graph.resolve.blocks import Match, entity_anchor
from siegegraph.graph.resolve.likeness import DECIDED
from siegegraph.graph.resolve.partition import components, partition
from siegegraph.graph.resolve.same_event import blocks_of, same_event
from siegegraph.graph.resolve.telling import Telling
from siegegraph.ontology.iris import Minter, name_of

_DECIDED = Match(DECIDED, 1.0)


@dataclass(slots=True)
class Clusters:
    """Joins claims into events within one transaction. `atom_of` gives the atom of a view by its IRI."""

    db: sqlite3.Connection
    identities: Identities
    decisions: Decisions
    minter: Minter
    atom_of: Callable[[str], int]
    _tellings: dict[int, Telling] = field(default_factory=dict)

    def entity_of(self, view: str) -> int:
        """The entity that a view is of."""
        return self.identities.entity_of(self.atom_of(view))

    def telling(self, claim: int) -> Telling:
        """A claim by its number."""
        if claim not in self._tellings:
            ((_, self._tellings[claim]),) = tellings(self.db, "n", claim)
        return self._tellings[claim]

    def block(self, claim: int, telling: Telling) -> None:
        """Put a claim where others can meet it."""
        blocks = blocks_of(telling, self.atom_of)
        self.db.executemany("INSERT INTO block VALUES (?, ?, ?, ?)", [(*block, claim) for block in blocks])

    def claims_at(self, atoms: Iterable[int]) -> Iterator[int]:
        """The claims that any of these atoms anchors in a block."""
        for atom in atoms:
            rows = self.db.execute("SELECT DISTINCT claim FROM block WHERE anchor = ?", (entity_anchor(atom),))
            yield from (claim for (claim,) in rows)

    def join(self, claims: Iterable[int]) -> None:
        """Compare these claims with all that they may match, and keep what holds as edges."""
        for claim in claims:
            self.db.execute("DELETE FROM edge WHERE a = ? OR b = ?", (claim, claim))
            mine = self.telling(claim)
            for other in self._candidates(claim):
                match = same_event(mine, self.telling(other), self.entity_of)
                if match:
                    self._join(claim, other, match)
            for other in self._decided(claim):
                self._join(claim, other, _DECIDED)

    def _join(self, claim: int, other: int, match: Match) -> None:
        rows = [(claim, other, *match), (other, claim, *match)]
        self.db.executemany("INSERT OR REPLACE INTO edge VALUES (?, ?, ?, ?)", rows)

    def _decided(self, claim: int) -> Iterator[int]:
        """The claims that are there of which it was decided that they tell of the same event."""
        for event in self.decisions.partners(self.minter.event(self.telling(claim).claim.iri)):
            number = self._claim_called(event)
            if number is not None and number != claim:
                yield number

    def _claim_called(self, event: str) -> int | None:
        """The claim that lends its name to an event."""
        iri = self.minter.iri("claim", name_of(event))
        row = self.db.execute("SELECT n FROM claim WHERE iri = ? AND kind = 'event'", (iri,)).fetchone()
        return None if row is None else int(row[0])

    def settle(self, claims: Iterable[int]) -> tuple[set[int], dict[int, list[int]]]:
        """Give these claims, and those that share or shared an event with them, their events anew.

        Gives the events that were touched, gone or not, and the claims of those that are there now. An event's number
        is that of its least claim.
        """
        seeds = set(claims)
        before = self._events_of(seeds)
        for event in before:
            seeds |= {n for (n,) in self.db.execute("SELECT n FROM claim WHERE event = ?", (event,))}
        now: dict[int, list[int]] = {}
        left = set(seeds)
        while left:
            component = self._component(min(left))
            left -= component
            before |= self._events_of(component)
            for part in self.parted(component, self.edges(component)):
                now[min(part)] = sorted(part)
        for event, members in now.items():
            self.db.executemany("UPDATE claim SET event = ? WHERE n = ?", [(event, n) for n in members])
        return before | set(now), now

    def edges(self, members: Iterable[int]) -> dict[int, set[int]]:
        """The neighbours of each of these claims."""
        return {n: {b for (b,) in self.db.execute("SELECT b FROM edge WHERE a = ?", (n,))} for n in members}

    def parted(self, claims: set[int], edges: Mapping[int, Collection[int]]) -> list[set[int]]:
        """The events that claims joined by edges make.

        What is decided to be different stays apart, and what one report tells as two things.
        """
        apart = [(a, b) for a, b in self._apart() if a in claims and b in claims]
        apart += self._told_apart(claims, edges)
        if not apart:
            return components(sorted(claims), {n: [b for b in edges.get(n, ()) if b in claims] for n in claims})
        order = {n: self.telling(n).order for n in claims}
        ties = [(a, b) for a in claims for b in edges.get(a, ()) if b in claims and order[a] < order[b]]
        ties.sort(key=lambda tie: (-self._score(*tie), order[tie[0]], order[tie[1]]))
        return partition(sorted(claims), ties, apart)

    def _told_apart(self, claims: set[int], edges: Mapping[int, Collection[int]]) -> Iterator[tuple[int, int]]:
        """The claims of one report that are not joined."""
        by_report: dict[str, list[int]] = {}
        for claim in sorted(claims):
            by_report.setdefault(self.telling(claim).claim.report, []).append(claim)
        for told in by_report.values():
            yield from ((a, b) for a, b in combinations(told, 2) if b not in edges.get(a, ()))

    def _apart(self) -> list[tuple[int, int]]:
        if not self.decisions.any:
            return []
        pairs = [(self._claim_called(one), self._claim_called(other)) for one, other in self.decisions.apart()]
        return [(a, b) for a, b in pairs if a is not None and b is not None]

    def _score(self, a: int, b: int) -> float:
        (score,) = self.db.execute("SELECT score FROM edge WHERE a = ? AND b = ?", (a, b)).fetchone()
        return float(score)

    def _events_of(self, claims: Iterable[int]) -> set[int]:
        found: set[int] = set()
        for claim in claims:
            row = self.db.execute("SELECT event FROM claim WHERE n = ?", (claim,)).fetchone()
            if row and row[0] is not None:
                found.add(row[0])
        return found

    def _candidates(self, claim: int) -> set[int]:
        found = set(self._retellings(claim))
        for anchor, kind, day in blocks_of(self.telling(claim), self.entity_of):
            for each in self._anchors(anchor):
                rows = self.db.execute(
                    "SELECT claim FROM block WHERE anchor = ? AND kind = ? AND day = ?", (each, kind, day)
                )
                found |= {other for (other,) in rows}
        found.discard(claim)
        return found

    def _retellings(self, claim: int) -> Iterator[int]:
        """The claim that a claim of the same report tells again, and those that tell it again."""
        mine = self.telling(claim).claim
        rows = self.db.execute("SELECT n FROM claim WHERE retells = ? OR iri = ?", (mine.iri, mine.retells))
        yield from (n for (n,) in rows)

    def _anchors(self, anchor: str) -> list[str]:
        """An entity's anchor as those of its atoms, under which claims are kept; any other as it is."""
        kind, _, number = anchor.partition(":")
        return [entity_anchor(n) for n in self.identities.atoms_of(int(number))] if kind == "entity" else [anchor]

    def _component(self, claim: int) -> set[int]:
        component: set[int] = set()
        frontier = [claim]
        while frontier:
            n = frontier.pop()
            if n not in component:
                component.add(n)
                frontier += [b for (b,) in self.db.execute("SELECT b FROM edge WHERE a = ?", (n,))]
        return component
