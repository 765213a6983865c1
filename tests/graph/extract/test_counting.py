"""Which event a number belongs to, read by the whole pipeline."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from siegegraph.graph.extract.pipeline import load_pipeline
from siegegraph.graph.model.report import Report

Counted = Callable[[str, str], set[str]]


@pytest.fixture(scope="module")
def counted() -> Counted:
    """The words of the numbers of the event that some words of a text trigger."""
    pipeline = load_pipeline()

    def of(text: str, trigger: str) -> set[str]:
        found = pipeline.extract(Report(text=text))
        event = next(e for e in found.events if text[e.start : e.end] == trigger)
        return {text[found.quantities[i].start : found.quantities[i].end] for i in event.quantities}

    return of


@pytest.mark.parametrize(
    ("text", "trigger", "numbers"),
    [
        ("Shells killed 13 people and wounded 20.", "killed", {"13"}),
        ("Shells killed 13 people and wounded 20.", "wounded", {"20"}),
        ("The hospital says 32 people were killed and more than 80 wounded.", "wounded", {"more than 80"}),
        ("Buses carrying some 350 people left the town.", "left", {"some 350"}),
        ("The siege affected 400,000 people.", "siege", {"400,000"}),
        ("Both armies withdrew 20km from the front.", "withdrew", {"20km"}),
        ("Troops captured 60% of Homs.", "captured", {"60%"}),
        ("The 1,730 who surrendered were searched.", "surrendered", {"1,730"}),
        ("A convoy took about 110 wounded out of the hospital.", "took about 110 wounded out", {"about 110"}),
        ("Rebels said that they had 3,000 fighters when the army attacked.", "attacked", set()),
    ],
)
def test_a_number_belongs_to_the_event_whose_clause_it_stands_in(
    counted: Counted, text: str, trigger: str, numbers: set[str]
) -> None:
    assert counted(text, trigger) == numbers
