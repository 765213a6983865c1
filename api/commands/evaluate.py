"""`siegegraph evaluate`: how right the store's reading of annotated reports is."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from siegegraph.graph.evaluate import evaluate as scores_of
from siegegraph.graph.opening import open_graph
from siegegraph.graph.settings import Settings


def evaluate(settings: Settings, gold: Sequence[Path], *, notes: bool) -> None:
    """Print precision, recall and F1 by layer; with `notes`, what was missed or wrong as well."""
    with open_graph(settings, create=False) as graph:
        scores = scores_of(graph, gold)
    print(scores)
    if notes:
        print("", *scores.notes, sep="\n")
