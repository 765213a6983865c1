"""What a day's score is made of, factor by factor."""

from __future__ import annotations

import math

import pytest

from siegegraph.graph.query.remembered import BACKGROUND, Day, chosen, scores_of

DAY = 738000


def day(*mentions: tuple[int, str], gravity: float = 0.0, traits: tuple[str, ...] = ("Attack", "7")) -> Day:
    """A day of one event that reports mention so many days after it, each by an origin."""
    made = Day()
    told = " ".join(f"{DAY + since}:{origin}:{origin}{since}" for since, origin in mentions)
    made.add(1, gravity, told, traits)
    return made


def test_memory_grows_with_the_days_since_up_to_a_month() -> None:
    since = [day((after, "a"), (0, "b")).memory(DAY) for after in (1, 5, 30, 31, 300)]
    assert since[:3] == sorted(set(since[:3]))
    assert since[3] == since[4]


def test_many_origins_of_one_day_count_by_their_logarithm() -> None:
    one, many = day((1, "a")), day(*((1, origin) for origin in "abcdefgh"))
    assert many.memory(DAY) == pytest.approx(one.memory(DAY) * (1 + math.log(8)))
    assert (many.reports, many.independent) == (8, 8)


def test_one_origin_that_tells_it_twice_on_a_day_is_one_voice() -> None:
    twice = Day()
    twice.add(1, 0.0, f"{DAY + 1}:a:r1 {DAY + 1}:a:r2", ())
    assert twice.memory(DAY) == day((1, "a")).memory(DAY)
    assert (twice.reports, twice.independent) == (2, 1)


def test_a_day_known_from_retelling_alone_counts_half() -> None:
    late = day((40, "a")).memory(DAY)
    assert late == pytest.approx(BACKGROUND * 2)
    undated = Day()
    undated.add(1, 0.0, "0:a:r", ())
    assert undated.memory(DAY) == 1


def test_grave_events_raise_a_day_and_the_shoulder_of_a_burst_sinks() -> None:
    peak, shoulder = day((1, "a"), (9, "b"), (20, "c")), Day()
    shoulder.add(2, 1.0, f"{DAY + 2}:a:x", ())
    scores = scores_of({DAY: peak, DAY + 1: shoulder})
    assert scores[DAY] == peak.memory(DAY)
    own = shoulder.memory(DAY + 1)
    assert scores[DAY + 1] == pytest.approx(own * 2 * math.sqrt(own / peak.memory(DAY)))


def test_the_day_after_is_chosen_later_when_it_tells_of_the_same() -> None:
    same, other = ("Attack", "7"), ("Meeting", "8")
    days = {DAY: day(traits=same), DAY + 1: day(traits=same), DAY + 30: day(traits=same)}
    assert chosen(days, {DAY: 3.0, DAY + 1: 2.0, DAY + 30: 1.5}, 2) == [DAY, DAY + 30]
    days[DAY + 1] = day(traits=other)
    assert chosen(days, {DAY: 3.0, DAY + 1: 2.0, DAY + 30: 1.5}, 2) == [DAY, DAY + 1]
