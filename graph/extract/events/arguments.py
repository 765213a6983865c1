"""Gives each event its arguments, places, time, quantities, speaker and quote, by the parse around its trigger."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from spacy.language import Language
from spacy.tokens import Doc, Token

from siegegraph.graph.extract.attributions.attributions import attribution_at, is_attitude
from siegegraph.graph.extract.document import annotations_of
from siegegraph.graph.extract.events.counting import Counting
from siegegraph.graph.extract.events.event_places import PlaceFinder
from siegegraph.graph.extract.events.event_quotes import Quotes
from siegegraph.graph.extract.events.event_roles import Participant, RoleReader
from siegegraph.graph.extract.events.event_times import TimeReader
from siegegraph.graph.extract.events.event_wholes import HARM, Wholes
from siegegraph.graph.extract.events.events import type_told
from siegegraph.graph.extract.events.nations import nation_references
from siegegraph.graph.extract.events.noun_kinds import NounKinds
from siegegraph.graph.extract.events.owners import Owners
from siegegraph.graph.extract.events.triggers import Reading, TriggerMatcher
from siegegraph.graph.extract.parse.clauses import (
    is_infinitive,
)
from siegegraph.graph.extract.parse.markup import is_emphasis
from siegegraph.graph.extract.parse.noun_phrases import Phrases
from siegegraph.graph.model.extraction import AttributionMention, EventArgument, EventMention
from siegegraph.graph.model.span import Span
from siegegraph.ontology.lexicon.events import Trigger, event_lexicon

# What is attacked or taken there; who is moved from a place is another matter.
_PLACED = frozenset({"target", "victim"})
# How far before what is ordered the order may stand, in characters.
_NEAR = 40


@dataclass(frozen=True, slots=True)
class ArgumentComponent:
    """Fills in `annotations.events`; their triggers, types and order stay. Adds mentions of whom nationalities mean."""

    def __call__(self, doc: Doc) -> Doc:
        """The Doc with its events' arguments."""
        read = annotations_of(doc)
        readings = readings_of(doc, read.events)
        read.events = tuple(_ArgumentReader(doc, readings).events(read.events))
        read.mentions = tuple(sorted((*read.mentions, *nation_references(doc, read.events)), key=lambda row: row.start))
        return doc


@Language.factory("siegegraph_arguments")
def make_arguments(nlp: Language, name: str) -> ArgumentComponent:
    """The component's factory."""
    return ArgumentComponent()


def readings_of(doc: Doc, events: Sequence[EventMention]) -> list[Reading]:
    """The reading behind each event; one that the lexicon does not know takes its type's own roles."""
    matcher = TriggerMatcher(doc)
    return [_reading(doc, matcher, event) for event in events]


def _reading(doc: Doc, matcher: TriggerMatcher, event: EventMention) -> Reading:
    tokens = doc.char_span(event.start, event.end, alignment_mode="expand")
    if tokens is None:
        raise ValueError(f"event at {event.start}-{event.end} lies outside the text")
    known = [r for r in map(matcher.reading, tokens) if r is not None and type_told(r) == event.type]
    if known:
        # Of "death toll" the whole, not "death".
        return max(known, key=lambda reading: len(reading.tokens))
    root = tokens.root
    frame = event_lexicon().frames.get(event.type) or event_lexicon().frames[event.family or "Other"]
    pos = "N" if root.pos_ in ("NOUN", "PROPN") else "V"
    return Reading(Trigger((root.lemma_.lower(),), pos, frame.type, frame.roles), root, tuple(tokens))


class _ArgumentReader:
    """Works through one Doc's events in text order."""

    def __init__(self, doc: Doc, readings: Sequence[Reading]) -> None:
        self._read = annotations_of(doc)
        self._doc = doc
        self._readings = readings
        self._heads = {reading.head.i: index for index, reading in enumerate(readings)}
        kinds = NounKinds(doc)
        self._roles = RoleReader(kinds)
        self._owners = Owners(doc, kinds)
        self._phrases = Phrases(doc)
        self._times = TimeReader(doc, readings)
        self._quotes = Quotes(doc)
        # Rows that vouch for nothing keep their place but lose their content.
        self._saying = [
            replace(row, content=()) if is_attitude(doc, row) or self._is_refusal(row) else row
            for row in self._read.attributions
        ]

    def events(self, events: Sequence[EventMention]) -> list[EventMention]:
        own = [self._roles.participants(reading) for reading in self._readings]
        self._add_addressees(events, own)
        participants = [self._without_events(index, own) for index in range(len(own))]
        counted = Counting(self._doc, self._readings, participants).by_event()
        told = Wholes(events, self._readings)
        wholes = [told.whole_of(index) for index in range(len(events))]
        self._share_harm(events, participants, wholes)
        filled = [
            replace(self._filled(event, reading, participants[index], counted.get(index, ())), part_of=wholes[index])
            for index, (event, reading) in enumerate(zip(events, self._readings, strict=True))
        ]
        return PlaceFinder(self._doc).completed(filled)

    def _add_addressees(self, events: Sequence[EventMention], own: Sequence[list[Participant]]) -> None:
        """Who turns down an ultimatum or an offer is the one that it was made to."""
        for event, participants in zip(events, own, strict=True):
            offers = [self._heads[p.noun.i] for p in participants if p.role == "topic" and p.noun.i in self._heads]
            if event.type == "Refusal":
                refusers = [replace(p, role="target", shared=True) for p in participants if p.role == "actor"]
                for offer in offers:
                    own[offer].extend(refusers)

    def _without_events(self, index: int, own: Sequence[list[Participant]]) -> list[Participant]:
        """An event's participants; where another event is the doer ("strikes killed ten"), that one's actors are."""
        found: list[Participant] = []
        for participant in own[index]:
            if is_emphasis(participant.noun):
                continue
            event = self._heads.get(participant.noun.i)
            if event is None or participant.role == "topic" or self._is_people(event, participant):
                found.append(participant)
            elif event != index and participant.role in ("actor", "instrument"):
                found.extend(replace(other, shared=True) for other in own[event] if other.role == "actor")
        return list(dict.fromkeys(found))

    def _share_harm(
        self, events: Sequence[EventMention], participants: Sequence[list[Participant]], wholes: Sequence[int | None]
    ) -> None:
        """Who attacks does the harm that the attack is told to do, and what an attack destroys it was aimed at.

        Where two fight each other ("a clash between"), it may have been either.
        """
        for harm, whole in enumerate(wholes):
            if whole is None or events[harm].type not in HARM:
                continue
            if "between" not in self._readings[whole].trigger.roles:
                _lend(participants[whole], participants[harm], "actor")
            if events[harm].type == "Destruction":
                _lend(participants[harm], participants[whole], "target")

    def _is_people(self, event: int, participant: Participant) -> bool:
        """Whether the word that tells of harm stands for those harmed: "evacuated 300 wounded"."""
        adjective = self._readings[event].trigger.pos == "A" or participant.noun.head.pos_ == "NUM"
        return adjective and participant.role in ("victim", "beneficiary", "target")

    def _filled(
        self, event: EventMention, reading: Reading, participants: list[Participant], quantities: tuple[int, ...]
    ) -> EventMention:
        time = self._times.time_of(reading)
        attribution = self._attribution(event)
        if not _takes_subject_over(reading.predicate):
            participants = self._without_sources(participants, attribution)
        arguments, places, stated = self._spans(participants)
        stated += [Span(self._read.quantities[i].start, self._read.quantities[i].end) for i in quantities]
        if time.stated is not None:
            stated.append(time.stated)
        content = self._content(event, attribution)
        if content is not None and attribution is not None and is_infinitive(reading.predicate):
            order = self._order(self._read.attributions[attribution], content)
            stated += order
            content = Span(min([content.start, *(cue.start for cue in order)]), content.end)
        return replace(
            event,
            arguments=arguments,
            places=places,
            time=time.time,
            bounds=time.bounds,
            ongoing=time.ongoing,
            quantities=quantities,
            attribution=attribution,
            quote=self._quotes.quote_of(reading, stated, content),
        )

    def _without_sources(self, participants: list[Participant], attribution: int | None) -> list[Participant]:
        """The participants without whoever says so: a finite clause has its own, and names no speaker but in it."""
        sources: list[Span] = []
        while attribution is not None:
            row = self._read.attributions[attribution]
            sources.extend(row.source)
            attribution = row.within
        return [p for p in participants if not any(span.start <= p.noun.idx < span.end for span in sources)]

    def _spans(self, participants: list[Participant]) -> tuple[tuple[EventArgument, ...], tuple[Span, ...], list[Span]]:
        """Arguments, places, and the spans among them that are told together with the trigger."""
        arguments: list[EventArgument] = []
        places: list[Span] = []
        stated: list[Span] = []
        for participant in participants:
            span = self._phrases.span(participant.noun) or self._owners.speaker_called(participant.noun)
            if not participant.shared:
                own = span or Span(participant.noun.idx, participant.noun.idx + len(participant.noun))
                stated.append(own)
            if span is None:
                continue
            owner = self._owners.owner_of(participant.noun)
            if owner is not None and participant.role == "instrument":
                arguments.append(EventArgument(role="actor", start=owner.start, end=owner.end))
            elif owner is not None and participant.role is not None:
                span = owner
            if participant.role is not None:
                arguments.append(EventArgument(role=participant.role, start=span.start, end=span.end))
            if participant.is_place or (participant.role in _PLACED and self._phrases.is_place(span)):
                places.append(self._phrases.place(participant.noun, span))
        return _distinct(arguments), tuple(dict.fromkeys(places)), stated

    def _attribution(self, event: EventMention) -> int | None:
        """The innermost attribution around the trigger that says something, and does not turn down what is told."""
        return attribution_at(self._saying, event.start, event.end)

    def _is_refusal(self, row: AttributionMention) -> bool:
        """Whether the cue tells of a Refusal: who rejects an offer does not deny that it was made."""
        refusals = [event for event in self._read.events if event.type == "Refusal"]
        return any(event.start < cue.end and cue.start < event.end for event in refusals for cue in row.cue)

    def _order(self, row: AttributionMention, content: Span) -> list[Span]:
        """The words that ask for what an infinitive tells: without them it would look like a fact."""
        if row.modality != "proposed":
            return []
        return [cue for cue in row.cue if cue.end <= content.start <= cue.end + _NEAR]

    def _content(self, event: EventMention, attribution: int | None) -> Span | None:
        if attribution is None:
            return None
        row: AttributionMention = self._read.attributions[attribution]
        return next(span for span in row.content if span.start <= event.start and event.end <= span.end)


def _lend(giver: list[Participant], taker: list[Participant], role: str) -> None:
    if not any(participant.role == role for participant in taker):
        taker.extend(replace(participant, shared=True) for participant in giver if participant.role == role)


def _takes_subject_over(verb: Token) -> bool:
    """Whether the one who speaks may be the one who acts: "promised to attack", "denied shelling the port"."""
    return verb.tag_ == "VBG" or is_infinitive(verb)


def _distinct(arguments: list[EventArgument]) -> tuple[EventArgument, ...]:
    """The arguments without those that lie within another."""

    def lies_within(inner: EventArgument, outer: EventArgument) -> bool:
        longer = outer.end - outer.start > inner.end - inner.start
        told_apart = (inner.role, outer.role) == ("actor", "instrument")
        return longer and not told_apart and outer.start <= inner.start and inner.end <= outer.end

    return tuple(a for a in dict.fromkeys(arguments) if not any(lies_within(a, other) for other in arguments))
