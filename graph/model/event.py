"""Events and relationships: readings of claims."""

from __future__ import annotations

from dataclasses import dataclass

from siegegraph.graph.model.claim import Claim
from siegegraph.graph.model.interval import Interval


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    """Who took part, in what role. `view` is a report's view of the entity, None where only words describe it."""

    role: str
    label: str
    view: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One side of a disagreement: what it holds, who holds it, by which claims.

    `speaker` and `party` are views of entities or None, `speaker_label` how to call the speaker ("the outlet" aside).
    """

    value: str
    claims: tuple[str, ...]
    speaker: str | None = None
    speaker_label: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """What the claims of one event differ on. `on` is the kind, `of` says of which number; `score` from 0 to 1."""

    iri: str
    event: str
    on: str
    sides: tuple[Side, ...]
    of: str | None = None
    score: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What a set of claims adds up to. Its own type, time and label are readings chosen from them by stated rules.

    Places and participants carry views, which the reader of the index turns into entities. `reports` counts reports,
    `independent` those that do not only repeat another.
    """

    iri: str
    type: str
    types: tuple[str, ...]
    label: str
    time: Interval
    modality: str
    polarity: str
    claims: tuple[Claim, ...]
    outcome: str | None = None
    places: tuple[str, ...] = ()
    participants: tuple[Participant, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
    part_of: str | None = None
    reports: int = 0
    independent: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Relationship:
    """A relation between two entities, or of one to a value, as its claims tell it."""

    iri: str
    predicate: str
    subject: str
    object: str | None
    value: str | None
    time: Interval
    claims: tuple[Claim, ...]
    reports: int = 0
    independent: int = 0
