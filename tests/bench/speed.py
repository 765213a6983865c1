"""How fast reports are read: `taskset -c 0 python -m tests.bench.speed [--against CHECKOUT] [--rounds N] [--lengths]`.

Words a second of CPU time after loading, in all and for each component, on the reports of ../shared/corpora/siege_texts
and ../shared/gold/dev/re3d.jsonl. Every round is a process of its own, so that none finds the tables' caches filled by
the one before; the median counts. `--against` measures another checkout in turn with this one, with this script, and
says whether both read the same. `--lengths` takes single documents of 13,500, 27,000 and 54,000 words instead, put
together from the same reports and those of trnews and wikievents.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from importlib import resources
from itertools import chain
from pathlib import Path
from statistics import median
from typing import Any

import orjson
from tests.bench.layers import SHARED

from siegegraph.graph.extract.pipeline import Pipeline, extraction_of, load_pipeline
from siegegraph.graph.model.report import Report
from siegegraph.graph.read import read
from siegegraph.graph.standoff import json_of

HERE = Path(__file__).parents[2]
LENGTHS = (13_500, 27_000, 54_000)
# Kept unread, for a last check of everything.
UNREAD = "battle_of_okhtyrka.md"
Figures = dict[str, Any]


def siege_texts() -> Iterator[Report]:
    """The reports of the folder of that name."""
    paths = sorted(path for path in (SHARED / "corpora" / "siege_texts").glob("*.md") if path.name != UNREAD)
    return (report for report in read(paths) if isinstance(report, Report))


def annotated(layer: str) -> Iterator[Report]:
    """The reports of a file of ../shared/gold/dev."""
    for row in map(orjson.loads, (SHARED / "gold" / "dev" / f"{layer}.jsonl").read_bytes().splitlines()):
        published = date.fromisoformat(row["published"]) if row.get("published") else None
        yield Report(text=row["text"], published=published)


def words_in(report: Report) -> int:
    """How many words a report's prose has, by the white space between them."""
    return len(report.prose.split())


def of_length(words: int) -> Report:
    """One document of so many words."""
    parts: list[str] = []
    for report in chain(siege_texts(), *map(annotated, ("re3d", "trnews", "wikievents"))):
        parts.append(report.prose.strip())
        if (words := words - len(parts[-1].split())) <= 0:
            break
    kept = parts[-1].split(" ")
    parts[-1] = " ".join(kept[: len(kept) + words])
    return Report(text="\n\n".join(parts), published=date(2022, 6, 1))


def timed(pipeline: Pipeline, reports: Iterable[Report]) -> Figures:
    """Seconds of CPU time by component, the words read, and a digest of all that was found."""
    seconds: dict[str, float] = defaultdict(float)
    words, digest = 0, hashlib.sha256()
    for report in reports:
        words += words_in(report)
        started = time.process_time()
        doc = pipeline.doc(report)
        seconds["tokenizer"] += (now := time.process_time()) - started
        for name, component in pipeline.nlp.pipeline:
            started, doc = now, component(doc)
            seconds[name] += (now := time.process_time()) - started
        digest.update(json_of(extraction_of(doc, pipeline.extractor)))
    return {"seconds": seconds, "words": words, "digest": digest.hexdigest()}


def once(*, lengths: bool) -> dict[str, Figures]:
    """One round in this process, after a short report that fills no more than the tables."""
    pipeline = load_pipeline()
    with resources.as_file(resources.files("siegegraph.graph.samples").joinpath("01-corridor-collapses.txt")) as path:
        timed(pipeline, (report for report in read([path]) if isinstance(report, Report)))
    if lengths:
        return {f"{words:,} words": timed(pipeline, [of_length(words)]) for words in LENGTHS}
    return {"siege_texts": timed(pipeline, siege_texts()), "re3d": timed(pipeline, annotated("re3d"))}


def rounds(checkouts: dict[str, Path], count: int, *, lengths: bool) -> dict[str, list[dict[str, Figures]]]:
    """The figures of each checkout's rounds, taken in turn, each in a process of its own."""
    command = [sys.executable, "-W", "ignore", "-m", "tests.bench.speed", "--once", *(["--lengths"] if lengths else [])]
    measured: dict[str, list[dict[str, Figures]]] = {name: [] for name in checkouts}
    for _ in range(count):
        for name, checkout in checkouts.items():
            environment = {**os.environ, "PYTHONPATH": str(checkout.resolve() / ".ci" / "editable")}
            out = subprocess.run(command, cwd=HERE, env=environment, capture_output=True, check=True).stdout
            measured[name].append(json.loads(out))
    return measured


def show(measured: dict[str, list[dict[str, Figures]]]) -> None:
    """Print a table for each set: seconds by component, their share, and words a second."""
    for texts in next(iter(measured.values()))[0]:
        columns = {name: [each[texts] for each in of_rounds] for name, of_rounds in measured.items()}
        words = next(iter(columns.values()))[0]["words"]
        digests = {name: {each["digest"] for each in figures} for name, figures in columns.items()}
        same = "the same is read" if len(set.union(*digests.values())) == 1 else "what is read DIFFERS"
        print(f"\n{texts}: {words:,} words; {same}")
        print(f"{'':24}" + "".join(f"{name:>18}" for name in columns))
        for component in next(iter(columns.values()))[0]["seconds"]:
            print(f"{component:24}" + "".join(_cell(figures, component) for figures in columns.values()))
        totals = {name: [sum(each["seconds"].values()) for each in figures] for name, figures in columns.items()}
        print(f"{'seconds, median':24}" + "".join(f"{median(of):>18.2f}" for of in totals.values()))
        print(f"{'words a second':24}" + "".join(f"{words / median(of):>18,.0f}" for of in totals.values()))


def _cell(figures: list[Figures], component: str) -> str:
    seconds = median(each["seconds"].get(component, 0) for each in figures)
    whole = median(sum(each["seconds"].values()) for each in figures)
    return f"{seconds:>11.2f} ({seconds / whole:3.0%})"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--against", type=Path, metavar="CHECKOUT")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--lengths", action="store_true")
    parser.add_argument("--once", action="store_true", help="one round here, its figures as JSON")
    arguments = parser.parse_args()
    if arguments.once:
        print(json.dumps(once(lengths=arguments.lengths)))
    else:
        checkouts = {"before": arguments.against, "now": HERE} if arguments.against else {"now": HERE}
        show(rounds(checkouts, arguments.rounds, lengths=arguments.lengths))
