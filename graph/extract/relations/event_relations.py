"""What lasts beyond an event: who shelled a town is at war with it, who captured it holds it, who left it was there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import permutations
from types import MappingProxyType

from spacy.tokens import Doc, Token

from siegegraph.graph.extract.document import Annotations
from siegegraph.graph.extract.relations.mention_index import MentionIndex
from siegegraph.graph.model.extraction import Bounds, EntityMention, EventMention, RelationMention
from siegegraph.graph.model.span import Span
from siegegraph.ontology.event_types import event_types, family
from siegegraph.ontology.lexicon.relation_words import relation_words

_ATTACKS = frozenset({*event_types().narrower("Attack"), "Invasion"})
_TOLD = frozenset({"asserted", "reported"})
# Who is yet to leave a place is in it, whether the leaving is planned, asked for or refused.
_STILL_THERE = frozenset({"future", "proposed"})


@dataclass(frozen=True, slots=True)
class _Pattern:
    """The relation from who is in one role of an event to who is in the other, and the kinds the latter may be of."""

    predicate: str
    subject: str
    object: str
    kinds: frozenset[str | None]


_End = tuple[Span, EntityMention]
_PLACES = frozenset({"Settlement", "Facility", "Region", "Country"})
_BODIES = frozenset({"Organisation"})
_HOSTILE = _Pattern("attacks", "actor", "target", _BODIES | {"Settlement", "Facility"})
_ENTERED = _Pattern("located_in", "actor", "target", _PLACES)
_PATTERNS: Mapping[str, tuple[_Pattern, ...]] = MappingProxyType(
    {
        "Capture": (_Pattern("controls", "actor", "target", _PLACES),),
        "Occupation": (_Pattern("controls", "actor", "target", _PLACES),),
        "Detention": (_Pattern("detains", "actor", "victim", frozenset({"Person"})),),
        "WeaponsSupply": (_Pattern("supplies", "actor", "beneficiary", _BODIES | {"Country"}),),
        "Displacement": (_Pattern("located_in", "victim", "destination", _PLACES),),
        "Redeployment": (_Pattern("located_in", "actor", "destination", _PLACES),),
        "Negotiation": (_Pattern("negotiates_with", "actor", "actor", _BODIES | {"Country"}),),
    }
)
_DEPARTURES: Mapping[str, _Pattern] = MappingProxyType(
    {
        "Withdrawal": _Pattern("located_in", "actor", "origin", _PLACES - {"Country"}),
        "Displacement": _Pattern("located_in", "victim", "origin", _PLACES - {"Country"}),
    }
)


class EventRelations:
    """The relations that one Doc's events bring about between those who take part in them."""

    def __init__(self, doc: Doc, read: Annotations, mentions: MentionIndex) -> None:
        self._doc = doc
        self._read = read
        self._mentions = mentions
        self._known: dict[str, EntityMention] = {}
        for mention in read.entities:
            if mention.id is not None:
                self._known.setdefault(mention.id, mention)
        self._named = {Span(r.start, r.end): self._known[r.entity] for r in read.mentions if r.entity in self._known}
        self._named |= {Span(e.start, e.end): self._known[e.id] for e in read.entities if e.id is not None}

    def rows(self) -> Iterator[RelationMention]:
        """One row for each two parties that an event told as a fact relates, in the order of the events."""
        for event in self._read.events:
            told = family(event.type, event.family)
            for pattern in self._patterns(event, told):
                if _is_fact(event, pattern):
                    yield from self._related(event, pattern)
            departure = _DEPARTURES.get(told)
            if departure is not None and event.modality in _TOLD | _STILL_THERE and self._leaves(event):
                yield from (self._before(event, row) for row in self._related(event, departure))

    def _patterns(self, event: EventMention, told: str) -> tuple[_Pattern, ...]:
        """What follows from an event of a type, the verb deciding between who attacks and who has only come."""
        verb = self._trigger(event)
        if verb is not None and verb.lemma_ in relation_words("approach_verb"):
            return ()
        if told in _ATTACKS:
            return (_ENTERED,) if verb is not None and verb.lemma_ in relation_words("arrival_verb") else (_HOSTILE,)
        if told == "Redeployment" and (verb is None or verb.lemma_ not in relation_words("arrival_verb")):
            return ()  # who sends troops to a town is not there
        return _PATTERNS.get(told, ())

    def _trigger(self, event: EventMention) -> Token | None:
        words = self._doc.char_span(event.start, event.end, alignment_mode="expand")
        return words.root if words is not None else None

    def _leaves(self, event: EventMention) -> bool:
        verb = self._trigger(event)
        return verb is None or verb.lemma_ not in relation_words("cede_verb")

    def _before(self, event: EventMention, row: RelationMention) -> RelationMention:
        """That somebody was where they left: until then, or, where they have yet to leave, a fact by itself."""
        bounds = event.bounds or (self._read.bounds[event.time] if event.time is not None else None)
        left = event.modality in _TOLD and event.polarity == "positive" and bounds is not None
        until = Bounds(latest=bounds.latest) if left and bounds is not None else None
        told = event.modality if event.modality in _TOLD else "asserted"
        return replace(row, time=None, bounds=until, ongoing=False, modality=told, certainty="certain")

    def _related(self, event: EventMention, pattern: _Pattern) -> Iterator[RelationMention]:
        for subject, object_ in self._pairs(event, pattern):
            if self._fits(subject, object_, pattern):
                yield RelationMention(
                    predicate=pattern.predicate,
                    subject=subject[0],
                    object=object_[0],
                    quote=event.quote,
                    time=event.time,
                    bounds=event.bounds,
                    ongoing=event.ongoing,
                    attribution=event.attribution,
                    modality=event.modality,
                    certainty=event.certainty,
                )

    def _pairs(self, event: EventMention, pattern: _Pattern) -> Iterator[tuple[_End, _End]]:
        ends = [
            (argument.role, end) for argument in event.arguments if (end := self._end(argument.start, argument.end))
        ]
        if pattern is _HOSTILE and not any(argument.role == "target" for argument in event.arguments):
            ends += [
                ("target", end) for place in event.places if self._is_aim(event, place) and (end := self._end(*place))
            ]
        for (role, subject), (other, object_) in permutations(ends, 2):
            if (role, other) == (pattern.subject, pattern.object) and not self._is_one_of_two(subject[0]):
                yield subject, object_

    def _is_one_of_two(self, span: Span) -> bool:
        """Whether it is left open which of two did it: "Syrian or Russian aircraft"."""
        words = self._doc.char_span(*span, alignment_mode="expand")
        beside = (
            []
            if words is None
            else [*self._doc[max(words.start - 1, 0) : words.start], *self._doc[words.end : words.end + 1]]
        )
        return any(token.lower_ in ("or", "either") for token in beside)

    def _end(self, start: int, end: int) -> _End | None:
        """Which entity an argument means, with its words: "the nearby town of Brod" means Brod."""
        span = Span(start, end)
        known = self._named.get(span)
        if known is not None:
            return span, known
        words = self._doc.char_span(start, end, alignment_mode="expand")
        place = self._mentions.place_at(words.root) if words is not None else None
        entity = self._known.get(place.entity) if place is not None and place.entity is not None else None
        return (place.span, entity) if place is not None and entity is not None else None

    def _is_aim(self, event: EventMention, place: Span) -> bool:
        """Whether an assault is made to take a place: "launched an offensive to retake the town"."""
        words = self._doc.char_span(*place, alignment_mode="expand")
        trigger = self._trigger(event)
        if words is None or trigger is None or words.root.dep_ != "dobj" or place.start < event.end:
            return False
        return words.root.head.i > trigger.i and words.root.sent == trigger.sent and trigger in words.root.ancestors

    def _fits(self, subject: _End, object_: _End, pattern: _Pattern) -> bool:
        (span, one), (other_span, other) = subject, object_
        if one.id == other.id or span.overlaps(other_span):
            return False
        is_party = (one.type == "Organisation" and one.subtype != "Media") or one.subtype == "Country"
        if pattern.predicate == "located_in":
            is_party = one.type in ("Organisation", "Person") and one.subtype not in ("Media", "Government")
        return is_party and _is_of(other, pattern.kinds)


def _is_of(entity: EntityMention, kinds: frozenset[str | None]) -> bool:
    if entity.type in kinds or entity.subtype in kinds:
        return True
    return entity.type == "Place" and entity.subtype is None and "Settlement" in kinds


def _is_fact(event: EventMention, pattern: _Pattern) -> bool:
    """Whether it is told to have happened; only who succeeds holds a place."""
    held = pattern.predicate != "controls" or event.outcome not in ("failed", "unknown")
    return event.polarity == "positive" and event.modality in _TOLD and held
