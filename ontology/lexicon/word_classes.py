"""Small classes of function-like words, by name (word_classes.tsv says what each is for)."""

from __future__ import annotations

from functools import cache

from siegegraph.ontology.lexicon.tables import rows_of


@cache
def word_class(name: str) -> frozenset[str]:
    """The lemmas of a class. Raises KeyError for a class that the table does not have."""
    return {row["class"]: frozenset(row["words"].split()) for row in rows_of("word_classes")}[name]
