"""What an event can be found by, as words of a full-text index: each facet one word that no text contains."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from siegegraph.graph.model.claim import Claim
from siegegraph.graph.model.event import Event
from siegegraph.graph.resolve.words import words_of
from siegegraph.ontology.event_types import event_types, family

AtomOf = Callable[[str], int]
"""The atom that stands for a report's view of an entity."""

MOST_COUNTED = 20
"""Filters for more reports than this are answered as for this many."""


def event_facets(event: Event, claims: Iterable[str], span: int) -> str:
    """The facets of an event: those of its claims, with what only the whole has; separated by blanks.

    `claims` are the facets of each claim, `span` the class of the event's span of time.
    """
    found = {word for each in claims for word in each.split()}
    found |= {*_counts("reports", event.reports), *_counts("independent", event.independent), span_facet(span)}
    if event.disagreements:
        found.add(DISPUTED)
    return " ".join(sorted(found))


def claim_facets(claim: Claim, report: int, atom_of: AtomOf, containers_of: Callable[[str], Iterable[str]]) -> str:
    """The facets of a claim and the words of its quote, separated by blanks.

    `containers_of` gives the GeoNames ids of what a place lies in.
    """
    if claim.kind == "relation":
        found = {type_facet(claim.type)}
    else:
        known = family(claim.type, claim.family)
        found = {type_facet(name) for name in (claim.type, known, *event_types().broader(known))}
    ends = [end for end in (claim.subject, claim.object) if end is not None and not isinstance(end, str)]
    people = [argument.mention.entity for argument in claim.arguments] + [end.entity for end in ends]
    places = [place.entity for place in claim.places if place.entity]
    found |= {actor_facet(atom_of(view)) for view in people if view}
    found |= {place_facet(atom_of(view)) for view in places}
    found |= {inside_facet(container) for view in places for container in containers_of(view)}
    voices = [voice for each in claim.speakers for voice in (each.entity, each.on_behalf_of) if voice]
    found |= {speaker_facet(atom_of(voice)) for voice in voices}
    found |= {report_facet(report), modality_facet(claim.modality)}
    return " ".join(sorted(found) + sorted(set(words_of(claim.quote_text))))


DISPUTED = "_d"
"""The facet of events on which sources differ."""


def type_facet(notation: str) -> str:
    """Events of a type or a narrower one."""
    return f"_t{notation.casefold()}"


def actor_facet(atom: int) -> str:
    """Events in which an entity took part, in any role."""
    return f"_a{atom}"


def place_facet(atom: int) -> str:
    """Events that happened at a place."""
    return f"_p{atom}"


def inside_facet(geonames: str) -> str:
    """Events at a place that lies in another, this by its GeoNames id."""
    return f"_g{geonames}"


def span_facet(span: int) -> str:
    """Events whose span of time is of a class (see keys.span_class)."""
    return f"_c{span}"


def speaker_facet(atom: int) -> str:
    """Events of which somebody speaks, anywhere in the chain of speakers."""
    return f"_s{atom}"


def report_facet(report: int) -> str:
    """Events that a report tells of."""
    return f"_r{report}"


def modality_facet(modality: str) -> str:
    """Events with a claim of a modality."""
    return f"_m{modality}"


def count_facet(what: str, least: int) -> str:
    """Events with at least so many reports or independent reports."""
    return f"_{what}{min(least, MOST_COUNTED)}"


def atoms_of_participants(facets: str) -> list[str]:
    """The atoms, as they are written, of those who take part, among facets."""
    return _ACTOR.findall(facets)


def atoms_of_places(facets: str) -> list[str]:
    """The atoms, as they are written, of the places among facets."""
    return _PLACE.findall(facets)


def atoms_of_speakers(facets: str) -> list[str]:
    """The atoms, as they are written, of the speakers among facets, and of the bodies that they speak for."""
    return _SPEAKER.findall(facets)


_ACTOR = re.compile(r"(?<!\S)_a(\d+)")
_PLACE = re.compile(r"(?<!\S)_p(\d+)")
_SPEAKER = re.compile(r"(?<!\S)_s(\d+)")


def _counts(what: str, count: int) -> Iterable[str]:
    return (count_facet(what, least) for least in range(2, min(count, MOST_COUNTED) + 1))
