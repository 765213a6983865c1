"""Events that a report tells again: "the attack" is the attack that it speaks of, and takes time and people from it.

A noun must be definite ("the strike", "this offer"): it is the nearest event before it with which it agrees. A headline
is told again below. A verb tells again only what happens to one thing once (a town is captured, a garrison surrenders),
what the report has told in the same word of the same people, or what gives the number that the report has given ("32
people had been killed").
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from spacy.language import Language
from spacy.tokens import Doc, Token

from siegegraph.graph.extract.document import annotations_of
from siegegraph.graph.model.extraction import Bounds, EventArgument, EventMention
from siegegraph.graph.model.interval import intersect
from siegegraph.graph.model.span import Span
from siegegraph.ontology.event_types import is_broader
from siegegraph.ontology.lexicon.word_classes import word_class

_DEFINITE = frozenset({"the", "this", "that", "these", "those"})
# So many sentences back a definite noun reaches when it shares no name with what it speaks of.
_NEAR = 3
# What one thing undergoes once, with the role of that thing.
_ONCE = {"Capture": "target", "Surrender": "actor", "Destruction": "target", "Withdrawal": "origin"}
# Roles of those to whom something happens.
_PATIENTS = frozenset({"target", "victim", "origin"})
# "The battle" is none of the strikes in it.
_LASTING = word_class("lasting_event")
# What was not to be is no first telling.
_REAL = frozenset({"asserted", "reported"})


@Language.factory("siegegraph_retellings")
def make(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """The component; it has no settings."""
    return complete_retellings


def complete_retellings(doc: Doc) -> Doc:
    """The Doc, in which events that are told again say of which event that is."""
    read = annotations_of(doc)
    read.events = tuple(_Retellings(doc, read.events).completed())
    return doc


@dataclass(frozen=True, slots=True)
class _Told:
    """An event with what it is compared by.

    `index` is its place among the report's events, `sentence` the number of its sentence, `lemma` that of the word that
    tells it; `entities` are by role (`place` among them), `nouns` the head words of those whom it happened to. `stated`
    says that it has a time in its own words.
    """

    index: int
    event: EventMention
    sentence: int
    lemma: str
    entities: Mapping[str, frozenset[str]]
    nouns: frozenset[str]
    numbers: frozenset[float]
    stated: bool

    def agrees(self, other: _Told) -> bool:
        """Whether the two name nobody, no place and no time that differs."""
        roles = self.entities.keys() & other.entities.keys()
        if not all(self.entities[role] & other.entities[role] for role in roles):
            return False
        mine, theirs = self.event.bounds or Bounds(), other.event.bounds or Bounds()
        return not (self.stated and other.stated) or intersect(mine, theirs) is not None

    def shares(self, other: _Told) -> bool:
        """Whether the two have a participant or a place in common."""
        every = [frozenset().union(*each.entities.values()) for each in (self, other)]
        return bool(every[0] & every[1])


class _Retellings:
    def __init__(self, doc: Doc, events: Sequence[EventMention]) -> None:
        self._read = annotations_of(doc)
        self._doc = doc
        self._starts = [token.idx for token in doc]
        self._sentences = {sentence.start: number for number, sentence in enumerate(doc.sents)}
        self._meant = {Span(each.start, each.end): each.id for each in self._read.entities if each.id}
        self._meant |= {Span(each.start, each.end): each.entity for each in self._read.mentions}
        self._told = [self._told_by(index, event) for index, event in enumerate(events)]
        self._real: dict[tuple[str, str | None], list[_Told]] = {}
        for told in self._told:
            if told.event.modality in _REAL and told.event.polarity == "positive":
                self._real.setdefault((told.event.type, told.event.family), []).append(told)

    def completed(self) -> list[EventMention]:
        """The events, those that are told again with what they take from their first telling."""
        done: list[EventMention] = []
        for told in self._told:
            first = self._first_telling(told)
            event = told.event
            if first is not None:
                event = replace(event, retells=first.index)
                if not told.stated:
                    event = replace(
                        event, time=first.event.time, bounds=first.event.bounds, ongoing=first.event.ongoing
                    )
                if self._is_definite(event):
                    event = _with_roles(event, first.event)
            done.append(event)
        return done

    def _told_by(self, index: int, event: EventMention) -> _Told:
        token = self._token(event)
        numbers = (self._read.quantities[n].value for n in event.quantities)
        return _Told(
            index=index,
            event=event,
            sentence=self._sentences[token.sent.start],
            lemma=token.lemma_.lower(),
            entities=_entities_of(event, self._meant),
            nouns=frozenset(self._nouns(event)),
            numbers=frozenset(number for number in numbers if number and number > 1),
            stated=self._states_time(event),
        )

    def _nouns(self, event: EventMention) -> Iterator[str]:
        """The head words of those whom it happened to: "theatre" of "a theatre in Mariupol"."""
        for each in event.arguments:
            tokens = self._doc.char_span(each.start, each.end, alignment_mode="expand")
            if tokens is not None and each.role in _PATIENTS:
                yield tokens.root.lemma_.lower()

    def _states_time(self, event: EventMention) -> bool:
        """Whether an event has a time in its own words, not one that it takes from the telling so far."""
        if event.time is None:
            return False
        time = self._read.times[event.time]
        return (event.quote or Span(event.start, event.end)).overlaps(Span(time.start, time.end))

    def _first_telling(self, told: _Told) -> _Told | None:
        """The event that one is, as far as the report tells; an event that tells another again is nobody's first."""
        if told.event.modality not in _REAL and told.event.modality != "denied":
            return None
        candidates = [
            each
            for each in self._of_kind(told.event)
            if each.index != told.index and (told.lemma in _LASTING) == (each.lemma in _LASTING) and told.agrees(each)
        ]
        before = [each for each in reversed(candidates) if each.event.start < told.event.start]
        after = [each for each in candidates if each.event.start > told.event.start]
        if self._in_heading(told.event):
            return next((each for each in after if told.shares(each) and not self._in_heading(each.event)), None)
        before = [each for each in before if not self._in_heading(each.event)]
        if self._is_definite(told.event):
            return next((each for each in before if self._is_near(told, each) or told.shares(each)), None)
        if told.event.modality == "denied" or (
            told.event.polarity == "negative" and told.event.attribution is not None
        ):
            return next((each for each in before + after if _is_denied(told, each)), None)
        return next((each for each in before if _is_told_again(told, each)), None)

    def _of_kind(self, event: EventMention) -> list[_Told]:
        """What came about, by the report, and may be what an event tells again, in order."""
        fitting = (each for each in self._real.values() if _is_kind(event, each[0].event))
        return sorted(chain.from_iterable(fitting), key=lambda each: each.index)

    def _is_near(self, told: _Told, other: _Told) -> bool:
        return told.sentence - other.sentence <= _NEAR

    def _is_definite(self, event: EventMention) -> bool:
        token = self._token(event)
        return token.pos_ in ("NOUN", "PROPN") and any(child.lower_ in _DEFINITE for child in token.children)

    def _in_heading(self, event: EventMention) -> bool:
        return any(heading.start <= event.start < heading.end for heading in self._read.headings)

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
    """Whether an event may be told as another kind: the same, or a broader one ("the attack" of a bombardment).

    A denial may be of a narrower kind, too.
    """
    if is_broader(told.type, first.type, first.family):
        return True
    return told.modality == "denied" and is_broader(first.type, told.type, told.family)


def _is_denied(told: _Told, first: _Told) -> bool:
    """Whether one that did not happen, by somebody's word, is one that did by another's."""
    if told.stated:
        return False
    return bool(told.nouns & first.nouns) or (told.entities.keys() > {"actor"} and told.shares(first))


def _is_told_again(told: _Told, first: _Told) -> bool:
    """Whether a verb tells the same: what comes once, the same number, or the same word of the same people."""
    if told.event.type != first.event.type or told.event.polarity != first.event.polarity:
        return False
    role = _ONCE.get(told.event.type, "")
    if told.entities.get(role, frozenset()) & first.entities.get(role, frozenset()):
        return True
    if told.numbers & first.numbers:
        return True
    if told.stated or told.lemma != first.lemma or not told.entities.keys() <= first.entities.keys():
        return False
    return told.entities.keys() >= {"actor"} and len(told.entities) > 1


def _with_roles(event: EventMention, first: EventMention) -> EventMention:
    """An event with the participants and places of its first telling in the roles that it leaves empty."""
    filled = {argument.role for argument in event.arguments}
    more: tuple[EventArgument, ...] = tuple(each for each in first.arguments if each.role not in filled)
    return replace(event, arguments=(*event.arguments, *more), places=event.places or first.places)
