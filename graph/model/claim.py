"""The unit of truth: what somebody says happened or holds, with the exact words that say so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from siegegraph.graph.model.interval import Interval
from siegegraph.graph.model.quantity import Quantity
from siegegraph.graph.model.span import Span

ClaimKind = Literal["event", "relation", "statement"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Words in a report that name, refer to or describe something.

    `entity` is the IRI of the report's own view of it; None for words that only describe ("injured troops").
    """

    span: Span
    text: str
    entity: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Argument:
    """A mention in the role that it fills."""

    role: str
    mention: Mention


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Somebody who is said to have said it: the words of the source and, where they name one, the entity.

    `label` is how to call a speaker who is known only by description. `cue` are the words of saying ("told").
    """

    label: str
    sources: tuple[Mention, ...] = ()
    cue: tuple[Span, ...] = ()
    entity: str | None = None
    on_behalf_of: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One statement taken from one report.

    `quote` is the stretch that holds the statement as made, `trigger` the words that carry it. `type` is an event type
    of the scheme, a relation's predicate or "Statement"; `family` the broad event type for one that the scheme lacks.
    `speakers` is the chain, outermost first, the outlet left out: empty when the outlet itself vouches.
    For a relation, `subject` and `object` (a mention or, for an office or a rank, a value) stand in place of arguments.
    `part_of` is the IRI of the claim of the event that this one is part of, `retells` of the claim of the same report
    that tells of the same event.
    """

    iri: str
    report: str
    kind: ClaimKind
    type: str
    quote: Span
    quote_text: str
    trigger: Span
    family: str | None = None
    speakers: tuple[Speaker, ...] = ()
    arguments: tuple[Argument, ...] = ()
    places: tuple[Mention, ...] = ()
    subject: Mention | None = None
    object: Mention | str | None = None
    time: Interval
    time_words: Span | None = None
    quantities: tuple[Quantity, ...] = ()
    modality: str = "asserted"
    polarity: str = "positive"
    certainty: str = "certain"
    outcome: str | None = None
    confidence: float | None = None
    part_of: str | None = None
    retells: str | None = None

    @property
    def speaker(self) -> Speaker | None:
        """Whoever vouches: the last of the chain; None = the outlet itself."""
        return self.speakers[-1] if self.speakers else None
