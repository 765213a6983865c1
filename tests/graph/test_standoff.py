from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from siegegraph.graph import standoff_checks as words
from siegegraph.graph.errors import ExtractionFormError
from siegegraph.graph.model.extraction import (
    AttributionMention,
    Bounds,
    EntityMention,
    EventArgument,
    EventMention,
    Extraction,
    Extractor,
    QuantityExpression,
    Reference,
    RelationMention,
    TimeExpression,
)
from siegegraph.graph.model.report import Report
from siegegraph.graph.model.span import Span
from siegegraph.graph.standoff import extraction_from, json_of

TEXT = "On 9 April the 3rd Brigade shelled Dovhe, the mayor said."
LINE: dict[str, Any] = {
    "id": "r1",
    "text": TEXT,
    "published": "2022-04-10",
    "extractor": {"name": "by-hand", "version": "1"},
    "entities": [{"start": 35, "end": 40, "type": "Place"}],
    "times": [{"start": 3, "end": 10, "value": "2022-04-09"}],
    "events": [{"start": 27, "end": 34, "type": "Bombardment", "time": 0, "attribution": 0}],
    "relations": [{"predicate": "attacks", "subject": [15, 26], "object": [35, 40]}],
    "attributions": [{"source": [[42, 51]], "cue": [[52, 56]], "content": [[0, 40]]}],
}


def read(**changes: Any) -> Extraction:
    return extraction_from(json.dumps(LINE | changes), strict_dates=True)


def test_what_is_absent_takes_its_default() -> None:
    event = read().events[0]
    assert (event.modality, event.polarity, event.certainty, event.confidence) == (
        "asserted",
        "positive",
        "certain",
        None,
    )


def test_null_counts_as_absent() -> None:
    event = {"start": 27, "end": 34, "type": "Bombardment", "modality": None, "quantities": None}
    assert read(events=[event], mentions=None).events[0].modality == "asserted"


def test_unknown_fields_are_ignored() -> None:
    event = LINE["events"][0] | {"mood": "grim"}
    assert read(events=[event], colour="red") == read()


def test_words_left_out_are_taken_from_the_offsets() -> None:
    extraction = read()
    assert (extraction.entities[0].text, extraction.times[0].text) == ("Dovhe", "9 April")


def test_a_time_without_type_is_a_date_or_by_its_value_a_duration() -> None:
    times = [{"start": 3, "end": 10, "value": "PRESENT_REF"}, {"start": 3, "end": 10, "value": "P2M"}]
    assert [time.type for time in read(times=times).times] == ["DATE", "DURATION"]


def test_a_line_of_another_extractor_need_not_name_it() -> None:
    line = {key: value for key, value in LINE.items() if key != "extractor"}
    assert extraction_from(line, strict_dates=True).extractor == Extractor(name="unknown", version="unknown")


def test_an_office_is_an_object_that_is_no_span() -> None:
    relations = [{"predicate": "office", "subject": [42, 51], "object": "Mayor"}]
    assert read(relations=relations).relations[0].object == "Mayor"


@pytest.mark.parametrize("published", ["10 April 2022", "2022-02-30", "2022-4-1", "20220410", 20220410, ["2022-04-10"]])
def test_an_ill_formed_date_is_an_error_to_load_and_a_warning_to_extract(published: object) -> None:
    line = LINE | {"published": published}
    with pytest.raises(ExtractionFormError) as caught:
        extraction_from(line, strict_dates=True)
    assert caught.value.field == "published"
    extraction = extraction_from(line, strict_dates=False)
    assert extraction.report.published is None
    assert len(extraction.warnings) == 1
    assert extraction.warnings[0].startswith("published: ")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"text": None}, "text"),
        ({"text": ""}, "text"),
        ({"text": 5}, "text"),
        ({"title": ["a"]}, "title"),
        ({"status": "done"}, "status"),
        ({"events": {}}, "events"),
        ({"events": [7]}, "events.0"),
        ({"events": [{"start": 27, "type": "Attack"}]}, "events.0.end"),
        ({"events": [{"start": "27", "end": 34, "type": "Attack"}]}, "events.0.start"),
        ({"events": [{"start": -1, "end": 34, "type": "Attack"}]}, "events.0.start"),
        ({"events": [{"start": 34, "end": 34, "type": "Attack"}]}, "events.0.end"),
        ({"events": [{"start": 27, "end": 900, "type": "Attack"}]}, "events.0.end"),
        ({"events": [{"start": 27, "end": 34, "type": "Shelling"}]}, "events.0.type"),
        ({"events": [{"start": 27, "end": 34, "type": "Shelling", "family": "War"}]}, "events.0.family"),
        ({"events": [{"start": 27, "end": 34, "type": "Attack", "time": 1}]}, "events.0.time"),
        ({"events": [{"start": 27, "end": 34, "type": "Attack", "time": -1}]}, "events.0.time"),
        ({"events": [{"start": 27, "end": 34, "type": "Attack", "quantities": [0]}]}, "events.0.quantities.0"),
        ({"events": [{"start": 27, "end": 34, "type": "Attack", "part_of": 0}]}, "events.0.part_of"),
        ({"events": [{"start": 27, "end": 34, "type": "Attack", "quote": [0, 99]}]}, "events.0.quote.end"),
        ({"events": [{"start": 27, "end": 34, "type": "Attack", "modality": "sure"}]}, "events.0.modality"),
        ({"events": [{"start": 27, "end": 34, "type": "Attack", "outcome": "won"}]}, "events.0.outcome"),
        ({"events": [{"start": 27, "end": 34, "type": "Attack", "confidence": 2}]}, "events.0.confidence"),
        (
            {
                "events": [
                    {"start": 27, "end": 34, "type": "Attack", "arguments": [{"role": "by", "start": 0, "end": 1}]}
                ]
            },
            "events.0.arguments.0.role",
        ),
        (
            {"events": [{"start": 27, "end": 34, "type": "Attack", "bounds": {"earliest": "2022-04-31"}}]},
            "events.0.bounds.earliest",
        ),
        (
            {
                "events": [
                    {
                        "start": 27,
                        "end": 34,
                        "type": "Attack",
                        "bounds": {"earliest": "2022-04-09", "latest": "2022-04-01"},
                    }
                ]
            },
            "events.0.bounds.latest",
        ),
        ({"relations": [{"predicate": "near", "subject": [0, 1], "object": [2, 3]}]}, "relations.0.predicate"),
        ({"relations": [{"predicate": "within", "subject": [0, 1], "object": 4}]}, "relations.0.object"),
        ({"relations": [{"predicate": "within", "subject": [0, 1], "object": [3, 2]}]}, "relations.0.object.end"),
        ({"attributions": [{"source": [[0, 1], [5, 99]]}]}, "attributions.0.source.1.end"),
        ({"attributions": [{"within": 1}, {"within": 0}]}, "attributions.0.within"),
        ({"entities": [{"start": 35, "end": 40, "type": "City"}]}, "entities.0.type"),
        ({"entities": [{"start": 34, "end": 39, "type": "Place", "text": "Dovhe"}]}, "entities.0.text"),
        ({"entities": [{"start": 35, "end": 40, "type": "Place", "lat": 1.5}]}, "entities.0.lon"),
        ({"entities": [{"start": 35, "end": 40, "type": "Place", "lat": 91, "lon": 0}]}, "entities.0.lat"),
        ({"mentions": [{"start": 0, "end": 2}]}, "mentions.0.entity"),
        ({"times": [{"start": 3, "end": 10, "type": "ERA"}]}, "times.0.type"),
        ({"quantities": [{"start": 3, "end": 4, "min": 9, "max": 2}]}, "quantities.0.min"),
        ({"extractor": {"name": "x"}}, "extractor.version"),
    ],
)
def test_the_field_at_fault_is_named(changes: dict[str, Any], field: str) -> None:
    with pytest.raises(ExtractionFormError) as caught:
        read(**changes)
    assert caught.value.field == field


@pytest.mark.parametrize("line", [b"{", "[1]", b"\xff", "7"])
def test_what_is_no_json_object_is_refused(line: bytes | str) -> None:
    with pytest.raises(ExtractionFormError):
        extraction_from(line, strict_dates=True)


def test_offsets_count_code_points() -> None:
    text = "💥 Dovhe burns"
    extraction = read(
        text=text,
        entities=[{"start": 2, "end": 7, "type": "Place"}],
        times=[],
        events=[],
        relations=[],
        attributions=[],
    )
    assert extraction.entities[0].text == "Dovhe"


def test_the_json_keeps_the_order_of_the_documented_form() -> None:
    assert list(json.loads(json_of(read()))) == [
        "id", "text", "published", "publisher", "url", "title", "language", "status", "reason", "extractor",
        "entities", "mentions", "times", "quantities", "events", "relations", "attributions",
    ]  # fmt: skip


def test_whole_numbers_are_written_without_a_fraction() -> None:
    extraction = read(quantities=[{"start": 3, "end": 4, "min": 9, "max": 9.5}])
    assert b'"min":9,"max":9.5,"value":null' in json_of(extraction)


def test_lines_made_at_scale_are_read_and_written_back() -> None:
    tool = Path(__file__).parents[3] / "shared" / "tools" / "synthetic.py"
    if not tool.exists():
        pytest.skip("the tool that makes reports at scale lies outside the repository")
    made = subprocess.run([sys.executable, str(tool), "200"], check=True, capture_output=True).stdout
    for line in made.splitlines():
        extraction = extraction_from(line, strict_dates=True)
        assert len(extraction.events) == 10
        assert extraction_from(json_of(extraction), strict_dates=True) == extraction


def among(vocabulary: frozenset[str]) -> st.SearchStrategy[str]:
    return st.sampled_from(sorted(vocabulary))


def indexes(count: int) -> st.SearchStrategy[int | None]:
    return st.none() | st.integers(0, count - 1) if count else st.none()


LABELS = st.text(min_size=1, max_size=8)
NAMES = st.none() | LABELS
SHARES = st.none() | st.floats(0, 1)
DAYS = st.none() | st.dates()


@st.composite
def spans(draw: DrawFn, length: int) -> Span:
    start = draw(st.integers(0, length - 1))
    return Span(start, draw(st.integers(start + 1, length)))


@st.composite
def bounds(draw: DrawFn) -> Bounds:
    known = sorted(draw(st.lists(st.dates(), min_size=4, max_size=4)))
    shown = [day if draw(st.booleans()) else None for day in known]
    return Bounds(earliest=shown[0], begin_latest=shown[1], end_earliest=shown[2], latest=shown[3])


@st.composite
def entities(draw: DrawFn, text: str) -> EntityMention:
    start, end = draw(spans(len(text)))
    located = draw(st.booleans())
    return EntityMention(
        start=start,
        end=end,
        text=text[start:end],
        type=draw(among(words.ENTITY_TYPES)),
        subtype=draw(NAMES),
        id=draw(NAMES),
        lat=draw(st.floats(-90, 90)) if located else None,
        lon=draw(st.floats(-180, 180)) if located else None,
        location=draw(among(words.LOCATIONS)) if located else None,
        geonames=draw(NAMES),
    )


@st.composite
def times(draw: DrawFn, text: str) -> TimeExpression:
    start, end = draw(spans(len(text)))
    return TimeExpression(
        start=start, end=end, text=text[start:end], type=draw(among(words.TIMEX_TYPES)), value=draw(NAMES)
    )


@st.composite
def quantities(draw: DrawFn, length: int) -> QuantityExpression:
    start, end = draw(spans(length))
    low, high = sorted(draw(st.tuples(*[st.floats(allow_nan=False, allow_infinity=False)] * 2)))
    return QuantityExpression(
        start=start, end=end, of=draw(NAMES), min=low, max=high, approximate=draw(st.booleans()), unit=draw(NAMES)
    )


@st.composite
def stances(draw: DrawFn) -> dict[str, Any]:
    return {
        "modality": draw(among(words.MODALITIES)),
        "polarity": draw(among(words.POLARITIES)),
        "certainty": draw(among(words.CERTAINTIES)),
        "confidence": draw(SHARES),
    }


@st.composite
def extractions(draw: DrawFn) -> Extraction:
    text = draw(st.text(min_size=1, max_size=40))
    length = len(text)
    some = st.lists(spans(length), max_size=2).map(tuple)
    counts = {kind: draw(st.integers(0, 2)) for kind in ("times", "quantities", "attributions")}
    attributions = tuple(
        AttributionMention(
            source=draw(some), cue=draw(some), content=draw(some), speaker=draw(NAMES), on_behalf_of=draw(NAMES),
            within=draw(indexes(i)), **draw(stances()),
        )
        for i in range(counts["attributions"])
    )  # fmt: skip
    claim = {
        "time": indexes(counts["times"]),
        "attribution": indexes(counts["attributions"]),
        "bounds": st.none() | bounds(),
        "quote": st.none() | spans(length),
        "ongoing": st.booleans(),
    }
    event = st.builds(
        lambda span, stance, own, **rest: EventMention(
            start=span.start, end=span.end, type="Own" if own else "Siege", family="Siege" if own else None,
            **rest, **stance,
        ),
        spans(length), stances(), st.booleans(), places=some, **claim,
        quantities=st.lists(st.integers(0, counts["quantities"] - 1), max_size=2).map(tuple)
        if counts["quantities"] else st.just(()),
        arguments=st.lists(
            st.builds(lambda span, role: EventArgument(role=role, start=span.start, end=span.end),
                      spans(length), among(words.ROLES)), max_size=2).map(tuple),
    )  # fmt: skip
    relation = st.builds(
        lambda stance, **rest: RelationMention(**rest, **stance),
        stances(), predicate=among(words.PREDICATES), subject=spans(length), object=spans(length) | LABELS, **claim,
    )  # fmt: skip
    reference = st.builds(
        lambda span, entity: Reference(start=span.start, end=span.end, entity=entity), spans(length), LABELS
    )
    return Extraction(
        report=Report(text=text, published=draw(DAYS), publisher=draw(NAMES), url=draw(NAMES), input_id=draw(NAMES)),
        extractor=Extractor(name=draw(LABELS), version=draw(LABELS)),
        entities=tuple(draw(st.lists(entities(text), max_size=2))),
        mentions=tuple(draw(st.lists(reference, max_size=2))),
        times=tuple(draw(times(text)) for _ in range(counts["times"])),
        quantities=tuple(draw(quantities(length)) for _ in range(counts["quantities"])),
        events=tuple(draw(st.lists(event, max_size=2))),
        relations=tuple(draw(st.lists(relation, max_size=2))),
        attributions=attributions,
    )


@given(extractions())
def test_what_is_written_is_read_back_the_same(extraction: Extraction) -> None:
    assert extraction_from(json_of(extraction), strict_dates=True) == extraction


def test_dates_before_the_common_calendar_reform_survive() -> None:
    extraction = read(published="0452-03-01")
    assert extraction.report.published == date(452, 3, 1)
    assert extraction_from(json_of(extraction), strict_dates=True) == extraction
