"""Lengths of time beside events: how long something has gone on, how long after something else it was."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from spacy.tokens import Doc, Token

from siegegraph.graph.extract.document import annotations_of, text_of
from siegegraph.graph.extract.events.time_links import Expression
from siegegraph.graph.extract.events.triggers import Reading
from siegegraph.graph.extract.times.numerals import number_of
from siegegraph.graph.extract.times.timex_values import shifted
from siegegraph.graph.model.extraction import Bounds
from siegegraph.graph.model.interval import throughout
from siegegraph.graph.model.span import Span

_LENGTH = re.compile(r"P(\d+)([DWMY])")
_UNITS = {"D": "day", "W": "week", "M": "month", "Y": "year"}
_APART = re.compile(
    r"(?P<count>[\w-]+)\s+(?P<unit>day|week|month|year)s?\s+(?P<way>after|before|into)\s", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Length:
    """How long something lasts: the index of the expression, its head word, the number of units."""

    index: int
    root: Token
    count: int
    unit: str


def lengths_of(doc: Doc) -> list[Length]:
    """The lengths of time that a Doc gives in whole units."""
    found = []
    for index, time in enumerate(annotations_of(doc).times):
        length = _LENGTH.fullmatch(time.value or "") if time.type == "DURATION" else None
        tokens = doc.char_span(time.start, time.end, alignment_mode="expand") if length else None
        if length is not None and tokens is not None:
            found.append(Length(index, tokens.root, int(length[1]), _UNITS[length[2]]))
    return found


def gone_on(reading: Reading, lengths: list[Length], published: date) -> tuple[int, Bounds] | None:
    """Since when at the latest what goes on has done so: "have had no water for two weeks"."""
    for length in lengths:
        preposition = length.root.head
        if preposition.lower_ == "for" and preposition.head in _verbs(reading.predicate):
            begun = shifted(published, -length.count, length.unit)
            return length.index, Bounds(begin_latest=begun, end_earliest=published)
    return None


def holds(expression: Expression, reading: Reading) -> bool:
    """Whether an event is what a time is counted from: "two days after the army halted the evacuation"."""
    words = Span(reading.head.idx, reading.head.idx + len(reading.head))
    return expression.span.contains(words) and _APART.match(_text(expression)) is not None


def counted_from(expression: Expression, reading: Reading) -> Bounds | None:
    """The day of the event that a time is counted from; None where it is not the clause after "after" itself."""
    apart = _APART.match(_text(expression))
    day = expression.bounds.earliest
    if apart is None or day is None or day != expression.bounds.latest or not _is_clause(expression, reading):
        return None
    count = number_of(apart["count"].lower())
    if count is None:
        return None
    sign = 1 if apart["way"].lower() == "before" else -1
    moved = shifted(day, sign * round(count), apart["unit"].lower())
    return throughout(moved, moved) if moved is not None else None


def _text(expression: Expression) -> str:
    return text_of(expression.root.doc)[expression.span.start : expression.span.end]


def _is_clause(expression: Expression, reading: Reading) -> bool:
    token = reading.predicate
    while token.head != token and expression.span.start <= token.head.idx < expression.span.end:
        if token.head.dep_ in ("prep", "mark") or token.dep_ in ("pobj", "pcomp"):
            break
        token = token.head
    return token == reading.predicate


def _verbs(verb: Token) -> Iterator[Token]:
    yield verb
    while verb.dep_ in ("xcomp", "acomp", "ccomp") and verb.head != verb:
        verb = verb.head
        yield verb
