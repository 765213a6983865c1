import pytest
from hypothesis import given
from hypothesis import strategies as st

from siegegraph.ontology.gazetteer import fold


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("Al-Ḥasakah", "al hasakah"),
        ("Mariupol'", "mariupol"),
        ("KYIV", "kyiv"),
        ("Маріуполь", "маріуполь".replace("і", "і")),
        ("Donetsk  People’s\u00a0Republic", "donetsk peoples republic"),
    ],
)
def test_case_accents_and_joiners_do_not_count(name: str, folded: str) -> None:
    assert fold(name) == folded


def test_scripts_stay_apart() -> None:
    assert fold("Киев") != fold("Kiev")


@given(st.text())
def test_folding_twice_changes_nothing(name: str) -> None:
    assert fold(fold(name)) == fold(name)
