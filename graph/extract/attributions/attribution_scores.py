"""How well attributions were found: precision, recall and F1 over the words of source and of content."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from siegegraph.graph.model.extraction import AttributionMention
from siegegraph.graph.model.span import Span

_WORD = re.compile(r"\w+")

Example = tuple[str, Sequence[AttributionMention], Sequence[AttributionMention]]


def score_attributions(examples: Iterable[Example]) -> dict[str, float]:
    """Figures such as `source_f` and `content_p` over (text, gold rows, found rows), words counted once a text."""
    counts = {role: [0, 0, 0] for role in ("source", "content")}
    for text, gold, found in examples:
        for role, count in counts.items():
            wanted = _words(text, [getattr(row, role) for row in gold])
            got = _words(text, [getattr(row, role) for row in found])
            count[0] += len(wanted & got)
            count[1] += len(got)
            count[2] += len(wanted)
    return {
        f"{role}_{name}": value
        for role, (right, found_words, gold_words) in counts.items()
        for name, value in zip("prf", _figures(right, found_words, gold_words), strict=True)
    }


def _words(text: str, rows: Iterable[Sequence[Span]]) -> set[int]:
    return {match.start() for spans in rows for start, end in spans for match in _WORD.finditer(text, start, end)}


def _figures(right: int, found: int, gold: int) -> tuple[float, float, float]:
    precision = right / found if found else 0.0
    recall = right / gold if gold else 0.0
    return precision, recall, 2 * precision * recall / (precision + recall) if right else 0.0
