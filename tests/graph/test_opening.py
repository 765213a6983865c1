"""A kill at any moment leaves a graph that opens, whole, with each report there or not there."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import Quad

from made_up import reports
from siegegraph.graph.account import account_of
from siegegraph.graph.errors import StoreError
from siegegraph.graph.knowledge import KnowledgeGraph
from siegegraph.graph.opening import open_graph, report_graphs
from siegegraph.graph.settings import Settings
from siegegraph.graph.standoff import json_of
from siegegraph.graph.update import update

NewGraph = Callable[[], KnowledgeGraph]

LOADING = """
import sys
from pathlib import Path
from siegegraph.graph import ingest
from siegegraph.graph.opening import open_graph
from siegegraph.graph.settings import Settings
ingest.BATCH = int(sys.argv[3])
with open_graph(Settings(store=sys.argv[1])) as graph:
    print("open", flush=True)
    ingest.load(graph, [Path(sys.argv[2])])
"""


def triples(graph: KnowledgeGraph) -> set[Quad]:
    return {quad for iri in graph.store.graphs() for quad in graph.store.graph(iri)}


@pytest.mark.parametrize("batch", [1, 8])
@pytest.mark.parametrize("delay", [0.05, 0.3, 0.6])
def test_a_killed_load_leaves_whole_reports_and_a_level_index(
    tmp_path: Path, new_graph: NewGraph, delay: float, batch: int
) -> None:
    given = reports(60, seed=21)
    lines = tmp_path / "reports.jsonl"
    lines.write_bytes(b"\n".join(json_of(extraction) for extraction in given))
    store = tmp_path / "killed"
    process = subprocess.Popen(
        [sys.executable, "-c", LOADING, str(store), str(lines), str(batch)], stdout=subprocess.PIPE, env={**os.environ}
    )
    assert process.stdout is not None
    process.stdout.readline()
    time.sleep(delay)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    with open_graph(Settings(store=str(store))) as graph:
        assert graph.index.revision == graph.store.revision()
        there = set(report_graphs(graph))
        whole = new_graph()
        update(whole, [a for a in (account_of(e, whole.minter) for e in given) if a.iri in there])
        assert triples(graph) == triples(whole)


def test_an_index_that_is_gone_is_built_anew(tmp_path: Path) -> None:
    settings = Settings(store=str(tmp_path / "store"))
    with open_graph(settings) as graph:
        update(graph, [account_of(extraction, graph.minter) for extraction in reports(5, seed=2)])
        before = triples(graph)
    for file in (tmp_path / "store").glob("index.sqlite*"):
        file.unlink()
    with open_graph(settings) as graph:
        assert triples(graph) == before
        assert graph.index.reader().execute("SELECT count(*) FROM report").fetchone() == (5,)


def test_a_store_keeps_the_base_it_was_made_with(tmp_path: Path) -> None:
    store = str(tmp_path / "store")
    with open_graph(Settings(store=store, base="https://one.example/")) as graph:
        assert graph.base == "https://one.example/"
    with open_graph(Settings(store=store)) as graph:
        assert graph.base == "https://one.example/"
    with pytest.raises(StoreError, match=r"one\.example"):
        open_graph(Settings(store=store, base="https://other.example/"))


def test_the_vocabulary_is_in_the_store(new_graph: NewGraph) -> None:
    query = "ASK { ?type <http://www.w3.org/2004/02/skos/core#notation> 'Siege' }"
    assert new_graph().store.ask(query)
