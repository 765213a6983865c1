"""Readings of phrases that name a time by the calendar: days, months, seasons, years, centuries, feasts, clocks."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

from siegegraph.graph.extract.times.feasts import feast_days
from siegegraph.graph.extract.times.numerals import number_of, ordinal_of
from siegegraph.graph.extract.times.time_context import TimeContext
from siegegraph.graph.extract.times.time_grammar import Phrase
from siegegraph.graph.extract.times.time_readings import Reading, dated, day_of, narrowed, part_of_day
from siegegraph.graph.extract.times.time_words import month_number
from siegegraph.graph.extract.times.timex_values import extent_of, shifted, value_in

_SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
_DECADES = {"twenties": 2, "thirties": 3, "forties": 4, "fifties": 5, "sixties": 6, "seventies": 7, "eighties": 8}
_DECADES |= {"nineties": 9}


def _iso(phrase: Phrase, context: TimeContext) -> Reading | None:
    value = phrase.parts["iso"]
    if extent_of(value) is None:
        return None
    clock = phrase.parts.get("clock")
    return Reading("TIME", f"{value}T{clock}") if clock else Reading("DATE", value)


def _figures(phrase: Phrase, context: TimeContext) -> Reading | None:
    """9.4.2022 is day and month; 9/4/2022 is either, and so only its year is sure unless one figure is over 12."""
    one, two, year = (int(phrase.parts[part]) for part in ("one", "two", "year"))
    orders = {(one, two)} if phrase.parts["mark"] == "." else {(one, two), (two, one)}
    days = sorted(day for number, month in orders if 1 <= month <= 12 and (day := day_of(year, month, number)))
    if not days:
        return None
    return Reading("DATE", days[0].isoformat()) if len(days) == 1 else Reading("DATE", str(year), (days[0], days[1]))


def _date(phrase: Phrase, context: TimeContext) -> Reading | None:
    parts = phrase.parts
    month = month_number(parts.get("month") or parts["month2"])
    number = ordinal_of((parts.get("day") or parts["day2"]).removeprefix("the "))
    if number is None or day_of(2000, month, number) is None:
        return None
    last = ordinal_of(parts.get("last", "")) or number  # the days of one list are of one year
    year = int(parts["year"]) if "year" in parts else context.year_of(month, last)
    words = " ".join(parts.get(part, "") for part in ("pre", "part", "part2"))
    day = day_of(year, month, number)
    return dated(day.isoformat() if day else f"XXXX-{month:02}-{number:02}", words)


def _month_year(phrase: Phrase, context: TimeContext) -> Reading:
    return _month_of(int(phrase.parts["year"]), phrase)


def _month(phrase: Phrase, context: TimeContext) -> Reading:
    this = phrase.parts.get("this")
    if this and context.now:
        return _month_of(context.now.year + {"last": -1, "next": 1}.get(this, 0), phrase)
    return _month_of(context.year_of(month_number(phrase.parts["month"])), phrase)


def _month_of(year: int | None, phrase: Phrase) -> Reading:
    month = month_number(phrase.parts["month"])
    value = f"{year or 'XXXX'}-{month:02}"
    return Reading("DATE", value, narrowed(extent_of(value), phrase.parts.get("narrow")))


def _year(phrase: Phrase, context: TimeContext) -> Reading:
    value = phrase.parts["year"]
    return Reading("DATE", value, narrowed(extent_of(value), phrase.parts.get("narrow")))


def _year_words(phrase: Phrase, context: TimeContext) -> Reading | None:
    """ "Nineteen ninety-six", "eighteen hundred and forty": the hundreds, then the rest."""
    hundreds, *rest = re.split(r"[-\s]+", phrase.parts["words"].lower())
    century, years = number_of(hundreds), number_of(" ".join(word for word in rest if word not in ("hundred", "and")))
    return Reading("DATE", f"{century:.0f}{years:02.0f}") if century and years else None


def _year_bc(phrase: Phrase, context: TimeContext) -> Reading | None:
    year = int(phrase.parts["year"])
    return Reading("DATE", f"BC{year:04}") if year else None


def _year_ad(phrase: Phrase, context: TimeContext) -> Reading | None:
    year = int(phrase.parts.get("year") or phrase.parts["year2"])
    return Reading("DATE", f"{year:04}") if year else None


def _century(phrase: Phrase, context: TimeContext) -> Reading | None:
    number = ordinal_of(phrase.parts["ordinal"])
    if number is None or not 1 <= number <= 30:
        return None
    value = f"{'BC' if phrase.has('bc') else ''}{number - 1:02}"
    words = phrase.parts.get("narrow") or phrase.parts.get("narrow2")
    return Reading("DATE", value, narrowed(extent_of(value), words), moves=False)


def _decade(phrase: Phrase, context: TimeContext) -> Reading | None:
    parts = phrase.parts
    if "decade" in parts:
        value = parts["decade"][:3]
    else:
        tens = int(parts["short"]) // 10 if "short" in parts else _DECADES[parts["word"]]
        value = f"19{tens}"
    words = parts.get("narrow") or parts.get("narrow2")
    return Reading("DATE", value, narrowed(extent_of(value), words), moves=False)


def _season(phrase: Phrase, context: TimeContext) -> Reading:
    parts = phrase.parts
    code = _SEASONS[parts["season"].lower()]
    words = parts.get("narrow") or parts.get("narrow2")
    if "year" in parts:
        year = int(parts["year"])
        # The winter of 1942 is the one that begins in it; TIMEX2 counts a winter to the year of its January.
        value = f"{year + 1 if 'end' in parts and code == 'WI' else year}-{code}"
        extent = extent_of(f"{year + 1}-WI") if code == "WI" else extent_of(value)
        return Reading("DATE", value, narrowed(extent, words))
    if phrase.has("generic"):
        return Reading("DATE", f"XXXX-{code}", moves=False)
    this = parts.get("this", "").lower()
    value = _season_near(code, this, context) or f"XXXX-{code}"
    return Reading("DATE", value, narrowed(extent_of(value), words), moves=False)


def _season_near(code: str, this: str, context: TimeContext) -> str | None:
    """The season of a name that lies last, next or around; None where there is nothing to count from."""
    now = context.now
    if now is None:
        return None
    value = f"{now.year}-{code}"
    extent = extent_of(value)
    if extent is None:
        return None
    if this.endswith(("next", "following", "coming", "upcoming")):
        return value if extent[0] > now else f"{now.year + 1}-{code}"
    if this.endswith(("last", "previous", "past")):
        return value if extent[1] < now else f"{now.year - 1}-{code}"
    if context.narrative:
        return f"{now.year + 1}-{code}" if code == "WI" and (context.month or 1) >= 6 else value
    return value if extent[0] <= now or context.outlook == "future" else f"{now.year - 1}-{code}"


def _feast(phrase: Phrase, context: TimeContext) -> Reading | None:
    name = phrase.parts["feast"]
    rite = phrase.parts.get("rite", "").lower()
    orthodox = rite in ("orthodox", "coptic")
    year = int(phrase.parts["year"]) if "year" in phrase.parts else _year_of_feast(name, orthodox, context)
    days = feast_days(name, year, orthodox=orthodox) if year and 1583 <= year <= 4000 else None
    if days is None:
        return Reading("DATE", None)
    if days[0] == days[1]:
        return dated(days[0].isoformat(), phrase.parts.get("part"))
    unit = "month" if "amadan" in name else "day"
    return Reading("DATE", value_in(unit, days[0] + timedelta(15 if unit == "month" else 1)), days)


def _year_of_feast(name: str, orthodox: bool, context: TimeContext) -> int | None:
    now = context.now
    days = feast_days(name, now.year, orthodox=orthodox) if now and 1583 < now.year < 4000 else None
    return context.year_of(days[0].month, days[0].day) if days else None


def _clock(phrase: Phrase, context: TimeContext) -> Reading | None:
    parts = phrase.parts
    if "count" in parts:
        number = number_of(parts["count"])
        if number is None or not 1 <= number <= 12:
            return None
        late = parts.get("part") in ("afternoon", "evening", "night")
        hour, minute = int(number) % 12 + 12 * late, 0
    else:
        hour, minute = int(parts["hour"]), int(parts.get("minute", 0))
        if "half" in parts:
            hour = hour % 12 + 12 * (parts["half"][0].lower() == "p")
    day = context.day or (None if context.narrative else context.published)
    return Reading("TIME", f"{day or 'XXXX-XX-XX'}T{hour:02}:{minute:02}")


def _day_part(phrase: Phrase, context: TimeContext) -> Reading:
    day = context.day or (None if context.narrative else context.published)
    if day and day == context.published and phrase.parts["part"] == "midnight" and context.outlook == "past":
        day -= timedelta(1)  # a report tells of the midnight before it
    return Reading("TIME", f"{day or 'XXXX-XX-XX'}{part_of_day(phrase.parts['part'])}")


def _bare_day(phrase: Phrase, context: TimeContext) -> Reading | None:
    """A day of the month last named: "on the 5th", "the 28th of that month"."""
    number = ordinal_of(phrase.parts["day"])
    anchor = context.anchor
    if phrase.parts.get("this") in ("last", "next") and context.now:
        anchor = shifted(context.now, -1 if phrase.parts["this"] == "last" else 1, "month")
    if number is None or number > 31:
        return None
    day = day_of(anchor.year, anchor.month, number) if anchor and (context.month or not context.narrative) else None
    return dated(day.isoformat() if day else f"XXXX-XX-{number:02}")


READINGS: dict[str, Callable[[Phrase, TimeContext], Reading | None]] = {
    "iso": _iso,
    "figures": _figures,
    "date": _date,
    "month_year": _month_year,
    "month": _month,
    "year": _year,
    "year_span": _year,
    "year_words": _year_words,
    "year_bc": _year_bc,
    "year_ad": _year_ad,
    "century": _century,
    "decade": _decade,
    "season": _season,
    "feast": _feast,
    "clock": _clock,
    "clock24": _clock,
    "clock4": _clock,
    "oclock": _clock,
    "day_part": _day_part,
    "day_of": _bare_day,
    "bare_day": _bare_day,
}
