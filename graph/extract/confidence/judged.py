"""Judgements on claims, made by a careful reader, and the claims in the form in which they are judged.

A line of JSON each: {"text": file, "kind": "event|relation|statement", "start", "end": of the trigger or the quote,
"view": the claim in words, "right": true|false, "wrong": what is wrong with it}. A judgement holds for a claim that
reads the same; a claim that is read otherwise now has none.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from siegegraph.graph.model.extraction import Bounds, EventMention, Extraction, RelationMention
from siegegraph.graph.model.span import Span


class JudgedClaim(NamedTuple):
    """A claim to be judged: `place` is its index in the extraction's list of that kind."""

    kind: str
    place: int
    span: Span
    view: str
    quote: str


def claims_in(extraction: Extraction) -> Iterator[JudgedClaim]:
    """The claims of an extraction, as they are judged."""
    view = _View(extraction)
    for index, event in enumerate(extraction.events):
        span = Span(event.start, event.end)
        yield JudgedClaim("event", index, span, view.event(event), view.words(event.quote or span))
    for index, relation in enumerate(extraction.relations):
        span = relation.quote or relation.subject
        yield JudgedClaim("relation", index, span, view.relation(relation), view.words(span))
    used = {row.attribution for row in extraction.events} | {row.attribution for row in extraction.relations}
    outer = {row.within for row in extraction.attributions}
    for index, attribution in enumerate(extraction.attributions):
        if index not in used and index not in outer and attribution.content:
            span = max(attribution.content, key=lambda each: each.end - each.start)
            told = f"Statement; {_stance(attribution)}; speaker {view.speaker(index)}"
            yield JudgedClaim("statement", index, span, told, view.words(span))


class _View:
    """Claims in words: whom and what they mean rather than where that stands."""

    def __init__(self, extraction: Extraction) -> None:
        self._extraction = extraction
        self._text = extraction.report.text
        names: dict[str, str] = {}
        for entity in extraction.entities:
            names.setdefault(entity.id or entity.text, entity.text)
        self._at = {Span(e.start, e.end): names[e.id or e.text] for e in extraction.entities}
        self._at |= {Span(m.start, m.end): names.get(m.entity, m.entity) for m in extraction.mentions}
        self._names = names

    def words(self, span: Span) -> str:
        return self._text[span.start : span.end]

    def event(self, event: EventMention) -> str:
        roles = [f"{each.role} {self._meant(Span(each.start, each.end))}" for each in event.arguments]
        places = [f"place {self._meant(span)}" for span in event.places]
        numbers = [f"number {self._number(index)}" for index in event.quantities]
        time = f"time {self._time(event.time, event.bounds, event.ongoing)}"
        outcome = [f"outcome {event.outcome}"] if event.outcome else []
        return "; ".join(
            [
                event.type,
                *roles,
                *places,
                time,
                *numbers,
                _stance(event),
                *outcome,
                f"speaker {self.speaker(event.attribution)}",
            ]
        )

    def relation(self, relation: RelationMention) -> str:
        ends = [each if isinstance(each, str) else self._meant(each) for each in (relation.subject, relation.object)]
        time = f"time {self._time(relation.time, relation.bounds, relation.ongoing)}"
        told = f"{ends[0]} {relation.predicate} {ends[1]}"
        return "; ".join([told, time, _stance(relation), f"speaker {self.speaker(relation.attribution)}"])

    def speaker(self, attribution: int | None) -> str:
        """The chain of speakers, outermost first."""
        chain: list[str] = []
        while attribution is not None:
            row = self._extraction.attributions[attribution]
            described = " ".join(self.words(span) for span in row.source)
            chain.insert(0, self._names.get(row.speaker or "", described))
            attribution = row.within
        return " > ".join(chain) or "the outlet"

    def _meant(self, span: Span) -> str:
        words = self.words(span)
        meant = self._at.get(span, words)
        return words if meant == words else f"{words} (= {meant})"

    def _number(self, index: int) -> str:
        number = self._extraction.quantities[index]
        bounds = f"{number.min or ''}..{number.max or ''}" if number.value is None else f"{number.value:g}"
        return f"{'about ' if number.approximate else ''}{bounds} {number.of or ''}".strip()

    def _time(self, time: int | None, bounds: Bounds | None, ongoing: bool) -> str:
        words = "" if time is None else self._extraction.times[time].text
        if bounds is None:
            return words or "none"
        began, ended = (bounds.earliest, bounds.begin_latest), (bounds.end_earliest, bounds.latest)
        told = " ended ".join("..".join(str(each or "?") for each in side) for side in (began, ended))
        return f"{words} [began {told}{', goes on' if ongoing else ''}]".strip()


def _stance(row: object) -> str:
    names = ("modality", "polarity", "certainty")
    return " ".join(str(getattr(row, name)) for name in names)
