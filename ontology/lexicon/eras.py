"""Wars, sieges and eras with the days they began and ended (eras.tsv, each with its source)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from siegegraph.ontology.lexicon.tables import rows_of


@dataclass(frozen=True, slots=True)
class Era:
    """A war, siege or era. `start` and `end` are ISO 8601 days, months or years; `end` is None where none is held.

    `short` are the words that stand for it ("war") in a text that holds its `cue`.
    """

    name: str
    kind: str
    names: tuple[str, ...]
    start: str
    end: str | None
    short: frozenset[str]
    cue: str
    source: str


@cache
def eras() -> tuple[Era, ...]:
    """All of the table, in its order."""
    return tuple(
        Era(
            name=row["name"],
            kind=row["kind"],
            names=tuple(row["names"].split("|")),
            start=row["start"],
            end=row["end"] or None,
            short=frozenset(row["short"].split("|")) - {""},
            cue=row["cue"],
            source=row["source"],
        )
        for row in rows_of("eras")
    )
