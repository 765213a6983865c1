"""What a bare "9 April" or "the next day" hangs on: the day of publication, or the date last named in the text.

A report of the day counts from its publication; a history counts from the years that it names. Which of the two a
text is shows in the words of time that it uses.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median

from siegegraph.graph.extract.time_grammar import Phrase
from siegegraph.graph.extract.timex_values import extent_of

# A year this far from the story's own, named on its own, is a look aside and does not move the story.
_ASIDE_YEARS = 5
# Dates with their year that lie further back than this, in days, make the text a history.
_HISTORY_DAYS = 300


@dataclass(slots=True)
class TimeContext:
    """The state of reading: what is known when the next phrase comes.

    `year`, `month` and `day` are those last named, `day` None where the last date was coarser than a day; `paragraph`
    counts them, `named_in` is the one that the last date stood in. `future` and `quoted` are of the phrase at hand:
    whether its verb looks ahead, and whether it stands inside quotation marks.
    """

    published: date | None
    narrative: bool
    year: int | None = None
    month: int | None = None
    day: date | None = None
    exact: bool = False
    paragraph: int = 0
    named_in: int = -1
    future: bool = False
    quoted: bool = False

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
        extent = extent_of(value)
        if extent is None or not re.match(r"\d{4}", value):
            return
        first, last = extent
        if re.fullmatch(r"\d{4}", value):
            if self.exact and self.year and abs(first.year - self.year) > _ASIDE_YEARS:
                return
            if first.year != self.year:
                self.month = None
            self.year, self.day = first.year, None
        else:
            self.year, self.month, self.exact = last.year, last.month, True
            self.day = first if first == last else None
        self.named_in = self.paragraph

    def year_of(self, month: int, day: int | None = None) -> int | None:
        """The year of a month, or of a day in it, that is named without one; None where nothing tells."""
        if self.narrative or self.published is None or self._far_back(self.published):
            return self._narrative_year(month)
        this = (self.published.month, self.published.day)
        if self.future:
            return self.published.year + ((month, day or 31) < this)
        return self.published.year - ((month, day or 1) > this)

    def _far_back(self, published: date) -> bool:
        """Whether the same paragraph told of another year than those around the publication."""
        return self.year is not None and self.named_in == self.paragraph and abs(self.year - published.year) > 1

    def _narrative_year(self, month: int) -> int | None:
        if self.year is None:
            return None
        # From the end of a year a story goes on to the beginning of the next.
        rolls = self.month is not None and self.month >= 10 and self.month - month >= 8
        return self.year + rolls


def is_narrative(phrases: Sequence[Phrase], published: date | None) -> bool:
    """Whether a text is a history: its dates carry years that lie back, and hardly a word counts from today."""
    if published is None:
        return True
    dated = [day for phrase in phrases if (day := _dated(phrase))]
    deictic = sum(phrase.rule in ("deictic", "weekday") or phrase.parts.get("way") == "ago" for phrase in phrases)
    if len(dated) < 2 or deictic > len(dated):
        return False
    return median((published - day).days for day in dated) > _HISTORY_DAYS


def _dated(phrase: Phrase) -> date | None:
    """The middle of the year that a phrase names in so many figures."""
    if phrase.rule in ("date", "month_year", "year", "season") and phrase.has("year"):
        return date(int(phrase.parts["year"]), 7, 1)
    return None
