"""The day that a telling has come to: what the dates of a paragraph say of the sentences after them.

A date told in a past tense holds for the sentences of its paragraph that follow, until another is named. What is
quoted goes by the dates that are quoted. On a page that is written as things happen, with the hour before each
entry, it is the day of the page.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from spacy.tokens import Doc, Token

from siegegraph.graph.extract.attributions.quotations import quotations_in
from siegegraph.graph.extract.document import annotations_of, text_of
from siegegraph.graph.extract.events.time_links import Expression
from siegegraph.graph.extract.names.layout import blocks_of
from siegegraph.graph.extract.parse.clauses import children, governing_verb, is_verb
from siegegraph.graph.extract.parse.tense import tense_of
from siegegraph.graph.model.extraction import Bounds
from siegegraph.graph.model.interval import throughout

# The longest time that a telling is taken to stay within.
_LONGEST = timedelta(days=31)
# A text whose days lie so far back as this tells a history, in the order of the days.
_HISTORY = timedelta(days=30)
# An hour alone at the start of a line, or before a dash: "11.25", "14:05 -".
_STAMP = re.compile(
    r"^[ \t]*(?:[-*•][ \t]*)?[*_]{0,2}(?:[01]?\d|2[0-3])[.:h][0-5]\d[*_]{0,2}[ \t]*(?:$|[-–—:|])", re.MULTILINE
)
_STAMPS = 3  # hours that make a page one that is written as things happen
_SIMULTANEOUS = frozenset({"when", "as", "while"})


@dataclass(frozen=True, slots=True)
class Point:
    """Where a telling stands in time: the bounds, the index of the expression that says so, the token it hangs on."""

    bounds: Bounds
    index: int | None
    at: int
    block: int
    is_quoted: bool

    @property
    def first(self) -> date:
        """The first day of it."""
        return self.bounds.earliest or date.min

    @property
    def last(self) -> date:
        """The last day of it."""
        return self.bounds.latest or date.max


class Narrative:
    """The points in time that one Doc's telling goes through."""

    def __init__(self, doc: Doc, expressions: Sequence[Expression]) -> None:
        read = annotations_of(doc)
        # Whoever laid the text out has left the blocks on the Doc.
        blocks = (doc._.blocks if Doc.has_extension("blocks") else ()) or blocks_of(text_of(doc))
        self._starts = [block.span.start for block in blocks]
        self._headings = [number for number, block in enumerate(blocks) if block.kind == "heading"]
        self._quotations = [quotation.span for quotation in quotations_in(text_of(doc))]
        self._quoted = [span.start for span in self._quotations]
        self._published = read.report.published
        self._is_page = len(_STAMP.findall(text_of(doc))) >= _STAMPS
        self._points = [self._point(e) for e in expressions if self._moves(e)]
        days = sorted(point.last for point in self._points)
        today = read.report.published
        self._is_history = bool(days) and (today is None or today - days[len(days) // 2] > _HISTORY)

    def point(self, token: Token) -> Point | None:
        """The point that a clause with this word is told at; None where its paragraph names none."""
        block, is_quoted = self._block(token.idx), self._is_quoted(token.idx)
        found = None
        for point in self._points:
            if point.block == block and point.is_quoted == is_quoted and self._reaches(point, token):
                found = point
        if found is None and self._is_page and self._published is not None:
            return Point(throughout(self._published, self._published), None, token.i, block, is_quoted)
        return found

    def before(self, token: Token) -> Point | None:
        """In a history, the point that the section had come to before the paragraph of this word."""
        if not self._is_history or self._is_quoted(token.idx):
            return None
        block = self._block(token.idx)
        section = max((number for number in self._headings if number < block), default=-1)
        told = [p for p in self._points if section < p.block < block and not p.is_quoted]
        return told[-1] if told else None

    def after(self, token: Token, point: Point) -> date | None:
        """The first day named later in the text that the telling goes on to; else that of publication."""
        ahead = (p.last for p in self._points if p.at > token.i and p.first > point.last and not p.is_quoted)
        return next(ahead, self._published)

    def _reaches(self, point: Point, token: Token) -> bool:
        """Whether a date stands before a word, or in the main clause of its sentence."""
        return point.at < token.i or (
            token.doc[point.at].sent.start == token.sent.start and self._is_main(point, token)
        )

    def _is_main(self, point: Point, token: Token) -> bool:
        verb = governing_verb(token.doc[point.at])
        return verb is not None and verb == token.sent.root

    def _moves(self, expression: Expression) -> bool:
        first, last = expression.bounds.earliest, expression.bounds.latest
        if first is None or last is None or last - first > _LONGEST:
            return False
        verb = governing_verb(expression.root)
        if verb is None:
            return self._opens_block(expression)
        return tense_of(verb) == "past" and _is_told(verb) and not _names_a_thing(expression.root)

    def _opens_block(self, expression: Expression) -> bool:
        """A day without a verb at the start of an entry: "28 August, 09:30", "3 March:"."""
        return expression.span.start == self._starts[self._block(expression.span.start)]

    def _point(self, expression: Expression) -> Point:
        at = expression.root.idx
        return Point(expression.bounds, expression.index, expression.root.i, self._block(at), self._is_quoted(at))

    def _block(self, offset: int) -> int:
        return max(0, bisect_right(self._starts, offset) - 1)

    def _is_quoted(self, offset: int) -> bool:
        place = bisect_right(self._quoted, offset) - 1
        return place >= 0 and offset < self._quotations[place].end


def _is_told(verb: Token) -> bool:
    """Whether a verb tells on its own, or with the main clause, what happened: not what a noun is described by."""
    return all(_goes_with(token) for token in _up(verb))


def _up(token: Token) -> Iterator[Token]:
    while token.head != token:
        yield token
        token = token.head


def _goes_with(token: Token) -> bool:
    if not is_verb(token):
        return token.dep_ in ("prep", "pobj", "dobj", "attr") and not _is_set_apart(token)
    if token.dep_ == "advcl":
        return any(child.lower_ in _SIMULTANEOUS for child in children(token, "mark", "advmod"))
    return token.dep_ in ("conj", "ccomp", "parataxis", "xcomp")


def _is_set_apart(token: Token) -> bool:
    return token.dep_ == "prep" and token.lower_ in ("after", "before", "since", "until")


def _names_a_thing(root: Token) -> bool:
    """Whether a time only says which thing is meant: "the shelling of 3 March", "Sunday's attack"."""
    if root.dep_ == "pobj":
        return root.head.lower_ == "of" and root.head.head.pos_ in ("NOUN", "PROPN")
    return root.dep_ in ("poss", "compound", "nmod", "amod")
