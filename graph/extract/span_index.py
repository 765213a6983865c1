"""Spans of one text, for whoever asks often which of them are at a place."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from siegegraph.graph.model.span import Span


class SpanIndex:
    """Finds spans by what they share with a stretch, in time that grows with what is found and not with the text.

    That holds where none of them is as long as the text; a longest one widens the search by its length.
    """

    def __init__(self, spans: Iterable[Span]) -> None:
        self._spans = list(spans)
        self._numbers = sorted(range(len(self._spans)), key=lambda number: self._spans[number].start)
        self._starts = [self._spans[number].start for number in self._numbers]
        self._longest = max((span.end - span.start for span in self._spans), default=0)

    def numbers(self, stretch: Span) -> list[int]:
        """The numbers, from 0 as given and in that order, of the spans that share a character with a stretch."""
        low = bisect_left(self._starts, stretch.start - self._longest)
        high = bisect_right(self._starts, stretch.end - 1)
        return sorted(number for number in self._numbers[low:high] if self._spans[number].overlaps(stretch))

    def overlapping(self, stretch: Span) -> list[Span]:
        """The spans that share a character with a stretch, in the order given."""
        return [self._spans[number] for number in self.numbers(stretch)]

    def around(self, inner: Span) -> list[Span]:
        """The spans that hold one, or equal it, in the order given."""
        return [span for span in self.overlapping(inner) if span.contains(inner)]

    def within(self, outer: Span) -> list[Span]:
        """The spans that lie in one, or equal it, in the order given."""
        return [span for span in self.overlapping(outer) if outer.contains(span)]
