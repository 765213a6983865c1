"""TIMEX3 values (ISO 8601 with TimeML's additions) in the calendar: what days they cover, and how to move them.

Forms: 2022-04-09, 2022-04, 2022, 2022-W16, 2022-SU, 2022-Q2, 2022-H1, 194 (decade), 19 (century), BC0264, BC02
(century), each with a part of day (T09:30, TMO) or without. X stands for what is not known. Specification: TimeML
1.2.1, section 2.2; the forms for years B.C., decades and centuries are those of TIMEX2, which TimeML takes over.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from siegegraph.graph.model.edtf import months

Extent = tuple[date, date]

# First month and number of months; a winter is named by the year of its January, as TIMEX2 has it.
SEASON_MONTHS = {"SP": (3, 3), "SU": (6, 3), "FA": (9, 3), "WI": (12, 3)}
_SEASON_CODES = {"SP": 21, "SU": 22, "FA": 23, "WI": 24}
_UNIT_CODES = {"day": "D", "week": "W", "month": "M", "year": "Y", "decade": "E", "century": "CE"}
_YEARS = {"year": 1, "decade": 10, "century": 100}


def extent_of(value: str | None) -> Extent | None:
    """First and last day of a value; None for what is not a time of the calendar, is open or lies B.C."""
    if not value:
        return None
    plain = value.split("T")[0]
    try:
        return _extent(plain)
    except ValueError:
        return None


def _extent(plain: str) -> Extent | None:
    if re.fullmatch(r"\d{4}(-\d\d){0,2}", plain):
        year, *rest = (int(part) for part in plain.split("-"))
        if len(rest) == 2:
            day = date(year, rest[0], rest[1])
            return day, day
        return months(year, rest[0] if rest else 1, 1 if rest else 12)
    if found := re.fullmatch(r"(\d{4})-(SP|SU|FA|WI)", plain):
        return months(int(found[1]) - (found[2] == "WI"), *SEASON_MONTHS[found[2]])
    if found := re.fullmatch(r"(\d{4})-W(\d\d)(?:-(\d|WE))?", plain):
        monday = date.fromisocalendar(int(found[1]), int(found[2]), 1)
        if found[3] == "WE":
            return monday + timedelta(5), monday + timedelta(6)
        first = monday + timedelta(int(found[3] or 1) - 1)
        return first, first if found[3] else monday + timedelta(6)
    if found := re.fullmatch(r"(\d{4})-([QH])([1-4])", plain):
        length = 3 if found[2] == "Q" else 6
        return months(int(found[1]), 1 + (int(found[3]) - 1) * length, length)
    if re.fullmatch(r"\d{2,3}", plain):
        width = 10 ** (4 - len(plain))
        return date(max(int(plain) * width, 1), 1, 1), date(int(plain) * width + width - 1, 12, 31)
    return None


def literal_of(value: str | None) -> str | None:
    """The EDTF literal of a value; None for what EDTF cannot say or what is open."""
    if not value:
        return None
    plain = value.split("T")[0]
    if re.fullmatch(r"\d{4}(-\d\d){0,2}", plain):
        return plain if extent_of(plain) else None
    if found := re.fullmatch(r"(\d{4})-(SP|SU|FA|WI)", plain):
        return f"{int(found[1]) - (found[2] == 'WI'):04}-{_SEASON_CODES[found[2]]}"
    if found := re.fullmatch(r"BC(\d{2,4})", plain):
        return f"-{int(found[1]) - 1:04}" if len(found[1]) == 4 else f"-{found[1]}XX"
    if re.fullmatch(r"\d{2,3}", plain):
        return plain.ljust(4, "X")
    if extent := extent_of(plain):
        return f"[{extent[0]}..{extent[1]}]"
    return None


def week_of(day: date) -> str:
    """The ISO week that a day lies in: "2022-W16"."""
    year, week, _ = day.isocalendar()
    return f"{year:04}-W{week:02}"


def season_of(day: date) -> str:
    """The northern meteorological season of a day, as a value: "2022-SP"."""
    name = next(code for code, (first, _) in SEASON_MONTHS.items() if (day.month - first) % 12 < 3)
    return f"{day.year + (name == 'WI' and day.month == 12):04}-{name}"


def value_in(unit: str, day: date) -> str:
    """The unit (day, week, month, year, decade, century, season, quarter, weekend) that a day lies in, as a value."""
    match unit:
        case "day":
            return day.isoformat()
        case "week":
            return week_of(day)
        case "weekend":
            return f"{week_of(day)}-WE"
        case "month":
            return day.isoformat()[:7]
        case "quarter":
            return f"{day.year:04}-Q{(day.month + 2) // 3}"
        case "season":
            return season_of(day)
        case "decade" | "century":
            return f"{day.year:04}"[: 3 if unit == "decade" else 2]
        case _:
            return f"{day.year:04}"


def shifted(day: date, count: int, unit: str) -> date | None:
    """A day moved by so many units; None past the calendar's ends. Of a month too short, its last day."""
    days = {"day": 1, "week": 7, "fortnight": 14, "weekend": 7}.get(unit)
    try:
        if days:
            return day + timedelta(count * days)
        moved = count * {"month": 1, "quarter": 3, "season": 3}.get(unit, 12 * _YEARS.get(unit, 1))
        year, month = divmod(day.year * 12 + day.month - 1 + moved, 12)
        return date(year, month + 1, min(day.day, months(year, month + 1, 1)[1].day))
    except (OverflowError, ValueError):
        return None


def duration_of(count: str, unit: str) -> str:
    """A duration's value: P2M, PT24H, P3D, PXY where the count is not known ("X")."""
    if unit in ("second", "minute", "hour"):
        return f"PT{count}{unit[0].upper()}"
    if unit in ("night", "morning", "afternoon", "evening"):
        return f"P{count}" + {"night": "NI", "morning": "MO", "afternoon": "AF", "evening": "EV"}[unit]
    if unit == "weekend":
        return f"P{count}WE"
    if unit == "fortnight":
        return f"P{int(count) * 2}W" if count.isdigit() else "PXW"
    if unit in ("season", "quarter"):
        return f"P{int(count) * 3}M" if count.isdigit() else "PXM"
    return f"P{count}{_UNIT_CODES[unit]}"
