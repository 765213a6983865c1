"""A relation as the syntax of one sentence states it, before modality, time and speaker are added."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from siegegraph.graph.extract.relations.mention_index import Named
from siegegraph.graph.model.span import Span


@dataclass(frozen=True, slots=True)
class Statement:
    """`words` are the token indexes of the quote; `verb` heads the clause that states it, None within a noun phrase."""

    predicate: str
    subject: Span
    object: Span | str
    words: range
    verb: Token | None = None


def between(one: Named, other: Named, *words: Token | None) -> range:
    """The stretch of words from the first to the last of two mentions and what states their relation."""
    indexes = [one.first, one.last, other.first, other.last, *(word.i for word in words if word is not None)]
    return range(min(indexes), max(indexes) + 1)
