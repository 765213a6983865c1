from spacy.language import Language
from spacy.tokens import Doc

from siegegraph.graph.extract.document import annotations_of
from siegegraph.graph.extract.names.paragraphs import mark_paragraphs


def parsed(nlp: Language, text: str) -> Doc:
    doc = mark_paragraphs(nlp.make_doc(text))
    for _, component in nlp.pipeline:
        doc = component(doc)
    return doc


def test_no_sentence_runs_from_a_heading_or_bullet_into_the_next(nlp: Language) -> None:
    doc = parsed(nlp, "Ceasefire Talks Collapse Again\n\nThe shelling resumed\n- 3 dead in Homs\n- no power in Idlib\n")
    sentences = [sentence.text.strip() for sentence in doc.sents]
    assert "Ceasefire Talks Collapse Again" in sentences
    assert "3 dead in Homs" in sentences
    assert "no power in Idlib" in sentences


def test_the_sentence_begins_after_the_dateline(nlp: Language) -> None:
    doc = parsed(nlp, "KYIV, Ukraine (AP) — Rockets hit the port on Sunday.\n")
    assert [sentence.text.strip() for sentence in doc.sents][-1] == "Rockets hit the port on Sunday."
    (dateline,) = annotations_of(doc).datelines
    assert doc.text[dateline.start : dateline.end] == "KYIV, Ukraine (AP)"


def test_the_text_stays_as_it_is(nlp: Language) -> None:
    text = "  ## A  heading\r\n\r\n\ttext — more\u00a0text\n"
    assert parsed(nlp, text).text == text
