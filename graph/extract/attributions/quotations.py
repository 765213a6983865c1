"""Direct speech: the stretches of a text between quotation marks, over paragraphs where speech runs on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from siegegraph.graph.model.span import Span

_PARAGRAPH = re.compile(r"[^\n]+")
# A single mark opens after a blank or a bracket and closes before anything but a letter; the rest are apostrophes.
_MARK = re.compile(r"[“”„«»\"]|''|``|(?<![^\s(—])‘(?=\w)|(?<=[^\s])’(?!\w)")
# What ends speech that a mark began; typewriter marks look the same at both ends.
_CLOSED_BY = {"“": '”"', "„": '“”"', "«": "»", '"': '"”', "''": "''", "``": "''", "‘": "’"}


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quoted stretch with its marks. `runs_on` when the speech goes on in the next paragraph."""

    span: Span
    runs_on: bool


def quotations_in(text: str) -> list[Quotation]:
    """The quoted stretches in order; none reaches beyond its paragraph."""
    paragraphs = [Span(*match.span()) for match in _PARAGRAPH.finditer(text)]
    found: list[Quotation] = []
    for i, paragraph in enumerate(paragraphs):
        following = paragraphs[i + 1] if i + 1 < len(paragraphs) else None
        goes_on = following is not None and _opens(text, following)
        found.extend(_within(text, paragraph, goes_on))
    return found


def _opens(text: str, paragraph: Span) -> bool:
    mark = _MARK.match(text.lstrip() if paragraph.start == 0 else text, paragraph.start)
    return mark is not None and mark.group() in _CLOSED_BY


def _within(text: str, paragraph: Span, goes_on: bool) -> Iterator[Quotation]:
    opened: int | None = None
    closing = ""
    inner = 0
    for mark in _MARK.finditer(text, *paragraph):
        if opened is None:
            if mark.group() in _CLOSED_BY and not _is_measure(text, mark.start()):
                opened, closing, inner = mark.start(), _CLOSED_BY[mark.group()], 0
        elif mark.group() == "“" and _is_closed_twice(text, mark.end(), paragraph.end, text[opened]):
            inner += 1
        elif mark.group() in closing and not _is_possessive(text, mark, paragraph.end):
            if inner and mark.group() == "”":
                inner -= 1
                continue
            yield Quotation(Span(opened, mark.end()), runs_on=False)
            opened = None
    if opened is not None and text[opened] != "‘" and (goes_on or opened == paragraph.start):
        yield Quotation(Span(opened, paragraph.end), runs_on=goes_on)


def _is_closed_twice(text: str, start: int, end: int, outer: str) -> bool:
    """Whether a mark within speech opens a quotation in the quotation: both are closed before the paragraph ends."""
    first = text.find("”", start, end)
    return first >= 0 and text.find("”" if outer == "“" else outer, first + 1, end) >= 0


def _is_possessive(text: str, mark: re.Match[str], end: int) -> bool:
    """Whether what looks like a closing mark ends a plural: "the workers’ rights’"."""
    return (
        mark.group() == "’"
        and text[mark.start() - 1] == "s"
        and re.search(r"’(?!\w)", text[mark.end() : end]) is not None
    )


def _is_measure(text: str, at: int) -> bool:
    """Whether a straight mark stands for inches or seconds: 5'2\"."""
    return text[at] == '"' and at > 0 and text[at - 1].isdigit()
