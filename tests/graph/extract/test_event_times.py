"""Which time an event is given, and what the words around it make of that time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from siegegraph.graph.extract.pipeline import load_pipeline
from siegegraph.graph.model.edtf import bounds_of
from siegegraph.graph.model.extraction import Bounds
from siegegraph.graph.model.report import Report

PUBLISHED = date(2012, 9, 20)  # a Thursday
Read = Callable[[str, str], Bounds]


def day(month: int, number: int) -> Bounds:
    when = date(2012, month, number)
    return Bounds(earliest=when, begin_latest=when, end_earliest=when, latest=when)


@pytest.fixture(scope="module")
def read() -> Read:
    """The bounds of the event that some words of a text trigger, as they are in the end."""
    pipeline = load_pipeline()

    def bounds(text: str, trigger: str) -> Bounds:
        found = pipeline.extract(Report(text=text, published=PUBLISHED))
        event = next(e for e in found.events if text[e.start : e.end] == trigger)
        literal = found.times[event.time].edtf if event.time is not None else None
        return event.bounds or bounds_of(literal or "")

    return bounds


HISTORY = (
    "On 3 May 2012 rebels shelled the port. Troops destroyed two ships. Militiamen later attacked the market. "
    "The garrison had evacuated the villages. The fort was still besieged. The rebels agreed to withdraw.\n\n"
    "The army captured the bridge.\n\n"
    "On 9 May 2012 the garrison surrendered."
)


@pytest.mark.parametrize(
    ("trigger", "bounds"),
    [
        ("destroyed", day(5, 3)),
        ("attacked", Bounds(earliest=date(2012, 5, 3), latest=date(2012, 5, 9))),
        ("evacuated", Bounds(latest=date(2012, 5, 3))),
        ("besieged", Bounds(begin_latest=date(2012, 5, 3), end_earliest=date(2012, 5, 3))),
        ("withdraw", Bounds(earliest=date(2012, 5, 3))),
        ("captured", Bounds(earliest=date(2012, 5, 3), latest=date(2012, 5, 9))),
        ("surrendered", day(5, 9)),
    ],
)
def test_the_day_that_a_history_has_come_to_dates_what_it_tells_next(read: Read, trigger: str, bounds: Bounds) -> None:
    assert read(HISTORY, trigger) == bounds


@pytest.mark.parametrize(
    ("text", "trigger", "bounds"),
    [
        ("Rebels shelled the port on Monday. “They destroyed my house,” a man said.", "destroyed", None),
        ("“On Monday rebels shelled us. They destroyed my house,” a man said.", "destroyed", day(9, 17)),
        ("The villages that rebels burned on Monday are empty. Troops captured the fort.", "captured", None),
        (
            "Rebels shelled the port on Monday. Since then 400 people have fled.",
            "fled",
            Bounds(earliest=date(2012, 9, 17), latest=PUBLISHED),
        ),
        ("Rebels gave up the fort on Monday after talks with the army.", "talks", Bounds(latest=date(2012, 9, 17))),
    ],
)
def test_a_date_holds_for_its_own_line_of_telling(read: Read, text: str, trigger: str, bounds: Bounds | None) -> None:
    assert read(text, trigger) == (bounds or Bounds(latest=PUBLISHED))


@pytest.mark.parametrize(
    ("text", "trigger", "bounds"),
    [
        (
            "Since Monday 400 civilians have been evacuated from the town.",
            "evacuated",
            Bounds(earliest=date(2012, 9, 17), begin_latest=date(2012, 9, 17), latest=PUBLISHED),
        ),
        (
            "Planes have not bombed the town since Monday.",
            "bombed",
            Bounds(earliest=date(2012, 9, 17), latest=PUBLISHED),
        ),
        (
            "Troops have captured ten villages since they launched an offensive on 3 September.",
            "captured",
            Bounds(earliest=date(2012, 9, 3), latest=PUBLISHED),
        ),
        (
            "The siege, which began on 3 May, goes on.",
            "siege",
            Bounds(earliest=date(2012, 5, 3), begin_latest=date(2012, 5, 3), end_earliest=PUBLISHED),
        ),
        (
            "The last troops will withdraw by Saturday.",
            "withdraw",
            Bounds(earliest=PUBLISHED, latest=date(2012, 9, 22)),
        ),
        ("Josip was killed on 2 September when a shell struck the yard.", "struck", day(9, 2)),
        (
            "Buses left the town on Monday, officials said, two days after rebels shelled the road.",
            "shelled",
            day(9, 15),
        ),
        (
            "The army has besieged the town for two weeks.",
            "besieged",
            Bounds(begin_latest=date(2012, 9, 6), end_earliest=PUBLISHED),
        ),
        ("Shortly before dawn on Monday rebels shelled the port.", "shelled", day(9, 17)),
    ],
)
def test_the_words_around_a_time_say_which_end_of_the_event_it_is(
    read: Read, text: str, trigger: str, bounds: Bounds
) -> None:
    assert read(text, trigger) == bounds


def test_what_a_page_tells_hour_by_hour_happened_that_day(read: Read) -> None:
    page = "08.15\nShells have struck the market.\n\n09.40\nTroops closed the bridge.\n\n10.05\nTen people were killed."
    assert read(page, "killed") == read(page, "struck") == day(9, 20)
