"""The histogram counts what a plain reading of the timeline counts."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import Any, Literal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from made_up import START, every
from siegegraph.graph.errors import ParameterError
from siegegraph.graph.knowledge import KnowledgeGraph
from siegegraph.graph.query.filters import Filters
from siegegraph.graph.query.histogram import histogram

Item = dict[str, Any]

FILTERS = st.builds(
    Filters,
    from_=st.none() | st.dates(date(2030, 6, 1), date(2031, 3, 1)),
    to=st.none() | st.dates(date(2031, 3, 2), date(2031, 12, 31)),
    as_of=st.none() | st.dates(START, START + timedelta(days=8)),
    type=st.sampled_from([(), ("Capture",), ("Attack", "Evacuation")]),
    modality=st.sampled_from([(), ("asserted",)]),
    q=st.sampled_from([(), ("arden",)]),
    min_reports=st.sampled_from([1, 2]),
    undated=st.sampled_from(["include", "only", "exclude"]),
)


def first_day(event: Item) -> date | None:
    bounds = (event["time"][name] for name in ("earliest", "begin_latest", "end_earliest", "latest"))
    return next((date.fromisoformat(bound) for bound in bounds if bound), None)


def bucket(day: date, by: str) -> date:
    if by == "month":
        return day.replace(day=1)
    return day - timedelta(days=day.weekday()) if by == "week" else day


def voices(event: Item) -> set[tuple[str, str]]:
    chains = [speaker for claim in event["claims"] for speaker in claim["speakers"]]
    named = [*chains, *(speaker["on_behalf_of"] for speaker in chains if speaker["on_behalf_of"])]
    return {(each["id"], each["label"]) for each in named if each["id"]}


def things(counts: Counter[tuple[str, str]]) -> list[Item]:
    return sorted(
        ({"id": id_, "label": label, "count": n} for (id_, label), n in counts.items()),
        key=lambda item: (-item["count"], item["id"]),
    )


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(filters=FILTERS, by=st.sampled_from(["day", "week", "month"]))
def test_it_counts_what_the_timeline_keeps(
    graph: KnowledgeGraph, filters: Filters, by: Literal["day", "week", "month"]
) -> None:
    events = every(graph, filters)
    days = Counter(bucket(day, by) for day in map(first_day, events) if day)
    found = histogram(graph, filters, by)
    assert found["counts"] == [{"date": str(day), "count": days[day]} for day in sorted(days)]
    assert (found["total"], found["undated"]) == (len(events), sum(event["time"]["undated"] for event in events))
    types = Counter(event["type"] for event in events)
    assert {each["type"]: each["count"] for each in found["types"]} == types
    assert found["places"] == things(Counter((p["id"], p["label"]) for event in events for p in event["places"]))
    assert found["speakers"] == things(Counter(voice for event in events for voice in voices(event)))


def test_one_claim_must_meet_all_filters_on_claims(graph: KnowledgeGraph) -> None:
    speaker = histogram(graph, Filters())["speakers"][0]["id"].rpartition("/")[2]
    filters = Filters(speaker=(speaker,), modality=("asserted",))
    assert histogram(graph, filters)["total"] == len(every(graph, filters)) > 0


def test_a_week_begins_on_monday(graph: KnowledgeGraph) -> None:
    days = [date.fromisoformat(each["date"]) for each in histogram(graph, Filters(), "week")["counts"]]
    assert days
    assert {day.isoweekday() for day in days} == {1}


def test_a_type_that_does_not_exist_is_named(graph: KnowledgeGraph) -> None:
    with pytest.raises(ParameterError, match="Picnic"):
        histogram(graph, Filters(type=("Picnic",)))
