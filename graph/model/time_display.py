"""English words that show an interval to a reader."""

from __future__ import annotations

import re
from datetime import date

from siegegraph.graph.model.extraction import Bounds

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_SEASONS = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}


def display_of(bounds: Bounds, edtf: str | None, *, ongoing: bool = False) -> str:
    """What the bounds say in words, in the unit that the literal names; "undated" where neither says anything."""
    a, b, c, d = bounds.earliest, bounds.begin_latest, bounds.end_earliest, bounds.latest
    if (words := _literal_in_words(edtf)) is not None:
        return words
    if a is not None and a == b:
        if d is None:
            return f"since {day_in_words(a)}" if ongoing or c else f"from {day_in_words(a)}"
        if c == d:
            return range_in_words(a, d)
    if b is not None and b == c and a is None and d is None:
        return f"going on on {day_in_words(b)}"
    if a is not None and d is not None:
        return f"between {range_in_words(a, d).replace(' to ', ' and ')}" if a != d else day_in_words(a)
    if d is not None:
        return f"by {day_in_words(d)}"
    if a is not None:
        return f"{day_in_words(a)} or later"
    if b is not None:
        return f"begun by {day_in_words(b)}"
    return f"{day_in_words(c)} or later" if c is not None else "undated"


def day_in_words(day: date) -> str:
    """ "9 April 2022"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def range_in_words(first: date, last: date) -> str:
    """ "9 April 2022", "1 to 30 April 2022", "28 March to 2 April 2022", with the year once where it is one."""
    if first == last:
        return day_in_words(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {day_in_words(last)}"
    if first.year == last.year:
        return f"{first.day} {MONTHS[first.month - 1]} to {day_in_words(last)}"
    return f"{day_in_words(first)} to {day_in_words(last)}"


def _literal_in_words(edtf: str | None) -> str | None:
    """Words for one date of a literal, or for an interval between two of them; None for the rest."""
    if not edtf:
        return None
    if edtf.count("/") == 1:
        start, end = (_date_in_words(part) for part in edtf.split("/"))
        plain = re.fullmatch(r"\d{4}-\d\d-\d\d/\d{4}-\d\d-\d\d", edtf)
        return None if plain or start is None or end is None else f"{start} to {end}"
    return _date_in_words(edtf)


def _date_in_words(literal: str) -> str | None:
    plain = literal.rstrip("?~%")
    about = "about " if plain != literal else ""
    if found := re.fullmatch(r"(-?\d{4})(?:-(\d\d))?(?:-(\d\d|XX))?", plain):
        return about + _parts_in_words(int(found[1]), int(found[2] or 0), found[3] or "")
    if found := re.fullmatch(r"(\d{3})X", plain):
        return f"{about}{found[1]}0s"
    if found := re.fullmatch(r"(\d\d)XX", plain):
        return f"{about}{_ordinal(int(found[1]) + 1)} century"
    return None


def _parts_in_words(year: int, month: int, day: str) -> str:
    era = f"{1 - year} BC" if year < 1 else str(year)
    if not month:
        return era
    name = MONTHS[month - 1] if month <= len(MONTHS) else _SEASONS.get(month, "part")
    if day == "XX":
        return f"{name} {era} (one day)"
    return f"{int(day)} {name} {era}" if day else f"{name} {era}"


def _ordinal(number: int) -> str:
    ending = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"
