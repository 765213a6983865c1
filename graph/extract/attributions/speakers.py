"""Who an attribution's source is: the entity that speaks, and the body that it speaks for.

Somebody known only by description has no entity: who "he" is then shows in the words that described him before.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from siegegraph.graph.extract.attributions.attribution_sources import PASSIVE_SUBJECTS, SUBJECTS, Draft, covered
from siegegraph.graph.extract.attributions.speaker_index import SpeakerIndex
from siegegraph.graph.extract.document import Annotations
from siegegraph.graph.model.extraction import EntityMention
from siegegraph.ontology.lexicon.events import event_lexicon
from siegegraph.ontology.lexicon.speech import speech_words
from siegegraph.ontology.lexicon.titles import title_ending

_RELATIVE = frozenset({"who", "which", "that", "whom"})
_PERSONAL = frozenset({"he", "she", "him", "her"})
_COLLECTIVE = frozenset({"they", "it"})
_OWNERS = frozenset({"by", "from", "of", "in", "on"})
_FOR = frozenset({"for", "of", "at", "from"})
# How many sentences back a pronoun may look for its person, where coreference has nothing to say.
_RECENT_SENTENCES = 2


@dataclass(frozen=True, slots=True)
class Speaker:
    """An entity and the body that it speaks for; `described` holds the tokens that say who a bare pronoun is."""

    entity: str | None = None
    body: str | None = None
    described: frozenset[int] = frozenset()


class Speakers:
    """Resolves the sources of one Doc in the order of the text, since a pronoun may mean the last who spoke."""

    def __init__(self, doc: Doc, read: Annotations) -> None:
        self._doc = doc
        self._index = SpeakerIndex(doc, read)
        self._last: tuple[str, Draft] | None = None
        self._unnamed: Draft | None = None

    def of(self, draft: Draft) -> Speaker:
        """The speaker of an attribution; without entity for one known by description only."""
        if draft.head is None:
            return Speaker()
        named = self._named(draft.head) or self._apposed(draft)
        if draft.head.pos_ != "PROPN":  # "the mayor of Brod, Ana Lukic": her name says more than the description
            named = self._apposed(draft) or named
        entity = self._index.by_name(named.id) if named is not None else self._referred(draft.head)
        body = self._body(draft)
        described = self._described(draft.head) if entity is None else frozenset()
        personal = draft.head.lower_ in _PERSONAL or (named is not None and named.type == "Person")
        if entity is not None and personal:
            self._last, self._unnamed = (entity, draft), None
        elif entity is None and draft.head.pos_ == "NOUN":
            self._last, self._unnamed = None, draft
        return Speaker(entity, body if body != entity else None, described)

    def _described(self, head: Token) -> frozenset[int]:
        """The words for somebody without a name whom a pronoun takes up in the same paragraph."""
        word = head.lower_
        if word in _PERSONAL and (subject := self._subject_before(head)) is not None:
            return frozenset(_phrase(subject))
        said = self._unnamed
        if said is None or said.head is None or not _agrees(word, said.head) or not self._goes_on(said, head):
            return frozenset()
        return frozenset(said.source)

    def _subject_before(self, pronoun: Token) -> Token | None:
        """The nearest subject in the sentence, one person by office: "The envoy left: it is late, he says"."""
        before = self._doc[pronoun.sent.start : pronoun.i]
        about = (token for token in reversed(before) if token.dep_ in SUBJECTS | PASSIVE_SUBJECTS)
        nouns = (token for token in about if token.pos_ in ("NOUN", "PROPN"))
        subject = next(nouns, None)
        return subject if subject is not None and subject.tag_ == "NN" and _is_office(subject) else None

    def _goes_on(self, said: Draft, pronoun: Token) -> bool:
        """Whether a pronoun stands in the paragraph of what was said before, and nobody was named in between."""
        start = said.anchor.idx
        return "\n" not in self._index.text[start : pronoun.idx] and not self._others(said, pronoun)

    def _others(self, said: Draft, pronoun: Token) -> bool:
        """Whether a person is named between two attributions, outside of the words quoted."""
        start = said.anchor.sent.end_char
        quoted = {self._doc[i].idx for i in said.content}
        return any(at not in quoted for at, _ in self._index.people(start, pronoun.idx))

    def _named(self, head: Token, depth: int = 0) -> EntityMention | None:
        """The named mention that a source's head belongs to, stands beside, or is a medium of."""
        mention = self._index.named(head)
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
            mention = self._index.named(child)
            if mention is not None and (child.head == head or mention.type == "Person"):
                return mention
        return None

    def _apposed(self, draft: Draft) -> EntityMention | None:
        """The person named after a comma in a source that describes him, wherever the parse hangs the name."""
        for i in sorted(draft.source):
            if self._doc[i].text == "," and i + 1 in draft.source and draft.head is not None and draft.head.i < i:
                mention = self._index.named(self._doc[i + 1])
                return mention if mention is not None and mention.type == "Person" else None
        return None

    def _referred(self, head: Token) -> str | None:
        if head.lower_ in _PERSONAL and (again := self._speaking_on(head)) is not None:
            return again
        if (entity := self._index.referred(head)) is not None:
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
        mention = self._index.named(head)
        if mention is not None:
            return mention.id if mention.type != "Person" else None
        return self._index.referred(head)

    def _speaking_on(self, pronoun: Token) -> str | None:
        """Whoever spoke last in this paragraph, unless another person has been named since."""
        if self._last is None:
            return None
        speaker, said = self._last
        return speaker if self._goes_on(said, pronoun) else None

    def _recent_person(self, pronoun: Token) -> str | None:
        """The only person named shortly before, if there is just one."""
        first = pronoun.sent.start
        for _ in range(_RECENT_SENTENCES):
            first = self._doc[max(first - 1, 0)].sent.start
        start = self._doc[first].idx
        people = {entity for _, entity in self._index.people(start, pronoun.idx)}
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
                    mention = self._index.named(word)
                    if mention is not None and mention.type != "Person":
                        return mention.id
                    reference = self._index.referred(word)
                    if reference is None and word.lower_ in ("its", "their"):
                        reference = self._recent_body(word)
                    if reference is not None:
                        return reference
        return None


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


def _agrees(pronoun: str, noun: Token) -> bool:
    """Whether a pronoun may take up a noun: a body is "it", people "they"."""
    person = _is_office(noun) or noun.lemma_ in event_lexicon().noun_classes["people"]
    if pronoun in _PERSONAL:
        return person and noun.tag_ == "NN"
    return (noun.tag_ == "NNS") if pronoun == "they" else (pronoun == "it" and not person and noun.tag_ == "NN")


def _is_office(noun: Token) -> bool:
    return title_ending([noun.lower_]) is not None or noun.lemma_ in speech_words("spokesperson")


def _phrase(noun: Token) -> set[int]:
    """The noun phrase without a relative clause."""
    return covered(noun) - {i for child in noun.rights if child.dep_ == "relcl" for i in covered(child)}
