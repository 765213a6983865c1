"""Times that are told by a war, a siege or an era: "in the early Soviet era", "the start of the war", "day 82".

Beginnings and ends come from the table of eras with its sources, or from the text where it says when its siege began.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

from siegegraph.graph.extract.times.time_grammar import Phrase
from siegegraph.graph.extract.times.time_readings import Reading, narrowed
from siegegraph.graph.extract.times.time_rules import WARS
from siegegraph.graph.extract.times.time_words import COUNT, NARROW, spaced
from siegegraph.graph.extract.times.timex_values import extent_of
from siegegraph.graph.model.span import Span
from siegegraph.ontology.lexicon.eras import Era, eras
from siegegraph.ontology.lexicon.events import event_lexicon

_IN_TIME = re.compile(
    r"\b(?:during|in|since|after|before|until|till|throughout|from|following|between)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_WINDOW = 40  # characters before a name that may put it in time
_LED = re.compile(rf"(?<!\w)(?:(?P<narrow>{spaced(NARROW)})(?:[Tt]he\s+)?|[Tt]he\s+)$")
_START = re.compile(
    rf"\b(?:[Tt]he\s+)?(?:start|beginning|outbreak|onset)\s+of\s+(?P<of>[^.,;:()\n]{{0,60}}?\b(?P<war>{WARS})"
    r"(?:\s+(?:of|in|against|on)\s+[A-Z]\w+)?)\b"
)
_SINCE = re.compile(
    r"(?<=\bsince\s)(?P<of>[Tt]he\s+(?:\w+(?:['’]s)?[\s-]+){0,2}?(?P<war>war|invasion)"
    r"(?:\s+(?:of|in|against|on)\s+[A-Z]\w+)?)\b(?!\s+(?:crime|effort))"
)
_INTO = re.compile(
    rf"(?<!\w)(?P<count>{spaced(COUNT)})\s+(?P<unit>day|week|month|year)s?\s+into\s+(?P<of>[^.,;:()\n]{{0,60}}?\b(?P<war>{WARS})"
    r"(?:\s+(?:of|in|against|on)\s+[A-Z]\w+)?)\b",
    re.IGNORECASE,
)
_MODIFIED = re.compile(r"-era\b|((?:\s+\w+){1,3})")
_BEGAN = re.compile(
    r"\b(?P<war>war|siege|invasion|blockade|bombardment|encirclement|offensive|uprising|campaign|conflict)\b"
    r"[^.;\n]{0,60}\b(?:began|begun|started|starting|broke\s+out|commenced|was\s+launched)"
    r"(?:\s+(?:early|late|at\s+\w+))?(?:\s+on)?\s+(?:the\s+)?$",
    re.IGNORECASE,
)


@cache
def _named() -> tuple[re.Pattern[str], dict[str, Era]]:
    by_name = {" ".join(name.lower().split()): era for era in eras() for name in era.names}
    longest_first = sorted((name for era in eras() for name in era.names), key=len, reverse=True)
    names = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in longest_first)
    return re.compile(rf"\b(?P<era>{names})(?!\w)"), by_name


def era_phrases(text: str) -> Iterator[Phrase]:
    """Where a text tells a time by an era that has an end, or by a war put in time ("during World War II")."""
    pattern, by_name = _named()
    for found in pattern.finditer(text):
        era = by_name[" ".join(found["era"].lower().split())]
        led = _LED.search(text, max(0, found.start() - _WINDOW), found.start())
        narrow = led["narrow"] if led else None
        if era.end and (era.kind == "era" or narrow or _is_in_time(found)):
            start = led.start() if led else found.start()
            yield Phrase(Span(start, found.end()), "era", {"era": era.name, "narrow": narrow or ""})


def start_phrases(text: str) -> Iterator[Phrase]:
    """Where a text counts from the beginning of a war or siege: "since its start", "a month into the war"."""
    for pattern in (_START, _SINCE):
        for found in pattern.finditer(text):
            yield Phrase(Span(*found.span()), "war_start", {"of": found["of"], "war": found["war"]})
    for found in _INTO.finditer(text):
        yield Phrase(Span(*found.span()), "war_into", found.groupdict())


def _is_in_time(found: re.Match[str]) -> bool:
    before = found.string[max(0, found.start() - _WINDOW) : found.start()]
    if _IN_TIME.search(before):
        return True
    after = _MODIFIED.match(found.string, found.end())
    return after is not None and (after[1] is None or any(word in event_lexicon().nouns for word in after[1].split()))


def era_reading(phrase: Phrase) -> Reading:
    """The days of an era, or of the part of it that "early" or "the end of" picks out."""
    era = next(era for era in eras() if era.name == phrase.parts["era"])
    first, last = extent_of(era.start), extent_of(era.end)
    days = (first[0], last[1]) if first and last else None
    return Reading("DATE", None, narrowed(days, phrase.parts["narrow"]), moves=False)


def beginning_told(before: str) -> str | None:
    """The word for the war or siege that some words say begins with the date that follows them, or None."""
    found = _BEGAN.search(before)
    return found["war"].lower() if found else None


def beginning_of(words: str, text: str, published: date | None) -> date | None:
    """When the war or siege that some words name began, by the table; None where the words do not tell which.

    A short name ("the war") is the one whose cue the text holds and that had begun, and not ended, at publication.
    """
    pattern, by_name = _named()
    if found := pattern.search(words):
        return _first_day(by_name[" ".join(found["era"].lower().split())])
    if published is None:
        return None
    short = [era for era in eras() if era.short.intersection(words.lower().split())]
    told = [era for era in short if era.cue in text and _runs(era, published)]
    return _first_day(told[0]) if len(told) == 1 else None


def _first_day(era: Era) -> date | None:
    extent = extent_of(era.start)
    return extent[0] if extent else None


def _runs(era: Era, day: date) -> bool:
    first, last = extent_of(era.start), extent_of(era.end)
    return first is not None and first[0] <= day and (last is None or day <= last[1])
