"""What is read in whole reports stays as good as it is: in our own annotated ones, of five kinds.

The floors lie a few points below what was measured; `tests/bench/gold.py` gives the figures.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from siegegraph.graph.evaluate import Scores, evaluate
from siegegraph.graph.ingest import ingest
from siegegraph.graph.opening import open_graph
from siegegraph.graph.read import Metadata
from siegegraph.graph.settings import Settings

GOLD = Path(__file__).parents[2] / "gold"
REPORTS = {
    "aleppo-wire": "2016-12-19",
    "ghouta-commission": "2018-06-20",
    "mosul-briefing": "2017-06-23",
    "sarajevo-live": "1995-08-28",
    "vukovar-witness": "1991-11-25",
}
FLOORS = {
    "entities": 0.8, "coreference": 0.75, "events typed": 0.85, "dates": 0.8, "participants": 0.75, "quantities": 0.75,
    "modality": 0.9, "polarity": 0.9, "speakers": 0.8, "quotes": 1.0,
}  # fmt: skip


@pytest.fixture(scope="module")
def scores(tmp_path_factory: pytest.TempPathFactory) -> Scores:
    with open_graph(Settings(store=str(tmp_path_factory.mktemp("gold")))) as graph:
        for name, published in REPORTS.items():
            assert ingest(graph, [GOLD / f"{name}.txt"], Metadata.stated(published=published)).failed == []
        return evaluate(graph, [GOLD / f"{name}.json" for name in REPORTS])


@pytest.mark.parametrize("layer", FLOORS)
def test_a_layer_reads_as_well_as_it_did(scores: Scores, layer: str) -> None:
    f1 = scores.layers[layer].f1
    assert f1 is not None
    assert f1 >= FLOORS[layer], [note for note in scores.notes if note.startswith(f"{layer}:")]
