"""The days of feasts: fixed ones, those that hang on Easter, and those of the Islamic calendar.

Easter: the anonymous Gregorian algorithm as printed in Meeus, Astronomical Algorithms (1991), chapter 8, and the
Julian one beside it. Islamic dates: the tabular (civil) calendar with leap years 2, 5, 7, 10, 13, 16, 18, 21, 24, 26
and 29 of each thirty; the month as announced from the sighting of the moon may begin a day before or after.
"""

from __future__ import annotations

from datetime import date, timedelta

_FIXED = {
    "christmas": (12, 25),
    "christmas day": (12, 25),
    "christmas eve": (12, 24),
    "boxing day": (12, 26),
    "new year's eve": (12, 31),
    "new year's day": (1, 1),
    "victory day": (5, 9),
}
_ORTHODOX_FIXED = {"christmas": (1, 7), "christmas day": (1, 7), "christmas eve": (1, 6)}
_FROM_EASTER = {
    "palm sunday": -7,
    "holy thursday": -3,
    "good friday": -2,
    "holy saturday": -1,
    "easter": 0,
    "easter sunday": 0,
    "easter saturday": -1,
    "easter monday": 1,
    "ascension day": 39,
    "pentecost": 49,
}
# Month, day and length in days, in the Islamic year.
_ISLAMIC = {"ashura": (1, 10, 1), "ramadan": (9, 1, 30), "eid al-fitr": (10, 1, 3), "eid al-adha": (12, 10, 4)}
_ISLAMIC_EPOCH = date(622, 7, 19)  # 1 Muharram 1, the civil epoch, as a proleptic Gregorian date


def feast_days(name: str, year: int, *, orthodox: bool = False) -> tuple[date, date] | None:
    """First and last day of a feast in a year, by its English name in any case; None for a name that is not known.

    A day of the Islamic calendar comes with the days on either side, since it is announced by sight.
    """
    key = " ".join(name.lower().replace("’", "'").removeprefix("the ").removeprefix("month of ").split())
    if key.startswith("eid al"):
        key = "eid al-adha" if key.endswith("adha") else "eid al-fitr"
    if key in _FROM_EASTER:
        day = easter(year, orthodox=orthodox) + timedelta(_FROM_EASTER[key])
        return day, day
    fixed = (_ORTHODOX_FIXED if orthodox else {}).get(key) or _FIXED.get(key)
    if fixed:
        return date(year, *fixed), date(year, *fixed)
    return _islamic_days(key, year) if key in _ISLAMIC else None


def easter(year: int, *, orthodox: bool = False) -> date:
    """Easter Sunday as a Gregorian date; `orthodox` for the churches that count it by the Julian calendar."""
    return _julian_easter(year) if orthodox else _gregorian_easter(year)


def _gregorian_easter(year: int) -> date:
    golden = year % 19
    century, rest = divmod(year, 100)
    correction = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - century // 4 - correction + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def _julian_easter(year: int) -> date:
    moon = (19 * (year % 19) + 15) % 30
    weekday = (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7
    month, day = divmod(moon + weekday + 114, 31)
    # The Julian calendar is behind by the leap days of the centuries that the Gregorian leaves out.
    return date(year, month, day + 1) + timedelta(year // 100 - year // 400 - 2)


def _islamic_days(key: str, year: int) -> tuple[date, date]:
    month, day, length = _ISLAMIC[key]
    around = (year - 622) * 33 // 32
    starts = (_islamic_day(islamic_year, month, day) for islamic_year in range(around - 1, around + 3))
    start = next(start for start in starts if start.year >= year)
    return start - timedelta(1), start + timedelta(length)


def _islamic_day(year: int, month: int, day: int) -> date:
    leap_days = (11 * year + 3) // 30
    return _ISLAMIC_EPOCH + timedelta((year - 1) * 354 + leap_days + 29 * (month - 1) + month // 2 + day - 1)
