"""Scores of time expressions against annotated reports: extents (strict, relaxed) and values, as F1."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from siegegraph.graph.extract.scoring import overlap, pairs
from siegegraph.graph.model.extraction import TimeExpression


@dataclass(slots=True)
class _Tally:
    strict: int = 0
    relaxed: int = 0
    value: int = 0
    found: int = 0
    gold: int = 0


def score_times(reports: Iterable[tuple[Sequence[TimeExpression], Sequence[TimeExpression]]]) -> Mapping[str, float]:
    """F1 of (gold, found) pairs, one for each report: strict extent, relaxed extent, and relaxed with the right value.

    Of nested expressions only the outermost count; a missing value equals an empty one; case of values is ignored.
    """
    tally = _Tally()
    for gold, found in reports:
        _add(tally, _outermost(gold), _outermost(found))
    return {name: _f1(getattr(tally, name), tally.found, tally.gold) for name in ("strict", "relaxed", "value")}


def _add(tally: _Tally, gold: list[TimeExpression], found: list[TimeExpression]) -> None:
    tally.gold += len(gold)
    tally.found += len(found)
    tally.strict += len(pairs(gold, found, lambda a, b: (a.start, a.end) == (b.start, b.end)))
    overlapping = pairs(gold, found, overlap)
    tally.relaxed += len(overlapping)
    tally.value += sum((a.value or "").upper() == (b.value or "").upper() for a, b in overlapping)


def _outermost(times: Sequence[TimeExpression]) -> list[TimeExpression]:
    ordered = sorted(times, key=lambda time: (time.start, -time.end))
    kept: list[TimeExpression] = []
    for time in ordered:
        if not kept or time.end > kept[-1].end:
            kept.append(time)
    return kept


def _f1(right: int, found: int, gold: int) -> float:
    return 2 * right / (found + gold) if found + gold else 0.0
