"""Where events took place that are told without a place of their own: as part of another, or by what the text is about.

Only what happens on the ground is given such a place, and only where one town or facility stands out: in the sentence,
else in the paragraph so far, else in the report. A dateline says where the reporter is, not where it happened.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import timedelta

from spacy.tokens import Doc, Token

from siegegraph.graph.extract.document import annotations_of, text_of
from siegegraph.graph.extract.parse.clauses import governing_verb, is_infinitive
from siegegraph.graph.extract.span_index import SpanIndex
from siegegraph.graph.model.extraction import EventMention
from siegegraph.graph.model.span import Span
from siegegraph.ontology.event_types import event_types, family
from siegegraph.ontology.gazetteer import country_of_capital

_ON_THE_GROUND = frozenset({"Attack", "Casualties", "Destruction", "Siege", "Shortage", "Evacuation", "Surrender"})
# Where these start is where they happen.
_DEPARTURES = frozenset({"Evacuation", "Withdrawal", "Displacement"})
_NARROW = frozenset({"Settlement", "Facility"})
_LOCATING = frozenset({"in", "across", "throughout", "near", "around", "outside", "at", "from", "to", "into", "over"})
# How often, a heading counting for three, and how much oftener than any other a town is named that a report is about.
_HEADING = 3
_OFTEN, _LEAD = 4, 2.0
# What ended that long before the report is history, told of anywhere.
_HISTORY = timedelta(days=2 * 365)


@dataclass(frozen=True, slots=True)
class _Place:
    """A place named or referred to in the text."""

    span: Span
    entity: str
    subtype: str | None
    token: Token

    @property
    def is_narrow(self) -> bool:
        return self.subtype in _NARROW


class PlaceFinder:
    """Finds the places of one Doc's events that name none."""

    def __init__(self, doc: Doc) -> None:
        self._doc = doc
        self._text = text_of(doc)
        read = annotations_of(doc)
        self._read = read
        self._places = sorted(_places_in(doc), key=lambda place: place.span)
        self._index = SpanIndex(place.span for place in self._places)
        self._known = {place.span for place in self._places}
        self._headings = read.headings
        self._apart = SpanIndex((*(span for row in read.attributions for span in row.source), *read.datelines))
        self._cues = SpanIndex(span for row in read.attributions for span in row.cue)
        self._main = self._main_place()

    def completed(self, events: Sequence[EventMention]) -> list[EventMention]:
        """The events with the places of what they are a part of, or else of what the text is about."""
        found = [self._departing(event) for event in events]
        for index, event in enumerate(events):
            if event.part_of is not None:
                found[index] = self._with(event, events[event.part_of].places)
        for index, event in enumerate(events):
            if event.part_of is not None and events[event.part_of].type != "Siege":
                found[event.part_of] = self._with(found[event.part_of], found[index].places)
        aims = self._aims(events)
        for index, event in enumerate(found):
            found[index] = self._with(event, self._pointed_at(event, found[:index]))
            found[index] = self._with(found[index], self._aimed_at(found[index], aims, events))
        ways = {Span(a.start, a.end) for e in events for a in e.arguments if a.role in ("origin", "destination")}
        return [self._placed(event, ways) for event in found]

    def _aims(self, events: Sequence[EventMention]) -> dict[int, list[int]]:
        """The numbers of the events that an infinitive tells, by the word that it depends on."""
        aims: dict[int, list[int]] = {}
        for number, event in enumerate(events):
            words = self._doc.char_span(event.start, event.end, alignment_mode="expand")
            if words is not None and is_infinitive(words.root):
                aims.setdefault(words.root.head.i, []).append(number)
        return aims

    def _aimed_at(
        self, event: EventMention, aims: Mapping[int, Sequence[int]], events: Sequence[EventMention]
    ) -> Sequence[Span]:
        """The places of what it is done for: "launched an offensive to retake the town"."""
        if event.places or family(event.type, event.family) not in _families():
            return ()
        own = self._doc.char_span(event.start, event.end, alignment_mode="expand")
        above = range(own.start, own.end) if own is not None else ()
        after = [number for at in above for number in aims.get(at, ()) if events[number].start > event.end]
        return events[min(after)].places if after else ()

    def _pointed_at(self, event: EventMention, earlier: Sequence[EventMention]) -> Sequence[Span]:
        """What "there" means beside the trigger: the places of what was told last before it in the paragraph."""
        trigger = self._doc.char_span(event.start, event.end, alignment_mode="expand")
        if trigger is None or not any(c.lower_ == "there" and c.dep_ == "advmod" for c in trigger.root.children):
            return ()
        paragraph = self._text.rfind("\n\n", 0, event.start)
        told = (each for each in reversed(earlier) if each.start > paragraph and each.places)
        return next((each.places for each in told), ())

    def _departing(self, event: EventMention) -> EventMention:
        """Who is evacuated from a place is so there."""
        if event.type not in _DEPARTURES:
            return event
        return self._with(event, [Span(a.start, a.end) for a in event.arguments if a.role == "origin"])

    def _with(self, event: EventMention, places: Sequence[Span]) -> EventMention:
        if self._is_placed(event):
            return event
        return replace(event, places=tuple(dict.fromkeys((*event.places, *places))))

    def _is_placed(self, event: EventMention) -> bool:
        return any(place in self._known for place in event.places)

    def _placed(self, event: EventMention, ways: Set[Span]) -> EventMention:
        if self._is_placed(event) or family(event.type, event.family) not in _families() or self._is_history(event):
            return event
        place = self._told_of(event, ways)
        return event if place is None else replace(event, places=(*event.places, place))

    def _is_history(self, event: EventMention) -> bool:
        bounds = event.bounds or (self._read.bounds[event.time] if event.time is not None else None)
        published = self._read.report.published
        if bounds is None or bounds.latest is None:
            return False
        return published is not None and bounds.latest < published - _HISTORY

    def _told_of(self, event: EventMention, ways: Set[Span]) -> Span | None:
        """Where it was by what the text around is about; `ways` are the places that somebody comes from or goes to."""
        trigger = self._doc.char_span(event.start, event.end, alignment_mode="expand")
        if trigger is None:
            return None
        sentence = trigger.sent
        inside = Span(sentence.start_char, sentence.end_char)
        own = {Span(a.start, a.end) for a in event.arguments if a.role in ("origin", "destination")}
        if own & self._known:
            return None
        near = [place for place in self._about(inside) if place.span not in ways]
        if near or any(_locates(place) for place in self._within(inside)):
            return _only(near)
        before = Span(max(self._text.rfind("\n\n", 0, event.start), 0), inside.start)
        earlier = list(self._about(before))
        return _only(earlier) if earlier else self._main

    def _about(self, stretch: Span) -> Iterator[_Place]:
        """The towns and facilities that a stretch of text is about; who speaks and who reports from where aside."""
        for place in self._within(stretch):
            is_apart = bool(self._apart.around(place.span))
            if place.is_narrow and not is_apart and not self._is_told_at(place) and not _is_government(place):
                yield place

    def _is_told_at(self, place: _Place) -> bool:
        """Whether it is where somebody speaks: "in Kyiv the minister said"."""
        verb = governing_verb(place.token) if place.token.dep_ == "pobj" else None
        is_adjunct = verb is not None and place.token.head.head == verb
        return verb is not None and is_adjunct and bool(self._cues.overlapping(Span(verb.idx, verb.idx + 1)))

    def _within(self, stretch: Span) -> Iterator[_Place]:
        near = (self._places[number] for number in self._index.numbers(stretch))
        return (place for place in near if stretch.contains(place.span))

    def main_place(self, before: int) -> Span | None:
        """The last mention before an offset of the one town that the report is about, else its first one."""
        if self._main is None:
            return None
        entity = next(place.entity for place in self._places if place.span == self._main)
        earlier = [place.span for place in self._places if place.entity == entity and place.span.end <= before]
        return earlier[-1] if earlier else self._main

    def _main_place(self) -> Span | None:
        counts: dict[str, int] = {}
        first: dict[str, Span] = {}
        told = list(self._about(Span(0, len(self._text))))
        shortest: dict[int, int] = {}
        for place in told:
            shortest[place.span.start] = min(place.span.end, shortest.get(place.span.start, place.span.end))
        for place in told:
            if place.span.end > shortest[place.span.start]:
                continue  # "Brod theatre" is one more mention of Brod
            weight = _HEADING if any(heading.contains(place.span) for heading in self._headings) else 1
            counts[place.entity] = counts.get(place.entity, 0) + weight
            first.setdefault(place.entity, place.span)
        if not counts:
            return None
        main = max(counts, key=counts.__getitem__)
        # A building in the town does not vie with it.
        towns = {place.entity for place in told if place.subtype == "Settlement"}
        rivals = [
            count for entity, count in counts.items() if entity != main and (entity in towns or main not in towns)
        ]
        leads = counts[main] >= _OFTEN and counts[main] >= _LEAD * max(rivals, default=0)
        return self._town_of(main, told) or first[main] if leads else None

    def _town_of(self, entity: str, told: Sequence[_Place]) -> Span | None:
        """The town that a building is named for."""
        spans = [place.span for place in told if place.entity == entity and place.subtype == "Facility"]
        towns = (place.span for place in told if place.subtype == "Settlement")
        return next((town for town in towns if any(span.contains(town) for span in spans)), None)


def _families() -> frozenset[str]:
    return frozenset(narrower for type_ in _ON_THE_GROUND for narrower in event_types().narrower(type_))


def _places_in(doc: Doc) -> Iterator[_Place]:
    read = annotations_of(doc)
    outer = SpanIndex(Span(e.start, e.end) for e in read.entities if e.type in ("Organisation", "Person"))
    subtypes = {e.id: e.subtype for e in reversed(read.entities) if e.type == "Place" and e.id is not None}
    named = [(Span(e.start, e.end), e.id) for e in read.entities if e.type == "Place" and e.id is not None]
    named += [(Span(r.start, r.end), r.entity) for r in read.mentions if r.entity in subtypes]
    times = SpanIndex(Span(time.start, time.end) for time in read.times)
    for span, entity in named:
        if times.around(span):
            continue  # "10 a.m. Moscow time"
        tokens = doc.char_span(*span, alignment_mode="expand")
        if tokens is not None and all(name == span for name in outer.around(span)):
            yield _Place(span, entity, subtypes[entity], tokens.root)


def _is_government(place: _Place) -> bool:
    """Whether a capital acts or is dealt with as its government: "Moscow withdrew", "talks between Rome and Tirana"."""
    token = place.token
    if country_of_capital(token.text) is None:
        return False
    while token.dep_ == "conj":
        token = token.head
    dealt_with = token.dep_ == "pobj" and token.head.lower_ in ("by", "between", "with")
    return dealt_with or (token.dep_ == "nsubj" and token.head.pos_ == "VERB")


def _locates(place: _Place) -> bool:
    """Whether words put what is told into the place: "in the north", not "Russia" as the one who acts."""
    return place.token.dep_ == "pobj" and place.token.head.lower_ in _LOCATING


def _only(places: Sequence[_Place]) -> Span | None:
    """The one place that all are, by its last mention; None where there are several."""
    return places[-1].span if len({place.entity for place in places}) == 1 else None
