"""What a common noun stands for and which gender a person's name or noun has, by word lists and word vectors.

A noun that no list has is of the sort whose words it is nearest to; a given name leans to the gender whose pronouns
it is nearer to.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc, Token
from spacy.vocab import Vocab

from siegegraph.ontology.lexicon.events import event_lexicon
from siegegraph.ontology.lexicon.names import name_words

_Vector = NDArray[np.float32]
_CLASSES = {
    "settlement": "Settlement",
    "structure": "Facility",
    "force": "ArmedForces",
    "nation": "Government",
    "thing_abstract": "Thing",
    "manner": "Thing",
    "offer": "Thing",
    "aid": "Thing",
    "necessity": "Thing",
    "number": "Thing",
    "weapon": "Weapon",
    "vehicle": "Weapon",
    "people": "Person",
}
_WORDS = {
    "Country": "country nation state homeland republic",
    "Region": "region province area district territory enclave valley peninsula island countryside",
    "Organisation": "organisation organization company agency ministry council committee commission party union group"
    " movement institute university court institution team association",
    "Person": "man woman boy girl mother father brother sister son daughter husband wife author professor leader",
    "Thing": "year month week day time hour war attack battle event statement news work book story law idea problem"
    " result number part kind money body animal plant game music art experience relationship",
}
# From how near on a word is of a sort, and a name leans to a gender: rare names are all a little nearer to "he".
_NEAR = 0.45
_PRONOUNS = (("he", "his", "him"), ("she", "her", "hers"))
_FEMALE = ("woman", "mother", "girl", "wife", "daughter")
_MALE = ("man", "father", "boy", "husband", "son")
_HIS, _HERS = 0.3, -0.15


class NounSorts:
    """The sorts of a vocabulary's nouns; each word is looked at once."""

    def __init__(self, vocab: Vocab) -> None:
        self._vocab = vocab
        self._listed: dict[str, str] = {}
        for name, sort in _CLASSES.items():
            self._listed |= dict.fromkeys(event_lexicon().noun_classes[name], sort)
        for sort, words in _WORDS.items():
            self._listed |= dict.fromkeys(words.split(), sort)
        for kind in ("person_noun", "rank", "office"):
            self._listed |= dict.fromkeys((word.lower() for word in name_words(kind)), "Person")
        self._names = sorted(set(self._listed.values()))
        self._centres = np.stack([self._centre(name) for name in self._names])
        his, hers = (np.sum([self._vector(word) for word in words], axis=0) for words in _PRONOUNS)
        self._he_not_she: _Vector = his - hers
        self._found: dict[str, str] = dict(self._listed)
        self._genders: dict[str, str] = {}

    def sort_of(self, noun: Token) -> str:
        """An entity's type or subtype, "Weapon", or "Thing" for all that has no place among entities."""
        lemma = noun.lemma_.lower()
        if lemma not in self._found:
            self._found[lemma] = self._nearest(lemma)
        return self._found[lemma]

    def gender_of_name(self, doc: Doc, first: int) -> str:
        """ "m" or "f" for the person whose name begins at a word, by title ("Mrs"), or "" where nothing says it."""
        before = {token.lower_.rstrip(".") for token in doc[max(0, first - 2) : first]}
        return "m" if before & name_words("masculine") else "f" if before & name_words("feminine") else ""

    def gender_of_noun(self, word: str) -> str:
        """ "m" for "father", "f" for "spokeswoman", "" for "soldier"."""
        if word in name_words("feminine") or word.endswith(_FEMALE):
            return "f"
        return "m" if word in name_words("masculine") or (word.endswith(_MALE) and word != "human") else ""

    def leaning(self, name: str) -> str:
        """The gender that a given name seems to be of, "" where it is near to neither."""
        if name not in self._genders:
            lean = float(self._vector(name) @ self._he_not_she)
            self._genders[name] = "m" if lean > _HIS else "f" if lean < _HERS else ""
        return self._genders[name]

    def _nearest(self, lemma: str) -> str:
        likeness = self._centres @ self._vector(lemma)
        best = int(np.argmax(likeness))
        return self._names[best] if likeness[best] > _NEAR else "Thing"

    def _centre(self, sort: str) -> _Vector:
        words = [word for word, listed in self._listed.items() if listed == sort]
        return _unit(np.sum([self._vector(word) for word in words], axis=0))

    def _vector(self, word: str) -> _Vector:
        vector: Any = self._vocab[word].vector
        return _unit(np.asarray(vector, dtype=np.float32))


def _unit(vector: _Vector) -> _Vector:
    length = float(np.linalg.norm(vector))
    return vector / length if length else vector
