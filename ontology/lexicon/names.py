"""The words around names: ranks, offices, units, the nouns that say what kind of thing a name denotes; given names."""

from __future__ import annotations

from functools import cache

from siegegraph.ontology.lexicon.tables import rows_of


@cache
def name_words(kind: str) -> frozenset[str]:
    """The words of one class ("rank", "unit", "facility", ...), as written in name_words.tsv.

    Raises KeyError for a class that the table lacks.
    """
    return _classes()[kind]


def given_name(word: str) -> str:
    """The form that stands for all forms of a given name ("vladimir": "volodymyr"); any other word as it is.

    Takes and gives small ASCII letters.
    """
    return _given_names().get(word, word)


@cache
def _given_names() -> dict[str, str]:
    table: dict[str, str] = {}
    for row in rows_of("given_names"):
        first, *others = row["forms"].split()
        table |= dict.fromkeys(others, first)
    return table


@cache
def _classes() -> dict[str, frozenset[str]]:
    return {row["class"]: frozenset(row["words"].split(";")) for row in rows_of("name_words")}
