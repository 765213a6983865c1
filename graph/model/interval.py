"""When something happened: an interval with a reason, never a moment made up.

The four bounds are those of the Simple Event Model (sem:hasEarliestBeginTimeStamp and its three siblings): it began
between `earliest` and `begin_latest` and ended between `end_earliest` and `latest`, all of them days, None where open.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from siegegraph.graph.model.edtf import bounds_of, edtf_of
from siegegraph.graph.model.extraction import Bounds
from siegegraph.graph.model.time_display import display_of

# The units of precision and the longest that each of them lasts, in days.
PRECISIONS = (
    ("day", 1),
    ("week", 7),
    ("month", 31),
    ("season", 92),
    ("year", 366),
    ("decade", 3653),
    ("century", 36525),
)

SortKey = tuple[bool, date, date]


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """Four bounds, the EDTF literal that says the same (or more, as "2022-04-XX"), the words it came from.

    `ongoing` tells that it had not ended when the report was written.
    """

    earliest: date | None = None
    begin_latest: date | None = None
    end_earliest: date | None = None
    latest: date | None = None
    edtf: str | None = None
    phrase: str | None = None
    ongoing: bool = False

    @classmethod
    def of(
        cls, bounds: Bounds, *, edtf: str | None = None, phrase: str | None = None, ongoing: bool = False
    ) -> Interval:
        """The interval with these bounds; its literal is the one given, else the one that the bounds make."""
        return cls(
            earliest=bounds.earliest,
            begin_latest=bounds.begin_latest,
            end_earliest=bounds.end_earliest,
            latest=bounds.latest,
            edtf=edtf or edtf_of(bounds),
            phrase=phrase,
            ongoing=ongoing,
        )

    @classmethod
    def from_edtf(cls, edtf: str, *, phrase: str | None = None) -> Interval:
        """The interval that a literal states. Raises ValueError for what is not EDTF."""
        return cls.of(bounds_of(edtf), edtf=edtf, phrase=phrase)

    @property
    def bounds(self) -> Bounds:
        """The four bounds alone."""
        return Bounds(
            earliest=self.earliest, begin_latest=self.begin_latest, end_earliest=self.end_earliest, latest=self.latest
        )

    @property
    def undated(self) -> bool:
        """Whether no bound is known."""
        return self.earliest is self.begin_latest is self.end_earliest is self.latest is None

    @property
    def precision(self) -> str | None:
        """The unit to which its ends are known (day, week, month, season, year, decade, century, era).

        None where neither end is bounded on both sides ("before 20 April").
        """
        ends = ((self.earliest, self.begin_latest), (self.end_earliest, self.latest))
        widths = [(last - first).days + 1 for first, last in ends if first and last]
        if not widths:
            return None
        return next((unit for unit, days in PRECISIONS if max(widths) <= days), "era")

    @property
    def display(self) -> str:
        """English words for showing: "9 April 2022", "1 to 30 April 2022", "by 20 April 2022", "undated"."""
        return display_of(self.bounds, self.edtf, ongoing=self.ongoing)

    @property
    def sort_key(self) -> SortKey:
        """Order of the timeline: the first known bound, then `latest`; the undated last."""
        known = (self.earliest, self.begin_latest, self.end_earliest, self.latest)
        first = next((bound for bound in known if bound is not None), None)
        return (first is None, first or date.max, self.latest or date.max)

    def overlaps(self, start: date | None = None, end: date | None = None) -> bool:
        """Whether it may share a day with `start` to `end` (both included); what is open never excludes it."""
        ends_before = start is not None and self.latest is not None and self.latest < start
        begins_after = end is not None and self.earliest is not None and self.earliest > end
        return not (ends_before or begins_after)


def on(day: date) -> Bounds:
    """All of one day."""
    return Bounds(earliest=day, begin_latest=day, end_earliest=day, latest=day)


def within(first: date | None, last: date | None) -> Bounds:
    """Some time between two days, both included; None leaves that side open."""
    return Bounds(earliest=first, begin_latest=last, end_earliest=first, latest=last)


def throughout(first: date, last: date) -> Bounds:
    """From one day to the other, the whole of it."""
    return Bounds(earliest=first, begin_latest=first, end_earliest=last, latest=last)


def past(published: date | None) -> Bounds:
    """Told as past without a date: over by the day of publication; open without one."""
    return Bounds(latest=published)


def ongoing(published: date | None) -> Bounds:
    """Going on when told: begun by the day of publication and not ended before it; open without one."""
    return Bounds(begin_latest=published, end_earliest=published)


def coming(published: date | None) -> Bounds:
    """Told as future without a date: not before the day of publication; open without one."""
    return Bounds(earliest=published)


def intersect(one: Bounds, other: Bounds) -> Bounds | None:
    """The bounds that hold where both do; None where they contradict each other."""
    earliest = _latest_of(one.earliest, other.earliest)
    latest = _earliest_of(one.latest, other.latest)
    begin_latest = _earliest_of(one.begin_latest, other.begin_latest)
    end_earliest = _latest_of(one.end_earliest, other.end_earliest)
    if _after(earliest, begin_latest) or _after(end_earliest, latest) or _after(earliest, latest):
        return None
    # What has begun cannot have ended before, nor begin after it has ended.
    if begin_latest is not None:
        begin_latest = _earliest_of(begin_latest, latest)
    if end_earliest is not None:
        end_earliest = _latest_of(end_earliest, earliest)
    return Bounds(earliest=earliest, begin_latest=begin_latest, end_earliest=end_earliest, latest=latest)


def _earliest_of(one: date | None, other: date | None) -> date | None:
    return min((bound for bound in (one, other) if bound is not None), default=None)


def _latest_of(one: date | None, other: date | None) -> date | None:
    return max((bound for bound in (one, other) if bound is not None), default=None)


def _after(one: date | None, other: date | None) -> bool:
    return one is not None and other is not None and one > other
