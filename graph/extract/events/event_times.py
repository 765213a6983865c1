"""Which time an event has: an expression of the report, the date that a history goes on with, or its tense."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from spacy.tokens import Doc, Token

from siegegraph.graph.extract.document import annotations_of
from siegegraph.graph.extract.events.time_links import (
    APART,
    NEARBY,
    Expression,
    anchor_of,
    aspect_of,
    expressions_of,
    is_set_apart,
    is_told_in_own_clause,
    is_told_on_noun,
    link,
)
from siegegraph.graph.extract.events.triggers import Reading
from siegegraph.graph.extract.parse.clauses import is_apart, is_verb
from siegegraph.graph.extract.parse.tense import Tense, tense_of
from siegegraph.graph.extract.times.eras import beginning_of
from siegegraph.graph.model.extraction import Bounds
from siegegraph.graph.model.interval import coming, ongoing, past
from siegegraph.graph.model.span import Span
from siegegraph.ontology.lexicon.events import event_lexicon

# A date among the first words of a sentence dates the sentences that go on from it.
_OPENING = 5
# Events that are over as soon as they have happened, and that reports add up.
_COUNTED = frozenset({"Casualties", "Destruction", "Surrender", "Capture", "Detention", "PrisonerExchange"})


@dataclass(frozen=True, slots=True)
class EventTime:
    """An event's time: the index of its expression, or bounds where there is none or the words move them.

    `stated` is the expression's span where it stands in the event's own clause.
    """

    time: int | None = None
    bounds: Bounds | None = None
    ongoing: bool = False
    stated: Span | None = None


class TimeReader:
    """Gives each event of one Doc its time."""

    def __init__(self, doc: Doc, readings: Sequence[Reading]) -> None:
        read = annotations_of(doc)
        # Words whose own time is no other event's unless the parse links the two.
        self._predicates = {token.i for reading in readings for token in (reading.head, reading.predicate)}
        self._published = read.report.published
        self._text = doc.text
        self._expressions = expressions_of(doc)
        self._cues = _tokens_in(doc, [span for row in read.attributions for span in row.cue])
        self._contents = [span for row in read.attributions for span in row.content]
        self._headings = read.headings
        # The last dated telling: (paragraph, index of its expression).
        self._narrative: tuple[int, int] | None = None

    def time_of(self, reading: Reading) -> EventTime:
        """The event's time. To be asked in text order: a history's date is carried on within its paragraph."""
        expression = self._told_with(reading)
        tense = tense_of(reading.predicate)
        if expression is not None:
            self._remember(expression, reading, tense)
            return self._timed(expression, reading, tense)
        carried = self._carried(reading) if tense == "past" else None
        return EventTime(carried) if carried is not None else self._untimed(reading, tense)

    def _told_with(self, reading: Reading) -> Expression | None:
        sentence = reading.head.sent
        near = [e for e in self._expressions if sentence.start <= e.root.i < sentence.end]
        scored = [(self._score(expression, reading, alone=len(near) == 1), expression) for expression in near]
        best = max(scored, key=lambda row: (row[0], -abs(row[1].root.i - reading.head.i)), default=None)
        return best[1] if best is not None and best[0] > APART else None

    def _score(self, expression: Expression, reading: Reading, *, alone: bool) -> float:
        anchor = anchor_of(expression, reading)
        if anchor is None or (anchor.i in self._cues and anchor.i not in self._predicates):
            return APART
        if is_apart(expression.root, reading.head):
            return APART
        linked = link(expression, anchor, reading)
        if linked is not None:
            return linked
        if not alone or anchor.i in self._predicates or is_set_apart(anchor, reading):
            return APART
        return NEARBY if self._in_same_content(expression, reading) else APART

    def _in_same_content(self, expression: Expression, reading: Reading) -> bool:
        """Words of a time outside the words attributed are the time of saying."""
        return all(span.contains(expression.span) for span in self._contents_around(reading))

    def _contents_around(self, reading: Reading) -> list[Span]:
        return [span for span in self._contents if span.start <= reading.head.idx < span.end]

    def _timed(self, expression: Expression, reading: Reading, tense: Tense) -> EventTime:
        own = is_told_in_own_clause(expression, reading) or is_told_on_noun(expression, reading)
        stated = expression.span if own else None
        bounds = expression.bounds
        moved = _moved(bounds, aspect_of(expression, reading))
        still = tense in ("progressive", "perfect", "present") and bounds.latest is None and bounds.begin_latest
        if still and self._published is not None and reading.trigger.type in _COUNTED and tense != "progressive":
            # "300 have been killed since March" is a sum up to now, not what goes on.
            until_now = replace(bounds, begin_latest=None, end_earliest=None, latest=self._published)
            return EventTime(expression.index, until_now, False, stated)
        if still and self._published is not None:
            return EventTime(expression.index, replace(bounds, end_earliest=self._published), True, stated)
        return EventTime(expression.index, moved, False, stated)

    def _remember(self, expression: Expression, reading: Reading, tense: Tense) -> None:
        days = expression.bounds
        is_day = expression.is_date and days.earliest is not None and days.earliest == days.latest
        if is_day and tense == "past" and expression.root.i - reading.head.sent.start < _OPENING:
            self._narrative = (self._paragraph(reading.head), expression.index)

    def _carried(self, reading: Reading) -> int | None:
        """The date that the paragraph, or else its heading, gives to what it tells without one of its own."""
        if self._contents_around(reading) or (reading.trigger.pos == "N" and reading.carrier is None):
            return None
        if self._narrative is not None and self._narrative[0] == self._paragraph(reading.head):
            return self._narrative[1]
        return self._heading_time(reading)

    def _heading_time(self, reading: Reading) -> int | None:
        """The time of the section's heading ("### March 2022"); the report's own title dates nothing."""
        above = [heading for heading in self._headings if heading.start > 0 and heading.end <= reading.head.idx]
        if not above:
            return None
        return next((e.index for e in self._expressions if above[-1].contains(e.span)), None)

    def _paragraph(self, token: Token) -> int:
        return self._text.rfind("\n\n", 0, token.idx)

    def _untimed(self, reading: Reading, tense: Tense) -> EventTime:
        begun = self._known_beginning(reading)
        if begun is not None:
            return EventTime(bounds=Bounds(earliest=begun, begin_latest=begun))
        if tense == "future":
            return EventTime(bounds=coming(self._published))
        said = self._said_on(reading)
        if said is not None:
            known = [day for day in (said.bounds.latest, self._published) if day is not None]
            return EventTime(bounds=past(min(known)))
        if tense == "progressive" or (tense == "present" and self._lasts(reading)):
            return EventTime(bounds=ongoing(self._published), ongoing=True)
        if tense == "none" and is_verb(reading.predicate):
            return EventTime()
        return EventTime(bounds=past(self._published))

    def _known_beginning(self, reading: Reading) -> date | None:
        """The day that a listed war began, where the words name it as a whole: "the Russian invasion of Ukraine"."""
        if reading.trigger.type != "Invasion" or reading.trigger.pos != "N":
            return None
        noun = reading.head
        words = noun.doc[noun.left_edge.i : noun.right_edge.i + 1].text
        return beginning_of(words, self._text, self._published)

    def _lasts(self, reading: Reading) -> bool:
        """Whether a present tense tells of what goes on; headlines tell the past in it."""
        in_heading = any(span.start <= reading.head.idx < span.end for span in self._headings)
        return event_lexicon().frames[reading.trigger.type or "Other"].lasting and not in_heading

    def _said_on(self, reading: Reading) -> Expression | None:
        """The time of saying, when what is said is over: "on 26 March, officials said that troops had left"."""
        sentence = reading.head.sent
        for expression in self._expressions:
            if sentence.start <= expression.root.i < sentence.end and expression.bounds.latest is not None:
                anchor = anchor_of(expression, reading)
                is_cue = anchor is not None and anchor.i in self._cues and anchor.i not in self._predicates
                if anchor is not None and is_cue and anchor.is_ancestor(reading.predicate):
                    return expression
        return None


def _moved(bounds: Bounds, aspect: str | None) -> Bounds | None:
    """The bounds of what began or ended then; None where the time is the event's own, or says so already."""
    is_one_end = bounds.earliest != bounds.end_earliest or bounds.begin_latest != bounds.latest
    if is_one_end or aspect not in ("begin", "end"):
        return None
    if aspect == "begin":
        return Bounds(earliest=bounds.earliest, begin_latest=bounds.latest)
    return Bounds(end_earliest=bounds.earliest, latest=bounds.latest)


def _tokens_in(doc: Doc, spans: Sequence[Span]) -> frozenset[int]:
    found: set[int] = set()
    for start, end in spans:
        tokens = doc.char_span(start, end, alignment_mode="expand")
        if tokens is not None:
            found.update(range(tokens.start, tokens.end))
    return frozenset(found)
