"""Whose own words a report is, and who is the enemy of whom: what "our forces" and "the enemy" rest on."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Doc

from siegegraph.graph.extract.document import annotations_of
from siegegraph.graph.model.extraction import EntityMention
from siegegraph.ontology.gazetteer import known_actor

_FORCES = "armed-forces:"


def publishing_country(doc: Doc) -> str | None:
    """The code of the country whose ministry or army publishes a report, by its publisher or its first line."""
    publisher = annotations_of(doc).report.publisher or ""
    first = next((line.strip() for line in doc.text.splitlines() if line.strip()), "")
    actors = (known_actor(name) for name in (publisher, first) if name)
    return next((actor.country for actor in actors if actor is not None and actor.country), None)


def enemy_of(country: str, fighting: Iterable[EntityMention]) -> str | None:
    """The id of the one army or armed group against a country's side that a report names, or None.

    Groups that belong to the country of the hostile army are of its side.
    """
    armies: set[str] = set()
    groups: dict[str, str | None] = {}
    for entity in fighting:
        id_ = entity.id or ""
        if id_.startswith(_FORCES):
            armies.add(id_)
        elif entity.subtype == "ArmedGroup":
            actor = known_actor(entity.text)
            groups[id_] = actor.country if actor else None
    armies.discard(_FORCES + country)
    others = {id_ for id_, of in groups.items() if of != country and _FORCES + (of or "") not in armies}
    hostile = armies | others
    return hostile.pop() if len(hostile) == 1 else None
