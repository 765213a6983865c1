"""Nouns around a speaker: spokespeople, and the media that words come through (speech_words.tsv)."""

from __future__ import annotations

from functools import cache

from siegegraph.ontology.lexicon.tables import rows_of


@cache
def speech_words(kind: str) -> frozenset[str]:
    """The lemmas of one class, such as `spokesperson` or `medium`. Raises KeyError for another."""
    return _classes()[kind]


@cache
def _classes() -> dict[str, frozenset[str]]:
    return {row["class"]: frozenset(row["words"].split()) for row in rows_of("speech_words")}
