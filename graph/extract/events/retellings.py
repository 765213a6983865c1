"""Events that a report tells again: "the attack" takes time, place and people from the attack that it speaks of.

What is told again without a date is taken for what the report has dated, where the two agree: the nearest before it, or
after it where a headline is told again below. A noun must be definite ("the strike", "this offer"). A verb counts
only for what happens to one thing once (a town is captured, a garrison surrenders).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from spacy.language import Language
from spacy.tokens import Doc, Token

from siegegraph.graph.extract.document import annotations_of
from siegegraph.graph.model.extraction import EventArgument, EventMention
from siegegraph.graph.model.span import Span
from siegegraph.ontology.event_types import event_types, family

_DEFINITE = frozenset({"the", "this", "that", "these", "those"})
# So many sentences back a definite noun reaches when it shares no name with what it speaks of.
_NEAR = 3
# What one thing undergoes once, with the role of that thing.
_ONCE = {"Capture": "target", "Surrender": "actor", "Destruction": "target", "Withdrawal": "origin"}
# What was not to be is no antecedent.
_REAL = frozenset({"asserted", "reported", "denied"})


@Language.factory("siegegraph_retellings")
def make(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """The component; it has no settings."""
    return complete_retellings


def complete_retellings(doc: Doc) -> Doc:
    """The Doc, in which events that are told again have the time of the telling that is dated."""
    read = annotations_of(doc)
    read.events = tuple(_Retellings(doc, read.events).completed())
    return doc


@dataclass(frozen=True, slots=True)
class _Told:
    """An event with what it is compared by: its sentence's number, and entities by role (`place` among them)."""

    event: EventMention
    sentence: int
    entities: Mapping[str, frozenset[str]]

    @property
    def dated(self) -> bool:
        return self.event.time is not None or (self.event.bounds is not None and self.event.bounds.earliest is not None)

    def agrees(self, other: _Told) -> bool:
        """Whether the two name nobody and no place that differs."""
        roles = self.entities.keys() & other.entities.keys()
        return all(self.entities[role] & other.entities[role] for role in roles)

    def shares(self, other: _Told) -> bool:
        """Whether the two have a participant or a place in common."""
        every = [frozenset().union(*each.entities.values()) for each in (self, other)]
        return bool(every[0] & every[1])


class _Retellings:
    def __init__(self, doc: Doc, events: Sequence[EventMention]) -> None:
        read = annotations_of(doc)
        self._doc = doc
        self._headings = read.headings
        self._starts = [token.idx for token in doc]
        sentences = {sentence.start: number for number, sentence in enumerate(doc.sents)}
        meant = {Span(each.start, each.end): each.id for each in read.entities if each.id}
        meant |= {Span(each.start, each.end): each.entity for each in read.mentions}
        self._told = [
            _Told(event, sentences[self._token(event).sent.start], _entities_of(event, meant)) for event in events
        ]

    def completed(self) -> list[EventMention]:
        return [self._completed(told) for told in self._told]

    def _completed(self, told: _Told) -> EventMention:
        if told.dated:
            return told.event
        first = self._first_telling(told)
        if first is None:
            return told.event
        event = replace(told.event, time=first.time, bounds=first.bounds, ongoing=first.ongoing)
        return _with_roles(event, first) if self._is_definite(told.event) else event

    def _first_telling(self, told: _Told) -> EventMention | None:
        """The dated event that an undated one is, as far as the report tells."""
        candidates = [each for each in self._told if each.dated and each.event.modality in _REAL]
        candidates = [each for each in candidates if _is_kind(told.event, each.event) and told.agrees(each)]
        before = [each for each in reversed(candidates) if each.event.start < told.event.start]
        after = [each for each in candidates if each.event.start > told.event.start]
        if self._in_heading(told.event):
            return next((each.event for each in after if told.shares(each)), None)
        if self._is_definite(told.event):
            return next((each.event for each in before if self._is_near(told, each) or told.shares(each)), None)
        once = _ONCE.get(told.event.type)
        return next((each.event for each in before + after if _is_once(told, each, once)), None)

    def _is_near(self, told: _Told, other: _Told) -> bool:
        return told.sentence - other.sentence <= _NEAR

    def _is_definite(self, event: EventMention) -> bool:
        token = self._token(event)
        return token.pos_ in ("NOUN", "PROPN") and any(child.lower_ in _DEFINITE for child in token.children)

    def _in_heading(self, event: EventMention) -> bool:
        return any(heading.start <= event.start < heading.end for heading in self._headings)

    def _token(self, event: EventMention) -> Token:
        """The last word of the trigger, its head."""
        return self._doc[bisect_right(self._starts, event.end - 1) - 1]


def _entities_of(event: EventMention, meant: Mapping[Span, str]) -> dict[str, frozenset[str]]:
    roles: dict[str, set[str]] = {}
    filled = [(each.role, Span(each.start, each.end)) for each in event.arguments]
    for role, span in (*filled, *(("place", span) for span in event.places)):
        if span in meant:
            roles.setdefault(role, set()).add(meant[span])
    return {role: frozenset(entities) for role, entities in roles.items()}


def _is_kind(told: EventMention, first: EventMention) -> bool:
    """Whether an event may be told as another kind: the same, or a broader one ("the attack" of a bombardment)."""
    one, other = family(told.type, told.family), family(first.type, first.family)
    return one == other or other in event_types().narrower(one)


def _is_once(told: _Told, first: _Told, role: str | None) -> bool:
    """Whether both tell what the thing in that role undergoes once."""
    if role is None or told.event.type != first.event.type or told.event.polarity != first.event.polarity:
        return False
    return bool(told.entities.get(role, frozenset()) & first.entities.get(role, frozenset()))


def _with_roles(event: EventMention, first: EventMention) -> EventMention:
    """An event with the participants and places of its first telling in the roles that it leaves empty."""
    filled = {argument.role for argument in event.arguments}
    more: tuple[EventArgument, ...] = tuple(each for each in first.arguments if each.role not in filled)
    return replace(event, arguments=(*event.arguments, *more), places=event.places or first.places)
