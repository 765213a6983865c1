"""Extended Date/Time Format (ISO 8601-2:2019, Library of Congress EDTF), both ways: bounds to a literal and back.

Written: Level 0 dates and intervals, Level 1 unspecified digits, seasons and open or unknown ends, Level 2 sets.
An interval whose ends are not known to a day, month or year is written by its outermost days, marked approximate.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from siegegraph.graph.model.extraction import Bounds

# Season codes 21 to 24 of Level 1: first month, number of months. A winter begins in the December of its year.
SEASONS = {21: (3, 3), 22: (6, 3), 23: (9, 3), 24: (12, 3)}

_UNSPECIFIED = {
    "day": re.compile(r"(\d{4})-(\d\d)-XX"),
    "month": re.compile(r"(\d{4})-XX(?:-XX)?"),
    "decade": re.compile(r"(\d{3})X"),
    "century": re.compile(r"(\d{2})XX"),
    "millennium": re.compile(r"(\d)XXX"),
}


def bounds_of(edtf: str) -> Bounds:
    """The calendar bounds that a literal states; all open where it names no day of the years 1 to 9999.

    A date wider than a day ("2022-04") is a time somewhere in it; an interval begins in its first date and ends in
    its last. Raises ValueError for what is not a literal of the forms that this module knows.
    """
    literal = edtf.strip()
    if literal.startswith(("[", "{")):
        first, last = _set_extent(literal)
        return Bounds(earliest=first, begin_latest=last, end_earliest=first, latest=last)
    if "/" not in literal:
        first, last = extent_of(literal)
        return Bounds(earliest=first, begin_latest=last, end_earliest=first, latest=last)
    start, _, end = literal.partition("/")
    begin, finish = _end_extent(start), _end_extent(end)
    return Bounds(earliest=begin[0], begin_latest=begin[1], end_earliest=finish[0], latest=finish[1])


def edtf_of(bounds: Bounds) -> str | None:
    """The literal that says what the bounds say; None when they say nothing or only that something was going on."""
    a, b, c, d = bounds.earliest, bounds.begin_latest, bounds.end_earliest, bounds.latest
    if (a, b) == (c, d) or (a is None and c is None and d is not None) or (b is None and c is None and d is None):
        return _somewhere_in(a, d)
    if a is not None and c is not None and b is not None and d is not None:
        start, end = _unit(a, b), _unit(c, d)
        return f"{start}/{end}" if start and end else f"{a}~/{d}~"
    if d is None:
        if a is None:
            return None
        return f"{_unit(a, b) or f'{a}~'}/{'..' if c else ''}"
    if a is None:
        return f"/{_unit(c, d) or f'{d}~'}" if b != c else None
    return _somewhere_in(a, d)


def extent_of(literal: str) -> tuple[date | None, date | None]:
    """First and last day of a date, a season or a date with unspecified digits; None, None outside years 1 to 9999."""
    plain = literal.rstrip("?~%").split("T")[0]
    if plain.startswith("-"):
        if not re.fullmatch(r"-\d{4}(-\d\d){0,2}|-\d{1,3}X{1,3}", plain):
            raise ValueError(f"not an EDTF date: {literal!r}")
        return None, None
    try:
        return _positive_extent(plain)
    except ValueError as error:
        raise ValueError(f"not an EDTF date: {literal!r}") from error


def _positive_extent(plain: str) -> tuple[date | None, date | None]:
    for unit, pattern in _UNSPECIFIED.items():
        if found := pattern.fullmatch(plain):
            digits = found.group(1)
            if unit == "day":
                return _positive_extent(f"{digits}-{found.group(2)}")
            width = 10 ** (4 - len(digits))
            first = int(digits) * width
            return (date(max(first, 1), 1, 1), date(first + width - 1, 12, 31))
    year, *rest = (int(part) for part in _digits(plain))
    if year == 0:
        return None, None
    if not rest:
        return date(year, 1, 1), date(year, 12, 31)
    if len(rest) == 2:
        day = date(year, rest[0], rest[1])
        return day, day
    return months(year, *SEASONS.get(rest[0], (rest[0], 1)))


def _digits(plain: str) -> list[str]:
    if not re.fullmatch(r"\d{4}(-\d\d){0,2}", plain):
        raise ValueError(plain)
    return plain.split("-")


def months(year: int, first: int, count: int) -> tuple[date, date]:
    """First and last day of `count` months from month `first` of a year, into the next year where they run over."""
    end_year, end_month = divmod(year * 12 + first - 1 + count - 1, 12)
    if end_year > date.max.year:
        end_year, end_month = date.max.year, 11
    return date(year, first, 1), date(end_year, end_month + 1, monthrange(end_year, end_month + 1)[1])


def _set_extent(literal: str) -> tuple[date | None, date | None]:
    inside = literal[1:-1]
    if literal[-1] != {"[": "]", "{": "}"}[literal[0]] or not inside.strip("."):
        raise ValueError(f"not an EDTF set: {literal!r}")
    members = [member.strip() for member in inside.replace("..", ",..,").split(",")]
    named = [extent_of(member) for member in members if member not in ("", "..")]
    opens = inside.strip().startswith("..")
    closes = inside.strip().endswith("..")
    firsts = [first for first, _ in named if first]
    lasts = [last for _, last in named if last]
    return (None if opens or not firsts else min(firsts)), (None if closes or not lasts else max(lasts))


def _end_extent(end: str) -> tuple[date | None, date | None]:
    return (None, None) if end in ("", "..") else extent_of(end)


def _somewhere_in(first: date | None, last: date | None) -> str | None:
    if first is None and last is None:
        return None
    if first is not None and last is not None and (unit := _unit(first, last)):
        return unit
    return f"[{first or ''}..{last or ''}]"


def _unit(first: date | None, last: date | None) -> str | None:
    """The day, month, season, year, decade or century that runs from one day to the other, as a literal."""
    if first is None or last is None:
        return None
    if first == last:
        return first.isoformat()
    if first.day != 1:
        return None
    year = f"{first.year:04}"
    if (first, last) == months(first.year, first.month, 1):
        return f"{year}-{first.month:02}"
    for code, (month, count) in SEASONS.items():
        if first.month == month and (first, last) == months(first.year, month, count):
            return f"{year}-{code}"
    if (first.month, last.month, last.day) != (1, 12, 31):
        return None
    if first.year == last.year:
        return year
    for digits, width in ((3, 10), (2, 100)):
        if first.year % width == 0 and last.year == first.year + width - 1:
            return year[:digits] + "X" * (4 - digits)
    return None
