from __future__ import annotations

from datetime import date

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language

from siegegraph.graph.extract.document import Annotations, annotations_of
from siegegraph.graph.extract.times.times import TimeComponent
from siegegraph.graph.model.edtf import bounds_of
from siegegraph.graph.model.extraction import Bounds, EntityMention, TimeExpression
from siegegraph.graph.model.interval import on, throughout, within
from siegegraph.graph.model.report import Report

PUBLISHED = date(1994, 2, 9)  # a Wednesday
BLANK = spacy.blank("en")


def times(text: str, published: date | None = PUBLISHED, nlp: Language = BLANK) -> tuple[TimeExpression, ...]:
    return annotated(text, published, nlp).times


def values(text: str, published: date | None = PUBLISHED, nlp: Language = BLANK) -> list[tuple[str, str | None]]:
    return [(time.text, time.value) for time in times(text, published, nlp)]


def bounds(text: str, published: date | None = PUBLISHED, nlp: Language = BLANK) -> Bounds:
    (one, *_) = annotated(text, published, nlp).bounds
    return one


def annotated(text: str, published: date | None, nlp: Language) -> Annotations:
    doc = nlp(text)
    doc._.annotations = Annotations(report=Report(text=text, published=published))
    return annotations_of(TimeComponent()(doc))


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("5 February 1994", "1994-02-05"),
        ("February 5, 1994", "1994-02-05"),
        ("Feb. 5, 1994", "1994-02-05"),
        ("the 5th of February 1994", "1994-02-05"),
        ("Saturday, 5 February 1994", "1994-02-05"),
        ("1994-02-05", "1994-02-05"),
        ("05.02.1994", "1994-02-05"),
        ("15/2/1994", "1994-02-15"),
        ("the night of February 5, 1994", "1994-02-05TNI"),
        ("early March 1994", "1994-03"),
        ("the end of November, 1782", "1782-11"),
        ("the spring of 1993", "1993-SP"),
        ("the winter of 1992-93", "1993-WI"),
        ("the year 1992", "1992"),
        ("the 1870s", "187"),
        ("the mid-1990s", "199"),
        ("the late nineteenth century", "18"),
        ("the 9th century BC", "BC08"),
        ("264 BC", "BC0264"),
        ("A.D. 70", "0070"),
        ("nineteen ninety-three", "1993"),
        ("three months", "P3M"),
        ("three-year", "P3Y"),
        ("several days", "PXD"),
        ("the last 24 hours", "PT24H"),
        ("Good Friday 1994", "1994-04-01"),
        ("every day", "P1D"),
    ],
)
def test_usual_spellings(words: str, value: str) -> None:
    assert values(f"It happened {words}.") == [(words, value)]


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("today", "1994-02-09"),
        ("yesterday evening", "1994-02-08TEV"),
        ("the day before yesterday", "1994-02-07"),
        ("last night", "1994-02-08TNI"),
        ("on Tuesday", "1994-02-08"),
        ("on Wednesday", "1994-02-09"),
        ("on Thursday", "1994-02-03"),
        ("last Wednesday", "1994-02-02"),
        ("next Monday", "1994-02-14"),
        ("this week", "1994-W06"),
        ("last month", "1994-01"),
        ("last year", "1993"),
        ("two weeks ago", "1994-W04"),
        ("three years ago", "1991"),
        ("5 February", "1994-02-05"),
        ("last December", "1993-12"),
        ("now", "PRESENT_REF"),
        ("in recent weeks", "PAST_REF"),
        ("at 5:30 pm", "1994-02-09T17:30"),
    ],
)
def test_relative_to_the_day_of_publication(words: str, value: str) -> None:
    ((_, found),) = values(f"Shells fell {words}.")
    assert found == value


def test_tuesday_is_the_one_before_publication_unless_it_is_to_come(nlp: Language) -> None:
    assert values("A shell hit the market on Tuesday.", nlp=nlp) == [("Tuesday", "1994-02-08")]
    assert values("The airport will reopen on Tuesday.", nlp=nlp) == [("Tuesday", "1994-02-15")]


def test_a_month_without_its_year_is_the_one_its_verb_tells_of(nlp: Language) -> None:
    assert values("The convoy reached Gorazde in December.", nlp=nlp) == [("December", "1993-12")]
    assert values("The talks will resume in December.", nlp=nlp) == [("December", "1994-12")]


@pytest.mark.parametrize("words", ["yesterday", "on Tuesday", "last week", "two days ago", "this month", "5 February"])
def test_without_a_publication_date_relative_times_stay_open(words: str) -> None:
    (time,) = times(f"Shells fell {words}.", None)
    assert time.value is None or "X" in time.value
    assert time.edtf is None
    assert bounds(f"Shells fell {words}.", None) == Bounds()


def test_times_count_from_the_date_last_named() -> None:
    text = "The bridge fell on 9 November 1993. Two days later the talks stopped; the next day the shelling resumed."
    assert values(text) == [
        ("9 November 1993", "1993-11-09"),
        ("Two days later", "1993-11-11"),
        ("the next day", "1993-11-12"),
    ]


def test_the_same_day_and_week_are_those_last_named() -> None:
    text = "He was shot on 3 August 1993. The same day the road was cut. Later that week it rained."
    assert [value for _, value in values(text)] == ["1993-08-03", "1993-08-03", "1993-W31"]


def test_a_history_dates_bare_months_and_days_by_its_years() -> None:
    text = (
        "The siege of the town began in August 1991. The barracks fell in September. On 18 November the defenders "
        "gave up. In December the last prisoners were moved, and in January they were exchanged. The town had been "
        "taken once before, in 1941. On the 5th, the column left."
    )
    assert [value for _, value in values(text, date(2009, 12, 19))] == [
        *("1991-08", "1991-09", "1991-11-18", "1991-12", "1992-01", "1941", "1992-01-05"),
    ]


def test_a_report_of_the_day_does_not_count_from_a_year_named_in_passing() -> None:
    text = "The city, besieged in 1941 too, was hit on Monday.\n\nTwelve people died there on 22 January."
    assert [value for _, value in values(text)] == ["1941", "1994-02-07", "1994-01-22"]


def test_a_history_keeps_its_year_through_its_nights_and_quoted_days() -> None:
    text = (
        "The siege began on 1 June 1992. The town fell on 25 February 1993 and on 26 February 1993 the army left. "
        'Fighting went on overnight. "We leave today," he said. On 27 February the mayor returned.'
    )
    assert [value for _, value in values(text, date(2009, 12, 19))] == [
        *("1992-06-01", "1993-02-25", "1993-02-26", "1993-02-26TNI", "XXXX-XX-XX", "1993-02-27"),
    ]


def test_a_history_may_name_its_year_only_at_the_end_of_a_sentence() -> None:
    text = "The battle began on 23 May and ended on 27 May 1992. The bridge was blown up on 29 May 1992."
    assert [value for _, value in values(text, date(2009, 12, 19))] == ["1992-05-23", "1992-05-27", "1992-05-29"]


def test_a_deadline_soon_ahead_is_of_this_year() -> None:
    assert values("NATO gave them until February 20.") == [("February 20", "1994-02-20")]


def test_what_says_a_date_again_has_its_value(nlp: Language) -> None:
    found = values("On 3 November 1993, eight months after the town fell, the army left.", nlp=nlp)
    assert [value for _, value in found] == ["1993-11-03", "1993-11-03"]


def test_a_clock_takes_the_day_that_follows_it() -> None:
    assert values("At 5:00 am on 5 February 1994 it began.")[0] == ("5:00 am", "1994-02-05T05:00")


def test_a_rate_is_no_day(nlp: Language) -> None:
    assert [time.type for time in times("They fired 40 shells a day.", nlp=nlp)] == ["SET"]


def test_two_days_after_an_event_without_a_date_stay_open(nlp: Language) -> None:
    ((words, value),) = values("Two days after the hospital was hit, the convoy turned back.", nlp=nlp)
    assert (words, value) == ("Two days after the hospital was hit", "XXXX-XX-XX")


def test_two_days_after_a_named_day_are_counted(nlp: Language) -> None:
    found = values("Two days after the talks of 5 February 1994, the convoy turned back.", nlp=nlp)
    assert found[0] == ("Two days after the talks of 5 February 1994", "1994-02-07")


def test_a_phrase_holds_what_it_counts_from(nlp: Language) -> None:
    ((words, value),) = values("The town fell after three months of siege.", nlp=nlp)
    assert (words, value) == ("three months of siege", "P3M")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("on 5 February", on(date(1994, 2, 5))),
        ("in January", within(date(1994, 1, 1), date(1994, 1, 31))),
        ("throughout January", throughout(date(1994, 1, 1), date(1994, 1, 31))),
        ("from 1 to 5 February", throughout(date(1994, 2, 1), date(1994, 2, 5))),
        ("January 28 - February 2", throughout(date(1994, 1, 28), date(1994, 2, 2))),
        ("between 1 and 5 February", within(date(1994, 2, 1), date(1994, 2, 5))),
        ("by 1 February", Bounds(latest=date(1994, 2, 1))),
        ("before 1 February", Bounds(latest=date(1994, 1, 31))),
        ("until 5 February", Bounds(end_earliest=date(1994, 2, 5), latest=date(1994, 2, 5))),
        ("after 5 February", Bounds(earliest=date(1994, 2, 5))),
        ("as of 5 February", Bounds(begin_latest=date(1994, 2, 5), end_earliest=date(1994, 2, 5))),
        ("in the coming days", Bounds(earliest=PUBLISHED)),
        ("over the weekend", within(date(1994, 2, 5), date(1994, 2, 6))),
        ("since 1 February", Bounds(earliest=date(1994, 2, 1), begin_latest=date(1994, 2, 1), end_earliest=PUBLISHED)),
        ("in early January", within(date(1994, 1, 1), date(1994, 1, 11))),
        ("at the end of January", within(date(1994, 1, 21), date(1994, 1, 31))),
        ("over the past three days", within(date(1994, 2, 6), PUBLISHED)),
        ("now", Bounds(begin_latest=PUBLISHED, end_earliest=PUBLISHED)),
        ("so far", Bounds(latest=PUBLISHED)),
        ("last night", within(date(1994, 2, 8), PUBLISHED)),
        ("for three days", Bounds()),
        ("every day", Bounds()),
    ],
)
def test_words_before_a_time_bound_it(words: str, expected: Bounds) -> None:
    assert bounds(f"The road was cut {words}.") == expected


def test_what_did_not_happen_until_a_day_happened_on_it() -> None:
    assert bounds("The convoy did not leave until 5 February.") == on(date(1994, 2, 5))


def test_both_ends_of_a_range_say_the_whole() -> None:
    one, other = times("The corridor was open from 1 to 5 February.")
    assert (one.value, other.value) == ("1994-02-01", "1994-02-05")
    assert one.edtf == other.edtf == "1994-02-01/1994-02-05"


def test_a_day_in_a_month_is_said_in_edtf() -> None:
    assert times("One day in January the water stopped.")[-1].edtf == "1994-01-XX"


def test_the_year_of_a_range_is_that_of_its_end() -> None:
    assert [value for _, value in values("It lasted (3 August – 1 October 1992).")] == ["1992-08-03", "1992-10-01"]
    assert [value for _, value in values("Late December-early January 1993 was quiet.")] == ["1992-12", "1993-01"]


@pytest.mark.parametrize(
    "text",
    [
        "They may march on the town.",
        "He commanded 1500 men and 2000 horses.",
        "The fall of the city was near.",
        "About 1,992 people left.",
        "April Jones met him.",
        "The second attempt failed.",
        "It cost $1990.",
    ],
)
def test_what_only_looks_like_a_time_is_none(text: str, nlp: Language) -> None:
    assert values(text, nlp=nlp) == []


def test_an_age_bounds_nothing() -> None:
    annotations = annotated("A 12-year-old girl was hurt.", PUBLISHED, BLANK)
    assert [time.value for time in annotations.times] == ["P12Y"]
    assert annotations.bounds == (Bounds(),)


@given(
    st.dates(min_value=date(1000, 1, 1), max_value=date(2099, 12, 31)),
    st.sampled_from(["{d} {m} {y}", "{m} {d}, {y}"]),
)
def test_every_day_is_read_back_in_the_usual_spellings(day: date, form: str) -> None:
    words = form.format(d=day.day, m=f"{day:%B}", y=day.year)
    assert values(f"It began on {words}.") == [(words, day.isoformat())]
    assert bounds(f"It began on {words}.") == on(day)


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31)), st.integers(0, 6))
def test_a_weekday_is_within_the_week_up_to_publication(published: date, number: int) -> None:
    name = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")[number]
    found = bounds(f"It was hit on {name}.", published)
    assert found.earliest is not None
    assert found.earliest.weekday() == number
    assert 0 <= (published - found.earliest).days < 7


@given(st.text(alphabet="0123456789 -–/.,:'aBCMaytoJuneFridaynextlasttheofweekago", max_size=60))
def test_any_text_is_read_and_every_literal_says_what_is_bounded(text: str) -> None:
    annotations = annotated(text, PUBLISHED, BLANK)
    for time, found in zip(annotations.times, annotations.bounds, strict=True):
        assert text[time.start : time.end] == time.text
        if time.edtf and found != Bounds():
            read = bounds_of(time.edtf)
            assert (read.earliest or found.earliest, read.latest or found.latest) == (found.earliest, found.latest)


def test_a_date_inside_a_longer_name_is_none_but_a_year_that_ends_it_dates() -> None:
    text = "The Treaty of 1920 was read on 28 May Street."
    doc = BLANK(text)
    names = (
        EntityMention(start=4, end=18, text="Treaty of 1920", type="Other"),
        EntityMention(start=31, end=44, text="28 May Street", type="Place"),
    )
    doc._.annotations = Annotations(report=Report(text=text, published=PUBLISHED), entities=names)
    assert [time.value for time in annotations_of(TimeComponent()(doc)).times] == ["1920"]


def test_a_day_before_common_nouns_is_no_part_of_a_name() -> None:
    doc = BLANK("On Monday rebels shelled the port.")
    doc._.annotations = Annotations(
        report=Report(text=doc.text, published=PUBLISHED),
        entities=(EntityMention(start=3, end=16, text="Monday rebels", type="Organisation"),),
    )
    assert [time.text for time in annotations_of(TimeComponent()(doc)).times] == ["Monday"]


def test_a_date_in_an_address_is_no_time() -> None:
    assert times("![The bridge](https://example.org/Bridge%2C_04.03.1993%2C_seen) The bridge fell.") == ()
