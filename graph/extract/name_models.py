"""Names as two trained recognisers read them: one the shortest names, one the longest, so that nested ones are found.

Both go on from spaCy's own `ner` and were trained on reports of conflict; weights/README.md says on which.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from importlib import resources

from spacy.language import Language
from spacy.pipeline import EntityRecognizer
from spacy.tokens import Doc

from siegegraph.graph.extract.layout import Block
from siegegraph.graph.extract.name_rules import Candidate
from siegegraph.ontology.lexicon.names import name_words

MODELS = ("names_inner", "names_outer")
TYPES = {"PERSON": "Person", "ORG": "Organisation", "GPE": "Place"}
WEIGHT = 5
PRONOUNS = name_words("pronoun")


class NameModels:
    """The trained recognisers, loaded for the vocabulary of one pipeline."""

    def __init__(self, nlp: Language) -> None:
        self._nlp = nlp
        self._models = [_load(nlp, name) for name in MODELS]

    def candidates(self, text: str, blocks: Sequence[Block]) -> Iterator[Candidate]:
        """What the recognisers read in each block on its own, as they were trained, with a capital in it."""
        starts = [block.span.start for block in blocks] or [0]
        texts = [text[block.span.start : block.span.end] for block in blocks] or [text]
        for model in self._models:
            for start, read in zip(starts, _read(model, [self._nlp.make_doc(text) for text in texts]), strict=True):
                for ent in read.ents:
                    if ent.label_ in TYPES and re.search(r"[A-Z]", ent.text) and ent.text.lower() not in PRONOUNS:
                        yield Candidate(start + ent.start_char, start + ent.end_char, TYPES[ent.label_], None, WEIGHT)


def _load(nlp: Language, name: str) -> EntityRecognizer:
    model = nlp.create_pipe("ner", config={"model": nlp.get_pipe_config("ner")["model"]})
    if not isinstance(model, EntityRecognizer):
        raise TypeError("the language package's ner is no EntityRecognizer")
    with resources.as_file(resources.files("siegegraph.graph.extract").joinpath("weights", name)) as path:
        model.from_disk(path, exclude=["vocab"])
    return model


def _read(model: EntityRecognizer, docs: list[Doc]) -> list[Doc]:
    model.set_annotations(docs, model.predict(docs))
    return docs
