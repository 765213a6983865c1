"""How well each layer reads annotated reports: `python tests/bench/layers.py [--held-out] [LAYER...]`.

LAYER is the name of a file of ../shared/gold/dev (re3d, wikiwars, polnear, wikievents, trnews); all of them unless
given. A third of each, by a hash of the report's id, is held out (of re3d one whole source): it is scored only with
--held-out, and nobody reads it. The figures are those of ../shared/tools/score.py.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import json
import time
from datetime import date
from pathlib import Path
from typing import Any

import orjson

from siegegraph.graph.extract.names.train_names import HELD_OUT
from siegegraph.graph.extract.pipeline import load_pipeline
from siegegraph.graph.model.report import Report
from siegegraph.graph.standoff import json_of

SHARED = Path(__file__).parents[3] / "shared"
Row = dict[str, Any]


def score(gold: list[Row], found: dict[str, Row]) -> Row:
    """The figures of one layer, by the scorer that lies beside the corpora."""
    path = SHARED / "tools" / "score.py"
    spec = importlib.util.spec_from_file_location("score", path)
    if spec is None or spec.loader is None:
        raise ImportError(str(path))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    figures: Row = module.score(gold, found)
    return figures


def held_out_source() -> set[str]:
    """The ids of the reports of re3d that no recogniser was trained on."""
    lines = (SHARED / "corpora" / "re3d" / HELD_OUT / "documents.json").read_text(encoding="utf-8").splitlines()
    return {json.loads(line)["_id"] for line in lines if line.strip()}


def held_out(layer: str, row: Row, source: set[str]) -> bool:
    """Whether a report belongs to the part that is not looked at."""
    if layer == "re3d":
        return row["id"] in source
    return int(hashlib.sha1(row["id"].encode()).hexdigest(), 16) % 3 == 0


def main(layers: list[str], *, only_held_out: bool) -> None:
    pipeline = load_pipeline()
    source = held_out_source()
    for layer in layers:
        lines = (SHARED / "gold" / "dev" / f"{layer}.jsonl").read_bytes().splitlines()
        gold = [row for row in map(orjson.loads, lines) if held_out(layer, row, source) is only_held_out]
        started = time.perf_counter()
        found = {}
        for row in gold:
            published = date.fromisoformat(row["published"]) if row.get("published") else None
            found[row["id"]] = orjson.loads(json_of(pipeline.extract(Report(text=row["text"], published=published))))
        words = sum(len(row["text"].split()) for row in gold)
        speed = words / (time.perf_counter() - started)
        print(layer, f"({speed:,.0f} words/s)", json.dumps(score(gold, found), indent=1))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("layers", nargs="*", metavar="LAYER")
    parser.add_argument("--held-out", action="store_true")
    arguments = parser.parse_args()
    everything = ["re3d", "wikiwars", "polnear", "wikievents", "trnews"]
    main(arguments.layers or everything, only_held_out=arguments.held_out)
