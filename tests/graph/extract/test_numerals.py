from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siegegraph.graph.extract.times.numerals import CARDINAL, ORDINAL, SCALES, TENS, UNITS, number_of, ordinal_of

WORDS = {number: word for word, number in (UNITS | TENS).items()}


def in_words(number: int) -> str:
    """The number as English writes it."""
    for scale in ("million", "thousand", "hundred"):
        count, rest = divmod(number, SCALES[scale])
        if count:
            said = f"{in_words(count)} {scale}"
            return said if not rest else f"{said} {'and ' if rest < 100 else ''}{in_words(rest)}"
    tens, unit = divmod(number, 10)
    return WORDS[number] if number in WORDS else f"{WORDS[10 * tens]}-{WORDS[unit]}"


@given(st.integers(0, 999_999_999))
def test_a_number_in_words_has_its_value(number: int) -> None:
    words = in_words(number)
    assert number_of(words) == number
    assert re.fullmatch(CARDINAL, words)


@given(st.integers(0, 10**12))
def test_a_number_in_figures_has_its_value_with_or_without_commas(number: int) -> None:
    assert number_of(f"{number}") == number
    assert number_of(f"{number:,}") == number
    assert re.fullmatch(CARDINAL, f"{number:,}")


@given(st.text(max_size=20))
def test_any_text_is_a_number_or_none(text: str) -> None:
    assert number_of(text) is None or isinstance(number_of(text), float)


@pytest.mark.parametrize(
    ("words", "value"),
    [("a dozen", 12), ("two dozen", 24), ("half a million", 500_000), ("1.5 million", 1_500_000), ("a hundred", 100),
     ("25 thousand", 25_000), ("thousands", None), ("", None)],
)  # fmt: skip
def test_usual_forms(words: str, value: float | None) -> None:
    assert number_of(words) == value


@given(st.integers(1, 99))
def test_ordinals_in_figures_and_words_agree(number: int) -> None:
    tens, unit = divmod(number, 10)
    teens = WORDS.get(number, "")
    irregular = {"one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth"}
    irregular |= {"twelve": "twelfth"}
    last = teens if teens else WORDS[unit]
    word = irregular.get(last, f"{last[:-1]}ieth" if last.endswith("y") else f"{last}th")
    words = word if teens else f"{WORDS[10 * tens]}-{word}"
    assert ordinal_of(words) == ordinal_of(f"{number}th") == number
    assert re.fullmatch(ORDINAL, words)
