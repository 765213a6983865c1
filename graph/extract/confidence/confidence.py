"""The component that says how sure each claim is: the probability that a careful reader would call it right."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from importlib import resources

import orjson
from spacy.language import Language
from spacy.tokens import Doc

from siegegraph.graph.extract.confidence.calibration import Weights
from siegegraph.graph.extract.confidence.features import FeatureReader
from siegegraph.graph.extract.document import annotations_of


@cache
def shipped_weights() -> Weights:
    """The weights that come with the product, fitted by `train_confidence`."""
    file = resources.files("siegegraph.graph.extract").joinpath("weights", "confidence.json")
    return Weights(orjson.loads(file.read_bytes()))


@Language.factory("siegegraph_confidence")
def make(nlp: Language, name: str) -> Confidence:
    """The component, with the shipped weights."""
    return Confidence(shipped_weights())


class Confidence:
    """Sets the confidence of every event, relation and attribution of a Doc."""

    def __init__(self, weights: Weights) -> None:
        self._weights = weights

    def __call__(self, doc: Doc) -> Doc:
        """The Doc, with each claim's confidence set."""
        read, features = annotations_of(doc), FeatureReader(doc)
        read.events = tuple(replace(each, confidence=self._of(features.of_event(each))) for each in read.events)
        read.relations = tuple(
            replace(each, confidence=self._of(features.of_relation(each))) for each in read.relations
        )
        read.attributions = tuple(
            replace(each, confidence=self._of(features.of_statement(index)))
            for index, each in enumerate(read.attributions)
        )
        return doc

    def _of(self, features: dict[str, float]) -> float:
        return round(self._weights.probability(features), 3)
