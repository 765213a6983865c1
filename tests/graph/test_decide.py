"""What a researcher decides holds, survives whatever comes and goes, and can be undone without a trace."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from pyoxigraph import Quad

from made_up import reports
from siegegraph.graph.account import account_of
from siegegraph.graph.decide import decide, decision_called, undo
from siegegraph.graph.errors import NotFoundError, ParameterError
from siegegraph.graph.knowledge import KnowledgeGraph
from siegegraph.graph.opening import rebuild
from siegegraph.graph.query.entities import entities, entity
from siegegraph.graph.query.events import event
from siegegraph.graph.query.filters import Filters
from siegegraph.graph.query.page import PageRequest
from siegegraph.graph.query.timeline import timeline
from siegegraph.graph.update import update
from siegegraph.ontology.iris import name_of

NewGraph = Callable[[], KnowledgeGraph]
Call = tuple[str, str, str | None, str | None]

EVERYTHING = PageRequest(limit=1000)


def triples(graph: KnowledgeGraph) -> set[Quad]:
    return {quad for iri in graph.store.graphs() for quad in graph.store.graph(iri)}


def told(graph: KnowledgeGraph) -> list[object]:
    return [*timeline(graph, Filters(), EVERYTHING).items, *entities(graph, page=EVERYTHING).items]


def taken(graph: KnowledgeGraph, calls: list[Call]) -> None:
    """Takes decisions, each at a time of its own that depends on it alone."""
    for kind, subject, other, value in calls:
        at = f"2031-05-01T00:00:00.{hash_of(kind, subject, other, value):06d}+00:00"
        decide(graph, kind, subject, other, value=value, by="A. Reader", at=at)


def hash_of(*words: str | None) -> int:
    return sum(ord(letter) * (at + 1) for at, letter in enumerate("|".join(map(str, words)))) % 1_000_000


def views_by_entity(graph: KnowledgeGraph) -> dict[str, list[str]]:
    rows = graph.index.reader().execute(
        "SELECT entity.iri, view.iri FROM view JOIN atom ON atom.n = view.atom JOIN entity ON entity.n = atom.entity"
        " ORDER BY view.iri"
    )
    found: dict[str, list[str]] = {}
    for name, view in rows:
        found.setdefault(name, []).append(view)
    return found


def events_with_claims(graph: KnowledgeGraph) -> dict[str, list[str]]:
    items = timeline(graph, Filters(), EVERYTHING).items
    return {item["id"]: [claim["id"] for claim in item["claims"]] for item in items}


def some_calls(graph: KnowledgeGraph, rng: random.Random) -> list[Call]:
    """Decisions of every kind: members of one entity or event parted, others joined, names and types given."""
    calls: list[Call] = []
    merged = [views for views in views_by_entity(graph).values() if len(views) > 2]
    for views in rng.sample(merged, min(3, len(merged))):
        one, other, third = rng.sample(views, 3)
        calls += [("different", one, other, None), ("same", other, third, None)]
    one, other = rng.sample(sorted(views_by_entity(graph)), 2)
    calls += [("same", one, other, None), ("rename", other, None, "The Renamed"), ("retype", one, None, "MilitaryUnit")]
    shared = [claims for claims in events_with_claims(graph).values() if len(claims) > 1]
    for claims in rng.sample(shared, min(3, len(shared))):
        first, second = (graph.minter.event(claim) for claim in rng.sample(claims, 2))
        calls.append(("different", first, second, None))
    one, other, third = rng.sample(sorted(events_with_claims(graph)), 3)
    calls += [("same", one, other, None), ("rename", third, None, "A name"), ("retype", third, None, "Airstrike")]
    calls += [("reject", rng.choice(claims), None, None) for claims in rng.sample(shared, 2)]
    return calls


@pytest.mark.parametrize("seed", range(3))
def test_decisions_hold_whatever_comes_and_goes_in_whatever_order(new_graph: NewGraph, seed: int) -> None:
    rng = random.Random(seed)
    one = new_graph()
    given = [account_of(extraction, one.minter) for extraction in reports(40, seed)]
    update(one, given)
    calls = some_calls(one, rng)
    undone = rng.sample(calls, 3)
    withdrawn = rng.sample(given, 8)
    before = triples(one)
    for call in rng.sample(calls, len(calls)):
        taken(one, [call])
    assert triples(one) != before
    for account in withdrawn:
        update(one, remove=[account.iri])
    for call in undone:
        undo(one, decisions(one)[call])
    back = rng.sample(withdrawn, 4)
    update(one, back)

    other = new_graph()
    left = [account for account in given if account not in withdrawn or account in back]
    update(other, rng.sample(given, len(given)))
    taken(other, [call for call in rng.sample(calls, len(calls)) if call not in undone])
    update(other, remove=[account.iri for account in given if account not in left])
    assert triples(one) == triples(other)
    assert told(one) == told(other)
    rebuild(one)
    assert triples(one) == triples(other)
    assert told(one) == told(other)


def decisions(graph: KnowledgeGraph) -> dict[Call, str]:
    """The decisions in force, by what they say."""
    iris = [iri for (iri,) in graph.index.reader().execute("SELECT iri FROM decision ORDER BY iri")]
    found = [decision_called(graph, iri) for iri in iris]
    return {(each.kind, each.subject, each.object, each.value): each.iri for each in found}


@pytest.fixture
def graph(new_graph: NewGraph) -> KnowledgeGraph:
    graph = new_graph()
    update(graph, [account_of(extraction, graph.minter) for extraction in reports(20, seed=2)])
    return graph


def test_two_entities_become_one_and_two_again(graph: KnowledgeGraph) -> None:
    before = triples(graph)
    one, other = sorted(views_by_entity(graph))[:2]
    decision = decide(graph, "same", one, name_of(other), note="one man, two spellings")
    assert entity(graph, name_of(one))["id"] == entity(graph, name_of(other))["id"]
    undo(graph, name_of(decision.iri))
    assert triples(graph) == before


def test_one_entity_becomes_two_and_what_was_shared_stays_with_the_first(graph: KnowledgeGraph) -> None:
    name, views = max(views_by_entity(graph).items(), key=lambda row: len(row[1]))
    other = next(view for view in views if view != name)
    decide(graph, "different", name, other)
    now = views_by_entity(graph)
    assert set(now[name]) == set(views) - {other}
    assert now[other] == [other]


def test_one_event_becomes_two_in_which_no_claim_is_lost(graph: KnowledgeGraph) -> None:
    before = events_with_claims(graph)
    name, claims = max(before.items(), key=lambda row: len(row[1]))
    other = graph.minter.event(claims[-1])
    decide(graph, "different", name, other)
    now = events_with_claims(graph)
    assert claims[-1] not in now[name]
    assert sorted(claim for every in now.values() for claim in every) == sorted(
        claim for every in before.values() for claim in every
    )


def test_a_new_name_and_type_are_those_that_are_shown_and_found(graph: KnowledgeGraph) -> None:
    name = next(iter(views_by_entity(graph)))
    decide(graph, "rename", name, value="The Renamed")
    decide(graph, "retype", name, value="MilitaryUnit")
    item = entity(graph, name_of(name))
    assert (item["label"], item["type"], item["subtype"]) == ("The Renamed", "Organisation", "MilitaryUnit")
    assert [each["id"] for each in entities(graph, q="renam", page=EVERYTHING).items] == [item["id"]]


def test_the_last_of_two_names_counts(graph: KnowledgeGraph) -> None:
    name = next(iter(events_with_claims(graph)))
    decide(graph, "rename", name, value="Second", at="2031-05-02T00:00:00+00:00")
    decide(graph, "rename", name, value="First", at="2031-05-01T00:00:00+00:00")
    assert event(graph, name_of(name))["label"] == "Second"


def test_a_rejected_claim_tells_of_no_event_and_stays_in_its_report(graph: KnowledgeGraph) -> None:
    name, (claim, *_) = min(events_with_claims(graph).items(), key=lambda row: len(row[1]))
    stored = set(graph.store.graph(next(iri for iri in graph.store.graphs() if name_of(iri) in claim)))
    decision = decide(graph, "reject", claim)
    assert claim not in {each for claims in events_with_claims(graph).values() for each in claims}
    assert set(graph.store.graph(next(iri for iri in graph.store.graphs() if name_of(iri) in claim))) == stored
    undo(graph, decision.iri)
    assert claim in events_with_claims(graph)[name]


@pytest.mark.parametrize(
    ("call", "parameter"),
    [
        (("merge", "ENTITY", None, None), "kind"),
        (("same", "ENTITY", None, None), "object"),
        (("same", "ENTITY", "ENTITY", None), "object"),
        (("same", "ENTITY", "EVENT", None), "object"),
        (("reject", "EVENT", None, None), "subject"),
        (("rename", "ENTITY", None, " "), "value"),
        (("rename", "ENTITY", "EVENT", "x"), "object"),
        (("retype", "ENTITY", None, "Bombardment"), "value"),
        (("retype", "EVENT", None, "Person"), "value"),
        (("same", "ENTITY", "OTHER", "x"), "value"),
    ],
)
def test_what_does_not_fit_together_is_named(graph: KnowledgeGraph, call: Call, parameter: str) -> None:
    one, other = sorted(views_by_entity(graph))[:2]
    things = {"ENTITY": one, "OTHER": other, "EVENT": next(iter(events_with_claims(graph)))}
    kind, subject, object_, value = call
    with pytest.raises(ParameterError) as caught:
        decide(graph, kind, things[subject], things.get(object_ or ""), value=value)
    assert caught.value.name == parameter


def test_what_is_not_there_is_named(graph: KnowledgeGraph) -> None:
    with pytest.raises(NotFoundError, match="nobody"):
        decide(graph, "rename", "nobody", value="x")
    with pytest.raises(NotFoundError, match="never-taken"):
        undo(graph, "never-taken")
