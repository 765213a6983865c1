"""Areas and waters that reports name and no data set here gives an id or a point: what kind they are and where."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from siegegraph.ontology.gazetteer.folding import fold
from siegegraph.ontology.gazetteer.tables import names, rows


@dataclass(frozen=True, slots=True)
class Area:
    """An area by its usual name; `countries` are the codes of those it lies in, where the table says."""

    name: str
    subtype: str
    countries: tuple[str, ...]


@cache
def _by_name() -> dict[str, Area]:
    table: dict[str, Area] = {}
    for row in rows("areas.tsv"):
        area = Area(row["name"], row["subtype"], names(row["countries"]))
        table |= {fold(name): area for name in (row["name"], *names(row["aliases"]))}
    return table


def area(name: str) -> Area | None:
    """The area of that name."""
    return _by_name().get(fold(name).removeprefix("the "))
