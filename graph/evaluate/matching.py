"""Pairs of what was wanted and what was found, one to one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeVar

from siegegraph.graph.model.span import Span

W = TypeVar("W", bound=str)
F = TypeVar("F", bound=str)


def pairs(candidates: Mapping[W, Sequence[F]]) -> dict[W, F]:
    """As many pairs as there can be, given for each wanted thing those found that would do, the best first.

    Augmenting paths (Kuhn): nobody who has a partner loses it, but may have to take the next best.
    """
    taken: dict[F, W] = {}

    def find(wanted: W, tried: set[F]) -> bool:
        for found in candidates[wanted]:
            if found not in tried:
                tried.add(found)
                if found not in taken or find(taken[found], tried):
                    taken[found] = wanted
                    return True
        return False

    for wanted in candidates:
        find(wanted, set())
    return {wanted: found for found, wanted in taken.items()}


def likeness(one: Span, other: Span) -> float:
    """What two stretches share of what they cover together, from 0 to 1."""
    shared = min(one.end, other.end) - max(one.start, other.start)
    together = max(one.end, other.end) - min(one.start, other.start)
    return max(shared, 0) / together if together else 0.0
