"""Which named thing a description without a name means: "the ministry", "the city", "the mayor", "the hospital".

Precision first: a link is made only where one thing stands out; the rest stays open.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from spacy.tokens import Doc

from siegegraph.graph.extract.coreference.party_descriptions import PartyDescriptions
from siegegraph.graph.extract.coreference.phrases import Phrase
from siegegraph.graph.extract.coreference.place_descriptions import PlaceDescriptions
from siegegraph.graph.extract.coreference.referents import Referent, kind_of
from siegegraph.ontology.gazetteer import country_meant, country_named
from siegegraph.ontology.lexicon.names import name_words

# How many sentences back a description reaches that several things were called by.
_REACH = 12
_OTHERS = frozenset(
    {"other", "neighbouring", "neighboring", "nearby", "first", "second", "third", "last", "next", "same"}
)
# Of an office these make another one, or another person.
_OF_OFFICE = frozenset({"deputy", "vice", "former", "acting", "late", "then", "prime", "ex", "new", "assistant"})


class Descriptions:
    """The descriptions of one Doc; `referents` is the list of all that was mentioned, kept by the reader."""

    def __init__(self, doc: Doc, names: Sequence[Phrase], referents: Sequence[Referent]) -> None:
        self._parties = PartyDescriptions(doc, [(p.name, p.root) for p in names if p.name is not None])
        self._places = PlaceDescriptions(doc, names, referents)
        self._names = names
        self._referents = referents

    def meant(self, phrase: Phrase) -> str | None:
        """The id of what a phrase with "the" or an owner before it means."""
        if phrase.root.dep_ == "attr" or _is_named(phrase) or phrase.modifiers & _OTHERS:
            return None
        if phrase.root.doc[phrase.first].tag_ == "PRP$" and phrase.sort != "Person":
            return self._forces_of(phrase) if phrase.word in name_words("force") else None
        if (party := self._parties.meant(phrase.root, set(phrase.modifiers))) is not None:
            return party
        if (place := self._places.meant(phrase)) is not None:
            return place
        return None if kind_of(phrase.sort) == "Place" else self._called(phrase)

    def _forces_of(self, phrase: Phrase) -> str | None:
        """The forces of the country whose own or whose government's "its forces" are, where the report names them."""
        if phrase.root.doc[phrase.first].lower_ == "our":
            return None if phrase.modifiers else self._parties.own_forces()
        owner = next((r for r in self._referents if r.last.root.i == phrase.first and r.id), None)
        if owner is None or phrase.modifiers:
            return None
        kind, _, code = (owner.id or "").partition(":")
        if owner.sort == "Country":
            code = next((country_named(p.name.text) or "" for p in owner.phrases if p.name), "")
        elif kind not in ("government", "ministry-of-defence"):
            return None
        return next((r.id for r in self._referents if r.id == f"armed-forces:{code}"), None)

    def _called(self, phrase: Phrase) -> str | None:
        """What was called by this noun, in its name or beside it: the last one near by, or the only one of all."""
        fitting = [r for r in reversed(self._referents) if r.id and _fits(phrase, r)]
        near = [r for r in fitting if phrase.sentence - r.last.sentence <= _REACH]
        if near and not _stand_together(near):
            return near[0].id
        if near or len(fitting) > 1:
            return None
        return fitting[0].id if fitting else self._office_held(phrase)

    def _office_held(self, phrase: Phrase) -> str | None:
        """The one person whom the report, further on, names with this office: "the mayor ... Mayor Ivan Horvat"."""
        if phrase.word not in _offices() or phrase.modifiers:
            return None
        after = (p for p in self._names if p.name and p.sort == "Person" and p.root.i > phrase.root.i)
        holders = {p.name.id for p in after if p.name and phrase.word in _before_name(p)}
        return holders.pop() if len(holders) == 1 else None


@lru_cache(maxsize=1)
def _offices() -> frozenset[str]:
    return frozenset(word.lower() for word in name_words("office") if " " not in word) | {"commander"}


def _before_name(person: Phrase) -> set[str]:
    """The words right before a person's name that are part of the title."""
    words = set()
    for token in reversed(person.root.doc[max(0, person.first - 3) : person.first]):
        if token.pos_ not in ("NOUN", "PROPN"):
            break
        words.add(token.lower_)
    return words


def _stand_together(near: Sequence[Referent]) -> bool:
    """Whether the two last are told of in one breath: "President Assad met President Putin. The president ..."."""
    return len(near) > 1 and near[0].last.sentence == near[1].last.sentence and near[0].last.role == "joined"


def _is_named(phrase: Phrase) -> bool:
    """Whether a description goes on to say which one it is: "the town of Sartana", "the president of Chad"."""
    after = phrase.root.doc[phrase.root.i + 1 : phrase.root.i + 3]
    return len(after) == 2 and after[0].lower_ in ("of", "in") and not after[1].is_lower and after[1].is_alpha


def _fits(phrase: Phrase, referent: Referent) -> bool:
    """Whether a referent was called so, and by no other kind of body: "the defence ministry" is no foreign ministry."""
    words = {phrase.word, phrase.root.lemma_.lower()}
    heads = referent.heads
    beside = referent.words - referent.names
    called = words & heads or (words & beside and referent.kind == kind_of(phrase.sort))
    telling = phrase.modifiers & (name_words("plain_of_body") | _OF_OFFICE)
    foreign = {word for word in phrase.modifiers if country_meant(word.title())}
    return bool(called) and referent.many == phrase.many and telling | foreign <= referent.words
