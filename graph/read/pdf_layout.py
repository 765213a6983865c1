"""From lines on pages to paragraphs: a PDF keeps where its lines stand, not which of them belong together."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile

# How many lines at the top and at the foot of a page may be furniture.
_EDGE = 3
# What stands there on this many pages is, in a long document as well (chapters have headers of their own).
_OFTEN = 3
# A gap this much wider than usual parts two paragraphs, and so does a font this much larger.
_WIDE_GAP = 1.2
_LARGER = 1.15
# A first line is set in by at least this many points.
_INDENT = 5.0
# A line this much shorter than a full one, with a sentence's end, ends its paragraph.
_SHORT = 0.8
_PAGE_NUMBER = re.compile(r"\W*(?:page\s+)?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?\W*", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?:][\"'\u201d\u2019)\]]*$")
_BULLET = re.compile(r"\s*[\u2022\u25aa\u25cf\u25e6\u2023\u2043\u27a2\uf0b7]\s")
_HYPHEN = re.compile(r"(\w+)[-\u2010\u00ad]$")
_WORD = re.compile(r"\w+(?:-\w+)*")


@dataclass(slots=True)
class Line:
    """A line of text; where it begins and how large it is, in points. `y` grows upwards."""

    text: str = ""
    x: float = 0.0
    y: float = 0.0
    size: float = 0.0

    def place(self, x: float, y: float, size: float) -> None:
        """Say where the line begins; only its first words do."""
        if not self.size:
            self.x, self.y, self.size = x, y, size


def paragraphs_of(pages: Sequence[Sequence[Line]]) -> Iterator[str]:
    """The paragraphs of a document, each on one line, without headers, footers and page numbers."""
    kept = list(_without_furniture(pages))
    lines = [line for page in kept for line in page]
    words = Counter(word.lower() for line in lines for word in _WORD.findall(line.text))
    width = max(map(_length, lines), default=0)
    gap = _usual_gap(kept)
    paragraph: list[Line] = []
    for page in kept:
        margin = min((line.x for line in page), default=0.0)
        for line in page:
            if paragraph and _begins(line, paragraph[-1], gap, margin, width):
                yield _joined(paragraph, words)
                paragraph = []
            paragraph.append(line)
    if paragraph:
        yield _joined(paragraph, words)


def _without_furniture(pages: Sequence[Sequence[Line]]) -> Iterator[Sequence[Line]]:
    """The pages without page numbers and what other pages repeat (numbers aside), from their edges inwards."""
    edges = [[*page[:_EDGE], *page[max(_EDGE, len(page) - _EDGE) :]] for page in pages]
    seen = Counter(words for edge in edges for words in set(map(_masked, edge)))
    least = min(max(2, len(pages) // 2), _OFTEN)

    def is_furniture(line: Line) -> bool:
        return seen[_masked(line)] >= least or bool(_PAGE_NUMBER.fullmatch(line.text.strip()))

    for page in pages:
        top = len(list(takewhile(is_furniture, page[:_EDGE])))
        foot = len(list(takewhile(is_furniture, reversed(page[top:][-_EDGE:]))))
        yield page[top : len(page) - foot]


def _masked(line: Line) -> str:
    return re.sub(r"\d+", "#", " ".join(line.text.split()))


def _length(line: Line) -> int:
    return len(line.text.strip())


def _usual_gap(pages: Sequence[Sequence[Line]]) -> float:
    """How far apart the lines of a paragraph stand, in points: the distance that is most common."""
    gaps = Counter(
        round(upper.y - lower.y, 1) for page in pages for upper, lower in pairwise(page) if upper.y > lower.y
    )
    return max(gaps, key=lambda gap: (gaps[gap], -gap), default=0.0)


def _begins(line: Line, last: Line, gap: float, margin: float, width: int) -> bool:
    """Whether a line begins a paragraph after the last one."""
    ended = bool(_SENTENCE_END.search(last.text.rstrip()))
    if last.size and line.size and not 1 / _LARGER < line.size / last.size < _LARGER:
        return True
    if _BULLET.match(line.text):
        return True
    if last.y <= line.y:
        # On to the next column or page: a paragraph that runs on does so in the middle of a sentence.
        return ended
    if last.y - line.y > _WIDE_GAP * gap:
        return True
    set_in = line.x - margin >= _INDENT and line.x - last.x >= _INDENT
    return ended and (set_in or _length(last) < _SHORT * width)


def _joined(lines: Iterable[Line], words: Counter[str]) -> str:
    paragraph = ""
    for line in lines:
        text = " ".join(line.text.split())
        hyphen = _HYPHEN.search(paragraph)
        if hyphen and text[:1].islower():
            paragraph = _mended(paragraph, hyphen[1], text, words)
        else:
            paragraph = f"{paragraph} {text}" if paragraph else text
    return paragraph.replace("\u00ad", "")


def _mended(paragraph: str, before: str, text: str, words: Counter[str]) -> str:
    """Two lines with a word broken between them: in one piece, unless the document has it with the hyphen elsewhere."""
    match = _WORD.match(text)
    after = match[0].lower() if match else ""
    compound, whole = f"{before}-{after}".lower(), f"{before}{after}".lower()
    if words[compound] > words[whole]:
        return paragraph + text
    return paragraph[:-1] + text
