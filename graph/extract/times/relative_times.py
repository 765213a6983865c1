"""Readings of phrases that count from another day: yesterday, last week, two days later, the same month, durations."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from siegegraph.graph.extract.times.numerals import number_of, ordinal_of
from siegegraph.graph.extract.times.time_context import TimeContext
from siegegraph.graph.extract.times.time_grammar import Phrase
from siegegraph.graph.extract.times.time_readings import Reading, dated, narrowed, part_of_day
from siegegraph.graph.extract.times.time_words import month_number
from siegegraph.graph.extract.times.timex_values import Extent, duration_of, extent_of, shifted, value_in

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_OPEN = {"day": "XXXX-XX-XX", "week": "XXXX-WXX", "weekend": "XXXX-WXX-WE", "month": "XXXX-XX", "year": "XXXX"}
_AHEAD = ("next", "following", "coming", "upcoming")
_BACK = ("last", "previous", "past", "preceding", "prior")
_CLOCK_UNITS = ("second", "minute", "hour")


def unit_of(word: str) -> str:
    """A unit's name in the singular: "Weeks" -> "week", "centuries" -> "century"."""
    singular = word.lower().removesuffix("s")
    return "century" if singular == "centurie" else singular


def count_of(words: str | None) -> float | None:
    """How many a count says; None where it is not said ("several", "a few"). The upper one of "two to three"."""
    low = " ".join((words or "").lower().split())
    if low in ("a couple", "a couple of", "couple of"):
        return 2
    if low in ("another", "a single", "a further", "a mere"):
        return 1
    if low in ("half a", "half an"):
        return 0.5
    return number_of(re.split(r"\s?(?:-|–|\bto\b|\bor\b)\s?", low)[0] if re.match(r"\d", low) else low)


def _deictic(phrase: Phrase, context: TimeContext) -> Reading:
    word = " ".join(phrase.parts["word"].lower().split())
    head = word.split()[0]
    offset = {"yesterday": -1, "tomorrow": 1, "last": -1}.get(head, 0)
    if word.startswith("the day"):
        offset = -2 if "before" in word else 2
    suffix = "TNI" if head in ("tonight", "overnight") else part_of_day(word)
    today = _today_of(head, context)
    if today is None:
        return Reading("TIME" if suffix else "DATE", f"XXXX-XX-XX{suffix}", moves=False)
    day = today + timedelta(offset)
    extent = {"overnight": (day - timedelta(1), day), "last": (day, day + timedelta(1))}.get(head)
    return Reading("TIME" if suffix else "DATE", f"{day}{suffix}", extent, moves=not context.narrative)


def _today_of(word: str, context: TimeContext) -> date | None:
    """The day that "today" and "overnight" count from; in a history a night or quoted word is of its own time."""
    if not context.narrative:
        return context.published
    if word == "overnight":
        return context.day
    return None if context.quoted else context.published


def _present(phrase: Phrase, context: TimeContext) -> Reading:
    return Reading("DATE", None if context.narrative and context.quoted else "PRESENT_REF", moves=False)


def _past(phrase: Phrase, context: TimeContext) -> Reading:
    return Reading("DATE", "PAST_REF", moves=False)


def _future(phrase: Phrase, context: TimeContext) -> Reading:
    if "units" in phrase.parts:
        return Reading("DURATION", duration_of("X", unit_of(phrase.parts["units"])), moves=False)
    return Reading("DATE", "FUTURE_REF", moves=False)


def _offset(phrase: Phrase, context: TimeContext) -> Reading | None:
    """So many units before or after: publication for "ago" and "from now", the date last named for the rest."""
    unit, way = unit_of(phrase.parts["unit"]), phrase.parts["way"].lower().split()[0]
    count = count_of(phrase.parts.get("count"))
    back = way in ("ago", "earlier", "before", "previously", "prior")
    named, plural = "count" not in phrase.parts, phrase.parts["unit"].endswith("s")
    if way in ("since", "following") and (plural or not named):
        return _duration(phrase, context)
    if named and not plural:
        return _day_after(phrase, context)
    if count is None:
        vague = _OPEN.get(unit, "XXXX") if named else ("PAST_REF" if back else "FUTURE_REF")
        return Reading("DATE", vague, moves=False)
    anchor = context.published if way in ("ago", "from", "hence") else context.anchor
    if unit == "year" and context.year_bc and way not in ("ago", "from", "hence"):
        return Reading("DATE", f"BC{max(1, context.year_bc + round(count if back else -count)):04}")
    if unit in _CLOCK_UNITS:
        return _hours_away(unit, count, back, anchor if way in ("ago", "from") else context.day)
    if unit in ("day", "night", "week", "weekend") and way not in ("ago", "from", "hence"):
        anchor = context.day or (None if context.narrative else context.published)
    return _away(anchor, -count if back else count, unit, context, exact=context.day is not None)


def _away(anchor: date | None, count: float, unit: str, context: TimeContext, *, exact: bool = False) -> Reading:
    precise = "day" if unit == "night" else unit
    moved = shifted(anchor, round(count), precise) if anchor else None
    if moved is None:
        return Reading("DATE", _OPEN.get(precise, "XXXX"), moves=False)
    suffix = "TNI" if unit == "night" else ""
    # A look back to another month or year does not move the story.
    moves = count >= 0 or precise in ("day", "week")
    # Weeks counted in numbers reach from one day to another, although the value names the week.
    extent = (moved, moved) if precise in ("week", "fortnight") and abs(count) >= 1 and exact else None
    return Reading("DATE", value_in("week" if unit == "fortnight" else precise, moved) + suffix, extent, moves=moves)


def _hours_away(unit: str, count: float, back: bool, anchor: date | None) -> Reading:
    """Hours from a day whose hour is not known reach into its neighbour."""
    if anchor is None:
        return Reading("TIME", "XXXX-XX-XXTXX", moves=False)
    days = timedelta(int(count * {"second": 1, "minute": 60, "hour": 3600}[unit]) // 86400 + 1)
    return Reading("TIME", f"{anchor}TXX", (anchor - days, anchor) if back else (anchor, anchor + days), moves=False)


def _day_after(phrase: Phrase, context: TimeContext) -> Reading:
    unit = unit_of(phrase.parts["unit"])
    back = phrase.parts["way"].lower() in ("before", "earlier", "previously", "prior")
    if unit in _CLOCK_UNITS:
        return Reading("TIME", "XXXX-XX-XXTXX", moves=False)
    part = part_of_day(unit)
    whole = "day" if part else unit
    anchor = context.day if whole in ("day", "week") else context.anchor
    reading = _away(anchor, -1 if back else 1, whole, context)
    return Reading("TIME", f"{reading.value}{part}", moves=reading.moves) if part else reading


def _spans(phrase: Phrase, context: TimeContext) -> Reading:
    """ "The last 24 hours" ends with the day it counts from, "the next six months" begins with it."""
    this, unit = phrase.parts["this"].lower(), unit_of(phrase.parts["unit"])
    reading = _duration(phrase, context)
    count, now = count_of(phrase.parts["count"]), context.now
    days = {"second": 1, "minute": 1, "hour": 24}.get(unit)
    if count is None or now is None or not (this in _AHEAD or this in _BACK):
        return reading
    whole = "day" if days or unit == "night" else unit
    reach = max(1, round(count / days)) if days else round(count)
    other = shifted(now, reach if this in _AHEAD else -reach, whole)
    if other is None:
        return reading
    return Reading("DURATION", reading.value, (min(now, other), max(now, other)), moves=False)


def _this_part(phrase: Phrase, context: TimeContext) -> Reading:
    this, suffix = phrase.parts["this"].lower(), part_of_day(phrase.parts["part"])
    spoken = this == "this" and not context.narrative
    day = context.published if spoken else context.day or (None if context.narrative else context.published)
    if day is None:
        return Reading("TIME", f"XXXX-XX-XX{suffix}", moves=False)
    offset = 1 if this.endswith(_AHEAD) else -1 if this.endswith(_BACK) else 0
    return Reading("TIME", f"{day + timedelta(offset)}{suffix}", moves=bool(offset))


def _weekday(phrase: Phrase, context: TimeContext) -> Reading:
    number = _DAYS.index(phrase.parts["weekday"][:3].lower())
    this = (phrase.parts.get("this") or phrase.parts.get("last") or "").lower()
    named = this.endswith(("following", "previous", "preceding", "that", "same"))
    start = context.day if named or (context.narrative and this) else None
    start = start or (None if context.narrative else context.published)
    words = phrase.parts.get("part")
    if start is None:
        return dated(f"XXXX-WXX-{number + 1}", words)
    return dated(
        (start + timedelta(_days_to(number, start.weekday(), this, context.outlook == "future"))).isoformat(), words
    )


def _days_to(wanted: int, today: int, this: str, future: bool) -> int:
    """Days from a weekday (0 is Monday) to the one meant: back without more, ahead when told as to come."""
    back, ahead = (today - wanted) % 7, (wanted - today) % 7
    if this.endswith(_AHEAD):
        return ahead or 7
    if this.endswith(_BACK):
        return -(back or 7)
    if this in ("this", "that", "that same", "the same", "same"):
        return wanted - today if not future or wanted >= today else ahead
    return ahead if future else -back


def _this_unit(phrase: Phrase, context: TimeContext) -> Reading:
    """ "This week", "last month", "the next day", "that same year", in whole or in part ("later that week")."""
    this, unit = phrase.parts["this"].lower(), unit_of(phrase.parts["unit"])
    if unit in _CLOCK_UNITS:
        return Reading("DURATION", duration_of("1", unit), _past_day(this, context), moves=False)
    told = this.startswith(("the", "that")) or this in ("following", "previous", "preceding", "same")
    anchor = context.anchor if told else context.now
    if unit in ("day", "night", "week", "weekend") and (told or context.narrative):
        anchor = context.day or (None if context.narrative else context.published if not told else context.anchor)
    if unit == "day" and this.endswith(("last", "past")):
        return Reading("DURATION", "P1D", _past_day(this, context), moves=False)
    if unit == "season":
        return Reading("DATE", value_in("season", anchor) if anchor else None)
    if unit == "night" and this == "last":
        return Reading("TIME", None)
    offset = 1 if this.endswith(_AHEAD) else -1 if this.endswith(_BACK) else 0
    reading = _away(anchor, offset, unit, context)
    if phrase.has("part") and reading.value:
        return dated(reading.value, phrase.parts["part"])
    return Reading(reading.type, reading.value, narrowed(reading.days, phrase.parts.get("within")), moves=reading.moves)


def _past_day(this: str, context: TimeContext) -> Extent | None:
    now = context.now if this.endswith(_BACK) else None
    return (now - timedelta(1), now) if now else None


def _this_month(phrase: Phrase, context: TimeContext) -> Reading:
    """ "Last March", "next June", "that April"."""
    month, this, now = month_number(phrase.parts["month"]), phrase.parts["this"].lower(), context.now
    if now is None:
        return Reading("DATE", f"XXXX-{month:02}", moves=False)
    year = now.year
    if this.endswith(_AHEAD):
        year += month <= now.month
    elif this.endswith(_BACK):
        year -= month >= now.month
    value = f"{year}-{month:02}"
    return Reading("DATE", value, narrowed(extent_of(value), phrase.parts.get("within")))


def _the_unit(phrase: Phrase, context: TimeContext) -> Reading:
    """ "The end of the year", "late in the week"; the day of "until the day when" stays open."""
    unit, within = phrase.parts["unit"], phrase.parts.get("within")
    whole = unit in ("month", "year") or within
    anchor = (context.day if unit == "day" else context.anchor) if whole else None
    if unit == "weekend":
        anchor = _weekend(context)
    if anchor is None:
        return Reading("DATE", _OPEN.get(unit, "XXXX"), moves=False)
    value = value_in(unit, anchor)
    return Reading("DATE", value, narrowed(extent_of(value), within), moves=False)


def _weekend(context: TimeContext) -> date | None:
    """A day of the weekend meant: in a report of the day the last one, unless it is told as to come."""
    if context.narrative:
        return context.day
    back = 0 if context.outlook == "future" or context.published is None or context.published.weekday() > 4 else 7
    return shifted(context.published, -back, "day") if context.published else None


def _duration(phrase: Phrase, context: TimeContext) -> Reading:
    count = count_of(phrase.parts.get("count"))
    unit = unit_of(phrase.parts["unit"])
    if count == 0.5:
        smaller = {"hour": ("30", "minute"), "day": ("12", "hour"), "year": ("6", "month"), "century": ("50", "year")}
        return Reading("DURATION", duration_of(*smaller.get(unit, ("X", unit))), moves=False)
    figure = "X" if count is None else f"{count:g}" if count < 1e6 else f"{count:.0f}"
    return Reading("DURATION", duration_of(figure, unit), moves=False)


def _rate(phrase: Phrase, context: TimeContext) -> Reading:
    unit, count = phrase.parts["unit"], count_of(phrase.parts.get("count"))
    if unit[:3].lower() in _DAYS and unit.lower().endswith("day"):
        return Reading("SET", f"XXXX-WXX-{_DAYS.index(unit[:3].lower()) + 1}", moves=False)
    if unit[0].isupper():
        return Reading("SET", f"XXXX-{month_number(unit):02}", moves=False)
    if unit.lower() != "hours" and (suffix := part_of_day(unit)):
        return Reading("SET", f"XXXX-XX-XX{suffix}", moves=False)
    figure = "2" if phrase.parts.get("count") == "other" else f"{count:g}" if count else "1"
    return Reading("SET", duration_of(figure, unit_of(unit)), moves=False)


def _daily(phrase: Phrase, context: TimeContext) -> Reading:
    word = phrase.parts["word"].lower()
    value = {"daily": "P1D", "nightly": "P1NI", "hourly": "PT1H", "weekly": "P1W", "monthly": "P1M"}.get(word, "P1Y")
    return Reading("SET", value, moves=False)


def _the_time(phrase: Phrase, context: TimeContext) -> Reading:
    return Reading("DATE", None, moves=False)


def _while(phrase: Phrase, context: TimeContext) -> Reading:
    return Reading("DURATION", None, moves=False)


def day_count(phrase: Phrase, start: date | None) -> Reading | None:
    """ "The 82nd day of the war", "day 82", "D+56", counted from the day of its beginning; open where not known."""
    parts = phrase.parts
    if "plus" in parts:
        number, unit = int(parts["plus"]) + 1, "day"
    else:
        ordinal = int(parts["number"]) if "number" in parts else ordinal_of(parts["ordinal"])
        if ordinal is None:
            return None
        number, unit = ordinal, parts.get("unit", "day")
    day = shifted(start, number - 1, unit) if start else None
    if day is None:
        return Reading("DATE", _OPEN[unit], moves=False)
    last = shifted(day, 1, unit)
    extent = (day, last - timedelta(1)) if last and unit != "day" else None
    return Reading("DATE", value_in(unit, day), extent)


def day_into(phrase: Phrase, start: date | None) -> Reading:
    """ "A month into the war": so long after its beginning; only a length where that is not known."""
    unit, count = unit_of(phrase.parts["unit"]), count_of(phrase.parts["count"])
    day = shifted(start, round(count), unit) if start and count is not None else None
    if day is None:
        return Reading("DURATION", duration_of("X" if count is None else f"{count:g}", unit), moves=False)
    return Reading("DATE", value_in(unit, day), moves=False)


READINGS: dict[str, Callable[[Phrase, TimeContext], Reading | None]] = {
    "deictic": _deictic,
    "present": _present,
    "past": _past,
    "future": _future,
    "offset": _offset,
    "day_after": _day_after,
    "spans": _spans,
    "this_part": _this_part,
    "weekday": _weekday,
    "this_unit": _this_unit,
    "this_month": _this_month,
    "the_unit": _the_unit,
    "age": _duration,
    "rate": _rate,
    "daily": _daily,
    "duration": _duration,
    "hyphened": _duration,
    "the_time": _the_time,
    "while": _while,
}
