"""What an event can be found by, as words of a full-text index: each facet one word that no text contains."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from siegegraph.graph.model.event import Event
from siegegraph.ontology.event_types import event_types, family

MOST_COUNTED = 20
"""Filters for more reports than this are answered as for this many."""

_WORD = re.compile(r"[^\W_]+")


def facets_of(event: Event, atom_of: Callable[[str], int], report_number: Callable[[str], int]) -> str:
    """The facets of an event and the words of its quotes, separated by blanks."""
    claims = event.claims
    found = {type_facet(name) for each in event.types for name in _upwards(each, claims[0].family)}
    found |= {actor_facet(atom_of(each.view)) for each in event.participants if each.view}
    found |= {place_facet(atom_of(view)) for view in event.places}
    for claim in claims:
        found |= {report_facet(report_number(claim.report)), modality_facet(claim.modality)}
        for speaker in claim.speakers:
            voices = (speaker.entity, speaker.on_behalf_of)
            found |= {speaker_facet(atom_of(voice)) for voice in voices if voice}
    found |= set(_counts("reports", event.reports)) | set(_counts("independent", event.independent))
    if event.disagreements:
        found.add(DISPUTED)
    words = {word for claim in claims for word in words_of(claim.quote_text)}
    return " ".join(sorted(found) + sorted(words))


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


def words_of(text: str) -> list[str]:
    """The words of a text, as they are looked for."""
    return [word.casefold() for word in _WORD.findall(text)]


def _counts(what: str, count: int) -> Iterable[str]:
    return (count_facet(what, least) for least in range(2, min(count, MOST_COUNTED) + 1))


def _upwards(notation: str, given_family: str | None) -> tuple[str, ...]:
    known = family(notation, given_family)
    return (notation, known, *event_types().broader(known))
