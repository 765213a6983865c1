"""What the claims of one event add up to: its own type, time, label and people, each chosen by a stated rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from siegegraph.graph.model.claim import Claim
from siegegraph.graph.model.event import Event, Participant, Relationship
from siegegraph.graph.model.interval import Interval
from siegegraph.graph.resolve.agreement import disagreements_of
from siegegraph.graph.resolve.telling import EntityOf, Telling
from siegegraph.ontology.iris import Minter

LABEL_LENGTH = 120
"""Characters that an event's label has at most; a longer quote is cut at a word and ends in an ellipsis."""


def event_of(tellings: Sequence[Telling], entity_of: EntityOf, minter: Minter) -> Event:
    """The event that claims tell of.

    Its name is lent by the first claim by (published, undated last; report; place in the report). Its time and label
    are those of the claim whose time leaves fewest days open, the first of these; its type, modality, polarity and
    outcome are what most claims say, at a draw the first. Whoever any claim names took part.
    """
    ordered = sorted(tellings, key=lambda telling: telling.order)
    claims = [telling.claim for telling in ordered]
    best = min(claims, key=lambda claim: _openness(claim.time))
    types = _by_frequency(claim.type for claim in claims)
    return Event(
        iri=minter.event(claims[0].iri),
        type=types[0],
        types=tuple(types),
        label=label_of(best),
        time=best.time,
        modality=_by_frequency(claim.modality for claim in claims)[0],
        polarity=_by_frequency(claim.polarity for claim in claims)[0],
        outcome=next(iter(_by_frequency(claim.outcome for claim in claims if claim.outcome)), None),
        claims=tuple(claims),
        places=_distinct_places(claims, entity_of),
        participants=_participants(claims, entity_of),
        disagreements=disagreements_of(ordered, entity_of, minter),
        part_of=next((claim.part_of for claim in claims if claim.part_of), None),
        reports=len({claim.report for claim in claims}),
        independent=independent(ordered),
    )


def relationship_of(tellings: Sequence[Telling], minter: Minter) -> Relationship:
    """The relationship that claims of one relation between the same two ends tell of; named like an event."""
    ordered = sorted(tellings, key=lambda telling: telling.order)
    claims = [telling.claim for telling in ordered]
    first = claims[0]
    best = min(claims, key=lambda claim: _openness(claim.time))
    held = first.object
    return Relationship(
        iri=minter.relationship(first.iri),
        predicate=first.type,
        subject=(first.subject.entity if first.subject else None) or "",
        object=None if held is None or isinstance(held, str) else held.entity,
        value=_value(claims),
        time=best.time,
        claims=tuple(claims),
        reports=len({claim.report for claim in claims}),
        independent=independent(ordered),
    )


def independent(tellings: Iterable[Telling]) -> int:
    """How many tell it of their own: near copies count with their original, reports of one outlet once."""
    return len({telling.origin for telling in tellings})


def label_of(claim: Claim) -> str:
    """The claim's words on one line, cut to LABEL_LENGTH."""
    return line_of(claim.quote_text)


def line_of(text: str) -> str:
    """Words on one line, cut to LABEL_LENGTH."""
    words = " ".join(text.split())
    if len(words) <= LABEL_LENGTH:
        return words
    return words[: LABEL_LENGTH - 1].rpartition(" ")[0].rstrip(",;: ") + "…"


def _value(claims: Sequence[Claim]) -> str | None:
    held = claims[0].object
    if held is None or isinstance(held, str):
        return held
    return None if held.entity else held.text


def _openness(time: Interval) -> tuple[int, int]:
    """How little a time says: the bounds that it lacks, then the days that it leaves open."""
    bounds = (time.earliest, time.begin_latest, time.end_earliest, time.latest)
    missing = sum(bound is None for bound in bounds)
    return (missing, _days(time.earliest, time.begin_latest) + _days(time.end_earliest, time.latest))


def _days(first: date | None, last: date | None) -> int:
    return (last - first).days if first and last else 0


def _by_frequency(values: Iterable[str | None]) -> list[str]:
    """Distinct values, the most frequent first, at a draw in order of appearance."""
    counted = Counter(value for value in values if value is not None)
    return [value for value, _ in counted.most_common()]


def _distinct_places(claims: Iterable[Claim], entity_of: EntityOf) -> tuple[str, ...]:
    found: dict[int, str] = {}
    for claim in claims:
        for place in claim.places:
            if place.entity:
                found.setdefault(entity_of(place.entity), place.entity)
    return tuple(found.values())


def _participants(claims: Iterable[Claim], entity_of: EntityOf) -> tuple[Participant, ...]:
    """Everybody in a role, once; somebody only described where no claim names anybody in that role."""
    named: dict[tuple[str, int], Participant] = {}
    described: dict[tuple[str, str], Participant] = {}
    for claim in claims:
        for argument in claim.arguments:
            role, mention = argument.role, argument.mention
            label = " ".join(mention.text.split())
            if mention.entity:
                key = (role, entity_of(mention.entity))
                named.setdefault(key, Participant(role=role, label=label, view=mention.entity))
            else:
                described.setdefault((role, label.casefold()), Participant(role=role, label=label))
    roles = {role for role, _ in named}
    return (*named.values(), *(each for (role, _), each in described.items() if role not in roles))
