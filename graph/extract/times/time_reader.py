"""Reads the phrases of a Doc in the order of the text, since what one says often rests on those before."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import pairwise

from spacy.tokens import Doc

from siegegraph.graph.extract.times import absolute_times, relative_times
from siegegraph.graph.extract.times.eras import beginning_of, beginning_told, era_phrases, era_reading, start_phrases
from siegegraph.graph.extract.times.time_bounds import joins
from siegegraph.graph.extract.times.time_context import TimeContext, is_narrative
from siegegraph.graph.extract.times.time_filters import inside_a_name, is_time, names_of
from siegegraph.graph.extract.times.time_grammar import Phrase, scan
from siegegraph.graph.extract.times.time_phrases import full_span, is_rate, names_a_kind, outlook_of
from siegegraph.graph.extract.times.time_readings import Reading
from siegegraph.graph.extract.times.time_words import month_number
from siegegraph.graph.model.span import Span

_READINGS = absolute_times.READINGS | relative_times.READINGS
_CLOCKS = {"clock", "clock24", "clock4", "oclock", "day_part"}
_BY_TENSE = {"date", "month", "weekday", "season", "feast", "the_unit", "day_part"}
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_SAYING_AGAIN = re.compile(r"\s*(?:,[^,.;\n]{1,60}\b(?:says?|said|reported|added)\s*)?[,(]\s*")
_SENTENCE = 120  # characters before a date that may say what began on it


@dataclass(frozen=True, slots=True)
class ReadPhrase:
    """A phrase, its reading, and its extent with the clause that belongs to it."""

    phrase: Phrase
    reading: Reading
    span: Span


@dataclass(slots=True)
class TimeReader:
    """Reads one Doc. `begun` holds the days on which the text itself says that a war or siege began."""

    doc: Doc
    text: str
    context: TimeContext
    begun: dict[str, date] = field(default_factory=dict)

    def read(self, phrases: Sequence[Phrase]) -> list[ReadPhrase]:
        """The phrases that mean a time, in order."""
        lines = [found.start() for found in re.finditer(r"\n", self.text)]
        found: list[ReadPhrase] = []
        for place, phrase in enumerate(phrases):
            self.context.paragraph = bisect_right(lines, phrase.span.start)
            if self.context.narrative and self.context.year is None:
                self.context.year = self._year_ahead(phrases[place:])
            span = full_span(self.doc, phrase, self.text[slice(*phrase.span)])
            if found and span != phrase.span and self._explains(phrase, found[-1]):
                reading: Reading | None = replace(found[-1].reading, moves=False)
            else:
                reading = self._reading_of(phrase, span, phrases[place + 1 :])
            if reading is None:
                continue
            found.append(ReadPhrase(phrase, reading, span))
            if reading.moves and reading.value:
                self.context.name(reading.value.split("T")[0])
                self._remember_beginning(phrase, reading)
        return _with_days_of_clocks(found, self.text)

    def _reading_of(self, phrase: Phrase, span: Span, following: Sequence[Phrase]) -> Reading | None:
        context = self.context
        match phrase.rule:
            case "era":
                return era_reading(phrase)
            case "day_count":
                return relative_times.day_count(phrase, self._beginning(phrase))
            case "war_start":
                start = self._beginning(phrase)
                return Reading("DATE", start.isoformat(), moves=False) if start else None
            case "war_into":
                return relative_times.day_into(phrase, self._beginning(phrase))
            case "duration" if is_rate(self.text, phrase):
                return Reading("SET", "XXXX-XX-XX", moves=False)
            case "season" if names_a_kind(self.doc, phrase):
                phrase = replace(phrase, parts={**phrase.parts, "generic": "generic"})
            case "offset" if span != phrase.span:
                return self._from_clause(phrase, span, following)
        context.outlook = outlook_of(self.doc, phrase.whole or phrase.span) if phrase.rule in _BY_TENSE else None
        context.quoted = context.narrative and _is_quoted(self.text, phrase.span.start)
        return _READINGS[phrase.rule](phrase, context)

    def _from_clause(self, phrase: Phrase, span: Span, following: Sequence[Phrase]) -> Reading | None:
        """ "Two days after the talks of 9 April": counted from the day in the clause.

        Where it names none, from the date last named in the same paragraph; open where there is none either.
        """
        inner = next((one for one in following if span.contains(one.span) and one.rule in _READINGS), None)
        days = reading.days if inner and (reading := _READINGS[inner.rule](inner, self.context)) else None
        day = days[0] if days and days[0] == days[1] else None
        if day is None and self.context.named_in == self.context.paragraph:
            return _READINGS[phrase.rule](phrase, self.context)
        clause = replace(self.context, day=day, year=None, month=None, year_bc=None, narrative=True)
        return _READINGS[phrase.rule](phrase, clause)

    def _year_ahead(self, following: Sequence[Phrase]) -> int | None:
        """The year that a story gives only later in its first paragraph: "began on 23 May, ended on 27 May 2022"."""
        end = self.text.find("\n", following[0].span.start)
        near = (phrase for phrase in following if end < 0 or phrase.span.start < end)
        return next(
            (int(phrase.parts["year"]) for phrase in near if phrase.rule == "date" and phrase.has("year")), None
        )

    def _explains(self, phrase: Phrase, before: ReadPhrase) -> bool:
        """Whether a phrase says again what the date before it says: "on 3 November, eight months after it ended".

        Between the two may stand who says so: "left on Sunday, officials said, two days after".
        """
        gap = self.text[before.span.end : phrase.span.start]
        return phrase.rule == "offset" and before.reading.type == "DATE" and _SAYING_AGAIN.fullmatch(gap) is not None

    def _beginning(self, phrase: Phrase) -> date | None:
        """When the war or siege that a phrase counts from began: as the text says, else as the table does."""
        told = self.begun.get(phrase.parts.get("war", "").lower())
        words = phrase.parts.get("of") or "war"
        return told or beginning_of(words, self.text, self.context.published)

    def _remember_beginning(self, phrase: Phrase, reading: Reading) -> None:
        before = self.text[max(0, phrase.span.start - _SENTENCE) : phrase.span.start]
        days, war = reading.days, beginning_told(before)
        if war and days and days[0] == days[1]:
            self.begun.setdefault(war, days[0])


def read_times(doc: Doc, text: str, published: date | None) -> tuple[list[ReadPhrase], TimeContext]:
    """The times of a Doc in order, and the context that they were read in."""
    names = names_of(doc)
    found = [phrase for phrase in scan(text) if is_time(phrase, doc, text) and not inside_a_name(phrase, names, text)]
    phrases = _with_shared_years(_with_eras(found, text), text)
    context = TimeContext(published=published, narrative=is_narrative(phrases, published))
    return TimeReader(doc, text, context).read(phrases), context


def _with_eras(phrases: list[Phrase], text: str) -> list[Phrase]:
    """The phrases with those that name an era; an era takes the place of what it holds."""
    named = [*era_phrases(text), *start_phrases(text)]
    outside = [phrase for phrase in phrases if not any(era.span.overlaps(phrase.span) for era in named)]
    return sorted(outside + named, key=lambda phrase: phrase.span)


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
    return month_number(phrase.parts.get("month") or phrase.parts["month2"])


def _with_days_of_clocks(read: list[ReadPhrase], text: str) -> list[ReadPhrase]:
    """ "At 5:00 am on October 3": the clock's day is the one that follows it."""
    dated = list(read)
    for place, (clock, after) in enumerate(pairwise(read)):
        gap = text[clock.phrase.span.end : after.phrase.span.start]
        if clock.phrase.rule not in _CLOCKS or not re.fullmatch(r"\s*(?:,\s*|on\s+)?(?:the\s+)?", gap):
            continue
        time, day = clock.reading.value, after.reading.value
        if time and day and _DAY.fullmatch(day):
            dated[place] = replace(clock, reading=Reading("TIME", f"{day}T{time.split('T')[1]}"))
    return dated
