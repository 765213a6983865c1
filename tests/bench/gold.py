"""How well whole reports are read: `python tests/bench/gold.py [--notes] GOLD.json...`.

Reads the reports of the gold files into a graph of their own, with the dates and publishers that the files give, and
prints what `siegegraph evaluate` does. Reports of one file share a graph, those of different files do not.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson

from siegegraph.graph.evaluate import Scores, evaluate
from siegegraph.graph.ingest import ingest
from siegegraph.graph.opening import open_graph
from siegegraph.graph.read import Metadata
from siegegraph.graph.settings import Settings


def reports_of(gold: Path) -> Iterator[tuple[Path, Metadata]]:
    """The reports of a gold file, each with what is known of it."""
    row: dict[str, Any] = orjson.loads(gold.read_bytes())
    for report in row.get("reports") or [row]:
        metadata = Metadata.stated(published=report.get("published"), publisher=report.get("publisher"))
        yield gold.parent / report["report"], metadata


def main(files: list[Path], *, notes: bool) -> None:
    total = Scores()
    for gold in files:
        with tempfile.TemporaryDirectory() as folder, open_graph(Settings(store=folder)) as graph:
            for path, metadata in reports_of(gold):
                summary = ingest(graph, [path], metadata)
                if summary.failed:
                    raise summary.failed[0]
            scores = evaluate(graph, [gold])
        print(f"{gold}\n{scores}\n")
        if notes:
            print(*scores.notes, "", sep="\n")
        for layer, figure in scores.layers.items():
            total.layers[layer] = total.layers[layer] + figure if layer in total.layers else figure
    if len(files) > 1:
        print(f"all\n{total}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="+", type=Path, metavar="GOLD.json")
    parser.add_argument("--notes", action="store_true", help="print what was missed or wrong, too")
    arguments = parser.parse_args()
    main(arguments.gold, notes=arguments.notes)
