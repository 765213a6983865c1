from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siegegraph.graph.extract.times.timex_values import duration_of, extent_of, literal_of, shifted, value_in
from siegegraph.graph.model.edtf import bounds_of

DAYS = st.dates(min_value=date(1000, 1, 1), max_value=date(2999, 12, 31))
UNITS = ("day", "week", "month", "season", "year", "decade", "century")


@given(DAYS, st.sampled_from(UNITS))
def test_a_day_lies_in_each_unit_that_holds_it(day: date, unit: str) -> None:
    extent = extent_of(value_in(unit, day))
    assert extent is not None
    assert extent[0] <= day <= extent[1]


@given(DAYS, st.sampled_from(UNITS))
def test_the_literal_of_a_value_covers_the_same_days(day: date, unit: str) -> None:
    value = value_in(unit, day)
    read = bounds_of(literal_of(value) or "")
    assert (read.earliest, read.latest) == extent_of(value)


@given(DAYS, st.integers(-400, 400), st.sampled_from(["day", "week"]))
def test_days_and_weeks_move_there_and_back(day: date, count: int, unit: str) -> None:
    moved = shifted(day, count, unit)
    assert moved == day + timedelta(count * (7 if unit == "week" else 1))
    assert shifted(moved, -count, unit) == day


@given(DAYS, st.integers(-400, 400))
def test_months_move_to_the_same_day_or_the_last_of_the_month(day: date, count: int) -> None:
    moved = shifted(day, count, "month")
    assert moved is not None
    assert (moved.year * 12 + moved.month) - (day.year * 12 + day.month) == count
    assert moved.day == day.day or (moved + timedelta(1)).day == 1


def test_the_calendar_ends() -> None:
    assert shifted(date(9999, 12, 31), 1, "day") is None
    assert shifted(date(1, 1, 1), -1, "year") is None


@pytest.mark.parametrize("value", [None, "", "XXXX-WXX-2", "PRESENT_REF", "P3D", "2022-02-30", "BC0264", "2022-13"])
def test_what_is_open_or_no_date_covers_no_days(value: str | None) -> None:
    assert extent_of(value) is None


def test_years_before_christ_count_from_zero_in_edtf() -> None:
    assert literal_of("BC0264") == "-0263"
    assert literal_of("BC08") == "-08XX"


@pytest.mark.parametrize(
    ("count", "unit", "value"),
    [("2", "month", "P2M"), ("24", "hour", "PT24H"), ("X", "day", "PXD"), ("3", "century", "P3CE"),
     ("1", "fortnight", "P2W")],
)  # fmt: skip
def test_durations(count: str, unit: str, value: str) -> None:
    assert duration_of(count, unit) == value
