"""Whom a nationality means in what is told to happen: in "the Russian shelling" the forces, else the country."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc

from siegegraph.graph.extract.document import annotations_of, text_of
from siegegraph.graph.model.extraction import EventMention, Reference
from siegegraph.graph.model.span import Span
from siegegraph.ontology.event_types import event_types, family
from siegegraph.ontology.gazetteer import country_named, demonym
from siegegraph.ontology.lexicon.relation_words import relation_words

# What armies do and undergo.
_MILITARY = ("Attack", "Invasion", "Siege", "Capture", "Occupation", "Withdrawal", "Redeployment", "Reinforcement")
_ROLES = frozenset({"actor", "target", "victim"})


def nation_references(doc: Doc, events: Sequence[EventMention]) -> Iterator[Reference]:
    """A mention for each nationality that takes part in an event, of an entity that the report names.

    A nationality that is part of a name, or that a country of the report does not go with, means nobody.
    """
    read = annotations_of(doc)
    text = text_of(doc)
    named = {Span(row.start, row.end) for row in read.entities} | {Span(row.start, row.end) for row in read.mentions}
    known = _entities_by_code(doc)
    for event in events:
        for argument in event.arguments:
            span = Span(argument.start, argument.end)
            code = demonym(text[span.start : span.end]) if argument.role in _ROLES and span not in named else None
            entity = known.get(f"armed-forces:{code}") if _is_military(event) else None
            entity = entity or known.get(code or "")
            if entity is not None:
                named.add(span)
                yield Reference(start=span.start, end=span.end, entity=entity)


def siding_nations(doc: Doc) -> Iterator[Reference]:
    """A mention for each nationality in "Russian-backed", of the country, and "Russian-held", of its forces."""
    read = annotations_of(doc)
    known = _entities_by_code(doc)
    taken = {row.start for row in read.entities} | {row.start for row in read.mentions}
    for dash in doc[1:-1]:
        side, participle = doc[dash.i - 1], doc[dash.i + 1].lower_
        code = demonym(side.text) if dash.text == "-" and side.idx not in taken else None
        holds = participle in relation_words("control_participle")
        if code is None or not (holds or participle in relation_words("alliance_participle")):
            continue
        entity = (known.get(f"armed-forces:{code}") if holds else None) or known.get(code)
        if entity is not None:
            yield Reference(start=side.idx, end=side.idx + len(side), entity=entity)


def _is_military(event: EventMention) -> bool:
    told = family(event.type, event.family)
    return any(told in event_types().narrower(type_) for type_ in _MILITARY)


def _entities_by_code(doc: Doc) -> dict[str, str]:
    """The entities of countries by their code, of armed forces by their key."""
    found: dict[str, str] = {}
    for entity in annotations_of(doc).entities:
        if entity.id is not None and entity.subtype == "Country":
            found.setdefault(country_named(entity.text) or "", entity.id)
        elif entity.id is not None and entity.id.startswith("armed-forces:"):
            found.setdefault(entity.id, entity.id)
    found.pop("", None)
    return found
