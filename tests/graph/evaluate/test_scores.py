"""Figures that add up and a table that can be read."""

from __future__ import annotations

import pytest

from siegegraph.graph.evaluate import Figure, Scores


def test_precision_recall_and_f1_of_known_counts() -> None:
    figure = Figure(right=3, found=4, hit=3, wanted=6)
    assert (figure.precision, figure.recall) == (0.75, 0.5)
    assert figure.f1 == pytest.approx(0.6)


def test_nothing_found_and_nothing_wanted_have_no_share() -> None:
    assert (Figure().precision, Figure().recall, Figure().f1) == (None, None, None)
    assert Figure(right=0, found=2, hit=0, wanted=2).f1 == 0


def test_files_add_up_before_shares_are_taken() -> None:
    scores = Scores()
    scores.add("events", right=1, found=1, hit=1, wanted=1)
    scores.add("events", right=0, found=3, hit=0, wanted=1)
    assert scores.layers["events"] == Figure(right=1, found=4, hit=1, wanted=2)


def test_what_is_wrong_is_said() -> None:
    scores = Scores()
    scores.judge("dates", True, "e1 is 5 May")
    scores.judge("dates", False, "e2 is 6 May")
    scores.miss("dates", "e3 is not found")
    assert scores.layers["dates"] == Figure(right=1, found=2, hit=1, wanted=3)
    assert scores.notes == ["dates: e2 is 6 May", "dates: e3 is not found"]


def test_the_table_has_a_row_for_each_layer() -> None:
    scores = Scores()
    scores.add("events found", right=1, found=2, hit=1, wanted=1)
    scores.add("quotes", right=0, found=0, hit=0, wanted=0)
    assert str(scores).splitlines() == [
        "layer         precision  recall     F1",
        "events found      0.500   1.000  0.667  1 of 2 right, 1 of 1 found",
        "quotes                -       -      -  0 of 0 right, 0 of 0 found",
    ]
