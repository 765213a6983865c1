"""What a bare "9 April" or "the next day" hangs on: the day of publication, or the date last named in the text.

A report of the day counts from its publication; a history counts from the years that it names. Which of the two a
text is shows in the words of time that it uses.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from statistics import median
from typing import Literal

from siegegraph.graph.extract.times.time_grammar import Phrase
from siegegraph.graph.extract.times.time_words import month_number
from siegegraph.graph.extract.times.timex_values import extent_of

# A year this far from the story's own, named on its own, is a look aside and does not move the story.
_ASIDE_YEARS = 5
# Dates with their year that lie further back than this, in days, make the text a history.
_HISTORY_DAYS = 150
_COUNTING_RULES = {"deictic", "weekday", "this_month"}
# A day named without its year that lies so little ahead is this year's even under a verb of the past: "set for 20 May".
_SOON_DAYS = 35

Outlook = Literal["past", "future"]


@dataclass(slots=True)
class TimeContext:
    """The state of reading: what is known when the next phrase comes.

    `year`, `month` and `day` are those last named, `day` None where the last date was coarser than a day; `paragraph`
    counts them, `named_in` is the one that the last date stood in. `outlook` and `quoted` are of the phrase at hand:
    whether its verb tells of the past or the future, and whether it stands inside quotation marks.
    """

    published: date | None
    narrative: bool
    year: int | None = None
    month: int | None = None
    day: date | None = None
    year_bc: int | None = None
    exact: bool = False
    paragraph: int = 0
    named_in: int = -1
    outlook: Outlook | None = None
    quoted: bool = False
    _told: set[tuple[int, int]] = field(default_factory=set)

    @property
    def anchor(self) -> date | None:
        """The day that "later" and "the same week" count from: the date last named, else that of publication."""
        if self.day:
            return self.day
        if self.year and self.narrative:
            return date(self.year, self.month or 1, 1)
        return None if self.narrative else self.published

    @property
    def now(self) -> date | None:
        """The day that "this month" and "last week" count from."""
        return self.anchor if self.narrative else self.published

    def name(self, value: str) -> None:
        """Take note of a date that was read, for those that follow."""
        if bc := re.fullmatch(r"BC(\d{4})", value):
            self.year_bc = int(bc[1])
            return
        extent = extent_of(value)
        if extent is None or not re.match(r"\d{4}", value):
            return
        first, last = extent
        self.year_bc = None
        if re.fullmatch(r"\d{4}", value):
            if self.exact and self.year and abs(first.year - self.year) > _ASIDE_YEARS:
                return
            if first.year != self.year:
                self.month = None
            self.year, self.day = first.year, None
        else:
            self.year, self.month, self.exact = last.year, last.month, True
            self.day = first if first == last else None
            self._told.add((last.year, last.month))
        self.named_in = self.paragraph

    def year_of(self, month: int, day: int | None = None) -> int | None:
        """The year of a month, or of a day in it, that is named without one; None where nothing tells."""
        if self.narrative or self.published is None or self._far_back(self.published):
            return self._narrative_year(month)
        return _year_around(self.published, month, day, self.outlook)

    def _far_back(self, published: date) -> bool:
        """Whether the same paragraph told of another year than those around the publication."""
        return self.year is not None and self.named_in == self.paragraph and abs(self.year - published.year) > 1

    def _narrative_year(self, month: int) -> int | None:
        """The story's own year, or the next where the story goes on from the end of a year."""
        if self.year is None:
            return None
        rolls = self.month is not None and self.month >= 10 and self.month - month >= 8
        year = self.year + (rolls and (self.year, month) not in self._told)
        # Nothing past is told before it has happened.
        told_by = (self.published.year, self.published.month) if self.published else (date.max.year, 12)
        return year - 1 if (year, month) > told_by and self.outlook != "future" else year


def _year_around(published: date, month: int, day: int | None, outlook: Outlook | None) -> int:
    """The year of a month or day near the publication: behind it, ahead, or the nearest where no verb tells."""
    this = (published.month, published.day)
    if outlook == "future":
        return published.year + ((month, day or 31) < this)
    if outlook == "past" and not (day and _is_soon(published, month, day)):
        return published.year - ((month, day or 1) > this)
    ahead = (month - published.month) % 12
    if ahead == 0:
        return published.year
    return published.year + (month < published.month) if ahead <= 6 else published.year - (month > published.month)


def _is_soon(published: date, month: int, day: int) -> bool:
    ahead = (month - published.month) % 12 * 31 + day - published.day
    return 0 < ahead <= _SOON_DAYS


def is_narrative(phrases: Sequence[Phrase], published: date | None) -> bool:
    """Whether a text is a history: its dates carry years that lie back, and hardly a word counts from today."""
    if published is None:
        return True
    dated = [day for phrase in phrases if (day := _dated(phrase))]
    counting = sum(_counts_from_today(phrase) for phrase in phrases)
    if len(dated) < 2 or counting * 2 > len(dated):
        return False
    return median((published - day).days for day in dated) > _HISTORY_DAYS


def _counts_from_today(phrase: Phrase) -> bool:
    this = phrase.parts.get("this", "").lower()
    if phrase.parts.get("word", "").lower() == "overnight":
        return False
    return (
        phrase.rule in _COUNTING_RULES
        or phrase.parts.get("way") == "ago"
        or (phrase.rule == "this_unit" and this in ("this", "last", "next"))
    )


def _dated(phrase: Phrase) -> date | None:
    """The middle of the month or year that a phrase names in so many figures."""
    if phrase.rule not in ("date", "month_year", "year", "season") or not phrase.has("year"):
        return None
    name = phrase.parts.get("month") or phrase.parts.get("month2")
    return date(int(phrase.parts["year"]), month_number(name) if name else 7, 1)
