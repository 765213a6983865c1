from __future__ import annotations

from datetime import date
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siegegraph.graph.errors import ParameterError
from siegegraph.graph.query.filters import FILTER_NAMES, Box, Filters, box_of, day_of, filters_of, name_in
from siegegraph.ontology.iris import Minter

DESIGN = {
    *("from", "to", "as_of", "type", "actor", "place", "within", "q", "speaker", "party", "report", "modality"),
    *("min_reports", "min_independent", "undated"),
}


def test_the_filters_are_those_of_the_contract() -> None:
    assert set(FILTER_NAMES) == DESIGN


def test_no_parameters_keep_everything() -> None:
    assert filters_of({}) == Filters()
    assert filters_of({"actor": []}) == Filters()


def test_a_parameter_given_twice_means_or() -> None:
    filters = filters_of({
        "from": ["2022-04-09", "2022-03-01"],
        "to": ["2022-04-09", "2022-05-01"],
        "as_of": ["2022-04-20", "2022-04-21"],
        "type": ["Siege", "Attack", "Siege"],
        "min_reports": ["3", "2"],
        "undated": ["only", "exclude"],
    })  # fmt: skip
    assert (filters.from_, filters.to, filters.as_of) == (date(2022, 3, 1), date(2022, 5, 1), date(2022, 4, 21))
    assert filters.type == ("Siege", "Attack")
    assert filters.min_reports == 2
    assert filters.undated == "include"


@given(st.dates())
def test_every_day_is_read_as_it_is_written(day: date) -> None:
    assert day_of("from", day.isoformat()) == day


@pytest.mark.parametrize(
    "value", ["", "2022", "2022-4-9", "2022-02-30", "20220409", "9 April", "2022-04-09T00:00", "２０２２-04-09"]
)
def test_what_is_no_day_names_the_parameter(value: str) -> None:
    with pytest.raises(ParameterError) as caught:
        filters_of({"as_of": [value]})
    assert caught.value.name == "as_of"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("modality", "certain"),
        ("undated", "yes"),
        ("min_reports", "-1"),
        ("min_reports", "two"),
        ("min_independent", "9999999999999"),
        ("within", "1,2,3"),
        ("report", "http://127.0.0.1:8000/id/entity/x"),
        ("actor", "two words"),
        ("type", "a b"),
        ("sort", "asc"),
    ],
)
def test_an_ill_formed_or_unknown_parameter_is_named(name: str, value: str) -> None:
    with pytest.raises(ParameterError) as caught:
        filters_of({name: [value]})
    assert caught.value.name == name


def test_a_period_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(ParameterError) as caught:
        filters_of({"from": ["2022-04-10"], "to": ["2022-04-09"]})
    assert caught.value.name == "to"


@given(st.text(alphabet=st.characters(min_codepoint=33, max_codepoint=0x2FF), min_size=1, max_size=40))
def test_a_thing_is_named_by_its_iri_encoded_or_not_or_its_last_segment(label: str) -> None:
    minter = Minter("http://127.0.0.1:8000/")
    iri = minter.entity(minter.report("text", None, None), label)
    last = iri.rpartition("/")[2]
    assert {name_in("actor", form, "entity") for form in (iri, quote(iri, safe=""), last)} == {last}


def test_an_iri_counts_whatever_its_host() -> None:
    assert name_in("report", "https://example.org/graph/id/report/5f1c", "report") == "5f1c"


def test_a_type_may_be_given_by_its_iri() -> None:
    assert filters_of({"type": ["https://w3id.org/siegegraph/ontology#Siege"]}).type == ("Siege",)


def test_words_of_blanks_alone_ask_for_nothing() -> None:
    assert filters_of({"q": ["  ", " ceasefire "]}).q == ("ceasefire",)


def test_a_box_may_lie_over_the_date_line() -> None:
    assert box_of("within", "170,-10,-170,10") == Box(170, -10, -170, 10)


@pytest.mark.parametrize("value", ["181,0,1,1", "0,50,1,40", "nan,0,1,1", "0,0,inf,1", "0,0,0", "a,b,c,d", "0,-91,1,1"])
def test_what_is_no_box_is_refused(value: str) -> None:
    with pytest.raises(ParameterError, match="within"):
        box_of("within", value)
