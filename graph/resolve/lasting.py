"""Events that last (a siege, a battle, an occupation, an invasion): there is one of a kind at a place at a time.

Such an event is named again and again, mostly without a date, and its dates leave many days open: what makes two
tellings one is the place and the same stretch of time. Told without a date it is one of the last year, so that the
sieges that one city saw in two wars stay two.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from siegegraph.graph.model.claim import Claim
from siegegraph.graph.resolve.blocks import Block, Match, entity_anchor
from siegegraph.graph.resolve.telling import EntityOf, Telling
from siegegraph.graph.resolve.words import words_of
from siegegraph.ontology.event_types import family
from siegegraph.ontology.lexicon.word_classes import word_class

CURRENT = timedelta(days=366)
"""How far back what is told without a date may lie."""

MOST_YEARS = 6
"""Times that leave more years open say too little."""

PLACE_SCORE, SIDE_SCORE = 0.9, 0.75
"""How strong the two reasons are."""

# So many words before the word for it may say which one it is.
_NEAR = 3
_TYPES = frozenset({"Siege", "Invasion", "Occupation"})


class Window(NamedTuple):
    """The days in which an event can have been going on."""

    first: date
    last: date


def lasts(claim: Claim) -> bool:
    """Whether a claim tells of an event that lasts, by its type or by the word for it ("the battle")."""
    if claim.kind != "event":
        return False
    start = claim.trigger.start - claim.quote.start
    words = words_of(claim.quote_text[max(start, 0) : max(start, 0) + claim.trigger.end - claim.trigger.start])
    return family(claim.type, claim.family) in _TYPES or bool(word_class("lasting_event").intersection(words))


def lasting_blocks(telling: Telling, number_of: EntityOf) -> Iterator[Block]:
    """The blocks in which a claim of a lasting event can meet others; `number_of` gives the number of an entity."""
    window = _window(telling)
    if window is None or window.last.year - window.first.year >= MOST_YEARS:
        return
    for view in {*_where(telling.claim), *_actors(telling.claim)}:
        for year in range(window.first.year, window.last.year + 1):
            yield Block(entity_anchor(number_of(view)), f"lasting {_kind(telling.claim)}", str(year))


def same_lasting_event(one: Telling, other: Telling, entity_of: EntityOf) -> Match | None:
    """Why two claims of lasting events tell of one, in a few words; None when they do not or it cannot be told."""
    a, b = one.claim, other.claim
    windows = _window(one), _window(other)
    if _kind(a) != _kind(b) or a.modality == "denied" or b.modality == "denied" or None in windows:
        return None
    if _ordinal(a) != _ordinal(b):
        return None
    if not _overlap(*windows):
        return None
    where_a, where_b = ({entity_of(view) for view in _where(claim)} for claim in (a, b))
    if where_a and where_b:
        # A plant within a besieged city has a siege of its own: the place must be the same, not one around it.
        return Match(f"{_kind(a)} of the same place at the same time", PLACE_SCORE) if where_a == where_b else None
    actors_a, actors_b = ({entity_of(view) for view in _actors(claim)} for claim in (a, b))
    shared = actors_a & actors_b
    return (
        Match(f"{_kind(a)} by the same side at the same time", SIDE_SCORE)
        if shared and _kind(a) == "Invasion"
        else None
    )


def _ordinal(claim: Claim) -> str:
    """The number of a battle or siege that is one of several: "the second battle" is not "the battle"."""
    before = words_of(claim.quote_text[: max(claim.trigger.start - claim.quote.start, 0)])
    return next((word for word in reversed(before[-_NEAR:]) if word in word_class("ordinal") - {"first"}), "")


def _overlap(one: Window | None, other: Window | None) -> bool:
    return one is not None and other is not None and one.first <= other.last and other.first <= one.last


def _kind(claim: Claim) -> str:
    kind = family(claim.type, claim.family)
    return kind if kind in _TYPES else "battle"


def _window(telling: Telling) -> Window | None:
    time, published = telling.claim.time, telling.published
    last = time.latest or published or time.end_earliest or time.begin_latest
    if last is None:
        return None
    return Window(time.earliest or (time.begin_latest if time.latest else None) or last - CURRENT, last)


def _where(claim: Claim) -> Iterator[str]:
    """What is besieged, invaded or fought for: the targets, or else the places."""
    targets = [a.mention.entity for a in claim.arguments if a.role == "target" and a.mention.entity]
    yield from targets or [place.entity for place in claim.places if place.entity]


def _actors(claim: Claim) -> Iterator[str]:
    return (a.mention.entity for a in claim.arguments if a.role == "actor" and a.mention.entity)
