"""The timeline keeps what a plain reading of each filter keeps, in the order of the contract, page by page."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from made_up import START, every
from siegegraph.graph.errors import ParameterError
from siegegraph.graph.knowledge import KnowledgeGraph
from siegegraph.graph.query.filters import Filters
from siegegraph.graph.query.page import PageRequest
from siegegraph.graph.query.timeline import timeline

Item = dict[str, Any]

DAYS = st.dates(date(2030, 1, 1), date(2032, 12, 31))


def order(event: Item) -> tuple[str, str, str]:
    time = event["time"]
    bounds = (time["earliest"], time["begin_latest"], time["end_earliest"], time["latest"])
    return (next((bound for bound in bounds if bound), "9999-99"), time["latest"] or "9999-99", event["id"])


def test_events_come_by_first_known_bound_then_latest_then_id(graph: KnowledgeGraph) -> None:
    told = every(graph, Filters())
    assert [event["id"] for event in told] == [event["id"] for event in sorted(told, key=order)]
    assert told[-1]["time"]["undated"]
    assert [event["id"] for event in every(graph, Filters(), descending=True)] == [event["id"] for event in told][::-1]


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("limit", [1, 7, 50])
def test_pages_follow_each_other_without_gap_or_repeat(graph: KnowledgeGraph, limit: int, descending: bool) -> None:
    whole = every(graph, Filters(), descending=descending)
    assert every(graph, Filters(), limit, descending=descending) == whole


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    start=st.none() | DAYS,
    length=st.none() | st.integers(0, 400),
    undated=st.sampled_from(["include", "exclude", "only"]),
)
def test_a_window_keeps_every_event_that_may_overlap_it(
    graph: KnowledgeGraph, start: date | None, length: int | None, undated: str
) -> None:
    end = None if length is None else (start or START) + timedelta(days=length)
    found = every(graph, Filters(from_=start, to=end, undated=undated))  # type: ignore[arg-type]
    assert found == [event for event in every(graph, Filters()) if overlaps(event, start, end, undated)]


def overlaps(event: Item, start: date | None, end: date | None, undated: str) -> bool:
    time = event["time"]
    if time["undated"]:
        return undated != "exclude"
    ends_before = start and time["latest"] and time["latest"] < str(start)
    begins_after = end and time["earliest"] and time["earliest"] > str(end)
    return undated != "only" and not ends_before and not begins_after


def test_a_type_brings_the_narrower_ones(graph: KnowledgeGraph) -> None:
    found = {event["id"] for event in every(graph, Filters(type=("Attack",)))}
    assert found == {e["id"] for e in every(graph, Filters()) if e["type"] in ("Attack", "Bombardment")}
    assert {event["type"] for event in every(graph, Filters(type=("Bombardment",)))} == {"Bombardment"}


def test_an_unknown_type_is_an_error_that_names_the_parameter(graph: KnowledgeGraph) -> None:
    with pytest.raises(ParameterError, match=r"^type: .*Parade"):
        timeline(graph, Filters(type=("Parade",)), PageRequest())


def test_an_entity_filters_by_any_of_its_names(graph: KnowledgeGraph) -> None:
    whole = every(graph, Filters())
    actor = next(each for event in whole for each in event["participants"] if each["label"] == "River Guard")
    name = actor["id"].rpartition("/")[2]
    found = every(graph, Filters(actor=(name,)))
    assert found == [e for e in whole if any(each["id"] == actor["id"] for each in e["participants"])]


def test_a_speaker_and_a_modality_must_meet_in_one_claim(graph: KnowledgeGraph) -> None:
    whole = every(graph, Filters())
    speaker = next(c["speaker"] for event in whole for c in event["claims"] if c["speaker"])
    name = speaker["id"].rpartition("/")[2]
    found = every(graph, Filters(speaker=(name,), modality=("asserted",)))
    assert found
    for event in found:
        claims = [claim for claim in event["claims"] if claim["modality"] == "asserted"]
        assert speaker["id"] in {claim["speaker"]["id"] for claim in claims if claim["speaker"]}


def test_words_filter_by_the_quotes(graph: KnowledgeGraph) -> None:
    found = every(graph, Filters(q=("shelled borovo",)))
    assert found
    assert all("shelled Borovo" in " ".join(claim["quote"] for claim in event["claims"]) for event in found)


def test_a_thing_that_nobody_names_keeps_nothing(graph: KnowledgeGraph) -> None:
    assert every(graph, Filters(actor=("nobody-00000000",))) == []


def test_claims_can_be_left_out_and_counted(graph: KnowledgeGraph) -> None:
    full = timeline(graph, Filters(), PageRequest())
    counted = timeline(graph, Filters(), PageRequest(), full_claims=False)
    assert [event["claims"] for event in counted.items] == [len(event["claims"]) for event in full.items]
