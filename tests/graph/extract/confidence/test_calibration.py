"""Probabilities that keep their word, and the figures that tell whether they do."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siegegraph.graph.extract.confidence.calibration import (
    Bin,
    Weights,
    auroc,
    expected_calibration_error,
    fitted,
    reliability,
)

rows = st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1)


def made_up(count: int) -> tuple[list[dict[str, float]], list[bool]]:
    """Claims of which four in five are right where one feature is there, two in five where it is not."""
    rng = random.Random(1)
    features, right = [], []
    for _ in range(count):
        named = rng.random() < 0.5
        features.append({"claim": 1.0, "named": 1.0} if named else {"claim": 1.0})
        right.append(rng.random() < (0.8 if named else 0.4))
    return features, right


def test_fitted_weights_promise_what_was_judged() -> None:
    features, right = made_up(4000)
    weights = fitted(features, right, penalty=0.1)
    assert weights.probability({"claim": 1, "named": 1}) == pytest.approx(0.8, abs=0.03)
    assert weights.probability({"claim": 1}) == pytest.approx(0.4, abs=0.03)
    promised = [weights.probability(each) for each in features]
    assert expected_calibration_error(promised, right) < 0.03
    assert auroc(promised, right) > 0.65


def test_a_feature_that_was_never_seen_counts_nothing() -> None:
    weights = Weights({"claim": 0.5})
    assert weights.probability({"claim": 1, "new": 9}) == weights.probability({"claim": 1})


@given(rows)
def test_the_reliability_table_counts_every_claim_once(claims: list[tuple[float, bool]]) -> None:
    promised, right = [p for p, _ in claims], [r for _, r in claims]
    table = reliability(promised, right)
    assert sum(each.claims for each in table) == len(claims)
    assert sum(each.claims * each.right for each in table) == pytest.approx(sum(right))
    assert 0 <= expected_calibration_error(promised, right) <= 1


def test_the_table_says_how_many_of_like_confidence_are_right() -> None:
    assert reliability([0.71, 0.79, 1.0], [True, False, True]) == [Bin(2, 0.75, 0.5), Bin(1, 1.0, 1.0)]


@pytest.mark.parametrize(
    ("promised", "right", "area"),
    [
        ([0.9, 0.8, 0.2], [True, True, False], 1.0),
        ([0.1, 0.9], [True, False], 0.0),
        ([0.5, 0.5], [True, False], 0.5),
    ],
)
def test_the_area_is_the_chance_that_the_right_one_is_promised_more(
    promised: list[float], right: list[bool], area: float
) -> None:
    assert auroc(promised, right) == area


def test_without_right_and_wrong_there_is_no_area() -> None:
    with pytest.raises(ValueError, match="claims that are right and claims that are wrong"):
        auroc([0.5], [True])
