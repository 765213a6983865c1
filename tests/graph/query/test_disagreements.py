"""Disagreements are those inside the timeline's events, in one list."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from made_up import START, every
from siegegraph.graph.errors import ParameterError
from siegegraph.graph.knowledge import KnowledgeGraph
from siegegraph.graph.query.disagreements import KINDS, disagreements
from siegegraph.graph.query.filters import Filters
from siegegraph.graph.query.page import PageRequest

Item = dict[str, Any]

FILTERS = st.builds(
    Filters,
    from_=st.none() | st.dates(START - timedelta(days=2), START + timedelta(days=3)),
    as_of=st.none() | st.dates(START, START + timedelta(days=8)),
    type=st.sampled_from([(), ("Capture",), ("Attack", "Evacuation")]),
    min_reports=st.sampled_from([1, 3]),
    undated=st.sampled_from(["include", "only", "exclude"]),
)
PLAIN = st.builds(Filters, as_of=st.none() | st.dates(START, START + timedelta(days=8)))


def listed(graph: KnowledgeGraph, filters: Filters, limit: int, on: Sequence[str] = ()) -> list[Item]:
    items: list[Item] = []
    cursor: str | None = None
    while True:
        page = disagreements(graph, filters, PageRequest(limit=limit, cursor=cursor), on=on)
        items += page.items
        cursor = page.next
        if cursor is None:
            return items


def named(item: Item) -> tuple[float, str, str, str]:
    return -item["score"], item["event"]["id"], item["on"], item["of"] or ""


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(filters=FILTERS | PLAIN, on=st.sampled_from([(), ("number",), ("naming", "responsibility")]))
def test_they_are_those_of_the_events_that_the_timeline_keeps(
    graph: KnowledgeGraph, filters: Filters, on: tuple[str, ...]
) -> None:
    expected = [
        {"event": {name: event[name] for name in ("id", "label", "type", "time")}, **each}
        for event in every(graph, filters)
        for each in event["disagreements"]
        if not on or each["on"] in on
    ]
    found = listed(graph, filters, 1000, on)
    assert sorted(found, key=named) == sorted(expected, key=named)
    assert [item["score"] for item in found] == sorted((item["score"] for item in found), reverse=True)


@pytest.mark.parametrize("filters", [Filters(), Filters(type=("Attack",))])
@pytest.mark.parametrize("limit", [1, 5])
def test_pages_follow_each_other_without_gap_or_repeat(graph: KnowledgeGraph, filters: Filters, limit: int) -> None:
    whole = listed(graph, filters, 1000)
    assert len(whole) > 5
    assert listed(graph, filters, limit) == whole


def test_what_was_published_later_differs_with_nobody_yet(graph: KnowledgeGraph) -> None:
    assert listed(graph, Filters(as_of=START - timedelta(days=1)), 50) == []
    assert listed(graph, Filters(as_of=date(2031, 12, 31)), 1000)


def test_a_kind_that_there_is_not_is_named_with_those_there_are(graph: KnowledgeGraph) -> None:
    with pytest.raises(ParameterError, match=", ".join(KINDS)):
        disagreements(graph, Filters(), PageRequest(), on=("weather",))
