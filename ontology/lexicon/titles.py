"""Titles beside a person's name (titles.tsv): ranks, offices, professions with their full form, commands, roles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from siegegraph.ontology.lexicon.tables import rows_of

_PREFIXES = {"deputy": "Deputy", "acting": "Acting", "interim": "Interim", "vice": "Vice", "first": "First"}
LONGEST = 5


@dataclass(frozen=True, slots=True)
class Title:
    """A title: `kind` is rank, office, command, profession or role; `canonical` is its full form, empty for a role."""

    kind: str
    canonical: str
    words: int


def title_ending(words: Sequence[str]) -> Title | None:
    """The longest title that a run of words ends in, with "Deputy", "Acting" and the like before it."""
    plain = [word.lower().rstrip(".") for word in words[-LONGEST:]]
    for start in range(len(plain)):
        row = _titles().get(" ".join(plain[start:]).replace(" - ", "-"))
        if row is not None:
            kind, canonical = row
            prefix = _PREFIXES.get(plain[start - 1]) if start and canonical and kind != "rank" else None
            size = len(plain) - start
            return Title(kind, f"{prefix} {canonical}", size + 1) if prefix else Title(kind, canonical, size)
    return None


@cache
def _titles() -> Mapping[str, tuple[str, str]]:
    return MappingProxyType({row["title"]: (row["kind"], row["canonical"]) for row in rows_of("titles")})
