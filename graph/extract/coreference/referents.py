"""What a text speaks of, as far as it has been read: each thing with the phrases that have mentioned it so far."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from siegegraph.graph.extract.coreference.phrases import Form, Phrase

_OF_SORT = {
    "Person": "Person",
    "Settlement": "Place",
    "Country": "Place",
    "Region": "Place",
    "Facility": "Place",
    "Place": "Place",
    "Thing": "Thing",
    "Weapon": "Thing",
}

# How many words before a name are looked at for what it is called.
_BESIDE = 3


@dataclass(slots=True, eq=False)
class Referent:
    """One thing. `id` is a named entity's, or None; `names` are the words of its names, `words` these and all else
    that it was called, in small letters.
    """

    id: str | None
    sort: str
    many: bool
    gender: str = ""
    leaning: str = ""
    phrases: list[Phrase] = field(default_factory=list)
    words: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)

    @property
    def last(self) -> Phrase:
        """The phrase that mentioned it last."""
        return self.phrases[-1]

    @property
    def kind(self) -> str:
        """Person, Place, Organisation or Thing."""
        return _OF_SORT.get(self.sort, "Organisation")

    @property
    def heads(self) -> frozenset[str]:
        """The nouns that say what its names are names of, in small letters."""
        return _heads(tuple(phrase.name.text for phrase in self.phrases if phrase.name))

    def add(self, phrase: Phrase) -> None:
        """Take in one more phrase that mentions the thing."""
        self.phrases.append(phrase)
        self.gender = self.gender or phrase.gender
        self.leaning = self.leaning or phrase.leaning
        if phrase.form is Form.NAME:
            self.names.update(token.lower_ for token in phrase.root.doc[phrase.first : phrase.root.i + 1])
            self.words.update(self.names, _words_beside(phrase))
        elif phrase.form is not Form.PRONOUN:
            self.words.update((phrase.word, phrase.root.lemma_.lower()))


def kind_of(sort: str) -> str:
    """The kind that a sort belongs to."""
    return _OF_SORT.get(sort, "Organisation")


def _words_beside(phrase: Phrase) -> Iterator[str]:
    """What is said beside a name of what it is: "President", "the Syrian town", ", a small town", "is a town"."""
    root, doc = phrase.root, phrase.root.doc
    yield from (child.lower_ for child in root.children if child.dep_ in ("compound", "amod", "appos", "nmod"))
    for before in reversed(doc[max(root.sent.start, phrase.first - _BESIDE) : phrase.first]):
        if before.pos_ not in ("NOUN", "PROPN"):
            break
        yield before.lower_
    if root.dep_ == "appos":
        yield root.head.lower_
    elif root.dep_ == "nsubj" and root.head.lemma_ == "be":
        yield from (child.lower_ for child in root.head.children if child.dep_ == "attr")


@lru_cache(maxsize=2_000)
def _heads(names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(head for name in names for head in _heads_of(name.lower().split()))


def _heads_of(words: Iterable[str]) -> Iterator[str]:
    """The nouns that say what a name is a name of: "ministry" in "Ministry of Defence", "army" in "Free Army"."""
    before = ""
    for word in words:
        if before and word in ("of", "for", "no", "no.", "number", "in"):
            yield before
        before = word
    yield before
