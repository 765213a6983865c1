"""Mentions without a name: pronouns and definite descriptions ("the ministry", "the city") and what they point to.

Precision first: a reference is made only where one antecedent stands out; the rest stays unresolved.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from spacy.tokens import Doc, Token

from siegegraph.graph.extract.document import annotations_of
from siegegraph.graph.extract.names.party_descriptions import PartyDescriptions
from siegegraph.graph.extract.names.pronouns import HE, SHE, Pronouns, is_party_pronoun
from siegegraph.graph.model.extraction import EntityMention, Reference
from siegegraph.ontology.lexicon.names import name_words

_Test = Callable[[EntityMention], bool]

_DEFINITE = frozenset({"the", "this", "that"})
# How many sentences back an antecedent may lie.
_NOUN_REACH = 12

_ORGANISATION_NOUNS = {
    "ministry": ("Ministry", "Defence", "Defense"),
    "government": ("Government", "government", "regime"),
    "regime": ("regime", "Government", "government"),
    "council": ("Council",),
    "committee": ("Committee",),
    "commission": ("Commission",),
    "party": ("Party",),
    "agency": ("Agency", "agency"),
    "regiment": ("Regiment", "regiment"),
    "brigade": ("Brigade", "brigade"),
    "battalion": ("Battalion", "battalion"),
    "division": ("Division", "division"),
    "army": ("Army", "army"),
    "coalition": ("Coalition", "coalition"),
    "alliance": ("NATO", "Alliance"),
}
_SETTLEMENTS = frozenset({"city", "town", "village"})
_PARTS = frozenset({"centre", "center", "limits", "outskirts"})
_COUNTRIES = frozenset({"country", "nation"})
_REGIONS = frozenset({"region", "province", "oblast", "district"})
_PLANTS = frozenset({"plant", "works", "steelworks", "factory", "facility", "complex", "site", "mill"})
_PERSON_NOUNS = name_words("person_noun")


def references(doc: Doc, entities: Sequence[EntityMention]) -> tuple[Reference, ...]:
    """What pronouns and definite descriptions of the Doc refer to, in text order."""
    return tuple(_Resolver(doc, entities).resolve())


class _Resolver:
    def __init__(self, doc: Doc, entities: Sequence[EntityMention]) -> None:
        self._doc = doc
        self._headlines = (*annotations_of(doc).headings, *annotations_of(doc).datelines)
        self._sentence = {token.i: n for n, sentence in enumerate(doc.sents) for token in sentence}
        self._covered: set[int] = set()
        self._mentions: list[tuple[EntityMention, Token]] = []
        self._pronouns = Pronouns(doc)
        for entity in entities:
            span = doc.char_span(entity.start, entity.end, alignment_mode="expand")
            if span is not None and entity.id:
                self._covered.update(range(span.start, span.end))
                self._mentions.append((entity, span.root))
                self._pronouns.noted(entity, span.root, span.start)
        self._parties = PartyDescriptions(doc, self._mentions)

    def resolve(self) -> Iterator[Reference]:
        for token in self._doc:
            if token.i in self._covered:
                continue
            start: int | None = token.i
            if token.lower_ in HE or token.lower_ in SHE:
                found = self._pronouns.person(token)
            elif is_party_pronoun(token):
                found = self._pronouns.party(token)
            elif token.pos_ in ("NOUN", "PROPN") and (start := _definite_start(token)) is not None:
                found = self._described(token, start)
            else:
                continue
            if found and start is not None:
                yield Reference(start=self._doc[start].idx, end=token.idx + len(token), entity=found)

    def _before(self, token: Token, reach: int) -> Iterator[tuple[EntityMention, Token]]:
        """The mentions before a token, nearest first, no more than so many sentences back."""
        here = self._sentence[token.i]
        for entity, root in reversed(self._mentions):
            if entity.end <= token.idx and here - self._sentence[root.i] <= reach:
                yield entity, root

    def _described(self, token: Token, start: int) -> str | None:
        word = token.lower_
        modifiers = {t.lower_ for t in self._doc[start + 1 : token.i]}
        if self._is_named(token):
            return None
        if party := self._parties.meant(token, modifiers):
            return party
        if word in _ORGANISATION_NOUNS:
            return self._nearest(token, "Organisation", lambda e: any(w in e.text for w in _ORGANISATION_NOUNS[word]))
        if modifiers & {"other", "neighbouring", "neighboring", "first", "second", "last", "next", "same"}:
            return None
        if word in _SETTLEMENTS:
            return self._town(token)
        if word in _COUNTRIES:
            return self._nearest(token, "Place", lambda e: e.subtype == "Country")
        if word in _REGIONS:
            return self._nearest(token, "Place", lambda e: e.subtype == "Region", only=True)
        if word in _PLANTS or word in name_words("facility"):
            return self._facility(token, word)
        if word in _PERSON_NOUNS and not modifiers:
            return self._titled(token, word)
        return None

    def _nearest(self, token: Token, type_: str, fits: _Test, *, only: bool = False) -> str | None:
        found = [e.id for e, _ in self._before(token, _NOUN_REACH) if e.type == type_ and e.id and fits(e)]
        if only and len(set(found)) > 1:
            return None
        return found[0] if found else None

    def _town(self, token: Token) -> str | None:
        """The settlement that the report is about so far: named most often, in heading or dateline above all."""
        named: Counter[str] = Counter()
        for entity, _ in self._before(token, len(self._sentence)):
            if entity.type == "Place" and entity.subtype == "Settlement" and entity.id:
                named[entity.id] += 3 if any(span.start <= entity.start < span.end for span in self._headlines) else 1
        ranked = named.most_common(2)
        tied = len(ranked) == 2 and ranked[0][1] == ranked[1][1]
        return ranked[0][0] if ranked and not tied else None

    def _facility(self, token: Token, word: str) -> str | None:
        """A plant or hospital of the report: of those in reach the one of that word, or the only one."""
        found = [
            e
            for e, _ in self._before(token, _NOUN_REACH)
            if e.type == "Place" and e.subtype in ("Facility", "Hospital")
        ]
        named = {e.id for e in found if word in e.text.lower()}
        ids = named or ({e.id for e in found} if word in _PLANTS else set())
        return ids.pop() if len(ids) == 1 else None

    def _is_named(self, token: Token) -> bool:
        """Whether a description goes on to say which one it is: "the town of Sartana", "the president of Chad"."""
        following = self._doc[token.i + 1 : token.i + 3]
        return len(following) == 2 and following[0].lower_ == "of" and not following[1].is_lower

    def _titled(self, token: Token, word: str) -> str | None:
        """ "The mayor": the person whom the report introduced as mayor last."""
        for entity, root in self._before(token, _NOUN_REACH):
            if entity.type == "Person" and word in _words_before(self._doc, root):
                return entity.id
        return None


def _words_before(doc: Doc, root: Token) -> list[str]:
    """The few words before a name, in its sentence."""
    first = root.i
    while first > root.sent.start and doc[first - 1].pos_ == "PROPN" and doc[first - 1].lower_ not in _PERSON_NOUNS:
        first -= 1
    return [token.lower_ for token in doc[max(root.sent.start, first - 4) : first]]


def _definite_start(token: Token) -> int | None:
    """Where "the ..." begins that this noun is the head of, up to four words back; None where it has no article."""
    if token.dep_ == "compound" and token.head.lower_ not in _PARTS:
        return None
    for at in range(token.i - 1, max(-1, token.i - 5), -1):
        before = token.doc[at]
        if before.lower_ in _DEFINITE:
            return at
        if before.pos_ not in ("ADJ", "NOUN", "ADV", "VERB"):
            return None
    return None
