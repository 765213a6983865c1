"""A stretch of a report's text."""

from __future__ import annotations

from typing import NamedTuple


class Span(NamedTuple):
    """Offsets into a report's text: Unicode code points, end exclusive (`text[start:end]` is the stretch)."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one character."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Whether the other lies within this one (or equals it)."""
        return self.start <= other.start and other.end <= self.end
