"""Kinds of built places (place_kinds.tsv): which nouns name a kind, and which stand for any place of it."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache

from siegegraph.ontology.lexicon.tables import rows_of


def kinds_named(noun: str, before: Collection[str] = ()) -> frozenset[str]:
    """The kinds that a noun names, in small letters: "plant" a works or, with "nuclear" before it, a power plant."""
    return _told(_table("nouns").get(noun, frozenset()), before)


def kinds_meant(noun: str, before: Collection[str] = ()) -> frozenset[str]:
    """The kinds that a general noun may stand for: "complex" many, "industrial complex" works only."""
    return _told(_table("general").get(noun, frozenset()), before)


def is_telling(word: str) -> bool:
    """Whether a word before a noun tells the kind of place: "industrial", "maternity"."""
    return word in _table("telling")


def _told(kinds: frozenset[str], before: Collection[str]) -> frozenset[str]:
    told = [_table("telling")[word] for word in before if is_telling(word)]
    narrowed = kinds.intersection(*told) if told else kinds
    return narrowed or kinds


@cache
def _table(column: str) -> dict[str, frozenset[str]]:
    table: dict[str, frozenset[str]] = {}
    for row in rows_of("place_kinds"):
        for word in row[column].split():
            table[word] = table.get(word, frozenset()) | {row["kind"]}
    return table
