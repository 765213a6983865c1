"""Scores of quantities against annotated reports: extents, bounds, and what is counted, as F1."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from siegegraph.graph.extract.scoring import overlap, pairs
from siegegraph.graph.model.extraction import QuantityExpression


def score_quantities(
    reports: Iterable[tuple[Sequence[QuantityExpression], Sequence[QuantityExpression]]],
) -> Mapping[str, float]:
    """F1 of (gold, found) pairs, one for each report.

    `found` asks for an overlap only, `bounds` also for the same minimum, maximum, value and unit, `counted` for the
    same last word of what is counted on top of that.
    """
    right = {"found": 0, "bounds": 0, "counted": 0}
    total = 0
    for gold, found in reports:
        total += len(gold) + len(found)
        for one, other in pairs(gold, found, overlap):
            same = _amount(one) == _amount(other)
            right["found"] += 1
            right["bounds"] += same
            right["counted"] += same and _head(one) == _head(other)
    return {name: 2 * count / total if total else 0.0 for name, count in right.items()}


def _amount(one: QuantityExpression) -> tuple[float | str | None, ...]:
    return one.min, one.max, one.value, one.unit


def _head(one: QuantityExpression) -> str:
    return one.of.lower().split()[-1] if one.of else ""
