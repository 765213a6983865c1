"""What the scorers of several layers share: which of the rows found stand for those that annotators marked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Protocol, TypeVar

Row = TypeVar("Row")


class Stretch(Protocol):
    """Anything that covers a stretch of text."""

    @property
    def start(self) -> int:
        """The offset where it begins."""

    @property
    def end(self) -> int:
        """The offset after its last character."""


def pairs(gold: Iterable[Row], found: Sequence[Row], same: Callable[[Row, Row], bool]) -> list[tuple[Row, Row]]:
    """One-to-one pairs of rows that are the same, greedily in the order of the text."""
    left = list(found)
    matched = []
    for one in gold:
        match = next((other for other in left if same(one, other)), None)
        if match is not None:
            left.remove(match)
            matched.append((one, match))
    return matched


def overlap(one: Stretch, other: Stretch) -> bool:
    """Whether two rows share a part of the text."""
    return one.start < other.end and other.start < one.end
