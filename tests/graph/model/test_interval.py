from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siegegraph.graph.model.edtf import bounds_of, edtf_of
from siegegraph.graph.model.extraction import Bounds
from siegegraph.graph.model.interval import Interval, coming, intersect, on, ongoing, past, throughout, within

DAYS = st.dates(min_value=date(1000, 1, 1), max_value=date(2100, 12, 31))
PUBLISHED = date(2022, 4, 20)


@st.composite
def consistent_bounds(draw: st.DrawFn) -> Bounds:
    first = draw(DAYS)
    spans = draw(st.lists(st.integers(0, 4000), min_size=3, max_size=3))
    earliest = first
    begin_latest = earliest + timedelta(spans[0])
    end_earliest = earliest + timedelta(spans[1])
    latest = max(begin_latest, end_earliest) + timedelta(spans[2])
    known = draw(st.lists(st.booleans(), min_size=4, max_size=4))
    return Bounds(
        earliest=earliest if known[0] else None,
        begin_latest=begin_latest if known[1] else None,
        end_earliest=end_earliest if known[2] else None,
        latest=latest if known[3] else None,
    )


@pytest.mark.parametrize(
    ("bounds", "edtf", "words"),
    [
        (on(date(2022, 4, 9)), "2022-04-09", "9 April 2022"),
        (within(date(2022, 4, 1), date(2022, 4, 30)), "2022-04", "April 2022"),
        (throughout(date(2022, 4, 1), date(2022, 4, 30)), "2022-04-01/2022-04-30", "1 to 30 April 2022"),
        (throughout(date(2022, 3, 28), date(2022, 4, 2)), "2022-03-28/2022-04-02", "28 March to 2 April 2022"),
        (within(date(2022, 4, 3), date(2022, 4, 9)), "[2022-04-03..2022-04-09]", "between 3 and 9 April 2022"),
        (past(PUBLISHED), "[..2022-04-20]", "by 20 April 2022"),
        (coming(PUBLISHED), "[2022-04-20..]", "20 April 2022 or later"),
        (ongoing(PUBLISHED), None, "going on on 20 April 2022"),
        (within(date(1942, 12, 1), date(1943, 2, 28)), "1942-24", "winter 1942"),
        (within(date(1940, 1, 1), date(1949, 12, 31)), "194X", "1940s"),
        (within(date(1800, 1, 1), date(1899, 12, 31)), "18XX", "19th century"),
        (Bounds(), None, "undated"),
    ],
)
def test_bounds_are_said_as_edtf_and_in_words(bounds: Bounds, edtf: str | None, words: str) -> None:
    interval = Interval.of(bounds)
    assert (interval.edtf, interval.display) == (edtf, words)


def test_begun_and_not_ended_is_open_at_its_end() -> None:
    begun = Bounds(earliest=date(2022, 2, 24), begin_latest=date(2022, 2, 24), end_earliest=PUBLISHED)
    interval = Interval.of(begun, ongoing=True)
    assert interval.edtf == "2022-02-24/.."
    assert interval.display == "since 24 February 2022"
    assert interval.overlaps(start=date(2030, 1, 1))


def test_one_day_in_a_month_says_so() -> None:
    interval = Interval.from_edtf("2022-04-XX")
    assert interval.bounds == within(date(2022, 4, 1), date(2022, 4, 30))
    assert interval.display == "April 2022 (one day)"


def test_a_year_before_christ_has_a_literal_and_no_bounds() -> None:
    interval = Interval.from_edtf("-0263")
    assert interval.undated
    assert interval.display == "264 BC"


@pytest.mark.parametrize(
    ("edtf", "precision"),
    [("2022-04-09", "day"), ("2022-04", "month"), ("2022-22", "season"), ("2022", "year"), ("194X", "decade"),
     ("18XX", "century"), ("2022-04-01/2022-04-30", "day"), ("1917/1991", "year"), ("[..2022-04-20]", None)],
)  # fmt: skip
def test_precision_is_the_unit_to_which_the_ends_are_known(edtf: str, precision: str | None) -> None:
    assert Interval.from_edtf(edtf).precision == precision


@pytest.mark.parametrize("nonsense", ["", "April", "2022-13", "2022-02-30", "22", "[", "[..]", "2022-4-9", "20220409"])
def test_what_is_not_edtf_is_refused(nonsense: str) -> None:
    with pytest.raises(ValueError, match="EDTF"):
        bounds_of(nonsense)


@given(consistent_bounds())
def test_the_literal_never_claims_more_than_the_bounds(bounds: Bounds) -> None:
    literal = edtf_of(bounds)
    if literal is None:
        return
    read = bounds_of(literal)
    assert read.earliest == bounds.earliest or bounds.earliest is None
    assert read.latest == bounds.latest or bounds.latest is None
    assert intersect(read, bounds) is not None


@given(DAYS, DAYS)
def test_days_and_spans_of_days_come_back_from_their_literal(one: date, other: date) -> None:
    first, last = sorted((one, other))
    for bounds in (on(first), within(first, last), throughout(first, last), past(last), coming(first)):
        assert Interval.of(bounds).undated is False
        read = bounds_of(edtf_of(bounds) or "")
        assert (read.earliest, read.latest) == (bounds.earliest, bounds.latest)


@given(consistent_bounds(), consistent_bounds())
def test_intersection_is_commutative_and_narrows_both(one: Bounds, other: Bounds) -> None:
    both = intersect(one, other)
    assert both == intersect(other, one)
    if both is not None:
        assert intersect(both, one) == both
        assert intersect(both, other) == both


@given(consistent_bounds())
def test_intersecting_with_nothing_known_changes_nothing_that_is_said(bounds: Bounds) -> None:
    both = intersect(bounds, Bounds())
    assert both is not None
    assert (both.earliest, both.latest) == (bounds.earliest, bounds.latest)


def test_bounds_that_contradict_have_no_intersection() -> None:
    assert intersect(on(date(2022, 4, 9)), on(date(2022, 4, 10))) is None
    assert intersect(within(date(2022, 4, 1), date(2022, 4, 30)), past(date(2022, 3, 1))) is None


def test_a_month_told_as_past_ends_with_the_day_of_publication() -> None:
    april = within(date(2022, 4, 1), date(2022, 4, 30))
    assert intersect(april, past(PUBLISHED)) == within(date(2022, 4, 1), PUBLISHED)


@given(consistent_bounds(), DAYS, DAYS)
def test_overlap_excludes_only_what_a_known_bound_excludes(bounds: Bounds, one: date, other: date) -> None:
    start, end = sorted((one, other))
    interval = Interval.of(bounds)
    assert interval.overlaps()
    excluded = (bounds.latest is not None and bounds.latest < start) or (
        bounds.earliest is not None and bounds.earliest > end
    )
    assert interval.overlaps(start, end) is not excluded


def test_the_timeline_puts_the_undated_last_and_the_shorter_first() -> None:
    undated = Interval()
    day = Interval.of(on(date(2022, 4, 1)))
    month = Interval.from_edtf("2022-04")
    by = Interval.of(past(date(2022, 3, 31)))
    assert sorted([undated, month, day, by], key=lambda interval: interval.sort_key) == [by, day, month, undated]


def test_open_without_a_publication_date() -> None:
    assert past(None) == ongoing(None) == coming(None) == Bounds()
