"""The spans that spaCy's recognisers of names read, decoded for all words at once.

spaCy walks from word to word and asks of each of some seventy moves whether it may be made, which costs several times
what the network does. But outside a name a move is chosen by the word alone, so that is scored for all words together;
then every name that begins is followed to its end, all of them side by side. The moves and what forbids them are those
of spaCy's BILUO transition system, greedy: https://spacy.io/api/entityrecognizer
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.pipeline import EntityRecognizer
from spacy.tokens import Doc, Span

# What a move is chosen by: the word, the first word of the name that it is in, and the word before it.
_FEATURES = 3
_NONE = -1


@Language.factory("siegegraph_entities")
def make_entities(nlp: Language, name: str) -> Entities:
    """The component that stands in for the pipeline's `ner`, which has to be there."""
    recogniser = nlp.get_pipe("ner")
    if not isinstance(recogniser, EntityRecognizer):
        raise TypeError("the language package's ner is no EntityRecognizer")
    return Entities(recogniser)


class Entities:
    """Sets `doc.ents` as a recogniser of spaCy's would."""

    def __init__(self, recogniser: EntityRecognizer) -> None:
        self._recogniser = recogniser
        self._decoder = Decoder(recogniser) if Decoder.fits(recogniser) else None

    def __call__(self, doc: Doc) -> Doc:
        """The Doc with its entities. What has some already is left to spaCy, which builds on them."""
        if self._decoder is None or doc.has_annotation("ENT_IOB"):
            return cast(Doc, self._recogniser(doc))
        doc.set_ents(self._decoder.entities([doc])[0], default="outside")
        return doc


class Decoder:
    """Reads Docs with one recogniser."""

    def __init__(self, recogniser: EntityRecognizer) -> None:
        self._model = recogniser.model
        moves = [recogniser.moves.get_class_name(number) for number in range(recogniser.moves.n_moves)]
        self._labels = [move[2:] for move in moves]
        self._outside = np.array([move[0] not in "OBU" or move == "U-" for move in moves])
        self._begins = np.array([move[0] == "B" for move in moves])
        self._names = np.array([move[0] in "BU" for move in moves])
        at = {move: number for number, move in enumerate(moves)}
        self._inside = np.array([at.get(f"I-{label}", 0) for label in self._labels])
        self._last = np.array([at.get(f"L-{label}", 0) for label in self._labels])

    @staticmethod
    def fits(recogniser: EntityRecognizer) -> bool:
        """Whether a recogniser is greedy and made of the parts that spaCy's own are made of."""
        model = recogniser.model
        layered = model.attrs.get("has_upper", False) and len(model.layers) == _FEATURES
        greedy = recogniser.cfg.get("beam_width", 1) == 1
        return bool(greedy and layered and model.layers[1].get_dim("nF") == _FEATURES)

    def entities(self, docs: Sequence[Doc]) -> list[list[Span]]:
        """The entities of each of some Docs that have none yet, in order."""
        if not any(map(len, docs)):
            return [[] for _ in docs]
        step = self._model.predict(docs)
        blank, ending = _layout(docs)
        first = self._first_moves(step, blank, ending)
        begun = np.flatnonzero(self._begins[first])
        ends = dict(zip(begun.tolist(), self._ends(step, begun, first[begun], ending).tolist(), strict=True))
        found, offset = [], 0
        for doc in docs:
            named = offset + np.flatnonzero(self._names[first[offset : offset + len(doc)]])
            found.append(list(self._spans(doc, offset, named.tolist(), first, ends)))
            offset += len(doc)
        return found

    def _first_moves(self, step: Any, blank: NDArray[np.bool_], ending: NDArray[np.bool_]) -> NDArray[np.intp]:
        """The move at each word if no name goes on there."""
        words = np.arange(len(blank))
        nothing = np.full_like(words, _NONE)
        scores = _scores(step, words, nothing, nothing)
        scores[:, self._outside] = -np.inf
        scores[np.ix_(blank, self._names)] = -np.inf
        scores[np.ix_(ending, self._begins)] = -np.inf
        return np.asarray(scores.argmax(axis=1))

    def _ends(
        self, step: Any, begun: NDArray[np.intp], moves: NDArray[np.intp], ending: NDArray[np.bool_]
    ) -> NDArray[np.intp]:
        """Where the names end that begin at some words with some moves; one ends with its sentence at the latest."""
        ends = begun + 1
        open_ = np.arange(len(begun))
        while len(open_):
            at, move = ends[open_], moves[open_]
            scores = _scores(step, at, begun[open_], at - 1)
            rows = np.arange(len(open_))
            goes_on = (scores[rows, self._inside[move]] > scores[rows, self._last[move]]) & ~ending[at]
            ends[open_] += 1
            open_ = open_[goes_on]
        return ends

    def _spans(
        self, doc: Doc, offset: int, named: Sequence[int], first: NDArray[np.intp], ends: dict[int, int]
    ) -> Iterator[Span]:
        free = offset
        for start in named:
            if start >= free:
                free = ends.get(start, start + 1)
                yield Span(doc, start - offset, free - offset, label=self._labels[first[start]])


def _scores(step: Any, *features: NDArray[np.intp]) -> NDArray[np.float32]:
    """The scores of all moves at some words, given the numbers of the words that decide."""
    ids = np.ascontiguousarray(np.stack(features, axis=1), dtype=np.int32)
    scores: NDArray[np.float32] = step.vec2scores.predict(step.state2vec.predict(ids))
    return scores


def _layout(docs: Sequence[Doc]) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Which words of some Docs are white space, and which are the last of a sentence or Doc."""
    blank, ending = [], []
    for doc in docs:
        attributes = doc.to_array(["IS_SPACE", "SENT_START"])
        blank.append(attributes[:, 0] == 1)
        ending.append(np.append(attributes[1:, 1] == 1, True)[: len(doc)])
    return np.concatenate(blank), np.concatenate(ending)
