"""Time expressions: what they say, as TIMEX3 and EDTF, and the days that they bound.

The phrases come from `time_grammar`, their meaning from `absolute_times` and `relative_times`, the bounds from
`time_bounds`; this component walks them in the order of the text, since what one says often rests on those before.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from spacy.language import Language
from spacy.tokens import Doc

from siegegraph.graph.extract import absolute_times, relative_times
from siegegraph.graph.extract.document import annotations_of
from siegegraph.graph.extract.time_bounds import bounds_of, joins, range_of
from siegegraph.graph.extract.time_context import TimeContext, is_narrative
from siegegraph.graph.extract.time_filters import inside_a_name, is_time, names_of
from siegegraph.graph.extract.time_grammar import Phrase, scan
from siegegraph.graph.extract.time_phrases import full_span, outlook_of
from siegegraph.graph.extract.time_readings import Reading
from siegegraph.graph.model.edtf import edtf_of
from siegegraph.graph.model.extraction import Bounds, TimeExpression
from siegegraph.graph.model.span import Span

_READINGS = absolute_times.READINGS | relative_times.READINGS
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_BEFORE = 90  # characters before a phrase that may hold "by", "since", "between"


@dataclass(frozen=True, slots=True)
class TimedPhrase:
    """A phrase with its reading, its extent with the clause that belongs to it, and what it bounds."""

    phrase: Phrase
    reading: Reading
    span: Span
    bounds: Bounds
    edtf: str | None


class TimeComponent:
    """Sets `times` and `bounds` on a Doc."""

    def __call__(self, doc: Doc) -> Doc:
        """Read the Doc's times, relative to its report's day of publication."""
        annotations = annotations_of(doc)
        text = annotations.report.text
        found = times_of(doc, text, annotations.report.published)
        annotations.times = tuple(
            TimeExpression(
                start=time.span.start,
                end=time.span.end,
                text=text[slice(*time.span)],
                type=time.reading.type,
                value=time.reading.value,
                edtf=time.edtf,
            )
            for time in found
        )
        annotations.bounds = tuple(time.bounds for time in found)
        return doc


@Language.factory("siegegraph_times")
def make(nlp: Language, name: str) -> TimeComponent:
    """The component for a pipeline."""
    return TimeComponent()


def times_of(doc: Doc, text: str, published: date | None) -> list[TimedPhrase]:
    """The time expressions of a Doc in order. Without a day of publication, what counts from it stays open."""
    names = names_of(doc)
    phrases = [phrase for phrase in scan(text) if not inside_a_name(phrase.span, names) and is_time(phrase, doc, text)]
    phrases = _with_shared_years(phrases, text)
    context = TimeContext(published=published, narrative=is_narrative(phrases, published))
    paragraphs = [found.start() for found in re.finditer(r"\n", text)]
    read: list[tuple[Phrase, Reading]] = []
    for phrase in phrases:
        context.paragraph = bisect_right(paragraphs, phrase.span.start)
        reading = _reading_of(phrase, doc, text, context)
        if reading is not None:
            read.append((phrase, reading))
            if reading.moves and reading.value:
                context.name(reading.value.split("T")[0])
    return _bounded(_with_days_of_clocks(read, text), doc, text, context)


def _reading_of(phrase: Phrase, doc: Doc, text: str, context: TimeContext) -> Reading | None:
    if phrase.rule == "day_count":
        return relative_times.day_count(phrase, None)
    context.outlook = outlook_of(doc, phrase.span) if phrase.rule in _BY_TENSE else None
    context.quoted = context.narrative and _is_quoted(text, phrase.span.start)
    return _READINGS[phrase.rule](phrase, context)


_CLOCKS = {"clock", "clock24", "clock4", "oclock", "day_part"}
_BY_TENSE = {"date", "month", "weekday", "season", "feast"}


def _is_quoted(text: str, offset: int) -> bool:
    """Whether an odd number of quotation marks opens before an offset in its paragraph."""
    paragraph = text[text.rfind("\n", 0, offset) + 1 : offset]
    return paragraph.count('"') % 2 == 1 or paragraph.count("“") > paragraph.count("”")


def _with_shared_years(phrases: Sequence[Phrase], text: str) -> list[Phrase]:
    """ "3 August - 1 October 2022": the year of the second is the first's too, or the one before it."""
    shared = list(phrases)
    for place in range(len(shared) - 2, -1, -1):
        first, second = shared[place], shared[place + 1]
        if first.rule not in ("date", "month", "season") or first.has("year") or not second.has("year"):
            continue
        if second.rule in ("date", "month_year", "season") and joins(text[first.span.end : second.span.start]):
            year = int(second.parts["year"]) - (_month_of(first) > _month_of(second))
            rule = "month_year" if first.rule == "month" else first.rule
            shared[place] = replace(first, rule=rule, parts={**first.parts, "year": f"{year}"})
    return shared


def _month_of(phrase: Phrase) -> int:
    if phrase.rule == "season":
        return {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}[phrase.parts["season"].lower()]
    return absolute_times.month_number(phrase.parts.get("month") or phrase.parts["month2"])


def _with_days_of_clocks(read: Sequence[tuple[Phrase, Reading]], text: str) -> list[tuple[Phrase, Reading]]:
    """ "At 5:00 am on October 3": the clock's day is the one that follows it."""
    dated = list(read)
    for place, ((phrase, reading), (after, day)) in enumerate(pairwise(read)):
        gap = text[phrase.span.end : after.span.start]
        follows = re.fullmatch(r"\s*(?:,\s*|on\s+)?(?:the\s+)?", gap) is not None
        if phrase.rule in _CLOCKS and follows and reading.value and day.value and _DAY.fullmatch(day.value):
            dated[place] = (phrase, Reading("TIME", f"{day.value}T{reading.value.split('T')[1]}"))
    return dated


def _bounded(read: Sequence[tuple[Phrase, Reading]], doc: Doc, text: str, context: TimeContext) -> list[TimedPhrase]:
    found: list[TimedPhrase] = []
    for place, (phrase, reading) in enumerate(read):
        before = text[max(0, phrase.span.start - _BEFORE) : phrase.span.start]
        words = text[slice(*phrase.span)]
        bounds, edtf = bounds_of(reading, words, before, context.published, narrative=context.narrative)
        span = full_span(doc, phrase, words)
        found.append(TimedPhrase(phrase, reading, span, bounds, edtf))
        if place:
            _join_range(found, text)
    return found


def _join_range(found: list[TimedPhrase], text: str) -> None:
    """Give the last two expressions the bounds of the range that they make, if they make one."""
    first, second = found[-2:]
    gap = text[first.phrase.span.end : second.phrase.span.start]
    before = text[max(0, first.phrase.span.start - _BEFORE) : first.phrase.span.start]
    bounds = range_of(first.reading, second.reading, gap, before)
    if bounds is not None:
        found[-2:] = [replace(one, bounds=bounds, edtf=edtf_of(bounds)) for one in (first, second)]
