"""Where the claims of one event differ: on a number, the date, who did it, how it ended, its naming, whether it was.

A disagreement has sides, each a value with the claims that hold it. Claims by one voice are one voice: somebody who
says two things in one breath does not disagree. Every score is from 0 (hardly) to 1 (they exclude each other).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from siegegraph.graph.model.claim import Claim
from siegegraph.graph.model.event import Disagreement, Side
from siegegraph.graph.model.quantity import Quantity
from siegegraph.graph.resolve.counted import kind_counted
from siegegraph.graph.resolve.telling import EntityOf, Telling
from siegegraph.ontology.event_types import event_types, family
from siegegraph.ontology.iris import Minter

ROUNDING = 0.1
"""How far from its value a number said to be approximate may lie."""


@dataclass(frozen=True, slots=True)
class _Said:
    """One value as one claim gives it."""

    value: str
    telling: Telling


def disagreements_of(tellings: Sequence[Telling], entity_of: EntityOf, minter: Minter) -> tuple[Disagreement, ...]:
    """The disagreements among claims of one event, given in order; most differing first."""
    if len(tellings) < 2:
        return ()
    event = minter.event(tellings[0].claim.iri)
    found = [
        *_on_numbers(tellings, event, minter),
        *_on_value("naming", tellings, _naming(tellings), 0.5, event, minter),
        *_on_value("occurrence", tellings, _occurrence, 1.0, event, minter),
        *_on_value("outcome", tellings, lambda c: c.outcome if c.outcome != "unknown" else None, 0.8, event, minter),
        *_on_responsibility(tellings, entity_of, event, minter),
        *_on_dates(tellings, event, minter),
    ]
    return tuple(sorted(found, key=lambda each: (-each.score, each.iri)))


def _on_value(
    on: str,
    tellings: Sequence[Telling],
    value_of: Callable[[Claim], str | None],
    score: float,
    event: str,
    minter: Minter,
) -> Iterator[Disagreement]:
    said = [_Said(value, telling) for telling in tellings if (value := value_of(telling.claim)) is not None]
    sides = _sides(said)
    if len(sides) > 1:
        yield Disagreement(iri=minter.disagreement(event, on), event=event, on=on, sides=sides, score=score)


def _naming(tellings: Sequence[Telling]) -> Callable[[Claim], str]:
    """What a claim calls it; a broader name than another's differs from it only in saying less."""
    types = event_types()
    told = sorted({family(telling.claim.type, telling.claim.family) for telling in tellings})
    narrowest = {name: next((n for n in told if n != name and n in types.narrower(name)), name) for name in told}
    return lambda claim: claim.type if claim.type not in types else narrowest[claim.type]


def _occurrence(claim: Claim) -> str | None:
    """Whether it happened, as told; what is only planned or possible says neither."""
    if claim.modality == "denied" or claim.polarity == "negative":
        return "it did not happen"
    return "it happened" if claim.modality in ("asserted", "reported") else None


def _on_responsibility(
    tellings: Sequence[Telling], entity_of: EntityOf, event: str, minter: Minter
) -> Iterator[Disagreement]:
    """Claims that name who did it and have nobody in common."""
    named: list[tuple[frozenset[int], _Said]] = []
    for telling in tellings:
        actors = [a.mention for a in telling.claim.arguments if a.role == "actor" and a.mention.entity]
        if actors:
            who = frozenset(entity_of(actor.entity) for actor in actors if actor.entity)
            named.append((who, _Said(", ".join(actor.text for actor in actors), telling)))
    apart = any(not one & other for one, _ in named for other, _ in named)
    if apart:
        sides = _sides([_Said(_first_wording(who, named), said.telling) for who, said in named])
        if len(sides) > 1:
            name = minter.disagreement(event, "responsibility")
            yield Disagreement(iri=name, event=event, on="responsibility", sides=sides, score=0.9)


def _first_wording(who: frozenset[int], named: Sequence[tuple[frozenset[int], _Said]]) -> str:
    """How the first claim that shares an actor with these calls them: one value for one set of people."""
    return next(said.value for other, said in named if who & other)


def _on_dates(tellings: Sequence[Telling], event: str, minter: Minter) -> Iterator[Disagreement]:
    """Times that do not overlap at all, each with another."""
    dated = [t for t in tellings if t.claim.time.earliest or t.claim.time.latest]
    apart = [
        (one, other)
        for n, one in enumerate(dated)
        for other in dated[n + 1 :]
        if not one.claim.time.overlaps(other.claim.time.earliest, other.claim.time.latest)
    ]
    if apart:
        sides = _sides([_Said(telling.claim.time.display, telling) for telling in dated])
        if len(sides) > 1:
            yield Disagreement(iri=minter.disagreement(event, "date"), event=event, on="date", sides=sides, score=0.6)


def _on_numbers(tellings: Sequence[Telling], event: str, minter: Minter) -> Iterator[Disagreement]:
    """Numbers of the same thing whose ranges have nothing in common."""
    by_kind: dict[str, list[tuple[tuple[float, float], _Said]]] = {}
    for telling in tellings:
        for quantity in telling.claim.quantities:
            bounds = range_of(quantity)
            if bounds is not None:
                kind = kind_counted(quantity, telling.claim.type)
                by_kind.setdefault(kind, []).append((bounds, _Said(number_in_words(quantity), telling)))
    for kind, rows in by_kind.items():
        gaps = [
            gap
            for n, (one, a) in enumerate(rows)
            for other, b in rows[n + 1 :]
            if a.telling.voice != b.telling.voice
            if (gap := _gap(one, other)) > 0
        ]
        if gaps:
            sides = _sides([said for _, said in rows])
            if len(sides) > 1:
                name = minter.disagreement(event, "number", kind)
                score = round(min(1.0, 0.3 + 0.7 * max(gaps)), 3)
                yield Disagreement(iri=name, event=event, on="number", of=kind, sides=sides, score=score)


def number_in_words(quantity: Quantity) -> str:
    """A number as its claim gives it; one spelled out is given in figures, so that it can be held against others."""
    if any(character.isdigit() for character in quantity.text) or quantity.value is None:
        return quantity.text
    return f"{quantity.value:g} ({quantity.text})"


def range_of(quantity: Quantity) -> tuple[float, float] | None:
    """The least and most that a number may be; "about 500" may be a tenth off, "at least 500" anything above."""
    low, high = quantity.min, quantity.max
    if low is None and high is None:
        if quantity.value is None:
            return None
        low = high = quantity.value
    low, high = (0.0 if low is None else low), (float("inf") if high is None else high)
    if quantity.approximate:
        low, high = low * (1 - ROUNDING), high * (1 + ROUNDING)
    return low, high


def _gap(one: tuple[float, float], other: tuple[float, float]) -> float:
    """How far apart two ranges are, as a share of the larger number; 0 where they touch."""
    lower, upper = sorted((one, other))
    return 0.0 if upper[0] <= lower[1] else (upper[0] - lower[1]) / upper[0]


def _sides(said: Sequence[_Said]) -> tuple[Side, ...]:
    """The values, each with its claims and first speaker; none when one voice holds them all."""
    by_value: dict[str, list[Telling]] = {}
    for each in said:
        by_value.setdefault(" ".join(each.value.split()), []).append(each.telling)
    voices = {value: {telling.voice for telling in held} for value, held in by_value.items()}
    if len(set().union(*voices.values())) < 2:
        return ()
    return tuple(_side(value, held) for value, held in by_value.items())


def _side(value: str, held: Sequence[Telling]) -> Side:
    speaker = held[0].claim.speaker
    return Side(
        value=value,
        claims=tuple(dict.fromkeys(telling.claim.iri for telling in held)),
        speaker=speaker.entity if speaker else None,
        speaker_label=speaker.label if speaker else None,
    )
