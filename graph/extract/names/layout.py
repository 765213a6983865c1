"""How a plain text is laid out: its blocks (headings, by-lines, bullets, captions, text) and its datelines.

Reports come as plain text or markdown, one line a paragraph or wrapped by hand; blank lines, marks and capitals are
all there is to go by.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from siegegraph.graph.model.span import Span
from siegegraph.ontology.lexicon.names import name_words

Kind = Literal["heading", "byline", "caption", "bullet", "text"]

_BULLET = re.compile(r"[ \t]*(?:[-*+•▪◦‣–—]|\(?\d{1,2}[.)]|\(?[a-z][.)])[ \t]+(?=\S)")
_MARKDOWN_HEADING = re.compile(r"[ \t]*#{1,6}[ \t]+")
_RULED = re.compile(r"[ \t]*(?:={3,}|-{3,}|\*{3,}|_{3,})[ \t]*$")
_BOLD_LINE = re.compile(r"\s*(?:\*\*|__)[^*_]+(?:\*\*|__):?\s*$")
_BYLINE = re.compile(r"(?:By|Written by|Reporting by|Edited by) [A-Z]|BY [A-Z]{2,}")
_CAPTION = re.compile(
    r"(?:Photo|Image|Picture|Caption|Credit|File photo|FILE)\b ?[:\-–—]|Photo(?:graph)? (?:by|courtesy)|\(?AP Photo\b",
    re.IGNORECASE,
)
_CREDIT = re.compile(r"(?:\((?:[^()]*\b(?:Photo|Images?|Handout)\b[^()]*)\)|[/|] ?(?:AP|AFP|Reuters|Getty Images))\s*$")
_STOP = re.compile(r"[.!?…:;,][\"”’')\]*_]*$")
_SENTENCE_END = re.compile(r"[.!?…:;][\"”’')\]*_]*$")
_WORD = re.compile(r"[^\W\d_][\w'’]*")
# Title Case leaves these words small.
_SMALL = name_words("title_small")
_MONTH = (
    r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?|"
    r"(?:JAN|FEB|MAR|APR|MAY|JUNE?|JULY?|AUG|SEPT?|OCT|NOV|DEC)[A-Z]*\.?"
)
_DAY = rf"(?:(?:{_MONTH}) \d{{1,2}}(?:,? \d{{4}})?|\d{{1,2}} (?:{_MONTH})(?:,? \d{{4}})?)"
_PLACE = r"[A-Z][\w'’.]*(?:[ -](?:[A-Z][\w'’.]*|al|el|de|of|the))*"
_CAPITAL_PLACE = r"[A-Z][A-Z'’.]+(?:[ -][A-Z][A-Z'’.]+)*"
_AGENCY = r"\([A-Z][\w .&/-]{1,30}\)"
_DASH = r"\s*(?:—|–|--|-)\s+"
_DATELINE = re.compile(
    rf"(?:{_CAPITAL_PLACE}(?:[,/] ?{_PLACE}){{0,3}}(?:, ?{_DAY})?(?: {_AGENCY})?(?={_DASH})"
    rf"|{_PLACE}(?:[,/] ?{_PLACE}){{0,2}}(?:,? {_DAY})(?: {_AGENCY})?(?={_DASH})"
    rf"|{_PLACE}(?:[,/] ?{_PLACE}){{0,2}}(?:, {_DAY})? {_AGENCY}(?={_DASH})"
    rf"|{_CAPITAL_PLACE}(?:, {_PLACE})?, {_DAY} {_AGENCY}(?=[:.]? ))"
)


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of lines that belong together, without the blank around it and the mark before it (bullet, `##`).

    `mark` is where that mark begins; the span's start where there is none.
    """

    kind: Kind
    span: Span
    mark: int


def blocks_of(text: str) -> tuple[Block, ...]:
    """The blocks of a text, in order."""
    found: list[Block] = []
    spans = list(_block_spans(text))
    for start, end in spans:
        block = _block(text, start, end, first=not found, alone=_stands_alone(text, start, end))
        if block is not None:
            found.append(block)
    return tuple(found)


def dateline_of(text: str, block: Block) -> Span | None:
    """The dateline that a block of text opens with ("KYIV, Ukraine (AP)"), the dash after it left out."""
    match = _DATELINE.match(text, block.span.start) if block.kind == "text" else None
    return Span(*match.span()) if match else None


def _block_spans(text: str) -> Iterator[tuple[int, int]]:
    """Lines, joined where a line goes on in the next."""
    lines = [(m.start(), m.end()) for m in re.finditer(r"[^\r\n\v\f\x85\u2028\u2029]+", text) if m.group().strip()]
    if not lines:
        return
    wrapped = _is_wrapped(text, lines)
    start = lines[0][0]
    for (_, end), (following, _) in pairwise(lines):
        if not (wrapped and _goes_on(text, start, end, following)):
            yield start, end
            start = following
    yield start, lines[-1][1]


def _is_wrapped(text: str, lines: list[tuple[int, int]]) -> bool:
    """Whether lines were broken by hand: many end in mid-sentence and the next one begins right below."""
    below = [(a, b) for a, b in pairwise(lines) if text.count("\n", a[1], b[0]) == 1]
    broken = sum(not _SENTENCE_END.search(text[a[0] : a[1]].rstrip()) and a[1] - a[0] > 40 for a, _ in below)
    return broken >= 2 and broken * 2 >= len(below) and max(end - start for start, end in lines) < 160


def _goes_on(text: str, start: int, end: int, following: int) -> bool:
    if (
        text.count("\n", end, following) > 1
        or _BULLET.match(text, following)
        or _MARKDOWN_HEADING.match(text, following)
    ):
        return False
    return not (_MARKDOWN_HEADING.match(text, start) or _RULED.match(text[following:].split("\n", 1)[0]))


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether blank lines, or the text's edges, are around a stretch."""
    before, after = text[:start].rstrip(" \t"), text[end:].lstrip(" \t")
    return (not before or before.endswith(("\n\n", "\r\n\r\n"))) and (
        not after or bool(re.match(r"(?:\r?\n){2}", after))
    )


def _block(text: str, start: int, end: int, *, first: bool, alone: bool) -> Block | None:
    words = text[start:end]
    if _RULED.match(words):
        return None
    mark = _MARKDOWN_HEADING.match(words) or _BULLET.match(words)
    inner_start = start + (mark.end() if mark else len(words) - len(words.lstrip()))
    inner_end = start + len(words.rstrip())
    if inner_end <= inner_start:
        return None
    kind = _kind(text[inner_start:inner_end], words, first=first, alone=alone)
    return Block(kind, Span(inner_start, inner_end), start + len(words) - len(words.lstrip()))


def _kind(inner: str, line: str, *, first: bool, alone: bool) -> Kind:
    if _MARKDOWN_HEADING.match(line) or _BOLD_LINE.match(line):
        return "heading"
    if _CAPTION.match(inner) or (_CREDIT.search(inner) and len(inner) < 300):
        return "caption"
    if _BYLINE.match(inner) and len(inner.split()) <= 12 and not inner.endswith((".", "!", "?")):
        return "byline"
    if _BULLET.match(line):
        return "bullet"
    return "heading" if _is_heading(inner, first=first, alone=alone) else "text"


def _is_heading(line: str, *, first: bool, alone: bool) -> bool:
    words = _WORD.findall(line)
    if not words or len(words) > 24 or len(line) > 180:
        return False
    if line.endswith(":"):
        return len(words) <= 6 and words[0][0].isupper()
    if re.search(r"[.,;][\"”’')*]*$", line) and not re.search(r"\b[A-Z]\.[A-Z]\.$", line):
        return False
    if is_capitals(line) or (is_title_case(line) and (alone or first)):
        return True
    if _STOP.search(line):
        return False
    return alone and words[0][0].isupper() and (len(words) <= 8 or first)


def is_capitals(line: str) -> bool:
    """Whether a line is written in capitals throughout ("RUSSIA ISSUES NEW ULTIMATUM")."""
    letters = [c for c in line if c.isalpha()]
    return len(letters) >= 6 and sum(c.isupper() for c in letters) >= 0.9 * len(letters)


def is_title_case(line: str) -> bool:
    """Whether nearly every word of weight has a capital, as in headlines ("Ukrainian Defenders Make Last Stand")."""
    words = [word for word in _WORD.findall(line) if word.lower() not in _SMALL]
    return len(words) >= 3 and sum(word[0].isupper() for word in words) >= 0.8 * len(words)
