"""One change on its way: the index is brought to where it will be, and what the store has to do is collected."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import replace

import orjson
from pyoxigraph import Quad

from siegegraph.graph.index.accounts import (
    day_of,
    insert_claim,
    insert_report,
    insert_view,
    near_reports,
    remove_report,
    settle_copy,
    tellings,
)
from siegegraph.graph.index.clusters import Clusters
from siegegraph.graph.index.codec import unpacked
from siegegraph.graph.index.database import LAST_DAY
from siegegraph.graph.index.decisions import Decisions
from siegegraph.graph.index.entities import Standing, remove_entity, standing_of, write_entity
from siegegraph.graph.index.facets import actor_facet, claim_facets, event_facets, place_facet
from siegegraph.graph.index.identities import Identities
from siegegraph.graph.index.keys import span_class
from siegegraph.graph.index.relationships import place_relation, relationships_at
from siegegraph.graph.index.versions import ALWAYS, Version, insert_version, parts_of, remove_versions
from siegegraph.graph.model.account import Account
from siegegraph.graph.model.claim import Claim
from siegegraph.graph.model.decision import Decision
from siegegraph.graph.model.entity import EntityView
from siegegraph.graph.model.event import Event, Relationship
from siegegraph.graph.query.render import claim_item, event_item, report_item
from siegegraph.graph.rdf import derived
from siegegraph.graph.rdf.decisions import decision_quads
from siegegraph.graph.rdf.report_graph import quads_of
from siegegraph.graph.rdf.runs import run_quads
from siegegraph.graph.resolve.containers import containers_of
from siegegraph.graph.resolve.reading import event_of, relationship_of
from siegegraph.graph.resolve.salience import salience_of
from siegegraph.graph.resolve.telling import Telling
from siegegraph.graph.store.base import Change
from siegegraph.ontology.iris import Minter


class Revision:
    """Reports leave and enter; then entities, relationships and events that they touch are settled in this order."""

    def __init__(self, db: sqlite3.Connection, minter: Minter) -> None:
        self.db = db
        self.minter = minter
        self.decisions = Decisions(db)
        self.identities = Identities(db, self.decisions)
        self.clusters = Clusters(db, self.identities, self.decisions, minter, self.atom_of)
        self.derived = derived.Derived(minter, self.entity_iri)
        self.graphs: dict[str, tuple[Quad, ...]] = {}
        self.forget: set[str] = set()
        self.quads: dict[Quad, None] = {}
        self.atoms: dict[str, int] = {}
        self.iris: dict[int, str] = {}
        # What has to be looked at again: reports and relationships by number, events and claims that tell of them.
        self.reports: set[int] = set()
        self.relationships: set[int] = set()
        self.events: set[int] = set()
        self.claims: list[int] = []
        self.entities: set[int] = set()
        self.standings: dict[int, Standing] = {}
        self.alike: set[int] = set()
        # Whether a report that was there leaves or is replaced.
        self.replaced = False

    def change(
        self,
        number: int,
        add: Sequence[Account],
        remove: Sequence[str],
        decide: Sequence[Decision] = (),
        undo: Sequence[str] = (),
    ) -> Change:
        """Bring the index to where it will be after revision `number`; what the store has to do for it.

        The reports that a decision made or undone is about must be among those added.
        """
        self.settle_decisions(decide, undo)
        for iri in remove:
            self.take_out(iri)
            self.graphs[iri] = ()
        for account in add:
            self.take_out(account.iri)
            self.graphs[account.iri] = quads_of(account, self.minter)
            self._write(run_quads(account.extractor, self.minter))
        for account in add:
            self.put_in(account)
        self.settle_copies()
        moved = self.identities.settle()
        self.settle_entities(moved)
        self.settle_relationships()
        self.settle_events(moved)
        for entity in sorted(self.entities):
            self.write_entity(entity)
        for report in sorted(self.reports):
            self.write_links(report)
        return Change(revision=number, graphs=self.graphs, forget=frozenset(self.forget), add=tuple(self.quads))

    def settle_decisions(self, decide: Sequence[Decision], undo: Sequence[str]) -> None:
        """Decisions come and go; their graph follows."""
        self.decisions.take_out(undo)
        self.decisions.put_in(decide)
        if undo:
            every = self.decisions.every()
            quads = tuple(quad for decision in every for quad in decision_quads(decision, self.minter))
            self.graphs[self.minter.graph("decisions")] = quads
        else:
            self._write(quad for decision in decide for quad in decision_quads(decision, self.minter))

    def _write(self, quads: Iterable[Quad]) -> None:
        self.quads.update(dict.fromkeys(quads))

    def atom_of(self, view: str) -> int:
        """The atom that stands for a view."""
        if view not in self.atoms:
            (self.atoms[view],) = self.db.execute("SELECT atom FROM view WHERE iri = ?", (view,)).fetchone()
        return self.atoms[view]

    def entity_iri(self, view: str) -> str:
        """The IRI of the entity that a view is of."""
        entity = self.identities.entity_of(self.atom_of(view))
        if entity not in self.iris:
            (self.iris[entity],) = self.db.execute("SELECT iri FROM entity WHERE n = ?", (entity,)).fetchone()
        return self.iris[entity]

    def take_out(self, report: str) -> None:
        """A report leaves, if it is there: its rows go, and what leans on them is marked."""
        removed = remove_report(self.db, report)
        self.replaced = self.replaced or removed is not None
        if removed is None:
            return
        self.forget.add(report)
        self.events |= removed.events
        self.relationships |= removed.relationships
        self.alike |= removed.alike
        for atom, view in removed.views:
            self.identities.remove(atom, view)
            self.atoms.pop(view.iri, None)
            self.forget.update(derived.subjects_of_view(view))
        for claim in removed.claims:
            self.forget.update(derived.subjects_of_claim(claim, self.minter))

    def put_in(self, account: Account) -> None:
        """A report's rows enter, and what leans on them is marked."""
        published = day_of(account)
        report = insert_report(self.db, account, report_item(account))
        self.reports.add(report)
        for view in account.views:
            atom = self.identities.add(view)
            self.atoms[view.iri] = atom
            insert_view(self.db, view, atom, report, published)
        views = {view.iri: view for view in account.views}
        held = [claim for claim in account.claims if not self.decisions.is_rejected(claim.iri)]
        for claim in sorted(held, key=lambda claim: (claim.trigger.start, claim.iri)):
            facets = claim_facets(claim, report, self.atom_of, lambda view: containers_of(views[view]))
            item = claim_item(claim, account, self.atom_of)
            n = insert_claim(self.db, claim, report, account.report.published, facets, item)
            if claim.kind == "event":
                self.clusters.block(n, Telling(claim, account.report.published, account.report.publisher))
                self.claims.append(n)
            elif claim.kind == "relation":
                relationship = place_relation(self.db, claim, n, self.atom_of)
                self.relationships |= {relationship} if relationship else set()

    def settle_copies(self) -> None:
        """Find out anew which reports are near copies; what such a report tells is then told by another voice."""
        for report in list(self.reports):
            (signature,) = self.db.execute("SELECT signature FROM report WHERE n = ?", (report,)).fetchone()
            self.alike |= near_reports(self.db, report, signature) if signature else set()
        there = {n for n in self.alike if self.db.execute("SELECT 1 FROM report WHERE n = ?", (n,)).fetchone()}
        for report in sorted(self.reports | there):
            if settle_copy(self.db, report):
                self.reports.add(report)
                rows = self.db.execute("SELECT event, relationship FROM claim WHERE report = ?", (report,)).fetchall()
                self.events |= {event for event, _ in rows if event is not None}
                self.relationships |= {relationship for _, relationship in rows if relationship is not None}

    def settle_entities(self, moved: frozenset[int]) -> None:
        """Read the entities anew that gained or lost a view; mark what leans on those that have another IRI now."""
        touched = self.identities.touched | {self.identities.entity_of(atom) for atom in self.identities.touched}
        before = {entity: self._take_out_entity(entity) for entity in touched}
        renamed: set[int] = set(moved)
        for entity in touched:
            atoms = self.identities.atoms_of(entity)
            standing = standing_of(self.db, atoms, self.decisions)
            if standing is None:
                continue
            write_entity(self.db, entity, standing)
            self.standings[entity] = standing
            self.iris[entity] = standing.entity.iri
            self.entities.add(entity)
            if before[entity] not in (None, standing.entity.iri):
                renamed.update(atoms)
        if renamed:
            self._mark_leaning(sorted(renamed))

    def _take_out_entity(self, entity: int) -> str | None:
        """An entity's row goes, since another may bear its IRI from now on; gives the IRI that it had."""
        row = self.db.execute("SELECT iri FROM entity WHERE n = ?", (entity,)).fetchone()
        if row is None:
            return None
        self.forget.update(derived.subjects_of_entity(row[0]))
        remove_entity(self.db, entity)
        return str(row[0])

    def _mark_leaning(self, atoms: list[int]) -> None:
        """Mark the reports, relationships and events that have one of these atoms in them."""
        marks = ", ".join("?" * len(atoms))
        rows = self.db.execute(f"SELECT DISTINCT report FROM view WHERE atom IN ({marks})", atoms)
        self.reports |= {report for (report,) in rows}
        self.relationships |= relationships_at(self.db, atoms, ends=("subject", "object"))
        facets = " OR ".join(f'"{facet(atom)}"' for atom in atoms for facet in (actor_facet, place_facet))
        rows = self.db.execute(
            "SELECT DISTINCT event FROM version WHERE k IN (SELECT rowid FROM facet WHERE facet MATCH ?)", (facets,)
        )
        self.events |= {event for (event,) in rows}

    def settle_relationships(self) -> None:
        """Read the marked relationships anew; drop those that no claim tells of any more."""
        for n in sorted(self.relationships):
            before, subject = self.db.execute("SELECT iri, subject FROM relationship WHERE n = ?", (n,)).fetchone()
            if before:
                self.forget.add(before)
            entity = self.identities.entity_of(subject)
            if entity in self.iris or self.db.execute("SELECT 1 FROM entity WHERE n = ?", (entity,)).fetchone():
                self.entities.add(entity)
            relationship = self._relationship(n)
            if relationship is None:
                self.db.execute("DELETE FROM relationship WHERE n = ?", (n,))
                continue
            self.db.execute("UPDATE relationship SET iri = ? WHERE n = ?", (relationship[0].iri, n))
            self._write(self.derived.relationship(*relationship))

    def _relationship(self, n: int) -> tuple[Relationship, str | None] | None:
        told = [telling for _, telling in tellings(self.db, "relationship", n)]
        return (relationship_of(told, self.minter), _known_from(told)) if told else None

    def settle_events(self, moved: frozenset[int]) -> None:
        """Join new claims, and those whose people or places have become others, to events; read these anew."""
        rejoined = sorted({*self.claims, *self.clusters.claims_at(moved)})
        self.clusters.join(rejoined)
        members = {n for event in self.events for (n,) in self._members(event)}
        touched, now = self.clusters.settle([*rejoined, *members])
        named = {event: self._name(event) for event in touched | self.events}
        for event in touched | self.events:
            self._forget_event(event)
        for event, claims in now.items():
            self._write_event(event, claims)
        self._rewrite_parts(named, now)

    def _members(self, event: int) -> list[tuple[int]]:
        return self.db.execute("SELECT n FROM claim WHERE event = ?", (event,)).fetchall()

    def _name(self, event: int) -> str | None:
        row = self.db.execute("SELECT iri FROM version WHERE event = ? AND seen_to = ?", (event, ALWAYS)).fetchone()
        return None if row is None else str(row[0])

    def _forget_event(self, event: int) -> None:
        stored = remove_versions(self.db, event)
        if stored is not None:
            item = orjson.loads(stored)
            differences = [(each["on"], each["of"], len(each["sides"])) for each in item["disagreements"]]
            self.forget.update(derived.subjects_of_event(item["id"], differences, self.minter))

    def _write_event(self, number: int, claims: Sequence[int]) -> None:
        told = {n: self.clusters.telling(n) for n in claims}
        days = {n: t.published.isoformat() if t.published else LAST_DAY for n, t in told.items()}
        edges = self.clusters.edges(claims)
        for part in parts_of(days, lambda known: self.clusters.parted(known, edges)):
            among = [told[n] for n in part.claims]
            event = self._decided(self._placed(event_of(among, self.clusters.entity_of, self.minter)))
            facets = event_facets(event, (self._facets(n) for n in part.claims), span_class(event.time))
            item = event_item(event, self.atom_of)
            salience = salience_of(event, among)
            version = Version(event=event, part=part, salience=salience, facets=facets, item=item)
            insert_version(self.db, number, version)
            if part.seen_to == ALWAYS:
                self._write(self.derived.event(event, _known_from(among)))

    def _decided(self, event: Event) -> Event:
        """The event under the name and of the type that a researcher gave it."""
        names = [self.minter.event(claim.iri) for claim in event.claims]
        type_ = self.decisions.value("retype", names)
        label = self.decisions.value("rename", names)
        types = tuple(dict.fromkeys([type_, *event.types])) if type_ else event.types
        return replace(event, label=label or event.label, type=types[0], types=types)

    def _facets(self, claim: int) -> str:
        (facets,) = self.db.execute("SELECT facets FROM claim WHERE n = ?", (claim,)).fetchone()
        return str(facets)

    def _placed(self, event: Event) -> Event:
        """The event with the longer one that it is part of under its present name, not the claim that says so."""
        if event.part_of is None:
            return event
        row = self.db.execute(
            "SELECT iri FROM claim WHERE event = (SELECT event FROM claim WHERE iri = ?)"
            " ORDER BY published, report_iri, start, iri LIMIT 1",
            (event.part_of,),
        ).fetchone()
        parent = self.minter.event(row[0]) if row else None
        return replace(event, part_of=None if parent == event.iri else parent)

    def _rewrite_parts(self, named: dict[int, str | None], now: dict[int, list[int]]) -> None:
        """Events that are part of one which goes by another name now say so."""
        renamed = [claims for event, claims in now.items() if self._name(event) != named.get(event)]
        for claims in renamed:
            for n in claims:
                rows = self.db.execute(
                    "SELECT DISTINCT part.event FROM claim AS whole JOIN claim AS part ON part.part_of = whole.iri"
                    " WHERE whole.n = ? AND part.event IS NOT NULL",
                    (n,),
                ).fetchall()
                for (event,) in rows:
                    self._forget_event(event)
                    self._write_event(event, [m for (m,) in self._members(event)])

    def write_entity(self, entity: int) -> None:
        """Write an entity with the plain triples of the relations that it is subject of."""
        atoms = self.identities.atoms_of(entity)
        standing = self.standings.get(entity) or standing_of(self.db, atoms, self.decisions)
        if standing is None:
            return
        self.forget.update(derived.subjects_of_entity(standing.entity.iri))
        told = [self._relationship(n) for n in sorted(relationships_at(self.db, atoms, ends=("subject",)))]
        ties = [each[0] for each in told if each]
        self._write(self.derived.entity(standing.entity, ties))

    def write_links(self, report: int) -> None:
        """Write what a report's views, mentions and claims stand for."""
        iri, publisher, original = self.db.execute(
            "SELECT report.iri, report.publisher, original.iri FROM report"
            " LEFT JOIN report AS original ON original.n = report.copy_of WHERE report.n = ?",
            (report,),
        ).fetchone()
        views = [
            unpacked(EntityView, model)
            for (model,) in self.db.execute("SELECT model FROM view WHERE report = ?", (report,))
        ]
        outlet = next((view.iri for view in views if publisher and publisher in (view.label, *view.names)), None)
        self.forget.add(iri)
        for view in views:
            # A view whose name its entity bears is left as it is: what is said of it is said of the entity.
            borne = {view.iri} if self.entity_iri(view.iri) == view.iri else set()
            self.forget.update(set(derived.subjects_of_view(view)) - borne)
            self._write(self.derived.view(view))
        for (model,) in self.db.execute("SELECT model FROM claim WHERE report = ?", (report,)):
            claim = unpacked(Claim, model)
            self.forget.update(derived.subjects_of_claim(claim, self.minter))
            self._write(self.derived.claim(claim, outlet))
            self._write(self.derived.described_speakers(claim))
        if outlet:
            self._write([self.derived.publisher(iri, outlet)])
        if original:
            self._write([self.derived.near_copy(iri, original)])


def _known_from(told: Iterable[Telling]) -> str | None:
    """The first day on which one of these was published; None when all are undated."""
    return min((telling.published.isoformat() for telling in told if telling.published), default=None)
