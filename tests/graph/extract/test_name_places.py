from __future__ import annotations

import pytest

from siegegraph.graph.extract.pipeline import Pipeline, load_pipeline
from siegegraph.graph.model.extraction import EntityMention
from siegegraph.graph.model.report import Report


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return load_pipeline(only=["siegegraph_names", "siegegraph_coreference", "siegegraph_places"])


def named(pipeline: Pipeline, text: str) -> dict[str, EntityMention]:
    return {entity.text: entity for entity in pipeline.extract(Report(text=text)).entities}


@pytest.mark.parametrize(
    ("text", "town"),
    [
        ("VUKOVAR, Croatia (AP) - Shells fell on the town overnight, doctors said.", "VUKOVAR"),
        ("BEIRUT — The army said on Monday that it had taken the hill.", "BEIRUT"),
    ],
)
def test_the_town_of_a_dateline_is_a_place(pipeline: Pipeline, text: str, town: str) -> None:
    found = named(pipeline, text)[town]
    assert (found.type, found.location) == ("Place", "gazetteer")


def test_a_town_before_its_region_is_a_place_whatever_it_sounds_like(pipeline: Pipeline) -> None:
    ada = named(pipeline, "The reservist, Leonard Cox of Ada, Oklahoma, was killed on Friday.")["Ada"]
    assert ada.type == "Place"
    assert ada.lon is not None
    assert -98 < ada.lon < -95


def test_a_local_body_holds_the_town_that_it_is_called_after(pipeline: Pipeline) -> None:
    found = named(pipeline, "Two men were arrested by Osijek police on Monday night.")
    assert found["Osijek"].type == "Place"


def test_a_part_of_many_towns_is_looked_up_in_no_gazetteer(pipeline: Pipeline) -> None:
    found = named(pipeline, "Iraqi troops advanced in the Old City on Monday, and the Old City was shelled.")
    assert all(entity.lat is None for words, entity in found.items() if "Old City" in words)


def test_a_region_does_not_name_the_city_that_it_is_called_after(pipeline: Pipeline) -> None:
    found = named(pipeline, "Shelling went on across Zaporizhzhia Oblast, and the mayor of Zaporizhzhia spoke.")
    assert found["Zaporizhzhia Oblast"].id != found["Zaporizhzhia"].id


@pytest.mark.parametrize("month", ["May", "June", "August"])
def test_a_month_is_nobody(pipeline: Pipeline, month: str) -> None:
    found = named(pipeline, f"The town held out until {month} and fell in the autumn.")
    assert month not in found


def test_an_undertaking_is_no_organisation(pipeline: Pipeline) -> None:
    assert not any("Operation" in words for words in named(pipeline, "The brigade took part in Operation Storm."))


def test_an_office_is_whole_with_whose_it_is(pipeline: Pipeline) -> None:
    found = named(pipeline, "On Friday the US Secretary of State met officials in Geneva.")
    assert found["the US Secretary of State"].type == "Person"


def test_who_a_regime_is_called_by_stands_in_its_name(pipeline: Pipeline) -> None:
    found = named(pipeline, "Rebels said the Assad regime had shelled the suburb of Douma.")
    assert found["the Assad regime"].type == "Organisation"
    assert found["Assad"].type == "Person"


def test_the_united_nations_are_led_by_no_kim(pipeline: Pipeline) -> None:
    found = named(pipeline, "The UN military observers left the enclave.")
    assert not any((entity.id or "").endswith(":KP") for entity in found.values())
