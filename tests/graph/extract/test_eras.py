from __future__ import annotations

from datetime import date

import pytest
import spacy

from siegegraph.graph.extract.document import Annotations, annotations_of
from siegegraph.graph.extract.times.times import TimeComponent
from siegegraph.graph.extract.times.timex_values import extent_of
from siegegraph.graph.model.extraction import Bounds
from siegegraph.graph.model.interval import within
from siegegraph.graph.model.report import Report
from siegegraph.ontology.lexicon.eras import eras

BLANK = spacy.blank("en")


def read(text: str, published: date | None) -> list[tuple[str, str | None, Bounds]]:
    doc = BLANK(text)
    doc._.annotations = Annotations(report=Report(text=text, published=published))
    found = annotations_of(TimeComponent()(doc))
    return [(time.text, time.value, bound) for time, bound in zip(found.times, found.bounds, strict=True)]


def test_every_era_has_dates_and_a_source() -> None:
    for era in eras():
        start, end = extent_of(era.start), extent_of(era.end)
        assert start is not None, era.name
        assert end is None or start[0] < end[1], era.name
        assert era.source, era.name
        assert not era.short or era.cue, era.name


def test_an_early_era_is_its_first_third() -> None:
    ((words, _, bounds),) = read("The dam was built in the early Soviet era.", date(2023, 6, 7))
    assert words == "the early Soviet era"
    assert bounds.earliest == date(1917, 11, 7)
    assert bounds.latest is not None
    assert date(1940, 1, 1) < bounds.latest < date(1945, 1, 1)


def test_a_war_put_in_time_is_a_time_and_one_only_named_is_not() -> None:
    found = read("The fort was held during World War II. A veteran of World War II spoke.", date(2023, 6, 7))
    assert found == [("World War II", None, within(date(1939, 9, 1), date(1945, 9, 2)))]


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("the 700th day of the siege", "1994-03-05"),
        ("day 2 of the siege", "1992-04-06"),
        ("the first day of the siege of Sarajevo", "1992-04-05"),
    ],
)
def test_days_of_a_siege_are_counted_from_its_beginning(words: str, value: str) -> None:
    ((_, found, _),) = read(f"Sarajevo was quiet on {words}.", date(1994, 3, 6))
    assert found == value


def test_the_text_itself_may_say_when_its_siege_began() -> None:
    text = "The siege of the town began on 25 August 1991. On the 10th day of the siege the water stopped."
    assert [value for _, value, _ in read(text, date(1991, 10, 1))] == ["1991-08-25", "1991-09-03"]


@pytest.mark.parametrize("published", [date(1994, 3, 6), None])
def test_days_of_a_siege_of_unknown_beginning_stay_open(published: date | None) -> None:
    ((_, value, bounds),) = read("The town was quiet on the 10th day of the siege.", published)
    assert (value, bounds) == ("XXXX-XX-XX", Bounds())


def test_the_start_of_a_war_is_a_time_only_where_it_is_known() -> None:
    ((words, value, _),) = read("Since the start of the war in Sudan, El Fasher has been shelled.", date(2024, 5, 20))
    assert (words, value) == ("the start of the war in Sudan", "2023-04-15")
    assert read("Since the start of the war, the town has been shelled.", date(2024, 5, 20)) == []


def test_so_long_into_a_war_is_counted_from_its_beginning() -> None:
    ((words, value, _),) = read("A month into the war in Sudan, the army held the airport.", date(2024, 5, 20))
    assert (words, value) == ("A month into the war in Sudan", "2023-05")
    ((_, value, _),) = read("Three weeks into the siege the water ran out.", date(2024, 5, 20))
    assert value == "P3W"
