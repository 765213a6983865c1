"""The days that a time expression bounds, by its value and by the words before it: by, since, until, from ... to."""

from __future__ import annotations

import re
from datetime import date, timedelta

from siegegraph.graph.extract.times.time_readings import Reading
from siegegraph.graph.extract.times.timex_values import Extent, literal_of
from siegegraph.graph.model.edtf import edtf_of
from siegegraph.graph.model.extraction import Bounds
from siegegraph.graph.model.interval import coming, ongoing, past, throughout, within

_BEFORE = re.compile(
    r"(?:\b(?P<by>by|no later than|not later than|as late as|up to)"
    r"|\b(?P<before>before|prior to|ahead of|on the eve of)"
    r"|\b(?P<until>until|till|up until|through to)"
    r"|\b(?P<since>since|ever since)"
    r"|\b(?P<at>as of)"
    r"|\b(?P<start>from|starting|beginning|effective)"
    r"|\b(?P<after>after|following)"
    r"|\b(?P<all>throughout|all through|all of|all|the whole of)"
    r"|\b(?P<about>around|about|circa|c\.|ca\.|approximately|roughly)"
    r"|\b(?P<one>(?:one|a|an)\s+\w+\s+in))\s+(?:on\s+|in\s+|about\s+)?(?:the\s+)?$",
    re.IGNORECASE,
)
_NOT_UNTIL = re.compile(r"(?:\bnot|n['’]t|\bnever)\b[^.;:]{0,60}$", re.IGNORECASE)
_RANGE = re.compile(
    r"\s*(?:[-–—]|(?:to|until|till|through|up\s+to)\b|(?P<and>and\b))\s*(?:the\s+)?(?:on\s+)?", re.IGNORECASE
)
_BETWEEN = re.compile(r"\bbetween\s+(?:the\s+)?$", re.IGNORECASE)
_COMING = re.compile(r"(?:the\s+)?coming\b", re.IGNORECASE)
_STILL = re.compile(r"so far|to date|until now", re.IGNORECASE)


def bounds_of(reading: Reading, words: str, before: str, today: date | None) -> tuple[Bounds, str | None]:
    """Bounds and EDTF literal of an expression with these words, after the words `before`.

    `today` is the day that words without a place in the calendar ("now", "recently") count from: that of publication,
    None in a history.
    """
    if reading.value in ("PRESENT_REF", "PAST_REF", "FUTURE_REF") or reading.type in ("DURATION", "SET"):
        return _vague(reading, words, today)
    days = reading.days
    cue = _BEFORE.search(before)
    if days is None:
        return Bounds(), literal_of(reading.value) if cue is None or cue["about"] or cue["one"] else None
    if cue is None:
        return _plain(reading, days)
    if cue["until"] and _NOT_UNTIL.search(before[: cue.start()]):
        return _plain(reading, days)
    if cue["one"] and re.fullmatch(r"\d{4}-\d\d", reading.value or ""):
        return within(*days), f"{reading.value}-XX"
    if cue["about"]:
        literal = literal_of(reading.value)
        return within(*days), f"{literal}~" if literal and reading.extent is None and "[" not in literal else edtf_of(
            within(*days)
        )
    if reading.type == "TIME" and (cue["by"] or cue["before"] or cue["after"]):
        return _plain(reading, days)  # "shortly before dawn" is of that day
    if cue["after"] and reading.value is None:  # a war or an era, which is over by then
        days = (days[1], days[1])
    bounds = _cued(cue, days, today)
    return bounds, edtf_of(bounds)


def range_of(first: Reading, second: Reading, gap: str, before: str) -> Bounds | None:
    """The bounds of two dates joined as a range ("from 1 to 30 April"); None where they are not.

    "Between 5 and 7 March" is some time in those days, the other forms are all of them.
    """
    joint = _RANGE.fullmatch(gap)
    if joint is None or first.days is None or second.days is None or first.days[0] > second.days[0]:
        return None
    between = _BETWEEN.search(before)
    if joint["and"] and not between:
        return None
    (begin, begin_latest), (end_earliest, end) = first.days, second.days
    if between:
        return within(begin, end)
    return Bounds(
        earliest=begin, begin_latest=min(begin_latest, end), end_earliest=max(end_earliest, begin), latest=end
    )


def joins(gap: str) -> bool:
    """Whether the words between two dates may join them to a range or a list."""
    return re.fullmatch(r"\s*(?:[-–—]|(?:to|until|till|through|and|or)\b)\s*(?:the\s+|on\s+)?", gap) is not None


def _plain(reading: Reading, days: Extent) -> tuple[Bounds, str | None]:
    bounds = within(*days)
    return bounds, (literal_of(reading.value) if reading.extent is None else None) or edtf_of(bounds)


def _vague(reading: Reading, words: str, today: date | None) -> tuple[Bounds, str | None]:
    if reading.type == "DURATION" and reading.extent:
        bounds = within(*reading.extent)
    elif reading.type == "SET":
        bounds = Bounds()
    elif reading.value == "PRESENT_REF":
        bounds = past(today) if _STILL.match(words) else ongoing(today)
    elif reading.value == "PAST_REF":
        bounds = past(today)
    elif reading.value == "FUTURE_REF" or _COMING.match(words):
        bounds = coming(today)
    else:
        bounds = Bounds()
    return bounds, edtf_of(bounds)


def _cued(cue: re.Match[str], days: Extent, today: date | None) -> Bounds:
    first, last = days
    if cue["by"]:
        return Bounds(latest=last)
    if cue["at"]:
        return Bounds(begin_latest=last, end_earliest=first)
    if cue["before"]:
        return Bounds(latest=first - timedelta(1) if first > date.min else None)
    if cue["until"]:
        return Bounds(end_earliest=first, latest=last)
    if cue["since"]:
        return Bounds(earliest=first, begin_latest=last, end_earliest=today if today and today >= first else None)
    if cue["start"]:
        return Bounds(earliest=first, begin_latest=last)
    if cue["after"]:
        return Bounds(earliest=first)
    return throughout(first, last)
