"""What speaks for or against a claim's being right, told from how it is said and how it was read.

A feature is a name with a number, mostly 1; what is absent is 0. Names are stable: weights are kept by them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from math import log2

from spacy.tokens import Doc, Token

from siegegraph.graph.extract.document import annotations_of
from siegegraph.graph.model.extraction import AttributionMention, EventMention, RelationMention
from siegegraph.graph.model.span import Span

Features = dict[str, float]

# Roles of those to whom something happens, one kind here.
_PATIENTS = frozenset({"target", "victim", "beneficiary"})


class FeatureReader:
    """Reads the features of the claims of one Doc."""

    def __init__(self, doc: Doc) -> None:
        self._read = annotations_of(doc)
        self._doc = doc
        self._starts = [token.idx for token in doc]
        self._sentences = [sentence.start_char for sentence in doc.sents]
        self._named = sorted(Span(each.start, each.end) for each in self._read.entities)
        self._references = {Span(each.start, each.end) for each in self._read.mentions}
        self._in_sentence = Counter(self._token(each.start).sent.start for each in self._read.events)

    def of_event(self, event: EventMention) -> Features:
        """The features of an event's claim."""
        trigger = self._token(event.start)
        features = self._shared("event", trigger, event.attribution, event.quote or Span(event.start, event.end))
        features |= _stance(event)
        features[f"event type {event.family or event.type}"] = 1
        features[f"event word {trigger.pos_}"] = 1
        features["event words"] = log2(len(self._doc.char_span(event.start, event.end, alignment_mode="expand") or "x"))
        features["events in the sentence"] = log2(self._in_sentence[trigger.sent.start])
        features |= self._time(event, trigger)
        features |= self._place(event)
        features["event roles"] = float(len({argument.role for argument in event.arguments}))
        features["event retold"] = float(event.retells is not None)
        features["event in a heading"] = float(any(h.start <= event.start < h.end for h in self._read.headings))
        features["event quantity"] = float(bool(event.quantities))
        features["event part"] = float(event.part_of is not None)
        for role, spans in self._roles(event).items():
            features[f"event {role} {self._kind(spans)}"] = 1
        return features

    def of_relation(self, relation: RelationMention) -> Features:
        """The features of a relation's claim."""
        subject = self._token(relation.subject.start)
        features = self._shared("relation", subject, relation.attribution, relation.quote or relation.subject)
        features |= _stance(relation)
        features[f"relation {relation.predicate}"] = 1
        features[f"relation subject {self._kind([relation.subject])}"] = 1
        if not isinstance(relation.object, str):
            features[f"relation object {self._kind([relation.object])}"] = 1
            features["relation distance"] = log2(1 + abs(self._token(relation.object.start).i - subject.i))
        return features

    def of_statement(self, index: int) -> Features:
        """The features of what an attribution says, when that holds no event and no relation."""
        attribution = self._read.attributions[index]
        content = max(attribution.content, key=lambda span: span.end - span.start, default=Span(0, 0))
        features = self._shared("statement", self._token(content.start), index, content)
        return features | _stance(attribution)

    def _shared(self, kind: str, token: Token, attribution: int | None, quote: Span) -> Features:
        return {
            kind: 1,
            f"{kind} speaker {self._speaker(attribution)}": 1,
            f"{kind} sentence words": log2(len(token.sent)),
            f"{kind} quote words": log2(1 + self._read.report.text.count(" ", *quote)),
            f"{kind} before its sentence": float(quote.start < token.sent.start_char),
        }

    def _roles(self, event: EventMention) -> dict[str, list[Span]]:
        roles: dict[str, list[Span]] = {"actor": [], "patient": [], "place": list(event.places)}
        for argument in event.arguments:
            role = "patient" if argument.role in _PATIENTS else argument.role
            roles.setdefault(role, []).append(Span(argument.start, argument.end))
        return roles

    def _kind(self, spans: Iterable[Span]) -> str:
        """How the weakest of some phrases says whom it means."""
        kinds = {self._kind_of(span) for span in spans}
        return next((kind for kind in ("unnamed", "reference", "several", "name") if kind in kinds), "none")

    def _kind_of(self, span: Span) -> str:
        if span in self._references:
            return "reference"
        named = sum(span.contains(each) for each in self._named)
        return "unnamed" if not named else "name" if named == 1 else "several"

    def _time(self, event: EventMention, trigger: Token) -> Features:
        """Where the time is from: the event's own words, its sentence, or one so many sentences away."""
        if event.time is None:
            return {"event time none" if event.bounds is None else "event time bounded": 1}
        time = self._read.times[event.time]
        if (event.quote or Span(event.start, event.end)).overlaps(Span(time.start, time.end)):
            return {"event time stated": 1}
        away = abs(self._sentence(time.start) - self._sentence(trigger.idx))
        carried = {"event time carried": float(event.bounds is not None)}
        return (
            {**carried, "event time in the sentence": 1} if not away else {**carried, "event time away": log2(1 + away)}
        )

    def _place(self, event: EventMention) -> Features:
        """Whether the places are in the event's own words."""
        quote = event.quote or Span(event.start, event.end)
        outside = [place for place in event.places if not quote.overlaps(place)]
        return {"event place elsewhere": 1} if outside else {}

    def _sentence(self, offset: int) -> int:
        """The number of the sentence that holds a character."""
        return bisect_right(self._sentences, offset)

    def _speaker(self, attribution: int | None) -> str:
        if attribution is None:
            return "outlet"
        row: AttributionMention = self._read.attributions[attribution]
        if row.within is not None:
            return "nested"
        return "unnamed" if row.speaker is None else self._kind(row.source)

    def _token(self, offset: int) -> Token:
        """The token that holds a character."""
        return self._doc[max(bisect_right(self._starts, offset) - 1, 0)]


def _stance(row: EventMention | RelationMention | AttributionMention) -> Features:
    return {
        f"modality {row.modality}": 1,
        f"polarity {row.polarity}": 1,
        f"certainty {row.certainty}": 1,
    }
