"""Who an attribution's source is: the entity that speaks, and the body that it speaks for."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from siegegraph.graph.extract.attributions.attribution_sources import Draft
from siegegraph.graph.extract.document import Annotations
from siegegraph.graph.model.extraction import EntityMention
from siegegraph.graph.model.span import Span
from siegegraph.ontology.lexicon.speech import speech_words

_RELATIVE = frozenset({"who", "which", "that", "whom"})
_PERSONAL = frozenset({"he", "she", "him", "her"})
_COLLECTIVE = frozenset({"they", "it"})
_OWNERS = frozenset({"by", "from", "of", "in", "on"})
_FOR = frozenset({"for", "of", "at", "from"})
# How many sentences back a pronoun may look for its person, where coreference has nothing to say.
_RECENT_SENTENCES = 2


class Speakers:
    """Resolves the sources of one Doc in the order of the text, since a pronoun may mean the last who spoke."""

    def __init__(self, doc: Doc, read: Annotations) -> None:
        self._doc = doc
        self._read = read
        self._last: tuple[str, int] | None = None

    def of(self, draft: Draft) -> tuple[str | None, str | None]:
        """The entity ids of the speaker and of the body spoken for; None for a source known by description only."""
        if draft.head is None:
            return None, None
        named = self._named(draft.head) or self._apposed(draft)
        if named is not None and named.id is not None and named.type == "Person":
            self._last = named.id, draft.anchor.sent.end_char
        speaker = named.id if named is not None else self._referred(draft.head)
        body = self._body(draft)
        return speaker, body if body != speaker else None

    def _named(self, head: Token, depth: int = 0) -> EntityMention | None:
        """The named mention that a source's head belongs to, stands beside, or is a medium of."""
        mention = self._mention_at(head)
        if mention is not None or depth > 3:
            return mention
        if head.lower_ in _RELATIVE and head.head.dep_ == "relcl":
            return self._named(head.head.head, depth + 1)
        if head.dep_ == "appos":
            return self._named(head.head, depth + 1)
        if head.pos_ in ("NOUN", "PROPN") and (beside := self._beside(head)) is not None:
            return beside
        if head.lemma_ in speech_words("medium"):
            for owner in _owners(head):
                if (found := self._named(owner, depth + 1)) is not None:
                    return found
        return None

    def _beside(self, head: Token) -> EntityMention | None:
        """The name in apposition to a description, or to the place in it: "the mayor of Brod, Ana Lukic"."""
        places = [word for child in head.children if child.dep_ == "prep" for word in child.children]
        for child in (child for noun in (head, *places) for child in noun.children if child.dep_ == "appos"):
            mention = self._mention_at(child)
            if mention is not None and (child.head == head or mention.type == "Person"):
                return mention
        return None

    def _apposed(self, draft: Draft) -> EntityMention | None:
        """The person named after a comma in a source that describes him, wherever the parse hangs the name."""
        for i in sorted(draft.source):
            if self._doc[i].text == "," and i + 1 in draft.source and draft.head is not None and draft.head.i < i:
                mention = self._mention_at(self._doc[i + 1])
                return mention if mention is not None and mention.type == "Person" else None
        return None

    def _mention_at(self, token: Token) -> EntityMention | None:
        """The widest named mention that holds the token; one of a person before all others."""
        start, end = token.idx, token.idx + len(token)
        holding = [
            mention
            for mention in self._read.entities
            if mention.start <= start and end <= mention.end and mention.type in ("Person", "Organisation", "Place")
        ]
        return max(holding, key=lambda mention: (mention.type == "Person", mention.end - mention.start), default=None)

    def _referred(self, head: Token) -> str | None:
        if head.lower_ in _PERSONAL and (again := self._speaking_on(head)) is not None:
            return again
        if (entity := self._reference_at(head)) is not None:
            return entity
        if head.lower_ in _RELATIVE and head.head.dep_ == "relcl":
            return self._referred(head.head.head)
        if head.lower_ in _PERSONAL:
            return self._recent_person(head)
        return self._body_going_on(head) or self._recent_body(head) if head.lower_ in _COLLECTIVE else None

    def _body_going_on(self, pronoun: Token) -> str | None:
        """The body that the clause before is about: "the ministry said ..., and it accused"."""
        verb = pronoun.head
        while verb.dep_ == "conj":
            verb = verb.head
        subjects = (child for child in verb.children if child.dep_ in ("nsubj", "nsubjpass") and child != pronoun)
        return next((found for child in subjects if (found := self._body_at(child)) is not None), None)

    def _body_at(self, head: Token) -> str | None:
        mention = self._mention_at(head)
        if mention is not None:
            return mention.id if mention.type != "Person" else None
        return self._reference_at(head)

    def _speaking_on(self, pronoun: Token) -> str | None:
        """Whoever spoke last in this paragraph, unless another person has been named since."""
        if self._last is None:
            return None
        speaker, sentence_end = self._last
        between = self._doc.text[sentence_end : pronoun.idx]
        named = any(row.type == "Person" and sentence_end <= row.start < pronoun.idx for row in self._read.entities)
        return None if named or "\n" in between else speaker

    def _recent_person(self, pronoun: Token) -> str | None:
        """The only person named shortly before, if there is just one."""
        first = pronoun.sent.start
        for _ in range(_RECENT_SENTENCES):
            first = self._doc[max(first - 1, 0)].sent.start
        start = self._doc[first].idx
        people = {
            mention.id
            for mention in self._read.entities
            if mention.type == "Person" and start <= mention.start < pronoun.idx
        }
        return people.pop() if len(people) == 1 else None

    def _recent_body(self, pronoun: Token) -> str | None:
        """The organisation or country that the sentence before is about."""
        before = pronoun.sent.start - 1
        if before < 0:
            return None
        for child in self._doc[before].sent.root.children:
            if child.dep_ in ("nsubj", "nsubjpass"):
                return self._body_at(child)
        return None

    def _body(self, draft: Draft) -> str | None:
        for i in sorted(draft.source):
            token = self._doc[i]
            if token.lemma_.lower() in speech_words("spokesperson"):
                for word in _employers(token):
                    mention = self._mention_at(word)
                    if mention is not None and mention.type != "Person":
                        return mention.id
                    reference = self._reference_at(word)
                    if reference is None and word.lower_ in ("its", "their"):
                        reference = self._recent_body(word)
                    if reference is not None:
                        return reference
        return None

    def _reference_at(self, word: Token) -> str | None:
        span = Span(word.idx, word.idx + len(word))
        holding = (row.entity for row in self._read.mentions if Span(row.start, row.end).contains(span))
        return next(holding, None)


def _owners(medium: Token) -> Iterator[Token]:
    """Whose a statement, video or post is: "the ministry's statement", "a post by the mayor"."""
    for child in medium.children:
        if child.dep_ in ("poss", "compound"):
            yield child
        elif child.dep_ in ("prep", "agent") and child.lower_ in _OWNERS:
            yield from (word for word in child.children if word.dep_ == "pobj")
        elif child.dep_ == "acl":
            yield from (word for agent in child.children if agent.dep_ == "agent" for word in agent.children)


def _employers(spokesperson: Token) -> Iterator[Token]:
    """For whom a spokesperson speaks: "a spokesman for the army", "army spokesman", "the army's spokesman"."""
    for child in spokesperson.children:
        if child.dep_ == "prep" and child.lower_ in _FOR:
            yield from (word for word in child.children if word.dep_ == "pobj")
        elif child.dep_ in ("poss", "compound", "nmod", "amod"):
            yield child
    before = spokesperson.i - 1
    if before >= 0 and spokesperson.doc[before].dep_ in ("compound", "poss", "nmod", "amod"):
        yield spokesperson.doc[before]
