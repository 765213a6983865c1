"""Words that tell what a number does: names, counts or says nothing (quantity_words.tsv)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from siegegraph.ontology.lexicon.tables import rows_of


@cache
def quantity_words() -> Mapping[str, frozenset[str]]:
    """The words of each class (numbered, state, harm, filler, scale), in lower case."""
    return MappingProxyType({row["class"]: frozenset(row["words"].split()) for row in rows_of("quantity_words")})
