from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language

from siegegraph.graph.extract.document import Annotations, annotations_of
from siegegraph.graph.extract.times.quantities import QuantityComponent
from siegegraph.graph.extract.times.quantity_grammar import scan
from siegegraph.graph.extract.times.times import TimeComponent
from siegegraph.graph.model.extraction import QuantityExpression
from siegegraph.graph.model.report import Report


def quantities(nlp: Language, text: str) -> dict[str, QuantityExpression]:
    doc = nlp(text)
    doc._.annotations = Annotations(report=Report(text=text, published=date(1994, 2, 6)))
    QuantityComponent()(TimeComponent()(doc))
    return {text[one.start : one.end]: one for one in annotations_of(doc).quantities}


@pytest.mark.parametrize(
    ("text", "least", "most", "value", "approximate"),
    [
        ("264 people", 264, 264, 264, False),
        ("at least 500 people", 500, None, None, False),
        ("more than 1,300 people", 1300, None, None, False),
        ("as many as a thousand people", None, 1000, None, False),
        ("fewer than twenty people", None, 20, None, False),
        ("about 40 people", None, None, 40, True),
        ("some 1.5 million people", None, None, 1_500_000, True),
        ("between 5 and 10 people", 5, 10, None, False),
        ("5-10 people", 5, 10, None, False),
        ("two to three million people", 2_000_000, 3_000_000, None, False),
        ("dozens of people", 12, None, None, True),
        ("tens of thousands of people", 10_000, None, None, True),
        ("hundreds of thousands of people", 100_000, None, None, True),
        ("200+ people", 200, None, None, False),
        ("60 or more people", 60, None, None, False),
        ("not one soldier", 0, 0, 0, False),
        ("outnumbered 10 to 1", 10, 10, 10, False),
    ],
)
def test_words_around_a_number_bound_it(
    text: str, least: float | None, most: float | None, value: float | None, approximate: bool
) -> None:
    (amount,) = scan(text)
    assert (amount.min, amount.max, amount.value, amount.approximate) == (least, most, value, approximate)


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [("80 percent of homes", 80, "%"), ("two-thirds of the city", 66.7, "%"), ("a quarter of the town", 25, "%"),
     ("four million tons of steel", 4_000_000, "tons"), ("$1.5 million", 1_500_000, "$"), ("20 km away", 20, "km"),
     ("122-mm guns", 122, "mm"), ("ten to one", 10, "to 1")],
)  # fmt: skip
def test_what_a_number_is_measured_in(text: str, value: float, unit: str) -> None:
    (amount,) = scan(text)
    assert (amount.value, amount.unit) == (value, unit)


@given(st.integers(0, 9_999_999), st.sampled_from(["at least", "up to", "about", "more than", "fewer than", ""]))
def test_every_bounded_number_is_found_whole(number: int, bound: str) -> None:
    words = f"{bound} {number:,}".strip()
    (amount,) = scan(f"They lost {words} shells.")
    assert (amount.span.start, amount.span.end) == (10, 10 + len(words))
    assert number in (amount.min, amount.max, amount.value)


@given(st.text(alphabet="0123456789 ,.-–+$%/:to andone hundredms", max_size=60))
def test_amounts_never_overlap_nor_contradict_themselves(text: str) -> None:
    end = 0
    for amount in scan(text):
        assert end <= amount.span.start < amount.span.end <= len(text)
        assert amount.min is None or amount.max is None or amount.min <= amount.max
        end = amount.span.end


def test_a_number_counts_the_noun_it_modifies(nlp: Language) -> None:
    found = quantities(nlp, "Dozens of wounded civilians and at least 12 Bosnian soldiers were taken to the hospital.")
    assert {words: one.of for words, one in found.items()} == {
        "Dozens": "wounded civilians",
        "at least 12": "Bosnian soldiers",
    }


def test_the_dead_are_counted_by_their_state(nlp: Language) -> None:
    found = quantities(nlp, "The shell left 68 dead and 144 wounded in the market.")
    assert {words: one.of for words, one in found.items()} == {"68": "dead", "144": "wounded"}


def test_shares_count_what_they_are_a_share_of(nlp: Language) -> None:
    found = quantities(nlp, "Nearly 80 percent of the buildings in the town were destroyed.")
    assert [(one.of, one.unit, one.approximate) for one in found.values()] == [("buildings", "%", True)]


def test_no_civilians_are_none_but_no_plans_are_no_count(nlp: Language) -> None:
    found = quantities(nlp, "No civilians were killed. There are no plans to open the airport.")
    assert [(words, one.value, one.of) for words, one in found.items()] == [("No", 0, "civilians")]


@pytest.mark.parametrize(
    "text",
    [
        "The 36th Brigade held the bridge.",
        "They came with T-72 tanks along Route 60.",
        "The shell fell at 12:30 on 5 February 1994.",
        "Amira Hadzic, 40, said the water had run out.",
        "The mayor, 54, said the water had run out.",
        "The water had run out, said Amira Hadzic, 40.",
        "A man aged 62 was pulled from the rubble.",
        "It hit a 12-storey building near Hospital No. 3.",
        "One of them called for help.",
    ],
)
def test_names_ages_times_and_compounds_are_no_quantities(nlp: Language, text: str) -> None:
    assert quantities(nlp, text) == {}


@pytest.mark.parametrize(
    ("text", "of"),
    [
        ("Shells killed 13 in the town.", "killed"),
        ("They lost one tank, and eleven were wounded.", "wounded"),
        ("Damage came to 90 per cent of buildings.", "buildings"),
    ],
)
def test_a_number_that_stands_alone_counts_what_is_told_of_it(nlp: Language, text: str, of: str) -> None:
    assert of in [row.of for row in quantities(nlp, text).values()]
