"""Capitals that stand for a government: "Damascus said", "according to Ankara"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from siegegraph.graph.model.extraction import EntityMention
from siegegraph.ontology.gazetteer import country_of_capital
from siegegraph.ontology.lexicon.cues import cues


def with_governments(doc: Doc, entities: Sequence[EntityMention]) -> tuple[EntityMention, ...]:
    """The mentions, those capitals that speak turned into organisations of subtype Government."""
    return tuple(
        replace(entity, type="Organisation", subtype="Government") if _is_speaking_capital(doc, entity) else entity
        for entity in entities
    )


def _is_speaking_capital(doc: Doc, entity: EntityMention) -> bool:
    if entity.type != "Place" or entity.subtype != "Settlement" or not country_of_capital(entity.text):
        return False
    span = doc.char_span(entity.start, entity.end)
    return span is not None and _speaks(span.root)


def _speaks(root: Token) -> bool:
    above = root.head
    if root.dep_ == "nsubj":
        return above.lemma_ in cues("verb")
    return root.dep_ == "pobj" and above.lower_ == "to" and above.head.lower_ == "according"
