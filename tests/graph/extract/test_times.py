from __future__ import annotations

from datetime import date

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from siegegraph.graph.extract.document import Annotations, annotations_of
from siegegraph.graph.extract.times import TimeComponent
from siegegraph.graph.model.extraction import Bounds
from siegegraph.graph.model.report import Report

WEDNESDAY = date(2022, 4, 20)


@pytest.fixture(scope="module")
def blank() -> Language:
    return spacy.blank("en")


def read(nlp: Language, text: str, published: date | None = WEDNESDAY) -> list[tuple[str, str | None]]:
    return [(time.text, time.value) for time in annotations_of(annotated(nlp, text, published)).times]


def annotated(nlp: Language, text: str, published: date | None = WEDNESDAY) -> Doc:
    doc = nlp(text)
    doc._.annotations = Annotations(report=Report(text=text, published=published))
    return TimeComponent()(doc)


def bounds(nlp: Language, text: str, published: date | None = WEDNESDAY) -> tuple[Bounds, ...]:
    return annotations_of(annotated(nlp, text, published)).bounds


def test_tuesday_is_the_one_before_publication(blank: Language) -> None:
    assert read(blank, "The offer was refused on Tuesday.") == [("Tuesday", "2022-04-19")]


def test_the_weekday_of_publication_is_that_day(blank: Language) -> None:
    assert read(blank, "A proposal was made on Wednesday.") == [("Wednesday", "2022-04-20")]


def test_without_a_publication_date_relative_days_stay_open(blank: Language) -> None:
    text = "Yesterday it burned; it was hit on Tuesday and last week."
    assert read(blank, text, None) == [
        ("Yesterday", "XXXX-XX-XX"),
        ("Tuesday", "XXXX-WXX-2"),
        ("last week", "XXXX-WXX"),
    ]
    assert bounds(blank, text, None) == (Bounds(), Bounds(), Bounds())
