"""What is tied comes together, what is kept apart does not, whatever lies between."""

from __future__ import annotations

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from siegegraph.graph.resolve.partition import components, partition

things = st.integers(0, 9)
pairs = st.lists(st.tuples(things, things).filter(lambda pair: pair[0] != pair[1]), max_size=15)


def as_sets(groups: list[set[int]]) -> set[frozenset[int]]:
    return {frozenset(group) for group in groups}


@given(pairs)
def test_without_anything_apart_the_groups_are_the_components(ties: list[tuple[int, int]]) -> None:
    graph = nx.Graph(ties)
    graph.add_nodes_from(range(10))
    expected = {frozenset(component) for component in nx.connected_components(graph)}
    assert as_sets(partition(range(10), ties, [])) == expected
    assert as_sets(components(range(10), {n: list(graph[n]) for n in graph})) == expected


@given(pairs, pairs)
def test_nobody_meets_whom_he_is_kept_apart_from(ties: list[tuple[int, int]], apart: list[tuple[int, int]]) -> None:
    groups = partition(range(10), ties, apart)
    assert sorted(thing for group in groups for thing in group) == list(range(10))
    assert not any(one in group and other in group for group in groups for one, other in apart)


@given(pairs, pairs)
def test_a_tie_is_refused_only_where_two_would_meet(ties: list[tuple[int, int]], apart: list[tuple[int, int]]) -> None:
    groups = partition(range(10), ties, apart)
    group_of = {thing: group for group in groups for thing in group}
    for one, other in ties:
        a, b = group_of[one], group_of[other]
        assert a is b or any((x in a and y in b) or (x in b and y in a) for x, y in apart)


def test_of_two_ties_that_cannot_both_hold_the_first_does() -> None:
    assert as_sets(partition([1, 2, 3], [(1, 2), (2, 3)], [(1, 3)])) == as_sets([{1, 2}, {3}])
    assert as_sets(partition([1, 2, 3], [(2, 3), (1, 2)], [(1, 3)])) == as_sets([{1}, {2, 3}])
