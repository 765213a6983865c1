from __future__ import annotations

import pytest

from siegegraph.graph.account import label_of
from siegegraph.graph.extract.names.titled_names import titled
from siegegraph.graph.model.extraction import EntityMention


def mentions(text: str, **names: str) -> list[EntityMention]:
    """Mentions of the names in a text, each of the type that its keyword begins with."""
    return [
        EntityMention(
            start=text.index(words), end=text.index(words) + len(words), text=words, type=kind.split("_")[0], id=kind
        )
        for kind, words in names.items()
    ]


@pytest.mark.parametrize(
    ("text", "name", "whole"),
    [
        ("On Monday Maj. Serhiy Volyna spoke.", "Serhiy Volyna", "Maj. Serhiy Volyna"),
        (
            "He met the Syrian Foreign Minister Walid Muallem.",
            "Walid Muallem",
            "the Syrian Foreign Minister Walid Muallem",
        ),
        ("Then Mr Ellwood left.", "Ellwood", "Mr Ellwood"),
        ("Vice Admiral Igor Osipov fled.", "Igor Osipov", "Vice Admiral Igor Osipov"),
    ],
)
def test_a_person_is_mentioned_with_the_title_too(text: str, name: str, whole: str) -> None:
    assert [found.text for found in titled(text, mentions(text, Person=name))] == [whole]


def test_whose_office_it_is_belongs_to_the_title() -> None:
    text = "The Foreign Office Minister Tobias Ellwood spoke."
    found = titled(text, mentions(text, Person="Tobias Ellwood", Organisation="Foreign Office"))
    assert [each.text for each in found] == ["The Foreign Office Minister Tobias Ellwood"]


@pytest.mark.parametrize("text", ["Volyna spoke.", "The brigade of Volyna held.", "He met the mayor, Volyna."])
def test_without_a_title_before_it_a_name_stands_alone(text: str) -> None:
    assert not list(titled(text, mentions(text, Person="Volyna")))


def test_a_person_is_called_by_the_name_without_the_title() -> None:
    text = "Maj. Serhiy Volyna spoke."
    named = mentions(text, Person="Serhiy Volyna")
    assert label_of([*titled(text, named), *named]) == "Serhiy Volyna"
