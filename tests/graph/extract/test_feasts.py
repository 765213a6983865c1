from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siegegraph.graph.extract.times.feasts import easter, feast_days


@pytest.mark.parametrize(
    ("year", "western", "orthodox"),
    [(2022, (4, 17), (4, 24)), (2023, (4, 9), (4, 16)), (2024, (3, 31), (5, 5)), (1992, (4, 19), (4, 26)),
     (2017, (4, 16), (4, 16))],
)  # fmt: skip
def test_easter_of_years_that_are_on_record(year: int, western: tuple[int, int], orthodox: tuple[int, int]) -> None:
    assert easter(year) == date(year, *western)
    assert easter(year, orthodox=True) == date(year, *orthodox)


@given(st.integers(1600, 2099))
def test_both_easters_are_sundays_and_the_orthodox_is_never_earlier(year: int) -> None:
    western, orthodox = easter(year), easter(year, orthodox=True)
    assert western.weekday() == orthodox.weekday() == 6
    assert date(year, 3, 22) <= western <= date(year, 4, 25)
    assert western <= orthodox


@pytest.mark.parametrize(
    ("name", "year", "day"),
    [("Eid al-Fitr", 2022, date(2022, 5, 2)), ("Ramadan", 2023, date(2023, 3, 23)),
     ("Eid al-Adha", 2016, date(2016, 9, 12))],
)  # fmt: skip
def test_islamic_feasts_lie_within_a_day_of_the_announced_ones(name: str, year: int, day: date) -> None:
    days = feast_days(name, year)
    assert days is not None
    assert abs((days[0] - day).days) <= 2
    assert days[0] <= day <= days[1]


def test_fixed_feasts_and_those_of_the_orthodox() -> None:
    assert feast_days("Christmas Eve", 1993) == (date(1993, 12, 24), date(1993, 12, 24))
    assert feast_days("Christmas", 2023, orthodox=True) == (date(2023, 1, 7), date(2023, 1, 7))
    assert feast_days("Good Friday", 2022) == (date(2022, 4, 15), date(2022, 4, 15))
    assert feast_days("Midsummer", 2022) is None
