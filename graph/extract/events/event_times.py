"""Which time an event has: an expression of the report, the date that a history goes on with, or its tense."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from spacy.tokens import Doc

from siegegraph.graph.extract.document import annotations_of, text_of
from siegegraph.graph.extract.events.event_bounds import bounds_told, told_by_clause, while_in
from siegegraph.graph.extract.events.lengths import counted_from, gone_on, holds, lengths_of
from siegegraph.graph.extract.events.narrative import Narrative, Point
from siegegraph.graph.extract.events.telling import (
    is_aside,
    is_bare_noun,
    is_before,
    is_during,
    is_of_whole,
    is_since_then,
    is_state,
    is_still,
    is_subject,
    is_told_as_ahead,
    is_told_as_later,
)
from siegegraph.graph.extract.events.time_links import (
    APART,
    NEARBY,
    Expression,
    anchor_of,
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
        self._text = text_of(doc)
        self._expressions = expressions_of(doc)
        self._lengths = lengths_of(doc)
        self._cues = _tokens_in(doc, [span for row in read.attributions for span in row.cue])
        self._contents = [span for row in read.attributions for span in row.content]
        self._headings = read.headings
        self._narrative = Narrative(doc, self._expressions)

    def time_of(self, reading: Reading) -> EventTime:
        """The event's own time, or that of the telling around it, or what its tense says."""
        expression = self._told_with(reading)
        tense = tense_of(reading.predicate)
        if expression is not None:
            return self._timed(expression, reading, tense)
        begun = self._known_beginning(reading)
        if begun is not None:
            return EventTime(bounds=Bounds(earliest=begun, begin_latest=begun))
        return self._reckoned(reading, tense) or self._carried(reading, tense) or self._untimed(reading, tense)

    def _reckoned(self, reading: Reading, tense: Tense) -> EventTime | None:
        """What follows from a time of something else: a dated clause, a length of time, a day counted from it."""
        told = told_by_clause(reading, self._expressions, self._published)
        if told is not None:
            return EventTime(told[0].index, told[1])
        for expression in self._in_sentence(reading):
            bounds = counted_from(expression, reading) if holds(expression, reading) else None
            if bounds is not None:
                return EventTime(expression.index, bounds)
        if tense not in ("perfect", "progressive", "present") or self._published is None:
            return None
        lasting = gone_on(reading, self._lengths, self._published)
        return EventTime(lasting[0], lasting[1], ongoing=True) if lasting is not None else None

    def _told_with(self, reading: Reading) -> Expression | None:
        near = self._in_sentence(reading)
        for counted in [e for e in near if holds(e, reading)]:
            # "Left on Sunday, two days after the fire": the fire has no part in Sunday.
            near = [e for e in near if e != counted and counted.span.contains(e.span)]
        scored = [(self._score(expression, reading, alone=len(near) == 1), expression) for expression in near]
        best = max(scored, key=lambda row: (row[0], -abs(row[1].root.i - reading.head.i)), default=None)
        return best[1] if best is not None and best[0] > APART else None

    def _in_sentence(self, reading: Reading) -> list[Expression]:
        sentence = reading.head.sent
        return [e for e in self._expressions if sentence.start <= e.root.i < sentence.end]

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
        bounds, is_ongoing = bounds_told(expression, reading, tense, self._published)
        return EventTime(expression.index, bounds, is_ongoing, stated)

    def _carried(self, reading: Reading, tense: Tense) -> EventTime | None:
        """What the dates of the paragraph, or of the telling before it, say of a clause without one of its own."""
        point = self._narrative.point(reading.head)
        if point is not None:
            bounds = self._at(point, reading, tense)
            is_same = bounds == point.bounds and point.index is not None
            return EventTime(point.index, None if is_same else bounds) if bounds is not None else None
        if tense != "past" or is_bare_noun(reading):
            return None
        heading = self._heading_time(reading) if not self._contents_around(reading) else None
        if heading is not None:
            return EventTime(heading)
        point = self._narrative.before(reading.head)
        if point is None or is_aside(reading) or is_of_whole(reading) or is_state(reading.predicate):
            return None
        return EventTime(point.index, self._later(point, reading))

    def _at(self, point: Point, reading: Reading, tense: Tense) -> Bounds | None:
        """The bounds of an event told in a paragraph that has come to a point in time; None where they say nothing."""
        if tense == "perfect" and is_since_then(reading):
            return Bounds(earliest=point.bounds.earliest, latest=self._published)
        is_past = tense == "past" or (tense == "perfect" and point.index is None)
        if tense in ("none", "future") and is_told_as_ahead(reading):
            return Bounds(earliest=point.bounds.earliest)
        if is_past and (self._lasted(reading) or is_during(reading)):
            return while_in(point.bounds)
        if is_past and is_before(reading):
            return Bounds(earliest=point.bounds.earliest)
        if tense == "pluperfect" or (is_past and self._is_over(reading)):
            return past(point.bounds.latest)
        if not is_past:
            return None
        return self._later(point, reading) if is_told_as_later(reading) else point.bounds

    def _lasted(self, reading: Reading) -> bool:
        """Whether a past tense tells of a state at the time: "was under siege", not "was approaching the town"."""
        lasting = event_lexicon().frames[reading.trigger.type or "Other"].lasting
        return is_state(reading.predicate) and (lasting or is_still(reading.predicate))

    def _is_over(self, reading: Reading) -> bool:
        """Whether what is told was over at the time of the telling, or may have been."""
        is_mentioned = is_bare_noun(reading) and not is_subject(reading)
        is_said = self._said_on(reading) is not None and not is_state(reading.predicate)
        return is_mentioned or is_aside(reading) or is_said

    def _later(self, point: Point, reading: Reading) -> Bounds:
        return Bounds(earliest=point.bounds.earliest, latest=self._narrative.after(reading.head, point))

    def _heading_time(self, reading: Reading) -> int | None:
        """The time of the section's heading ("### March 2022"); the report's own title dates nothing."""
        above = [heading for heading in self._headings if heading.end <= reading.head.idx]
        if not above or not self._text[: above[-1].start].strip(" #\n"):
            return None
        return next((e.index for e in self._expressions if above[-1].contains(e.span)), None)

    def _untimed(self, reading: Reading, tense: Tense) -> EventTime:
        if tense == "future":
            return EventTime(bounds=coming(self._published))
        said = self._said_on(reading)
        if said is not None:
            known = [day for day in (said.bounds.latest, self._published) if day is not None]
            return EventTime(said.index, past(min(known)))
        if tense == "progressive" or (tense == "present" and (self._lasts(reading) or is_still(reading.predicate))):
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


def _tokens_in(doc: Doc, spans: Sequence[Span]) -> frozenset[int]:
    found: set[int] = set()
    for start, end in spans:
        tokens = doc.char_span(start, end, alignment_mode="expand")
        if tokens is not None:
            found.update(range(tokens.start, tokens.end))
    return frozenset(found)
