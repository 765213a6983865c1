"""The words around names: ranks, offices, units, and the nouns that say what kind of thing a name denotes."""

from __future__ import annotations

from functools import cache

from siegegraph.ontology.lexicon.tables import rows_of


@cache
def name_words(kind: str) -> frozenset[str]:
    """The words of one class ("rank", "unit", "facility", ...), as written in name_words.tsv.

    Raises KeyError for a class that the table lacks.
    """
    return _classes()[kind]


@cache
def _classes() -> dict[str, frozenset[str]]:
    return {row["class"]: frozenset(row["words"].split(";")) for row in rows_of("name_words")}
