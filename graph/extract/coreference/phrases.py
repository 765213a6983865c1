"""The noun phrases of a Doc that can be mentions: names, pronouns and other nouns, with what agreement looks at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from spacy.tokens import Doc, Token

from siegegraph.graph.extract.coreference.noun_sorts import NounSorts
from siegegraph.graph.model.extraction import EntityMention

PRONOUNS = {
    form: kind
    for kind, forms in {
        "he": "he him his himself",
        "she": "she her hers herself",
        "it": "it its itself",
        "they": "they them their theirs themselves",
    }.items()
    for form in forms.split()
}
"""The pronouns of the third person by their first form."""

_DEFINITE = frozenset({"the", "this", "that", "these", "those"})
_OWNERS = frozenset({"his", "her", "its", "their", "our"})
# What spaCy marks as these is no thing that a pronoun takes up.
_MEASURES = frozenset({"DATE", "TIME", "CARDINAL", "ORDINAL", "PERCENT", "MONEY", "QUANTITY"})
_MANY = frozenset({"NNS", "NNPS"})
_ROLES = {
    "nsubj": "subject",
    "nsubjpass": "subject",
    "dobj": "object",
    "dative": "object",
    "attr": "object",
    "pobj": "oblique",
    "poss": "owner",
    "conj": "joined",
    "appos": "beside",
    "compound": "within",
    "nmod": "within",
}


class Form(StrEnum):
    """How a phrase mentions a thing."""

    NAME = "name"
    PRONOUN = "pronoun"
    DEFINITE = "definite"
    OTHER = "other"


@dataclass(slots=True, eq=False)
class Phrase:
    """A noun with what stands before it: the words of the Doc from `first` to the noun itself, `root`."""

    root: Token
    first: int
    form: Form
    sort: str
    many: bool
    gender: str
    sentence: int
    role: str
    name: EntityMention | None = None
    leaning: str = ""

    @property
    def word(self) -> str:
        """The noun in small letters."""
        return self.root.lower_

    @property
    def modifiers(self) -> frozenset[str]:
        """The words between the article and the noun, in small letters."""
        return frozenset(token.lower_ for token in self.root.doc[self.first + 1 : self.root.i])


def phrases(doc: Doc, entities: Sequence[EntityMention], sorts: NounSorts) -> list[Phrase]:
    """The phrases of a Doc in the order of their nouns; a name that lies in another one is one of its own."""
    return sorted(_Reader(doc, sorts).read(entities), key=lambda phrase: (phrase.root.i, -phrase.first))


class _Reader:
    def __init__(self, doc: Doc, sorts: NounSorts) -> None:
        self._doc = doc
        self._sorts = sorts
        self._sentence = [n for n, sentence in enumerate(doc.sents) for _ in sentence]

    def read(self, entities: Sequence[EntityMention]) -> Iterator[Phrase]:
        covered: set[int] = set()
        for entity in entities:
            span = self._doc.char_span(entity.start, entity.end, alignment_mode="expand")
            if span is not None and entity.id:
                covered.update(range(span.start, span.end))
                yield self._name(entity, span.root, span.start)
        for token in self._doc:
            if token.i in covered:
                continue
            if token.lower_ in PRONOUNS:
                yield self._pronoun(token)
            elif token.pos_ in ("NOUN", "PROPN") and token.dep_ != "compound" and token.ent_type_ not in _MEASURES:
                yield self._noun(token)

    def _name(self, entity: EntityMention, root: Token, first: int) -> Phrase:
        sort = entity.subtype or entity.type
        person = entity.type == "Person"
        gender = self._sorts.gender_of_name(self._doc, first) if person else ""
        many = not person and root.tag_ in _MANY
        phrase = self._phrase(root, first, Form.NAME, sort, many, gender)
        phrase.name = entity
        phrase.leaning = self._sorts.leaning(self._doc[first].text) if person and root.i > first else ""
        return phrase

    def _pronoun(self, token: Token) -> Phrase:
        kind = PRONOUNS[token.lower_]
        return self._phrase(token, token.i, Form.PRONOUN, kind, kind == "they", {"he": "m", "she": "f"}.get(kind, ""))

    def _noun(self, token: Token) -> Phrase:
        article = _article(token)
        form = Form.OTHER if article is None else Form.DEFINITE
        sort = self._sorts.sort_of(token)
        gender = self._sorts.gender_of_noun(token.lower_) if sort == "Person" else ""
        first = token.i if article is None else article
        return self._phrase(token, first, form, sort, token.tag_ in _MANY, gender)

    def _phrase(self, root: Token, first: int, form: Form, sort: str, many: bool, gender: str) -> Phrase:
        role = _ROLES.get(root.dep_, "other")
        return Phrase(root, first, form, sort, many, gender, self._sentence[root.i], role)


def _article(noun: Token) -> int | None:
    """Where "the ..." begins that this noun is the head of, up to four words back; None where it has no article."""
    for at in range(noun.i - 1, max(-1, noun.i - 5), -1):
        before = noun.doc[at]
        if (before.lower_ in _DEFINITE and before.pos_ == "DET") or (
            before.lower_ in _OWNERS and before.dep_ == "poss"
        ):
            return at
        if before.pos_ not in ("ADJ", "NOUN", "ADV", "VERB"):
            return None
    return None
