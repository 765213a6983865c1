"""A made-up war of any size, loaded and read: scale.py EVENTS [REPORTS_TIMED]

Ten events a report. Actors and places are drawn with a Zipf-like weight (the first actor is in about a tenth of the
events); three events in ten are told more than once. Prints seconds, milliseconds and the ratio to Oxigraph's own bulk
load of the same quads, in the same run.
"""

from __future__ import annotations

import random
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import islice
from pathlib import Path

import pyoxigraph

sys.path.insert(0, str(Path(__file__).parents[1] / "graph"))

from made_up import Writer
from siegegraph.graph.account import account_of
from siegegraph.graph.ingest import load
from siegegraph.graph.knowledge import KnowledgeGraph
from siegegraph.graph.model.extraction import Extraction
from siegegraph.graph.opening import open_graph
from siegegraph.graph.query.entities import entities
from siegegraph.graph.query.filters import Filters
from siegegraph.graph.query.page import PageRequest
from siegegraph.graph.query.relationships import relationships
from siegegraph.graph.query.timeline import timeline
from siegegraph.graph.settings import Settings
from siegegraph.graph.standoff import json_of
from siegegraph.graph.update import update

START = date(2031, 1, 1)
DAYS = 1000
KINDS = (
    ("shelled", "Bombardment", "target"),
    ("captured", "Capture", "target"),
    ("evacuated people from", "Evacuation", "origin"),
    ("withdrew from", "Withdrawal", "origin"),
)
SYLLABLES = ["ba", "dro", "kha", "li", "ma", "nov", "ost", "pol", "sve", "tor", "vin", "zhy", "ky", "ru", "sta", "mir"]


def zipf_like(rng: random.Random, count: int) -> int:
    """A number below `count`; small ones are frequent: 0 comes about once in ten."""
    return min(int(count ** rng.random() ** 0.8) - 1, count - 1)


def war(events: int, seed: int = 7) -> Iterator[Extraction]:
    """Reports that tell so many events, in order of publication."""
    rng = random.Random(seed)
    names = ["".join(rng.choices(SYLLABLES, k=3)).capitalize() + str(n) for n in range(8000)]
    told: list[tuple[str, tuple[str, str, str], str, date]] = []
    count = (events + 9) // 10
    for n in range(count):
        day = START + timedelta(days=DAYS * n // count)
        writer = Writer()
        for _ in range(10):
            if told and rng.random() < 0.3:
                unit, kind, place, when = rng.choice(told[-400:])
            else:
                unit, place = f"{zipf_like(rng, 1000) + 1}th Brigade", names[zipf_like(rng, 2000)]
                kind, when = rng.choice(KINDS), day - timedelta(days=rng.randrange(3))
                told.append((unit, kind, place, when))
            speaker = "Speaker " + names[2000 + zipf_like(rng, 5000)]
            writer.deed(when, (unit,), kind[0], kind[1], kind[2], place, rng.randrange(20, 400), speaker)
        if rng.random() < 0.2:
            writer.commands("Colonel " + names[7000 + zipf_like(rng, 900)], (f"{zipf_like(rng, 1000) + 1}th Brigade",))
        yield writer.extraction(day, f"Outlet {n % 100}", f"https://example.org/{n}")


def seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def milliseconds(work: Callable[[], object], times: int = 30) -> str:
    taken = sorted(1000 * seconds(work) for _ in range(times))
    return f"p50 {taken[times // 2]:.1f} ms, p95 {taken[int(times * 0.95)]:.1f} ms"


def loading(graph: KnowledgeGraph, events: int, folder: Path) -> None:
    """Load the war, then let Oxigraph alone load the quads that came of it."""
    lines = folder / "war.jsonl"
    with lines.open("wb") as out:
        out.writelines(json_of(extraction) + b"\n" for extraction in war(events))
    ours = seconds(lambda: load(graph, [lines]))
    quads = folder / "war.nq"
    with quads.open("wb") as out:
        for iri in graph.store.graphs():
            pyoxigraph.serialize(graph.store.graph(iri), out, format=pyoxigraph.RdfFormat.N_QUADS)
    alone = pyoxigraph.Store(folder / "alone")
    theirs = seconds(lambda: alone.bulk_load(path=str(quads), format=pyoxigraph.RdfFormat.N_QUADS))
    count = len(alone)
    print(f"load: {ours:.1f} s, {count:,} quads ({count / events:.1f} an event); Oxigraph alone: {theirs:.1f} s")
    print(f"ratio: {ours / theirs:.1f}; memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024:,} MiB")


def one_report(graph: KnowledgeGraph, times: int) -> None:
    """Add reports of ten events one by one."""
    fresh = [account_of(e, graph.minter) for e in islice(war(10 * times, seed=11), times)]
    taken = [1000 * seconds(lambda account=account: update(graph, [account])) for account in fresh]  # type: ignore[misc]
    print(f"one report of ten events: median {statistics.median(taken):.1f} ms")


def pages(graph: KnowledgeGraph) -> None:
    """Read first pages of the timeline and of the busiest actor's relationships."""
    page = PageRequest()
    busiest = {
        kind: entities(graph, types=[kind], page=PageRequest(limit=1)).items[0] for kind in ("Organisation", "Place")
    }
    actor, place = (busiest[kind]["id"].rpartition("/")[2] for kind in ("Organisation", "Place"))
    middle = START + timedelta(days=DAYS // 2)
    month = Filters(from_=middle, to=middle + timedelta(days=30))
    asked = {
        "first page": Filters(),
        "30 days": month,
        "30 days, one type": replace(month, type=("Capture",)),
        "busiest actor": Filters(actor=(actor,)),
        "busiest place, one type": Filters(place=(place,), type=("Capture",)),
        "30 days, as known on the last": replace(month, as_of=month.to),
        "a word": Filters(q=("shelled",)),
    }
    for name, filters in asked.items():
        print(f"timeline, {name}: {milliseconds(lambda filters=filters: timeline(graph, filters, page))}")  # type: ignore[misc]
    print(f"relationships of the busiest actor: {milliseconds(lambda: relationships(graph, actor, page=page))}")
    print(f"entities: {milliseconds(lambda: entities(graph, page=page))}")


def main() -> None:
    """Measure with the number of events that the command line names."""
    events = int(sys.argv[1])
    times = int(sys.argv[2]) if len(sys.argv) > 2 else 30
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with open_graph(Settings(store=str(folder / "store"))) as graph:
            loading(graph, events, folder)
            one_report(graph, times)
            pages(graph)


if __name__ == "__main__":
    main()
