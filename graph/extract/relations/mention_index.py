"""Mentions by the words of the parse: which entity a noun, name or pronoun stands for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token
from spacy.tokens import Span as SpanTokens

from siegegraph.graph.extract.attributions.attributions import attribution_at
from siegegraph.graph.extract.document import Annotations
from siegegraph.graph.extract.parse.clauses import with_conjuncts
from siegegraph.graph.model.extraction import EntityMention, Reference
from siegegraph.graph.model.span import Span
from siegegraph.ontology.lexicon.names import name_words
from siegegraph.ontology.lexicon.relation_words import relation_words

_TRANSPARENT = frozenset({"city", "town", "village", "settlement", "port", "capital", "suburb", "district", "island"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
_FIRST_PERSON = frozenset({"i", "me", "my", "mine"})


@dataclass(frozen=True, slots=True)
class Named:
    """A mention in the sentence: its span, its head word, and what is known of its entity."""

    span: Span
    head: Token
    entity: str | None
    type: str
    subtype: str | None
    first: int
    last: int


class MentionIndex:
    """The mentions of one Doc by their head words; of several with one head, the widest counts."""

    def __init__(self, doc: Doc, read: Annotations) -> None:
        self._by_head: dict[int, Named] = {}
        self._by_first: dict[int, Named] = {}
        self._by_last: dict[int, Named] = {}
        self._attributions = read.attributions
        known: dict[str, EntityMention] = {}
        for mention in read.entities:
            if mention.id is not None:
                known.setdefault(mention.id, mention)
            self._add(doc, Span(mention.start, mention.end), mention.id, mention)
        for reference in read.mentions:
            named = known.get(reference.entity)
            if named is not None and not _introduces(doc, reference):
                self._add(doc, Span(reference.start, reference.end), reference.entity, named)

    def __iter__(self) -> Iterator[Named]:
        """The mentions in the order of their head words."""
        return iter(named for _, named in sorted(self._by_head.items()))

    def at(self, token: Token | None) -> Named | None:
        """The mention that the token heads; of "I" and "my" in what somebody says, the one who speaks."""
        if token is not None and token.lower_ in _FIRST_PERSON and token.i not in self._by_head:
            return self._speaker(token)
        return self._by_head.get(token.i) if token is not None else None

    def starting_at(self, index: int) -> Named | None:
        """The mention whose first word is at an index, the widest."""
        return self._by_first.get(index)

    def _speaker(self, pronoun: Token) -> Named | None:
        index = attribution_at(self._attributions, pronoun.idx, pronoun.idx + len(pronoun))
        speaker = self._attributions[index].speaker if index is not None else None
        return next((named for named in self if named.entity == speaker), None) if speaker is not None else None

    def place_at(self, token: Token | None) -> Named | None:
        """The place that the token heads or introduces: "the town of Sartana", "most of Sartana", "60% of Sartana"."""
        named = self.at(token)
        if named is not None or token is None:
            return named if named is not None and named.type == "Place" else None
        if token.lemma_.lower() in _TRANSPARENT | relation_words("share"):
            for inner in objects_of(token, "of"):
                return self.place_at(inner)
        return None

    def party_at(self, token: Token | None) -> Named | None:
        """The person, organisation, or country acting as one that the token heads: "RSF" of "RSF fighters"."""
        named = self.at(token)
        if named is None and token is not None and token.lower_ in name_words("force"):
            named = next((body for child in token.children if (body := self.at(child)) is not None), None)
        return named if named is not None and named.type in ("Person", "Organisation", "Place") else None

    def ending_at(self, index: int) -> Named | None:
        """The mention whose last word is at an index, the widest."""
        return self._by_last.get(index)

    def _add(self, doc: Doc, span: Span, entity: str | None, mention: EntityMention) -> None:
        tokens = doc.char_span(*span, alignment_mode="expand")
        if tokens is None:
            return
        head = _head_of(tokens)
        before = self._by_head.get(head.i)
        if before is not None and before.type == "Person" and before.entity == entity:
            return  # "President Koval" is told of by the name alone, and the title says something of him
        last = tokens.end - 1
        named = Named(span, head, entity, mention.type, mention.subtype, tokens.start, last)
        for table, key in ((self._by_head, head.i), (self._by_first, tokens.start), (self._by_last, last)):
            other = table.get(key)
            if other is None or other.last - other.first < last - tokens.start:
                table[key] = named


def _head_of(tokens: SpanTokens) -> Token:
    """The word that heads a mention: the last that hangs outside it, since names end in their head."""
    outside = (token for token in reversed(tokens) if token.head.i not in range(tokens.start, tokens.end))
    return next((token for token in outside if token.pos_ in _NOMINAL), tokens.root)


def _introduces(doc: Doc, reference: Reference) -> bool:
    """Whether a description goes on to name its place: "the town of Sartana" means Sartana."""
    tokens = doc.char_span(reference.start, reference.end, alignment_mode="expand")
    return tokens is not None and tokens.root.lemma_.lower() in _TRANSPARENT and any(objects_of(tokens.root, "of"))


def objects_of(token: Token, *prepositions: str) -> Iterator[Token]:
    """The nouns under the token's prepositional phrases: "Sartana" of "town in Sartana"."""
    for child in token.children:
        if child.dep_ in ("prep", "agent") and child.lower_ in prepositions:
            nouns = (word for word in child.children if word.dep_ == "pobj")
            yield from (each for noun in nouns for each in with_conjuncts(noun))
            yield from (word for other in child.conjuncts for word in other.children if word.dep_ == "pobj")
