"""Two ways of putting things together: the same, none alike, and the worked example of the paper."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from siegegraph.graph.evaluate.clusters import b_cubed, pairwise
from siegegraph.graph.evaluate.scores import Figure

clusterings = st.dictionaries(st.integers(0, 20), st.integers(0, 4), min_size=1)


def clustering(*clusters: str) -> dict[str, int]:
    return {thing: number for number, cluster in enumerate(clusters) for thing in cluster}


@given(clusterings)
def test_what_is_the_same_scores_one(clusters: dict[int, int]) -> None:
    renamed = {thing: f"cluster {name}" for thing, name in clusters.items()}
    assert b_cubed(clusters, renamed).f1 == 1
    assert pairwise(clusters, renamed).f1 in (1, None)


@given(clusterings, clusterings)
def test_exchanging_the_two_exchanges_precision_and_recall(one: dict[int, int], other: dict[int, int]) -> None:
    for measure in (b_cubed, pairwise):
        there, back = measure(one, other), measure(other, one)
        assert (there.precision, there.recall) == (back.recall, back.precision)


def test_clusters_that_are_wrongly_joined_cost_precision_by_their_size() -> None:
    # Figures 1 to 3 of Bagga and Baldwin: joining the two large clusters costs more than joining large and small.
    truth = clustering("abcde", "fg", "hijkl")
    assert round(b_cubed(truth, clustering("abcde", "fghijkl")).precision or 0, 2) == 0.76
    assert round(b_cubed(truth, clustering("abcdehijkl", "fg")).precision or 0, 2) == 0.58


def test_pairs_that_are_split_are_lost() -> None:
    assert pairwise(clustering("abc"), clustering("ab", "c")) == Figure(1, 1, 1, 3)


def test_a_thing_that_only_one_has_counts_against_that_one() -> None:
    assert b_cubed(clustering("ab"), clustering("a")) == Figure(1, 1, 0.5, 2)
    assert b_cubed(clustering("a"), clustering("ab")) == Figure(0.5, 2, 1, 1)
