"""The grammar of time expressions: an ordered list of rules, each a pattern with named parts, scanned over plain text.

Only what a phrase looks like is settled here; what it means is settled by `time_readings`. Where several rules match
at one place the first wins, so the longer forms stand before the shorter ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from siegegraph.graph.extract.times.time_rules import RULES
from siegegraph.graph.extract.times.time_words import DAY
from siegegraph.graph.model.span import Span


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that look like a time: the rule that they match and its named parts; the `whole` list, if it is of one."""

    span: Span
    rule: str
    parts: dict[str, str]
    whole: Span | None = None

    def has(self, part: str) -> bool:
        """Whether the rule's optional part is there."""
        return bool(self.parts.get(part))


_COMPILED = {name: re.compile(pattern) for name, pattern in RULES}
_SCANNER = re.compile(
    r"(?<![\w$€£#])(?<!\d[.,])(?=[\w'’])(?:"
    + "|".join(
        f"(?P<{name}>{re.sub(r'[(][?]P=(?:mark)[)]', '[./]', re.sub(r'[(][?]P<[a-z0-9]+>', '(?:', pattern))})"
        for name, pattern in RULES
    )
    + ")"
)
_ELEMENT = re.compile(DAY)


def scan(text: str) -> Iterator[Phrase]:
    """The phrases of a text in order, none overlapping another; those of a list ("9-10 July") one by one."""
    for found in _SCANNER.finditer(text):
        rule = found.lastgroup or ""
        match = _COMPILED[rule].match(text, found.start())
        if match is None:  # a back reference that the scanner's copy of the rule leaves out
            continue
        parts = {name: value.strip() for name, value in match.groupdict().items() if value is not None}
        if "list" in parts:
            yield from _elements(match, parts)
            continue
        yield Phrase(Span(*match.span()), rule, parts)
        if rule == "year_span":
            yield _year_after(match)


def _elements(match: re.Match[str], parts: dict[str, str]) -> Iterator[Phrase]:
    """Each day of "9, 10 and 11 July" or "April 2-4": the first and the last carry what stands around the list."""
    days = list(_ELEMENT.finditer(match.string, *match.span("list")))
    for place, day in enumerate(days):
        start = match.start() if place == 0 else day.start()
        end = match.end() if place == len(days) - 1 else day.end()
        own = {**parts, "day": day.group(), "last": days[-1].group()}
        yield Phrase(Span(start, end), "date", own, Span(*match.span()))


def _year_after(match: re.Match[str]) -> Phrase:
    """The second year of "1919-20", written short."""
    start = match.end() + 1
    short = match.string[start : start + 2]
    century = int(match["year"][:2]) + (short < match["year"][2:])
    return Phrase(Span(start, start + 2), "year", {"year": f"{century}{short}"})
