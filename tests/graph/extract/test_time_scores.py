from __future__ import annotations

from siegegraph.graph.extract.times.time_scores import score_times
from siegegraph.graph.model.extraction import TimeExpression


def time(start: int, end: int, value: str | None) -> TimeExpression:
    return TimeExpression(start=start, end=end, text="x" * (end - start), type="DATE", value=value)


def test_a_shorter_extent_counts_as_relaxed_and_its_value_may_be_right() -> None:
    scores = score_times([([time(0, 10, "1994-02-05")], [time(3, 10, "1994-02-05")])])
    assert scores == {"strict": 0.0, "relaxed": 1.0, "value": 1.0}


def test_misses_and_inventions_lower_all_three() -> None:
    scores = score_times([([time(0, 4, "1994"), time(9, 13, "1995")], [time(0, 4, "1994"), time(20, 24, "1996")])])
    assert scores == {"strict": 0.5, "relaxed": 0.5, "value": 0.5}


def test_only_the_outermost_of_nested_times_counts() -> None:
    scores = score_times([([time(0, 20, "1775-11"), time(12, 20, "1775-11")], [time(0, 20, "1775-11")])])
    assert scores == {"strict": 1.0, "relaxed": 1.0, "value": 1.0}


def test_an_open_value_equals_an_empty_one_in_the_gold() -> None:
    assert score_times([([time(0, 4, "")], [time(0, 4, None)])])["value"] == 1.0


def test_nothing_found_in_nothing_scores_zero() -> None:
    assert score_times([([], [])]) == {"strict": 0.0, "relaxed": 0.0, "value": 0.0}
