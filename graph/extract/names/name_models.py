"""Names as two trained recognisers read them: one the shortest names, one the longest, so that nested ones are found.

Both go on from spaCy's own `ner`, share one reading of the words (a `tok2vec`), and were trained on reports of
conflict; weights/README.md says on which.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from importlib import resources

import spacy
from spacy.language import Language
from spacy.pipeline import EntityRecognizer, Tok2Vec

from siegegraph.graph.extract.names.decoding import Decoder
from siegegraph.graph.extract.names.layout import Block
from siegegraph.graph.extract.names.name_rules import Candidate
from siegegraph.ontology.lexicon.names import name_words

MODELS = ("names_inner", "names_outer")
TYPES = {"PERSON": "Person", "ORG": "Organisation", "GPE": "Place"}
WEIGHT = 5
PRONOUNS = name_words("pronoun")


class NameModels:
    """The trained recognisers, loaded for the vocabulary of one pipeline."""

    def __init__(self, nlp: Language) -> None:
        with resources.as_file(resources.files("siegegraph.graph.extract").joinpath("weights", "names")) as path:
            self._nlp = spacy.load(path, vocab=nlp.vocab)
        self._words, *recognisers = recognisers_of(self._nlp)
        self._decoders = [Decoder(recogniser) for recogniser in recognisers]

    def candidates(self, text: str, blocks: Sequence[Block]) -> Iterator[Candidate]:
        """What the recognisers read in each block on its own, as they were trained, with a capital in it."""
        starts = [block.span.start for block in blocks] or [0]
        texts = [text[block.span.start : block.span.end] for block in blocks] or [text]
        docs = [self._nlp.make_doc(text) for text in texts]
        self._words.set_annotations(docs, self._words.predict(docs))
        for decoder in self._decoders:
            for start, ents in zip(starts, decoder.entities(docs), strict=True):
                for ent in ents:
                    if ent.label_ in TYPES and re.search(r"[A-Z]", ent.text) and ent.text.lower() not in PRONOUNS:
                        yield Candidate(start + ent.start_char, start + ent.end_char, TYPES[ent.label_], None, WEIGHT)


def recognisers_of(nlp: Language) -> tuple[Tok2Vec, EntityRecognizer, EntityRecognizer]:
    """The parts of the recognisers' pipeline: the reading of words and the two that build on it."""
    words, inner, outer = (nlp.get_pipe(name) for name in ("tok2vec", *MODELS))
    if not (isinstance(words, Tok2Vec) and isinstance(inner, EntityRecognizer) and isinstance(outer, EntityRecognizer)):
        raise TypeError("the recognisers' pipeline is not made of a tok2vec and two EntityRecognizers")
    return words, inner, outer
