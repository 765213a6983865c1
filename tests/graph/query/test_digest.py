"""The digest holds the days that are remembered, each with the words of a claim about it."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from made_up import START, Writer, every, reports
from siegegraph.graph.account import account_of
from siegegraph.graph.errors import ParameterError
from siegegraph.graph.knowledge import KnowledgeGraph
from siegegraph.graph.model.account import Account
from siegegraph.graph.model.extraction import Extraction
from siegegraph.graph.query.digest import MOST_LISTED, digest
from siegegraph.graph.query.filters import Filters
from siegegraph.graph.update import update

Item = dict[str, Any]
NewGraph = Callable[[], KnowledgeGraph]


def told(deeds: dict[int, str], published: int, outlet: str = "Coast Courier") -> Extraction:
    """A report, so many days after the start, of one deed a day; what is told differs from day to day."""
    writer = Writer()
    for day, verb in deeds.items():
        kind = {"shelled": "Bombardment", "captured": "Capture"}[verb]
        writer.deed(START + timedelta(days=day), ("River Guard",), verb, kind, "target", "Arden", 20 + day, "")
    return writer.extraction(START + timedelta(days=published), outlet, f"https://example.org/{outlet}/{published}")


def filled(graph: KnowledgeGraph, told_by: list[Extraction]) -> KnowledgeGraph:
    update(graph, [account_of(extraction, graph.minter) for extraction in told_by])
    return graph


def days(graph: KnowledgeGraph, most: int, filters: Filters | None = None) -> list[int]:
    found = digest(graph, filters or Filters(), most).items
    return [(date.fromisoformat(item["date"]) - START).days for item in found]


def begun_or_ended(event: Item) -> set[str]:
    time = event["time"]
    begun = time["earliest"] if time["earliest"] == time["begin_latest"] else None
    ended = time["latest"] if time["latest"] == time["end_earliest"] else None
    return {day for day in (begun, ended) if day}


def test_a_day_still_named_weeks_later_comes_before_one_that_filled_the_news(new_graph: NewGraph) -> None:
    outlets = ("Coast Courier", "Northern Wire", "Hill Post", "Evening Echo")
    at_once = [told({20: "shelled"}, 20, outlet) for outlet in outlets]
    later = [told({0: "shelled"}, published) for published in (1, 15, 40)]
    assert days(filled(new_graph(), at_once + later), 1) == [0]


def test_a_capture_comes_before_a_bombardment_told_alike(new_graph: NewGraph) -> None:
    graph = filled(new_graph(), [told({0: "shelled", 10: "captured"}, 30), told({0: "shelled", 10: "captured"}, 12)])
    assert days(graph, 1) == [10]


def test_what_is_only_announced_counts_less_than_what_is_told(new_graph: NewGraph) -> None:
    graph = filled(
        new_graph(), [told({10: "shelled"}, published) for published in (3, 4, 5)] + [told({1: "shelled"}, 2)]
    )
    scores = {item["date"]: item["score"] for item in digest(graph, Filters(), 2).items}
    assert scores[str(START + timedelta(days=1))] > scores[str(START + timedelta(days=10))]


def test_the_day_after_gives_way_to_another_day_of_its_own(new_graph: NewGraph) -> None:
    peak = [told({10: "shelled", 11: "shelled"}, published) for published in (12, 20, 30)]
    graph = filled(new_graph(), [*peak, told({10: "shelled"}, 40), told({5: "shelled"}, 6), told({5: "shelled"}, 21)])
    assert days(graph, 2) == [5, 10]
    assert days(graph, 3) == [5, 10, 11]


def test_each_day_is_told_in_the_words_of_a_claim_about_it(graph: KnowledgeGraph) -> None:
    events = every(graph, Filters())
    claims = {claim["id"]: claim for event in events for claim in event["claims"]}
    event_of = {claim["id"]: event for event in events for claim in event["claims"]}
    found = digest(graph, Filters(), 1000).items
    assert [item["date"] for item in found] == sorted({day for event in events for day in begun_or_ended(event)})
    for item in found:
        that_day = [event for event in events if item["date"] in begun_or_ended(event)]
        assert item["quote"] == claims[item["claim"]]["quote"]
        assert event_of[item["claim"]]["id"] in item["events"]
        assert set(item["events"]) <= {event["id"] for event in that_day}
        assert len(item["events"]) == min(len(that_day), MOST_LISTED)
        assert item["reports"] == len({claim["report"] for event in that_day for claim in event["claims"]})
        assert item["reports"] >= item["independent"] >= 1


def test_filters_choose_what_is_looked_at(graph: KnowledgeGraph) -> None:
    window = Filters(from_=START, to=START + timedelta(days=1), type=("Capture",))
    assert days(graph, 1000, window) == [0, 1]
    [first, *_] = digest(graph, window).items
    assert {event["type"] for event in every(graph, window) if event["id"] in first["events"]} == {"Capture"}


def test_what_was_published_later_is_not_remembered_yet(new_graph: NewGraph) -> None:
    given = [account_of(extraction, new_graph().minter) for extraction in reports(40, seed=3)]
    day = START + timedelta(days=2)
    known = [a for a in given if a.report.published and a.report.published <= day]
    whole, alone = new_graph(), new_graph()
    update(whole, given)
    update(alone, known)
    assert digest(whole, Filters(as_of=day), 5) == digest(alone, Filters(), 5)


def test_the_order_of_arrival_changes_nothing(new_graph: NewGraph) -> None:
    given = [account_of(extraction, new_graph().minter) for extraction in reports(25, seed=4)]
    one, other = new_graph(), new_graph()
    update(one, given)
    shuffled: list[Account] = random.Random(4).sample(given, len(given))
    for account in shuffled:
        update(other, [account])
    assert digest(one, Filters(), 5) == digest(other, Filters(), 5)


@pytest.mark.parametrize("dates", [0, 1001])
def test_a_number_of_days_out_of_bounds_is_named(graph: KnowledgeGraph, dates: int) -> None:
    with pytest.raises(ParameterError, match="from 1 to 1000"):
        digest(graph, Filters(), dates)


def test_nothing_kept_is_no_day(graph: KnowledgeGraph) -> None:
    assert digest(graph, Filters(undated="only")).items == []


def test_a_line_is_about_its_own_day_where_sources_differ_on_it(new_graph: NewGraph) -> None:
    graph = filled(new_graph(), [told({0: "captured"}, 3), told({0: "captured"}, 4, "Northern Wire"), *reports(20, 2)])
    for item in digest(graph, Filters(), 1000).items:
        day = date.fromisoformat(item["date"])
        assert f"{day.day} {day:%B %Y}" in item["quote"]
