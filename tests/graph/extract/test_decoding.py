"""Decoding all words at once reads what spaCy reads word by word."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from spacy.language import Language
from spacy.pipeline import EntityRecognizer
from spacy.tokens import Doc, Span

from siegegraph.graph.extract.names.decoding import Decoder, Entities
from siegegraph.graph.extract.pipeline import load_pipeline

TEXTS = (
    "",
    " \n ",
    "Tuzla",
    "On 12 May 1994 General Marko Vidovic of the 3rd Corps met the Red Cross in Tuzla.\nNew York\n\nTwo hundred left.",
    "The United Nations Security Council, the World Food Programme, Médecins Sans Frontières in Khan Younis said so.",
    "Aleppo Governor Ahmad Saeed - 54 - told Reuters on Friday night that 3.5 million US dollars were lost",
)


@pytest.fixture(scope="module")
def recogniser() -> tuple[Language, EntityRecognizer]:
    nlp = load_pipeline(only=()).nlp
    ner = nlp.get_pipe("ner")
    assert isinstance(ner, EntityRecognizer)
    return nlp, ner


def parsed(nlp: Language, text: str) -> Doc:
    doc = nlp.make_doc(text)
    for name, component in nlp.pipeline:
        if name != "siegegraph_entities":
            doc = component(doc)
    return doc


def spans(ents: Sequence[Span]) -> list[tuple[int, int, str]]:
    return [(ent.start, ent.end, ent.label_) for ent in ents]


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_has_the_entities_that_spacy_reads(recogniser: tuple[Language, EntityRecognizer], text: str) -> None:
    nlp, ner = recogniser
    ours, theirs = Entities(ner)(parsed(nlp, text)), ner(parsed(nlp, text))
    assert spans(ours.ents) == spans(theirs.ents)
    assert [token.ent_iob_ for token in ours] == [token.ent_iob_ for token in theirs]


def test_several_docs_at_once_are_read_as_each_alone(recogniser: tuple[Language, EntityRecognizer]) -> None:
    nlp, ner = recogniser
    decoder = Decoder(ner)
    docs = [parsed(nlp, text) for text in TEXTS]
    assert [spans(ents) for ents in decoder.entities(docs)] == [spans(decoder.entities([doc])[0]) for doc in docs]


def test_entities_that_are_there_already_stay(recogniser: tuple[Language, EntityRecognizer]) -> None:
    nlp, ner = recogniser
    doc = parsed(nlp, "Rebels left the Old Bazaar on Friday.")
    doc.set_ents([Span(doc, 3, 5, label="FAC")], default="missing")
    assert (3, 5, "FAC") in spans(Entities(ner)(doc).ents)
