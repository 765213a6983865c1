from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siegegraph.graph.model.entity import EntityView, Location
from siegegraph.graph.resolve.naming import folded_name, name_keys
from siegegraph.graph.resolve.romanisation import skeleton


def view(label: str, type_: str = "Person", report: str = "a", **given: object) -> EntityView:
    return EntityView(iri=f"{report}/{label}", report=report, label=label, type=type_, **given)  # type: ignore[arg-type]


def are_one(one: EntityView, other: EntityView) -> bool:
    return bool(set(name_keys(one)) & set(name_keys(other)))


@pytest.mark.parametrize(
    ("type_", "one", "other"),
    [
        ("Person", "Volodymyr Zelenskyy", "Volodymyr Zelensky"),
        ("Person", "Volodymyr Zelenskyy", "Vladimir Zelenskiy"),
        ("Person", "Volodymyr Zelenskyy", "Володимир Зеленський"),
        ("Person", "Serhiy Haidai", "Sergei Gaidai"),
        ("Person", "Yevgeny Prigozhin", "Евгений Пригожин"),
        ("Person", "Ratko Mladić", "Gen. Ratko Mladic"),
        ("Person", "Ratko Mladić", "Ратко Младић"),
        ("Person", "Mohammed Deif", "Muhammad Deif"),
        ("Person", "Bashar al-Assad", "President Bashar Assad"),
        ("Person", "Mayor Vadym Boychenko", "Vadym Boichenko"),
        ("Organisation", "Fourth Brigade", "4th Brigade"),
        ("Organisation", "36th Marine Brigade", "36th Separate Marine Brigade"),
        ("Organisation", "204th Vukovar Brigade", "The 204th Vukovar Brigade"),
        ("Organisation", "Azov Regiment", "Azov battalion"),
        ("Organisation", "Azov Regiment", "Azov"),
        ("Organisation", "Russia's Defence Ministry", "Ministry of Defense of Russia"),
        ("Organisation", "Russian forces", "the Russian army"),
        ("Organisation", "Center for Civilians in Conflict", "Centre for Civilians in Conflict"),
        ("Organisation", "Ahrar al-Sham", "Ahrar ash-Sham"),
        ("Place", "Azovstal", "the Azovstal"),
        ("Place", "Illich Steel Works", "Illich Steel works"),
        ("Place", "Zaporizhstal", "Запоріжсталь"),
    ],
)
def test_spellings_scripts_and_titles_do_not_part_one_thing(type_: str, one: str, other: str) -> None:
    assert are_one(view(one, type_), view(other, type_, report="b"))


@pytest.mark.parametrize(
    ("type_", "one", "other"),
    [
        ("Person", "Ivan Petrov", "Oleg Petrov"),
        ("Person", "Ivan Petrov", "Ivana Petrova"),
        ("Person", "Ivan Petrov", "Petrov"),
        ("Person", "President Petrov", "Ivan Petrov"),
        ("Person", "Bashar al-Assad", "Hafez al-Assad"),
        ("Person", "George W. Bush", "George H. W. Bush"),
        ("Person", "the Foreign Secretary", "Foreign Secretary"),
        ("Person", "Prime Minister", "Prime Minister"),
        ("Organisation", "36th Marine Brigade", "37th Marine Brigade"),
        ("Organisation", "36th Marine Brigade", "36th Tank Brigade"),
        ("Organisation", "Ukraine's 4th Brigade", "Russia's 4th Brigade"),
        ("Organisation", "Russian Defence Ministry", "Ukrainian Defence Ministry"),
        ("Organisation", "Ministry of Defence", "Ministry of Defence"),
        ("Organisation", "City Council", "City Council"),
        ("Organisation", "the army", "the army"),
        ("Organisation", "Azov Regiment", "Azovstal"),
        ("Organisation", "Sarajevo Corps", "Drina Corps"),
        ("Place", "Azovstal", "Sea of Azov"),
        ("Place", "Central Hospital", "Central Hospital"),
        ("Place", "School No. 3", "School No. 3"),
    ],
)
def test_what_only_sounds_alike_stays_apart(type_: str, one: str, other: str) -> None:
    assert not are_one(view(one, type_), view(other, type_, report="b"))


def test_things_of_two_kinds_are_two() -> None:
    assert not are_one(view("Azov", "Organisation"), view("Azov", "Place"))
    assert not are_one(view("Vukovar", "Place"), view("Vukovar", "Person"))
    assert not are_one(view("Idlib", "Place", subtype="Region"), view("Idlib", "Place", subtype="Settlement"))


def test_a_surname_ties_no_two_people_who_are_named_in_full() -> None:
    one, other = view("Ivan Petrov", names=("Ivan Petrov", "Petrov")), view("Oleg Petrov", names=("Petrov",))
    alone = view("Petrov", report="c")
    assert not are_one(one, other)
    assert not are_one(one, alone)
    assert not are_one(other, alone)


def test_an_identifier_outweighs_the_name() -> None:
    one, other = view("Arden", "Place", geonames="1"), view("Arden", "Place", geonames="2")
    assert not are_one(one, other)
    assert are_one(one, view("Ardenne", "Place", geonames="1"))


def test_a_building_with_a_common_name_is_one_where_its_town_is() -> None:
    def theatre(report: str, lat: float) -> EntityView:
        point = Location(lat=lat, lon=37.5, basis="container")
        return view("Drama Theatre", "Place", report, subtype="Facility", location=point)

    assert are_one(theatre("a", 47.1), theatre("b", 47.1))
    assert not are_one(theatre("a", 47.1), theatre("b", 48.3))


names = st.lists(
    st.text(st.characters(categories=("Lu", "Ll"), max_codepoint=0x24F), min_size=2, max_size=9), min_size=1, max_size=4
).map(" ".join)


@given(names, st.sampled_from(["Person", "Organisation", "Place"]))
def test_case_accents_and_articles_leave_the_keys_as_they_are(name: str, type_: str) -> None:
    plain = folded_name(name)
    if plain:
        assert set(name_keys(view(plain, type_))) == set(name_keys(view(plain.upper(), type_)))
        assert set(name_keys(view(plain, type_))) == set(name_keys(view(f"the {plain}", type_)))
        assert set(name_keys(view(plain, type_))) == set(name_keys(view(unicodedata.normalize("NFD", plain), type_)))


@given(names)
def test_a_skeleton_takes_any_accents_and_either_case(name: str) -> None:
    decomposed = unicodedata.normalize("NFD", name)
    assert skeleton(decomposed) == skeleton(unicodedata.normalize("NFC", decomposed))
    assert skeleton(folded_name(name)) == skeleton(folded_name(name).title())
