"""A number that somebody gives and what it counts."""

from __future__ import annotations

from dataclasses import dataclass

from siegegraph.graph.model.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """ "at least 500 injured" has a min alone, "264 soldiers" min = max = value, "up to 1,000" a max alone.

    `text` are the words, `span` where they stand. `of` is what is counted, `unit` what it is counted in.
    """

    span: Span
    text: str
    of: str | None = None
    min: float | None = None
    max: float | None = None
    value: float | None = None
    approximate: bool = False
    unit: str | None = None
