"""Reads the tables of words: tab-separated, `#` lines are comments, the first other line names the columns."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import resources


def rows_of(table: str) -> Iterator[dict[str, str]]:
    """The rows of `siegegraph.ontology.lexicon/{table}.tsv`, each by its column names; missing cells are empty."""
    text = resources.files("siegegraph.ontology.lexicon").joinpath(f"{table}.tsv").read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if line and not line.startswith("#"))
    columns = next(lines).split("\t")
    for line in lines:
        cells = line.split("\t")
        yield dict(zip(columns, cells + [""] * (len(columns) - len(cells)), strict=True))
