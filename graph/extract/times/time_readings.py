"""What a phrase of the grammar means where it stands: its TIMEX3 type and value, and the days that it covers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from siegegraph.graph.extract.times.timex_values import Extent, extent_of


@dataclass(frozen=True, slots=True)
class Reading:
    """A phrase read. `extent` is given where the value alone does not say the days ("early March", "last night").

    `moves` tells whether later phrases may count from it; `sure` is False where days are said, but only roughly.
    """

    type: str
    value: str | None
    extent: Extent | None = None
    moves: bool = True

    @property
    def days(self) -> Extent | None:
        """The days covered, by `extent` or by the value."""
        return self.extent or (extent_of(self.value) if self.type in ("DATE", "TIME") else None)


_PARTS = {"morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI", "nightfall": "NI", "midnight": "24:00"}
_PARTS |= {"noon": "12:00", "midday": "MI", "dawn": "MO", "daybreak": "MO", "sunrise": "MO", "hours": "MO"}
_PARTS |= {"dusk": "EV", "sunset": "EV", "daylight": "DT"}
_EARLY = ("early", "beginning", "start", "opening", "first", "turn")
_MIDDLE = ("mid", "middle")
_LATE = ("late", "end", "close", "last", "final", "closing", "latter", "second half", "rest", "remainder")


def part_of_day(words: str | None) -> str:
    """The suffix of a value for a part of day named in some words: "TMO", "TNI", "T12:00"; "" where there is none."""
    for word in (words or "").lower().split():
        if word in _PARTS:
            return f"T{_PARTS[word]}"
    return ""


def dated(value: str | None, words: str | None = None, extent: Extent | None = None) -> Reading:
    """A date, or a time where the words name a part of day."""
    suffix = part_of_day(words) if value else ""
    return Reading("TIME" if suffix else "DATE", f"{value}{suffix}" if value else None, extent)


def narrowed(extent: Extent | None, words: str | None) -> Extent | None:
    """The third (or half, or week) of a stretch that "early", "mid", "the end of" and the like pick out."""
    if extent is None or not words:
        return extent
    first, last = extent
    length = (last - first).days + 1
    low = words.lower().removeprefix("the ").removeprefix("very ")
    if "week" in low:
        return _week_in(extent, low)
    share = length // 2 if "half" in low else length // 3
    if share == 0 or low.startswith(("later", "earlier")):
        return extent
    if low.startswith(("second half", *_LATE)):
        return _late_part(extent, share, low)
    if low.startswith(_EARLY):
        return first, first + timedelta(share if "late" not in low and "mid" not in low else 2 * share)
    if low.startswith(_MIDDLE):
        return first + timedelta(share), last if "late" in low else last - timedelta(share)
    return extent


def _late_part(extent: Extent, share: int, words: str) -> Extent:
    first, last = extent
    return (first if words.startswith(("rest", "remainder")) else last - timedelta(share)), last


def _week_in(extent: Extent, words: str) -> Extent:
    first, last = extent
    number = {"first": 0, "early": 0, "opening": 0, "second": 1, "third": 2, "fourth": 3}.get(words.split()[0])
    if number is None:
        return last - timedelta(6), last
    start = min(first + timedelta(7 * number), last)
    return start, min(start + timedelta(6), last)


def day_of(year: int | None, month: int, day: int) -> date | None:
    """The day, None where the year is not known or the month has no such day."""
    try:
        return date(year, month, day) if year else None
    except ValueError:
        return None
