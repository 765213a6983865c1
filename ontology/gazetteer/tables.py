"""Reads this folder's tables: rows of tab-separated values under a heading, several names in one cell split by ";"."""

from __future__ import annotations

import csv
from importlib import resources


def rows(table: str) -> list[dict[str, str]]:
    """The rows of a table of this folder by column name; an absent value is ""."""
    text = resources.files("siegegraph.ontology.gazetteer").joinpath(table).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE, restval=""))


def names(cell: str) -> tuple[str, ...]:
    """The names in a cell."""
    return tuple(name.strip() for name in cell.split(";") if name.strip())
