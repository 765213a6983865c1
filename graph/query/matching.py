"""Filters as the words of a full-text query over facets."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from siegegraph.graph.errors import NotFoundError, ParameterError
from siegegraph.graph.index.facets import (
    MOST_COUNTED,
    actor_facet,
    count_facet,
    inside_facet,
    modality_facet,
    place_facet,
    report_facet,
    speaker_facet,
    type_facet,
)
from siegegraph.graph.knowledge import KnowledgeGraph
from siegegraph.graph.query.filters import Box, Filters, day_known
from siegegraph.graph.query.names import atoms_called, entity_called, report_called
from siegegraph.graph.query.parties import Parties
from siegegraph.graph.resolve.words import words_of
from siegegraph.ontology.event_types import event_types
from siegegraph.ontology.vocabularies import RelationType

NOTHING = "_nothing"
"""A facet that no event has."""


def match_of(graph: KnowledgeGraph, db: sqlite3.Connection, filters: Filters, *, counts: bool = True) -> str | None:
    """The full-text query that keeps what the filters keep, time aside; None when they keep everything.

    `counts` says whether `min_reports` and `min_independent` count: they do for events alone. Raises ParameterError for
    a type that does not exist; a thing that does not exist keeps nothing.
    """
    wanted = [
        _any(type_facet(_known_type(name)) for name in filters.type),
        _any(actor_facet(atom) for name in filters.actor for atom in _atoms(graph, db, name)),
        _any(facet for name in filters.place for facet in _places(graph, db, name)),
        _any(place_facet(atom) for box in filters.within for atom in _atoms_in(db, box)),
        _any(speaker_facet(atom) for name in filters.speaker for atom in _atoms(graph, db, name)),
        _any(speaker_facet(atom) for name in filters.party for atom in _members(graph, db, name, day_known(filters))),
        _any(report_facet(n) for name in filters.report for n in _report(graph, db, name)),
        _any(modality_facet(modality) for modality in filters.modality),
    ]
    given = (
        filters.type,
        filters.actor,
        filters.place,
        filters.within,
        filters.speaker,
        filters.party,
        filters.report,
        filters.modality,
    )
    parts = [part or NOTHING for part, asked in zip(wanted, given, strict=True) if asked]
    if filters.q:
        parts.append(" OR ".join(f"({_all(words_of(q))})" for q in filters.q))
    if counts:
        parts += [count_facet("reports", filters.min_reports)] if filters.min_reports > 1 else []
        parts += [count_facet("independent", filters.min_independent)] if filters.min_independent > 1 else []
    return " AND ".join(f"({part})" for part in parts) or None


def more_than_counted(filters: Filters) -> bool:
    """Whether a filter asks for more reports than the facets count, so that the items have to be looked at."""
    return max(filters.min_reports, filters.min_independent) > MOST_COUNTED


def _any(facets: Iterable[str]) -> str:
    return " OR ".join(f'"{facet}"' for facet in dict.fromkeys(facets))


def _all(words: Iterable[str]) -> str:
    return " AND ".join(f'"{word}"' for word in words) or NOTHING


def _known_type(name: str) -> str:
    known: dict[str, str] = {notation.casefold(): notation for notation in (*event_types(), *map(str, RelationType))}
    if name.casefold() not in known:
        raise ParameterError("type", f"there is no type {name!r}; there are {', '.join(known.values())}")
    return known[name.casefold()]


def _atoms(graph: KnowledgeGraph, db: sqlite3.Connection, name: str) -> list[int]:
    try:
        return atoms_called(graph, db, name)
    except NotFoundError:
        return []


def _members(graph: KnowledgeGraph, db: sqlite3.Connection, name: str, day: str) -> list[int]:
    """Those of a side."""
    try:
        return Parties(db, day).members(entity_called(graph, db, name))
    except NotFoundError:
        return []


def _report(graph: KnowledgeGraph, db: sqlite3.Connection, name: str) -> list[int]:
    try:
        return [report_called(graph, db, name)]
    except NotFoundError:
        return []


def _places(graph: KnowledgeGraph, db: sqlite3.Connection, name: str) -> list[str]:
    """A place, what claims say lies within it, and what the gazetteer says does."""
    inside = places_within(db, _atoms(graph, db, name))
    marks = ", ".join("?" * len(inside))
    keys = db.execute(f"SELECT key FROM atom WHERE n IN ({marks}) AND key LIKE 'geonames:%'", sorted(inside))
    known = [inside_facet(key.removeprefix("geonames:")) for (key,) in keys]
    return [place_facet(atom) for atom in sorted(inside)] + known


def places_within(db: sqlite3.Connection, atoms: Iterable[int]) -> set[int]:
    """These atoms and those of the places that claims, link by link, say lie within them."""
    inside: set[int] = set()
    frontier = list(atoms)
    while frontier:
        atom = frontier.pop()
        if atom in inside:
            continue
        inside.add(atom)
        rows = db.execute(
            "SELECT same.n FROM relationship JOIN atom ON atom.n = relationship.subject"
            " JOIN atom AS same ON same.entity = atom.entity"
            " WHERE relationship.predicate = 'within' AND relationship.object = ?",
            (atom,),
        )
        frontier += [n for (n,) in rows]
    return inside


def _atoms_in(db: sqlite3.Connection, box: Box) -> list[int]:
    east_of = "lon >= ? AND lon <= ?" if box.west <= box.east else "(lon >= ? OR lon <= ?)"
    rows = db.execute(
        f"SELECT atom.n FROM entity JOIN atom ON atom.entity = entity.n WHERE lat >= ? AND lat <= ? AND {east_of}",
        (box.south, box.north, box.west, box.east),
    )
    return [n for (n,) in rows]
