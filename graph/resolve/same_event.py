"""Whether two claims tell of one happening: compatible type and time, the same place or the same people.

Claims meet only within a block (kind of event, a place or participant, a day), so that a new claim is compared with
the few that may match and not with all. An edge depends on its two claims alone: the order of arrival changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import NamedTuple

from siegegraph.graph.model.claim import Claim
from siegegraph.graph.model.interval import Interval
from siegegraph.graph.resolve.telling import EntityOf, Telling
from siegegraph.ontology.event_types import event_types, family

MAX_DAYS = 7
"""A time that leaves more days open than this says too little to make two claims one event."""

SIMILAR_NUMBERS = 0.3
"""Counts of the same thing whose ratio is below this speak of two events."""

# Words that different sides use for one happening; only these differ in type and may still be one event.
NAMINGS = (
    frozenset({"Evacuation", "Surrender"}),
    frozenset({"CeasefireProposal", "Ultimatum"}),
    frozenset({"Capture", "Occupation"}),
)

_LOOSE_ROLES = frozenset({"instrument", "topic"})


class Block(NamedTuple):
    """Where claims meet that may tell of one event: a place or participant (by number), a kind of event, a day."""

    anchor: int
    kind: str
    day: str


def blocks_of(telling: Telling, anchor_of: EntityOf) -> frozenset[Block]:
    """The blocks in which a claim can meet others that tell of the same event; none when it is too vague for that.

    `anchor_of` gives the number by which a place or participant is known.
    """
    claim = telling.claim
    days = _days(claim.time)
    if claim.kind != "event" or not days:
        return frozenset()
    group = _group(claim)
    anchors = {anchor_of(view) for view in (*_places(claim), *_people(claim))}
    return frozenset(Block(anchor, group, day) for anchor in anchors for day in days)


def same_event(one: Telling, other: Telling, entity_of: EntityOf) -> str | None:
    """Why two claims tell of one event, in a few words; None when they do not, or when it cannot be told."""
    a, b = one.claim, other.claim
    if a.kind != "event" or b.kind != "event" or a.iri == b.iri:
        return None
    if not _days(a.time) or not _days(b.time) or a.time.ongoing != b.time.ongoing:
        return None
    if not a.time.overlaps(b.time.earliest, b.time.latest):
        return None
    places_a = {entity_of(view) for view in _places(a)}
    places_b = {entity_of(view) for view in _places(b)}
    if places_a and places_b and not places_a & places_b:
        return None
    people_a = {entity_of(view) for view in _people(a)}
    people_b = {entity_of(view) for view in _people(b)}
    place, people = places_a & places_b, people_a & people_b
    if not place and not people:
        return None
    numbers = _number_ratio(a, b)
    if numbers is not None and numbers < SIMILAR_NUMBERS:
        return None
    if _actors_apart(a, b, entity_of) and numbers is None:
        return None
    return _reason(a, b, bool(place), bool(people), numbers)


def _reason(a: Claim, b: Claim, place: bool, people: bool, numbers: float | None) -> str | None:
    shared = " and ".join(word for word, holds in (("place", place), ("participants", people)) if holds)
    if a.type == b.type or _broader(a, b):
        return f"same type, time and {shared}"
    close = numbers is not None and numbers > 0.9
    if _group(a) == _group(b) and (close or people):
        return f"{a.type} and {b.type} are two namings; same time and {shared}" + (", close numbers" if close else "")
    return None


def _group(claim: Claim) -> str:
    """The kind of event: the broadest type above its own, or the set of namings that this belongs to."""
    broadest = event_types().broadest(family(claim.type, claim.family))
    return next(("+".join(sorted(names)) for names in NAMINGS if broadest in names), broadest)


def _broader(a: Claim, b: Claim) -> bool:
    types = event_types()
    one, other = family(a.type, a.family), family(b.type, b.family)
    return one in types.narrower(other) or other in types.narrower(one)


def _days(time: Interval) -> tuple[str, ...]:
    """The days on which it may have been, where they are few enough to say something."""
    if time.earliest is None or time.latest is None:
        return ()
    count = (time.latest - time.earliest).days + 1
    if count > MAX_DAYS:
        return ()
    return tuple((time.earliest + timedelta(days=n)).isoformat() for n in range(count))


def _places(claim: Claim) -> Iterator[str]:
    return (place.entity for place in claim.places if place.entity)


def _people(claim: Claim) -> Iterator[str]:
    return (a.mention.entity for a in claim.arguments if a.mention.entity and a.role not in _LOOSE_ROLES)


def _actors_apart(a: Claim, b: Claim, entity_of: EntityOf) -> bool:
    """Whether both name who did it, and name nobody in common: then only a shared number makes them one event."""
    actors = [
        {entity_of(arg.mention.entity) for arg in claim.arguments if arg.role == "actor" and arg.mention.entity}
        for claim in (a, b)
    ]
    return bool(actors[0] and actors[1] and not actors[0] & actors[1])


def _number_ratio(a: Claim, b: Claim) -> float | None:
    """How close the closest two numbers of the same thing are, from 0 to 1; None when none can be compared."""
    ratios = [
        min(x, y) / max(x, y) if max(x, y) else 1.0
        for p in a.quantities
        for q in b.quantities
        if (p.of or "").casefold() == (q.of or "").casefold() or (a.type != b.type)
        for x in [p.value or p.min or p.max or 0.0]
        for y in [q.value or q.min or q.max or 0.0]
    ]
    return max(ratios, default=None)
