from __future__ import annotations

from dataclasses import replace

from siegegraph.graph.extract.times.quantity_scores import score_quantities
from siegegraph.graph.model.extraction import QuantityExpression

DEAD = QuantityExpression(start=0, end=2, of="people", min=68, max=68, value=68)


def test_each_figure_asks_for_more_than_the_one_before() -> None:
    assert score_quantities([([DEAD], [DEAD])]) == {"found": 1.0, "bounds": 1.0, "counted": 1.0}
    assert score_quantities([([DEAD], [replace(DEAD, of="young people")])])["counted"] == 1.0
    assert score_quantities([([DEAD], [replace(DEAD, of="shells")])]) == {"found": 1.0, "bounds": 1.0, "counted": 0.0}
    assert score_quantities([([DEAD], [replace(DEAD, max=None)])]) == {"found": 1.0, "bounds": 0.0, "counted": 0.0}


def test_misses_and_inventions_lower_the_score() -> None:
    elsewhere = replace(DEAD, start=10, end=12)
    assert score_quantities([([DEAD], [DEAD, elsewhere])])["found"] == 2 / 3
    assert score_quantities([([DEAD], [elsewhere])])["found"] == 0.0
