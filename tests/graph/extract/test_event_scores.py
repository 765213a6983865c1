from __future__ import annotations

from dataclasses import replace

from siegegraph.graph.extract.events.event_scores import score_events
from siegegraph.graph.model.extraction import EventArgument, EventMention

SIEGE = EventMention(start=10, end=18, type="Siege", arguments=(EventArgument(role="actor", start=0, end=9),))


def test_equal_events_score_one_everywhere() -> None:
    assert set(score_events([([SIEGE], [SIEGE])]).values()) == {1.0}


def test_another_type_counts_for_the_trigger_only() -> None:
    figures = score_events([([SIEGE], [replace(SIEGE, type="Attack")])])
    assert (figures["trigger"], figures["typed"]) == (1.0, 0.0)


def test_an_event_too_many_halves_precision() -> None:
    figures = score_events([([SIEGE], [SIEGE, replace(SIEGE, start=30, end=40)])])
    assert figures["typed"] == 2 / 3


def test_an_argument_in_another_role_is_wrong() -> None:
    other = replace(SIEGE, arguments=(EventArgument(role="target", start=0, end=9),))
    assert score_events([([SIEGE], [other])])["roles"] == 0.0


def test_stance_is_scored_over_the_events_that_match() -> None:
    denied = replace(SIEGE, modality="denied", polarity="negative")
    figures = score_events([([SIEGE, replace(SIEGE, start=50, end=60)], [denied])])
    assert (figures["modality"], figures["polarity"], figures["certainty"]) == (0.0, 0.0, 1.0)


def test_a_report_without_events_scores_nothing() -> None:
    assert score_events([([], [])]) == {"trigger": 0.0, "typed": 0.0, "roles": 0.0}
