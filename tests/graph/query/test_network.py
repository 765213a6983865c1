"""The network ties together whom the timeline shows together."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import timedelta
from itertools import combinations
from typing import Any, get_args

import pytest

from made_up import START, every
from siegegraph.graph.errors import ParameterError
from siegegraph.graph.knowledge import KnowledgeGraph
from siegegraph.graph.query import network as module
from siegegraph.graph.query.filters import Filters
from siegegraph.graph.query.network import MEASURES, Measure, network
from siegegraph.graph.query.page import PageRequest
from siegegraph.graph.query.relationships import relationships

Item = dict[str, Any]
Pair = tuple[str, str]

CHOICES = [
    Filters(),
    Filters(type=("Capture",)),
    Filters(as_of=START + timedelta(days=3)),
    Filters(from_=START, to=START + timedelta(days=1), undated="exclude"),
]


def members(event: Item) -> list[str]:
    named = [each["id"] for each in (*event["participants"], *event["places"]) if each["id"]]
    return sorted(set(named))


def shared(events: list[Item]) -> tuple[Counter[Pair], dict[Pair, set[str]], Counter[Pair]]:
    """By pair of entities: how many events they share, of which types, and how many claims these rest on."""
    weights: Counter[Pair] = Counter()
    types: dict[Pair, set[str]] = defaultdict(set)
    claims: Counter[Pair] = Counter()
    for event in events:
        for pair in combinations(members(event), 2):
            weights[pair] += 1
            types[pair].add(event["type"])
            claims[pair] += len(event["claims"])
    return weights, types, claims


def related(graph: KnowledgeGraph, filters: Filters, entities: set[str]) -> Iterator[tuple[Pair, Item]]:
    """The relationships between two of these entities, by the claims known on the day."""
    seen: set[str] = set()
    for entity in sorted(entities):
        name = entity.rpartition("/")[2]
        for item in relationships(graph, name, as_of=filters.as_of, page=PageRequest(limit=1000)).items:
            if item["object"]["id"] and item["id"] not in seen:
                seen.add(item["id"])
                one, other = sorted((item["subject"]["id"], item["object"]["id"]))
                yield (one, other), item


@pytest.mark.parametrize("filters", CHOICES)
def test_links_are_the_events_that_two_share_and_their_relations(graph: KnowledgeGraph, filters: Filters) -> None:
    found = network(graph, filters)
    weights, types, claims = shared(every(graph, filters))
    if not filters.type and not filters.from_:
        for pair, item in related(graph, filters, {node["id"] for node in found["nodes"]}):
            weights[pair] += 1
            types[pair].add(item["predicate"])
            claims[pair] += len(item["claims"])
        assert any("commands" in link["predicates"] for link in found["links"])
    links = {(link["source"], link["target"]): link for link in found["links"]}
    if filters.from_:
        # A relation without a time is kept by no window that leaves out the undated.
        assert not any("commands" in link["predicates"] for link in found["links"])
    assert {pair: link["weight"] for pair, link in links.items()} == weights
    assert {pair: set(link["predicates"]) for pair, link in links.items()} == types
    assert {pair: link["claims"] for pair, link in links.items()} == claims


def test_nodes_are_those_who_take_part_and_the_places_most_linked_first(graph: KnowledgeGraph) -> None:
    filters = Filters(type=("Attack",))
    found = network(graph, filters)
    named = {(each["id"], each["label"]) for event in every(graph, filters)
             for each in (*event["participants"], *event["places"]) if each["id"]}  # fmt: skip
    assert {(node["id"], node["label"]) for node in found["nodes"]} == named
    assert found["total"] == len(named)
    degrees = Counter(end for link in found["links"] for end in (link["source"], link["target"]))
    assert [node["score"] for node in found["nodes"]] == sorted(degrees.values(), reverse=True)


@pytest.mark.parametrize("measure", MEASURES)
def test_the_highest_score_comes_first_and_all_are_drawn_within_one(graph: KnowledgeGraph, measure: Measure) -> None:
    found = network(graph, Filters(), measure)
    scores = [node["score"] for node in found["nodes"]]
    assert scores == sorted(scores, reverse=True)
    assert all(abs(node["x"]) <= 1 and abs(node["y"]) <= 1 for node in found["nodes"])
    assert len({(node["x"], node["y"]) for node in found["nodes"]}) == len(found["nodes"])
    assert {node["community"] is None for node in found["nodes"]} == {measure != "community"}


def test_pagerank_adds_up_to_one(graph: KnowledgeGraph) -> None:
    assert sum(node["score"] for node in network(graph, Filters(), "pagerank")["nodes"]) == pytest.approx(1, abs=1e-4)


def test_where_there_are_more_the_highest_scores_are_shown(
    graph: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = network(graph, Filters())
    monkeypatch.setattr(module, "MOST_NODES", 3)
    found = network(graph, Filters())
    assert [node["id"] for node in found["nodes"]] == [node["id"] for node in whole["nodes"]][:3]
    assert found["total"] == whole["total"]
    shown = {node["id"] for node in found["nodes"]}
    assert all({link["source"], link["target"]} <= shown for link in found["links"])


def test_two_processes_draw_the_same_picture(graph: KnowledgeGraph) -> None:
    script = (
        "import networkx as nx\n"
        "from siegegraph.graph.query.network import _placed\n"
        "from siegegraph.graph.query.ties import part_of\n"
        "whole = nx.relabel_nodes(nx.barbell_graph(6, 3), str)\n"
        "print(_placed(part_of(whole, set(whole))))"
    )
    seeds = ("1", "2")
    drawn = [
        subprocess.run(
            [sys.executable, "-c", script], env={"PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in seeds
    ]
    assert drawn[0]
    assert drawn[0] == drawn[1]


def test_nothing_kept_is_an_empty_network(graph: KnowledgeGraph) -> None:
    for measure in get_args(Measure):
        assert network(graph, Filters(actor=("nobody-00000000",)), measure) == {"nodes": [], "links": [], "total": 0}


def test_a_measure_that_there_is_not_is_named_with_those_there_are(graph: KnowledgeGraph) -> None:
    with pytest.raises(ParameterError, match="degree, betweenness, pagerank, community"):
        network(graph, Filters(), "fame")  # type: ignore[arg-type]  # as a caller without types would
