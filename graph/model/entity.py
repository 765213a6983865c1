"""People, places, organisations and things: as one report sees them, and as all reports together do."""

from __future__ import annotations

from dataclasses import dataclass

from siegegraph.graph.model.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Location:
    """Where a place lies, in degrees (WGS 84), and what that rests on.

    `basis` is gazetteer, container (the place that it lies in) or guess; `uncertainty_km` a radius in kilometres.
    """

    lat: float
    lon: float
    basis: str
    uncertainty_km: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityView:
    """One report's own view of an entity: a name that holds within the report alone.

    `known_as` is a stable key of a known actor ("armed-forces:RU"), where the words name one. `named` are the mentions
    by name, `references` those without ("he", "the ministry").
    """

    iri: str
    report: str
    label: str
    type: str
    subtype: str | None = None
    known_as: str | None = None
    geonames: str | None = None
    wikidata: str | None = None
    location: Location | None = None
    named: tuple[Span, ...] = ()
    names: tuple[str, ...] = ()
    references: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Alias:
    """A name in use: its language and script where known (BCP 47, ISO 15924), whether it was made by transliteration,
    and how many reports use it."""

    text: str
    language: str | None = None
    script: str | None = None
    derived: bool = False
    reports: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityRef:
    """An entity as others mention it. `id` is None for somebody who is known by description only."""

    id: str | None
    label: str
    type: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """One person, place, organisation or thing, whatever the reports call it.

    `iri` is the least of its views' by (published, undated last; report; start); the others are in `same_as`.
    """

    iri: str
    type: str
    label: str
    subtype: str | None = None
    aliases: tuple[Alias, ...] = ()
    reports: int = 0
    mentions: int = 0
    description: str | None = None
    party: EntityRef | None = None
    location: Location | None = None
    geonames: str | None = None
    wikidata: str | None = None
    same_as: tuple[str, ...] = ()
