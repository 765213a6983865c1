"""Which time belongs to which event, and what bounds an event has when the report gives it no time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from siegegraph.graph.extract.clauses import governing_verb, is_verb
from siegegraph.graph.extract.document import annotations_of
from siegegraph.graph.extract.tense import tense_of
from siegegraph.graph.extract.triggers import Reading
from siegegraph.graph.model.extraction import Bounds, TimeExpression
from siegegraph.graph.model.interval import coming, ongoing, past
from siegegraph.graph.model.span import Span
from siegegraph.ontology.lexicon.events import event_lexicon
from siegegraph.ontology.lexicon.modality import modality_lexicon
from siegegraph.ontology.lexicon.word_classes import word_class

# How surely a time belongs to an event, by the way through the parse from one to the other.
_ON_TRIGGER, _ON_CLAUSE, _NEARBY = 3.0, 2.0, 1.0
# Prepositions that make a time one end of the event's, not its whole.
_UP_TO = frozenset({"by", "before", "until", "till", "prior"})
# A noun after these is of another time than its clause: "fell after a siege".
_SETS_APART = word_class("sets_apart")
# What is talked about or planned is not of the time of the talk.
_PROSPECTS = frozenset(modality_lexicon().nouns)
_ONWARDS = frozenset({"since", "after", "from", "following"})


@dataclass(frozen=True, slots=True)
class EventTime:
    """An event's time: the index of its expression, or bounds where there is none or a preposition moves them.

    `stated` is the expression's span where it stands in the event's own clause.
    """

    time: int | None = None
    bounds: Bounds | None = None
    ongoing: bool = False
    stated: Span | None = None


@dataclass(frozen=True, slots=True)
class _Expression:
    index: int
    root: Token
    span: Span
    bounds: Bounds
    is_date: bool


class TimeReader:
    """Gives each event of one Doc its time."""

    def __init__(self, doc: Doc, readings: Sequence[Reading]) -> None:
        read = annotations_of(doc)
        # Words whose own time is no other event's unless the parse links the two.
        self._predicates = {token.i for reading in readings for token in (reading.head, reading.predicate)}
        self._published = read.report.published
        self._text = doc.text
        self._expressions = _expressions(doc)
        self._cues = _tokens_in(doc, [span for row in read.attributions for span in row.cue])
        self._contents = [span for row in read.attributions for span in row.content]
        self._headings = read.headings
        # The last dated telling: (paragraph, index of its expression).
        self._narrative: tuple[int, int] | None = None

    def time_of(self, reading: Reading) -> EventTime:
        """The event's time. To be asked in text order: a narrative's date is carried on within its paragraph."""
        expression = self._told_with(reading)
        tense = tense_of(reading.predicate)
        if expression is not None:
            self._remember(expression, reading)
            bounds = _moved(expression, reading)
            stated = expression.span if _is_own(expression, reading) else None
            return EventTime(expression.index, bounds, _is_going_on(expression, tense), stated)
        carried = self._carried(reading) if tense == "past" else None
        if carried is not None:
            return EventTime(carried)
        return self._untimed(reading, tense)

    def _told_with(self, reading: Reading) -> _Expression | None:
        sentence = reading.head.sent
        near = [e for e in self._expressions if sentence.start <= e.root.i < sentence.end]
        scored = [(self._score(expression, reading, alone=len(near) == 1), expression) for expression in near]
        best = max(scored, key=lambda row: (row[0], -abs(row[1].root.i - reading.head.i)), default=None)
        return best[1] if best is not None and best[0] > 0 else None

    def _score(self, expression: _Expression, reading: Reading, *, alone: bool) -> float:
        anchor = _anchor(expression.root, reading)
        if anchor is None:
            return 0.0
        if anchor in (reading.head, reading.predicate) or anchor in reading.tokens:
            return _ON_TRIGGER
        # "Injured troops" are so already when the clause around them takes place.
        if anchor.i in self._cues or reading.head.dep_ == "amod":
            return 0.0
        if anchor in _clauses_above(reading):
            return _ON_CLAUSE if self._shares(anchor, expression, reading) else 0.0
        if _hangs_below(anchor, reading.predicate):
            return _ON_CLAUSE - 0.5
        if _is_last_conjunct(anchor, reading.predicate):
            return _NEARBY
        if anchor.i in self._predicates:
            return 0.0
        return _NEARBY if alone and self._in_same_content(expression, reading) and not _apart(anchor, reading) else 0.0

    def _shares(self, anchor: Token, expression: _Expression, reading: Reading) -> bool:
        """Coordinated verbs share a time in front of the first, not one after it."""
        between = reading.predicate
        while between not in (anchor, between.head):
            if between.dep_ == "conj" and between.head == anchor:
                return expression.root.i < anchor.i or expression.root.i > between.i
            between = between.head
        return True

    def _in_same_content(self, expression: _Expression, reading: Reading) -> bool:
        """Words of a time outside the words attributed are the time of saying."""
        start = reading.head.idx
        around = [span for span in self._contents if span.start <= start < span.end]
        return all(span.contains(expression.span) for span in around)

    def _remember(self, expression: _Expression, reading: Reading) -> None:
        is_day = expression.bounds.earliest is not None and expression.bounds.earliest == expression.bounds.latest
        is_day = is_day and expression.is_date
        opens = expression.root.i - reading.head.sent.start <= 4
        if is_day and opens and tense_of(reading.predicate) == "past":
            self._narrative = (self._paragraph(reading.head), expression.index)

    def _carried(self, reading: Reading) -> int | None:
        if self._narrative is None or self._narrative[0] != self._paragraph(reading.head):
            return None
        quoted = any(span.start <= reading.head.idx < span.end for span in self._contents)
        return None if quoted or (reading.trigger.pos == "N" and reading.carrier is None) else self._narrative[1]

    def _said_on(self, reading: Reading) -> _Expression | None:
        """The time of saying, when what is said is over: "on 26 March, officials said that troops had left"."""
        sentence = reading.head.sent
        for expression in self._expressions:
            if sentence.start <= expression.root.i < sentence.end and expression.bounds.latest is not None:
                anchor = _anchor(expression.root, reading)
                if anchor is not None and anchor.i in self._cues and anchor.is_ancestor(reading.predicate):
                    return expression
        return None

    def _paragraph(self, token: Token) -> int:
        return self._text.rfind("\n\n", 0, token.idx)

    def _untimed(self, reading: Reading, tense: str) -> EventTime:
        heading = any(span.start <= reading.head.idx < span.end for span in self._headings)
        lasting = event_lexicon().frames[reading.trigger.type or "Other"].lasting
        if tense != "future" and (said := self._said_on(reading)) is not None:
            return EventTime(bounds=past(said.bounds.latest))
        if tense == "future":
            return EventTime(bounds=coming(self._published))
        if tense == "progressive" or (tense == "present" and lasting and not heading):
            return EventTime(bounds=ongoing(self._published), ongoing=True)
        if tense == "none" and is_verb(reading.predicate):
            return EventTime()
        return EventTime(bounds=past(self._published))


def _expressions(doc: Doc) -> list[_Expression]:
    """The expressions that place something in the calendar; lengths and repetitions do not."""
    read = annotations_of(doc)
    found = []
    for index, (time, bounds) in enumerate(zip(read.times, read.bounds, strict=False)):
        tokens = doc.char_span(time.start, time.end, alignment_mode="expand")
        if tokens is not None and bounds != Bounds() and _is_calendar(time):
            found.append(_Expression(index, tokens.root, Span(time.start, time.end), bounds, time.type == "DATE"))
    return found


def _is_calendar(time: TimeExpression) -> bool:
    """Whether the words point to a time of their own: not "daily", and not "now", which the tense says already."""
    return time.type != "SET" and not (time.value or "").endswith("_REF")


def _anchor(token: Token, reading: Reading) -> Token | None:
    """The first verb or trigger word above a time."""
    while token.head != token:
        token = token.head
        if is_verb(token) or token == reading.head or token in reading.tokens:
            return token
        if token.pos_ == "NOUN" and token.lemma_.lower() in event_lexicon().nouns:
            return token
    return None


def _clauses_above(reading: Reading) -> list[Token]:
    """The verbs whose time is the event's too: those that it completes, is coordinated with or is a part of."""
    found: list[Token] = []
    token = reading.predicate
    while token.head != token:
        if token.dep_ in ("relcl", "acl") and is_verb(token):
            break
        if token.dep_ == "ccomp" and token.head.lemma_ not in ("see", "mean", "make", "ensure"):
            break
        if token.dep_ == "pobj" and (token.head.lower_ in _SETS_APART or token.head.head.lemma_ in _PROSPECTS):
            break
        token = token.head
        if is_verb(token):
            found.append(token)
    return found


def _is_own(expression: _Expression, reading: Reading) -> bool:
    """Whether the expression stands in the event's own clause, verbs that it completes included."""
    own = [reading.head, *reading.tokens]
    verb = reading.predicate
    while verb.dep_ == "xcomp" and verb.head != verb:
        own.append(verb)
        verb = verb.head
    return _anchor(expression.root, reading) in [*own, verb]


def _hangs_below(anchor: Token, predicate: Token) -> bool:
    """The time hangs on a noun of the event's own clause: "killed in shelling on Tuesday"."""
    return anchor.pos_ == "NOUN" and predicate.is_ancestor(anchor) and governing_verb(anchor) == predicate


def _is_last_conjunct(anchor: Token, predicate: Token) -> bool:
    """A time after the last of verbs with one subject is all of theirs: "shelled the port and hit a ship on Monday"."""
    subjects = ("nsubj", "nsubjpass")
    return anchor.dep_ == "conj" and anchor.head == predicate and not any(c.dep_ in subjects for c in anchor.children)


def _apart(anchor: Token, reading: Reading) -> bool:
    """Whether a clause of another time lies between: a relative clause, or a noun after "before" or "after"."""
    token = reading.head
    while token.head != token:
        if token.dep_ == "pobj" and token.head.lower_ in _SETS_APART:
            return True
        token = token.head
    return anchor.dep_ in ("relcl", "acl", "advcl") or reading.predicate.dep_ in ("relcl", "acl")


def _moved(expression: _Expression, reading: Reading) -> Bounds | None:
    """Bounds where words make the time one end ("by 6 April", "began on 6 April"); None where it is the event's own."""
    doc = reading.head.doc
    first = doc.char_span(*expression.span, alignment_mode="expand")
    if first is None or first.start == 0:
        return None
    word = doc[first.start - 1].lower_
    bounds = expression.bounds
    aspect = _aspect(expression, reading)
    if aspect == "begin":
        return Bounds(earliest=bounds.earliest, begin_latest=bounds.latest)
    if aspect == "end":
        return Bounds(end_earliest=bounds.earliest, latest=bounds.latest)
    if word in _UP_TO:
        return Bounds(latest=bounds.latest)
    if word in _ONWARDS:
        return Bounds(earliest=bounds.earliest, begin_latest=bounds.begin_latest if word in ("since", "from") else None)
    return None


def _aspect(expression: _Expression, reading: Reading) -> str | None:
    """Whether the time is that of a verb of beginning or ending above the event."""
    anchor = _anchor(expression.root, reading)
    if anchor is None or anchor == reading.head:
        return None
    if anchor == reading.carrier:
        return reading.light.aspect if reading.light is not None else None
    is_above = reading.predicate.dep_ == "xcomp" and reading.predicate.head == anchor
    return "begin" if is_above and anchor.lemma_ in ("begin", "start", "commence") else None


def _is_going_on(expression: _Expression, tense: str) -> bool:
    return tense == "progressive" and expression.bounds.latest is None


def _tokens_in(doc: Doc, spans: Sequence[Span]) -> frozenset[int]:
    found: set[int] = set()
    for start, end in spans:
        tokens = doc.char_span(start, end, alignment_mode="expand")
        if tokens is not None:
            found.update(range(tokens.start, tokens.end))
    return frozenset(found)
