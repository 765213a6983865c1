"""What makes the day of an event one to remember, as far as the event alone can tell; `query.digest` ranks days by it.

The table of gravity states a judgement, not a measurement: what changes who holds what, or ends or begins something,
outlasts what goes on from day to day. Half of it stands for what usually follows from an event of its kind.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b

from siegegraph.graph.model.claim import Claim
from siegegraph.graph.model.event import Event
from siegegraph.graph.resolve.counted import kind_counted
from siegegraph.graph.resolve.telling import Telling
from siegegraph.ontology.event_types import event_types, family
from siegegraph.ontology.iris import name_of

GRAVITY = {
    "Invasion": 1.0, "Surrender": 1.0, "Capture": 0.9, "Ceasefire": 0.9, "Siege": 0.8, "Withdrawal": 0.7,
    "PrisonerExchange": 0.7, "Casualties": 0.6, "Destruction": 0.6, "Ultimatum": 0.6, "Evacuation": 0.5,
    "Occupation": 0.5, "Displacement": 0.5, "Detention": 0.4, "Trial": 0.4, "Attack": 0.4, "Sanction": 0.4,
    "Negotiation": 0.3, "CeasefireProposal": 0.3, "CeasefireViolation": 0.3, "Refusal": 0.3, "AidDelivery": 0.3,
    "Meeting": 0.2, "Reinforcement": 0.2, "Redeployment": 0.2, "WeaponsSupply": 0.2, "Construction": 0.1,
    "Shortage": 0.1,
}  # fmt: skip
"""How much follows from an event of a type, 0 to 1; one that is missing here counts as nothing."""

_MOST_DEAD = 4.0
"""The power of ten of a death toll that alone weighs as much as the gravest type; other numbers weigh half."""

_PER_PARTICIPANT, _MOST_PARTICIPANTS = 0.05, 5


@dataclass(frozen=True, slots=True)
class Mention:
    """That a report mentions an event: when it was published (an ordinal, 0 where undated), its origin and itself."""

    published: int
    origin: str
    report: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Salience:
    """The days on which an event is known to have begun and ended (ordinals), its gravity, and who mentions it.

    `last` is None for an event of one day. `gravity` is from 0 to about 2, and 0 for what is not held to have happened.
    """

    first: int | None
    last: int | None
    gravity: float
    mentions: tuple[Mention, ...]


def salience_of(event: Event, tellings: Sequence[Telling]) -> Salience:
    """The salience of an event with these claims; without mentions where neither of its days is known."""
    time = event.time
    first = time.earliest.toordinal() if time.earliest and time.earliest == time.begin_latest else None
    last = time.latest.toordinal() if time.latest and time.latest == time.end_earliest else None
    if first is None and last is None:
        return Salience(first=None, last=None, gravity=0.0, mentions=())
    told = dict.fromkeys(_mention(telling) for telling in tellings)
    gravity = round(_gravity(event) * _backing(told), 3)
    return Salience(first=first, last=None if last == first else last, gravity=gravity, mentions=tuple(told))


def _mention(telling: Telling) -> Mention:
    published = telling.published.toordinal() if telling.published else 0
    origin = blake2b(telling.origin.encode(), digest_size=4).hexdigest()
    return Mention(published, origin, name_of(telling.claim.report)[:8])


def _gravity(event: Event) -> float:
    if event.polarity == "negative" or event.modality not in ("asserted", "reported"):
        return 0.0
    named = sum(each.view is not None for each in event.participants)
    toll = max((_toll(claim) for claim in event.claims), default=0.0)
    return _of_type(event) + toll + _PER_PARTICIPANT * min(named, _MOST_PARTICIPANTS)


def _backing(mentions: Iterable[Mention]) -> float:
    """In full when three origins tell of it, half when one does."""
    return min(1.0, math.log2(1 + len({each.origin for each in mentions})) / 2)


def _of_type(event: Event) -> float:
    given = next((claim.family for claim in event.claims if claim.type == event.type), None)
    known = family(event.type, given)
    return next((GRAVITY[name] for name in (known, *event_types().broader(known)) if name in GRAVITY), 0.0)


def _toll(claim: Claim) -> float:
    return max((min(1.0, math.log10(1 + n) / _MOST_DEAD) * share for n, share in _numbers(claim)), default=0.0)


def _numbers(claim: Claim) -> Iterator[tuple[float, float]]:
    """The numbers of people that a claim gives, each with the share at which it weighs."""
    for quantity in claim.quantities:
        kind = kind_counted(quantity, claim.type)
        number = next((n for n in (quantity.value, quantity.min, quantity.max) if n is not None), 0.0)
        if kind in ("dead", "wounded", "fighters", "civilians", "prisoners") and number > 0:
            yield number, 1.0 if kind == "dead" else 0.5
