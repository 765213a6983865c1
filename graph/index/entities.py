"""An entity's row: what its views add up to, by rules that later reports do not change.

Name, type and place are those of its first view by (published, undated last; report; place in the report), the name of
a known actor and what a researcher decided aside: so they are the same whatever day one asks about.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from siegegraph.graph.index.codec import packed, unpacked
from siegegraph.graph.index.decisions import Decisions
from siegegraph.graph.model.entity import Alias, Entity, EntityView
from siegegraph.graph.resolve.naming import folded_name
from siegegraph.ontology.entity_types import entity_types
from siegegraph.ontology.gazetteer import actor_called

MOST_ALIASES = 200
"""Aliases that an entity lists at most, those of most reports first."""


@dataclass(frozen=True, slots=True)
class Standing:
    """An entity and since when it is known (the first publication day that mentions it)."""

    entity: Entity
    seen_from: str


def standing_of(db: sqlite3.Connection, atoms: Sequence[int], decisions: Decisions) -> Standing | None:
    """The entity that these atoms make up; None when no view is left of it."""
    firsts = [row for atom in atoms if (row := _first_view(db, atom))]
    if not firsts:
        return None
    published, _, _, iri, model = min(firsts)
    view = unpacked(EntityView, model)
    actor = actor_called(view.known_as) if view.known_as else None
    reports, mentions = _counts(db, atoms)
    decided = decisions.named_among(atoms)
    type_, subtype = _types(view, decisions.value("retype", decided))
    label = decisions.value("rename", decided)
    entity = Entity(
        iri=iri,
        type=type_,
        subtype=subtype,
        label=label or (actor.label if actor else view.label),
        aliases=aliases_of(db, atoms),
        reports=reports,
        mentions=mentions,
        location=view.location,
        geonames=view.geonames,
        wikidata=view.wikidata,
    )
    return Standing(entity, published)


def _types(view: EntityView, decided: str | None) -> tuple[str, str | None]:
    """Type and subtype: the view's, or those that a decision's notation stands for."""
    if decided is None:
        return view.type, view.subtype
    broad = entity_types().broadest(decided)
    return broad, None if broad == decided else decided


def aliases_of(db: sqlite3.Connection, atoms: Iterable[int]) -> tuple[Alias, ...]:
    """The names in use, those of most reports first."""
    counts: dict[str, int] = {}
    for atom in atoms:
        rows = db.execute(
            "SELECT text, reports FROM alias WHERE atom = ? ORDER BY reports DESC, text LIMIT ?", (atom, MOST_ALIASES)
        )
        for text, reports in rows:
            counts[text] = counts.get(text, 0) + reports
    ordered = sorted(counts.items(), key=lambda row: (-row[1], row[0]))[:MOST_ALIASES]
    return tuple(Alias(text=text, language="en", script="Latn", reports=reports) for text, reports in ordered)


def write_entity(db: sqlite3.Connection, number: int, standing: Standing) -> None:
    """Put an entity's row in."""
    entity, place = standing.entity, standing.entity.location
    item = {
        "id": entity.iri,
        "type": entity.type,
        "subtype": entity.subtype,
        "label": entity.label,
        "lat": place.lat if place else None,
        "lon": place.lon if place else None,
        "location": place.basis if place else None,
        "uncertainty_km": place.uncertainty_km if place else None,
        "geonames": entity.geonames,
        "wikidata": entity.wikidata,
    }
    row = (
        number,
        entity.iri,
        entity.label,
        entity.type,
        entity.subtype,
        standing.seen_from,
        entity.reports,
        entity.mentions,
        item["lat"],
        item["lon"],
        packed(item),
    )
    db.execute("INSERT INTO entity VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
    if entity.mentions:
        known = (entity.label, *(alias.text for alias in entity.aliases))
        names = "\n".join(dict.fromkeys(n for name in known for n in (name, folded_name(name))))
        db.execute("INSERT INTO name (rowid, text, entity) VALUES (?, ?, ?)", (number, names, number))


def remove_entity(db: sqlite3.Connection, number: int) -> None:
    """Take an entity's row out."""
    db.execute("DELETE FROM entity WHERE n = ?", (number,))
    db.execute("DELETE FROM name WHERE rowid = ?", (number,))


def _first_view(db: sqlite3.Connection, atom: int) -> tuple[str, str, int, str, bytes] | None:
    row = db.execute(
        "SELECT published, report_iri, start, iri, model FROM view WHERE atom = ?"
        " ORDER BY published, report_iri, start LIMIT 1",
        (atom,),
    ).fetchone()
    return None if row is None else (row[0], row[1], row[2], row[3], row[4])


def _counts(db: sqlite3.Connection, atoms: Sequence[int]) -> tuple[int, int]:
    """Reports and mentions; reports are counted one by one where two names of the entity may meet in one."""
    marks = ", ".join("?" * len(atoms))
    views, mentions = db.execute(f"SELECT sum(views), sum(mentions) FROM atom WHERE n IN ({marks})", atoms).fetchone()
    if len(atoms) > 1:
        (views,) = db.execute(f"SELECT count(DISTINCT report) FROM view WHERE atom IN ({marks})", atoms).fetchone()
    return int(views or 0), int(mentions or 0)
