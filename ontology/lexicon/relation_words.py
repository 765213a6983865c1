"""Words that state a lasting relation between two things (relation_words.tsv)."""

from __future__ import annotations

from functools import cache

from siegegraph.ontology.lexicon.tables import rows_of


@cache
def relation_words(kind: str) -> frozenset[str]:
    """The words of one class, such as `kin` or `control_verb`. Raises KeyError for a class that the table lacks."""
    return _classes()[kind]


@cache
def _classes() -> dict[str, frozenset[str]]:
    return {row["class"]: frozenset(row["words"].split()) for row in rows_of("relation_words")}
