"""Reports come and go in any order, and the graph is always what its reports say and nothing else."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from pyoxigraph import Quad

from made_up import reports
from siegegraph.graph.account import account_of
from siegegraph.graph.knowledge import KnowledgeGraph
from siegegraph.graph.model.account import Account
from siegegraph.graph.opening import rebuild
from siegegraph.graph.query.filters import Filters
from siegegraph.graph.query.page import PageRequest
from siegegraph.graph.query.timeline import timeline
from siegegraph.graph.update import update

NewGraph = Callable[[], KnowledgeGraph]


def triples(graph: KnowledgeGraph) -> set[Quad]:
    return {quad for iri in graph.store.graphs() for quad in graph.store.graph(iri)}


def events(graph: KnowledgeGraph) -> list[object]:
    return list(timeline(graph, Filters(), PageRequest(limit=1000)).items)


def filled(graph: KnowledgeGraph, accounts: list[Account], batch: int = 1) -> KnowledgeGraph:
    for start in range(0, len(accounts), batch):
        update(graph, accounts[start : start + batch])
    return graph


@pytest.fixture
def accounts(new_graph: NewGraph) -> list[Account]:
    return [account_of(extraction, new_graph().minter) for extraction in reports(12, seed=5)]


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_arrival_changes_nothing(new_graph: NewGraph, seed: int) -> None:
    rng = random.Random(seed)
    minter = new_graph().minter
    given = [account_of(extraction, minter) for extraction in reports(40, seed)]
    shuffled = rng.sample(given, len(given))
    one, other = filled(new_graph(), given), filled(new_graph(), shuffled, batch=rng.randint(1, 9))
    assert triples(one) == triples(other)
    assert events(one) == events(other)


@pytest.mark.parametrize("seed", range(3))
def test_a_withdrawn_report_leaves_no_trace(new_graph: NewGraph, seed: int) -> None:
    rng = random.Random(seed)
    minter = new_graph().minter
    given = [account_of(extraction, minter) for extraction in reports(40, seed)]
    gone = set(rng.sample(range(len(given)), 15))
    one = filled(new_graph(), given)
    for n in gone:
        update(one, remove=[given[n].iri])
    other = filled(new_graph(), [account for n, account in enumerate(given) if n not in gone], batch=7)
    assert triples(one) == triples(other)
    assert events(one) == events(other)


def test_a_rebuild_yields_what_was_kept_up_to_date(new_graph: NewGraph, accounts: list[Account]) -> None:
    graph = filled(new_graph(), accounts)
    before, told = triples(graph), events(graph)
    rebuild(graph)
    assert triples(graph) == before
    assert events(graph) == told


def test_a_report_loaded_again_with_another_date_takes_the_place_of_the_first(
    new_graph: NewGraph, accounts: list[Account]
) -> None:
    from dataclasses import replace
    from datetime import date

    graph = filled(new_graph(), accounts)
    redated = [replace(a, report=replace(a.report, published=date(2031, 2, 1))) for a in accounts[:3]]
    update(graph, redated)
    fresh = filled(new_graph(), [*redated, *accounts[3:]])
    assert triples(graph) == triples(fresh)
    assert events(graph) == events(fresh)


def test_the_made_up_reports_do_merge(new_graph: NewGraph) -> None:
    graph = new_graph()
    filled(graph, [account_of(extraction, graph.minter) for extraction in reports(40, seed=1)], batch=40)
    told = timeline(graph, Filters(), PageRequest(limit=1000)).items
    assert sum(event["reports"] > 1 for event in told) > 5
    assert any(event["disagreements"] for event in told)


def test_what_was_known_on_a_day_is_what_reports_up_to_then_say(new_graph: NewGraph) -> None:
    from datetime import timedelta

    from made_up import START

    graph = new_graph()
    given = [account_of(extraction, graph.minter) for extraction in reports(40, seed=3)]
    filled(graph, given)
    for days in (0, 2, 5):
        day = START + timedelta(days=days)
        known = [a for a in given if a.report.published and a.report.published <= day]
        then = timeline(graph, Filters(as_of=day), PageRequest(limit=1000)).items
        alone = timeline(filled(new_graph(), known), Filters(), PageRequest(limit=1000)).items
        assert list(then) == list(alone)
