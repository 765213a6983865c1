"""What lasts beyond an event: who shelled a town is at war with it, who captured it holds it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import permutations
from types import MappingProxyType

from siegegraph.graph.extract.document import Annotations
from siegegraph.graph.model.extraction import EntityMention, EventMention, RelationMention
from siegegraph.graph.model.span import Span
from siegegraph.ontology.event_types import event_types, family

_ATTACKS = frozenset({*event_types().narrower("Attack"), "Invasion"})
_TOLD = frozenset({"asserted", "reported"})


@dataclass(frozen=True, slots=True)
class _Pattern:
    """The relation from who is in one role of an event to who is in the other, and the kinds the latter may be of."""

    predicate: str
    subject: str
    object: str
    kinds: frozenset[str]


_PLACES = frozenset({"Settlement", "Facility", "Region", "Country"})
_BODIES = frozenset({"Organisation"})
_HOSTILE = _Pattern("attacks", "actor", "target", _BODIES | {"Settlement"})
_PATTERNS: Mapping[str, _Pattern] = MappingProxyType(
    {
        "Capture": _Pattern("controls", "actor", "target", _PLACES),
        "Occupation": _Pattern("controls", "actor", "target", _PLACES),
        "Detention": _Pattern("detains", "actor", "victim", frozenset({"Person"})),
        "WeaponsSupply": _Pattern("supplies", "actor", "beneficiary", _BODIES | {"Country"}),
        "Displacement": _Pattern("located_in", "victim", "destination", _PLACES),
        "Redeployment": _Pattern("located_in", "actor", "destination", _PLACES),
        "Negotiation": _Pattern("negotiates_with", "actor", "actor", _BODIES | {"Country"}),
    }
)


class EventRelations:
    """The relations that one Doc's events bring about between those who take part in them."""

    def __init__(self, read: Annotations) -> None:
        self._read = read
        known: dict[str, EntityMention] = {}
        for mention in read.entities:
            if mention.id is not None:
                known.setdefault(mention.id, mention)
        self._named = {Span(r.start, r.end): known[r.entity] for r in read.mentions if r.entity in known}
        self._named |= {Span(e.start, e.end): known[e.id] for e in read.entities if e.id is not None}

    def rows(self) -> Iterator[RelationMention]:
        """One row for each two parties that an event told as a fact relates, in the order of the events."""
        for event in self._read.events:
            told = family(event.type, event.family)
            pattern = _HOSTILE if told in _ATTACKS else _PATTERNS.get(told)
            if pattern is not None and _is_fact(event, pattern):
                yield from self._related(event, pattern)

    def _related(self, event: EventMention, pattern: _Pattern) -> Iterator[RelationMention]:
        ends = [(argument.role, Span(argument.start, argument.end)) for argument in event.arguments]
        for (role, subject), (other, object_) in permutations(ends, 2):
            if (role, other) == (pattern.subject, pattern.object) and self._fits(subject, object_, pattern):
                yield RelationMention(
                    predicate=pattern.predicate,
                    subject=subject,
                    object=object_,
                    quote=event.quote,
                    time=event.time,
                    bounds=event.bounds,
                    ongoing=event.ongoing,
                    attribution=event.attribution,
                    modality=event.modality,
                    certainty=event.certainty,
                )

    def _fits(self, subject: Span, object_: Span, pattern: _Pattern) -> bool:
        one, other = self._named.get(subject), self._named.get(object_)
        if one is None or other is None or one.id == other.id or subject.overlaps(object_):
            return False
        is_party = (one.type == "Organisation" and one.subtype != "Media") or one.subtype == "Country"
        moves = pattern.predicate == "located_in" and one.type == "Person"
        return (is_party or moves) and (other.type in pattern.kinds or other.subtype in pattern.kinds)


def _is_fact(event: EventMention, pattern: _Pattern) -> bool:
    """Whether it is told to have happened; only who succeeds holds a place."""
    held = pattern.predicate != "controls" or event.outcome not in ("failed", "unknown")
    return event.polarity == "positive" and event.modality in _TOLD and held
