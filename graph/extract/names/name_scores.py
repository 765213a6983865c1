"""Scores of the first layers against annotated reports: blocks of text, names, and where places are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain
from typing import TypeVar

from siegegraph.graph.extract.names.layout import Block
from siegegraph.graph.extract.names.place_choice import distance_km
from siegegraph.graph.model.extraction import EntityMention

_Row = TypeVar("_Row")
# The usual measure of toponym resolution: 100 miles.
NEAR_KM = 161.0
_TYPES = ("Person", "Organisation", "Place")


def score_paragraphs(reports: Iterable[tuple[Sequence[Block], Sequence[Block]]]) -> Mapping[str, float]:
    """F1 of (gold, found) pairs, one for each report: blocks of the same extent, and of the same kind too."""
    pairs = list(reports)
    return {
        "extent": _f1(pairs, lambda a, b: a.span == b.span),
        "kind": _f1(pairs, lambda a, b: (a.span, a.kind) == (b.span, b.kind)),
    }


def score_names(
    reports: Iterable[tuple[Sequence[EntityMention], Sequence[EntityMention]]],
) -> Mapping[str, float]:
    """F1 of (gold, found) pairs, one for each report, over people, organisations and places: of the same type and
    extent (`exact`), and of the same type and a shared character (`overlap`).
    """
    pairs = [(_typed(gold), _typed(found)) for gold, found in reports]
    return {
        "exact": _f1(pairs, lambda a, b: a.type == b.type and (a.start, a.end) == (b.start, b.end)),
        "overlap": _f1(pairs, lambda a, b: a.type == b.type and _overlap(a, b)),
    }


def score_places(
    reports: Iterable[tuple[Sequence[EntityMention], Sequence[EntityMention]]],
) -> Mapping[str, float]:
    """Of the gold's located mentions in (gold, found) pairs: `recall` is the share with a located mention over it,
    `near` the share of those found that lies within NEAR_KM, `score` their product.
    """
    wanted, matched = 0, []
    for gold, found in reports:
        located = [mention for mention in gold if mention.lat is not None]
        wanted += len(located)
        matched += _matched(located, [mention for mention in found if mention.lat is not None], _overlap)
    near = sum(distance_km(a, b) <= NEAR_KM for a, b in matched)
    return {
        "recall": len(matched) / wanted if wanted else 0.0,
        "near": near / len(matched) if matched else 0.0,
        "score": near / wanted if wanted else 0.0,
    }


def _typed(mentions: Sequence[EntityMention]) -> list[EntityMention]:
    return [mention for mention in mentions if mention.type in _TYPES]


def _overlap(a: EntityMention, b: EntityMention) -> bool:
    return a.start < b.end and b.start < a.end


def _matched(
    gold: Sequence[_Row], found: Sequence[_Row], same: Callable[[_Row, _Row], bool]
) -> list[tuple[_Row, _Row]]:
    """One-to-one pairs, greedily in the order of the text."""
    left = list(found)
    pairs = []
    for one in gold:
        match = next((at for at, other in enumerate(left) if same(one, other)), None)
        if match is not None:
            pairs.append((one, left.pop(match)))
    return pairs


def _f1(reports: Sequence[tuple[Sequence[_Row], Sequence[_Row]]], same: Callable[[_Row, _Row], bool]) -> float:
    right = sum(len(_matched(gold, found, same)) for gold, found in reports)
    rows = sum(map(len, chain.from_iterable(reports)))
    return 2 * right / rows if rows else 0.0
