"""One to one, and as many as there can be."""

from __future__ import annotations

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from siegegraph.graph.evaluate.matching import likeness, pairs
from siegegraph.graph.model.span import Span

candidates = st.dictionaries(
    st.sampled_from("abcdef"), st.lists(st.sampled_from("123456"), unique=True), min_size=1, max_size=6
)
spans = st.tuples(st.integers(0, 50), st.integers(1, 20)).map(lambda pair: Span(pair[0], pair[0] + pair[1]))


@given(candidates)
def test_there_are_as_many_pairs_as_there_can_be(offered: dict[str, list[str]]) -> None:
    graph = nx.Graph([(wanted, found) for wanted, every in offered.items() for found in every])
    graph.add_nodes_from(offered)
    best = nx.bipartite.maximum_matching(graph, top_nodes=list(offered))
    assert len(pairs(offered)) == sum(node in offered for node in best)


@given(candidates)
def test_a_pair_is_one_that_was_offered_and_nothing_is_in_two(offered: dict[str, list[str]]) -> None:
    made = pairs(offered)
    assert all(found in offered[wanted] for wanted, found in made.items())
    assert len(set(made.values())) == len(made)


def test_the_best_is_taken_where_nobody_else_needs_it() -> None:
    assert pairs({"a": ["1", "2"], "b": ["2"]}) == {"a": "1", "b": "2"}


def test_the_next_best_is_taken_so_that_both_have_one() -> None:
    assert pairs({"a": ["1", "2"], "b": ["1"]}) == {"a": "2", "b": "1"}


@given(spans, spans)
def test_likeness_is_symmetric_and_one_for_the_same(one: Span, other: Span) -> None:
    assert likeness(one, other) == likeness(other, one)
    assert (likeness(one, other) == 1) == (one == other)
    assert (likeness(one, other) > 0) == one.overlaps(other)
