"""Which words of a Doc tell of an event: the lexicon's triggers, matched on the parse with their conditions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from siegegraph.graph.extract.events.noun_kinds import NounKinds
from siegegraph.graph.extract.parse.clauses import (
    children,
    complements,
    counting_noun,
    deep_objects,
    deep_subjects,
    is_passive,
)
from siegegraph.ontology.lexicon.events import Condition, EventLexicon, LightVerb, Trigger, event_lexicon

# How many words may stand between two words of a verb phrase ("lay down all their arms").
_GAP = 3
# Types that a participle before a noun tells of ("injured troops", "the besieged town").
_PARTICIPLES = frozenset({"Casualties", "Destruction", "Displacement", "Siege"})
# Slots of conditions that are dependents of the trigger by their label.
_DEPENDENTS = frozenset({"xcomp", "ccomp", "poss", "attr", "expl", "neg", "oprd"})


@dataclass(frozen=True, slots=True)
class Reading:
    """Trigger words in the text with the row of the lexicon that they match.

    `head` is the word whose dependents are the event's arguments; `carrier` the light verb that governs a noun
    ("carried out" of "carried out an attack"), with its row in `light`.
    """

    trigger: Trigger
    head: Token
    tokens: tuple[Token, ...]
    carrier: Token | None = None
    light: LightVerb | None = None

    @property
    def predicate(self) -> Token:
        """The word that carries tense, negation and, for a light verb, the subject."""
        return self.carrier if self.carrier is not None else self.head


class TriggerMatcher:
    """Matches the lexicon on one Doc."""

    def __init__(self, doc: Doc, lexicon: EventLexicon | None = None) -> None:
        self._lexicon = lexicon or event_lexicon()
        self._kinds = NounKinds(doc)

    def readings(self, tokens: Iterable[Token]) -> Iterator[Reading]:
        """The readings among the tokens, in text order, none inside another's words."""
        taken: set[int] = set()
        for token in tokens:
            reading = None if token.i in taken else self.reading(token)
            if reading is not None:
                taken.update(part.i for part in reading.tokens)
                yield reading

    def reading(self, token: Token) -> Reading | None:
        """The reading that the token heads; None where it tells of no event."""
        for trigger in self._candidates(token):
            words = _matched(trigger, token)
            if words and all(self._holds(condition, token) for condition in trigger.conditions):
                if trigger.type is None:
                    return None
                carrier, light = (None, None) if trigger.pos == "V" else self._light_verb(token)
                return Reading(trigger, token, words, carrier, light)
        return None

    def _candidates(self, token: Token) -> Sequence[Trigger]:
        lemma = token.lemma_.lower()
        if token.pos_ in ("VERB", "AUX"):
            if token.dep_ == "amod":
                return self._participle(token)
            rows = self._lexicon.verbs.get(lemma, ())
            return rows if token.tag_ != "VBG" else (*rows, *self._lexicon.nouns.get(token.lower_, ()))
        if token.pos_ == "ADJ":
            return (*self._lexicon.adjectives.get(token.lower_, ()), *self._participle(token))
        if token.pos_ == "PROPN" and (token.is_sent_start or _opens_name(token)):
            # A capital at the start of a sentence is no name yet; "the Siege of Brod" is one, of what it says.
            return self._lexicon.nouns.get(token.lower_.removesuffix("s"), ())
        if token.pos_ == "NOUN":
            # Gerunds and plural participles ("the wounded") keep their own form as lemma.
            return self._lexicon.nouns.get(lemma, ()) or self._lexicon.adjectives.get(token.lower_, ())
        return ()

    def _participle(self, token: Token) -> tuple[Trigger, ...]:
        if token.tag_ != "VBN":
            return ()
        return tuple(row for row in self._lexicon.verbs.get(token.lemma_.lower(), ()) if row.type in _PARTICIPLES)

    def _light_verb(self, noun: Token) -> tuple[Token | None, LightVerb | None]:
        occurring = self._occurrence(noun)
        if occurring is not None:
            return occurring
        head = noun
        while head.dep_ == "conj" and head.head.pos_ == "NOUN":
            head = head.head
        head = counting_noun(head)
        verb = head.head
        if head.dep_ not in ("dobj", "nsubjpass", "pobj", "oprd") or verb == head:
            return None, None
        if head.dep_ == "pobj":
            verb = verb.head if verb.dep_ in ("prep", "prt") else verb
        for light in self._lexicon.light_verbs.get(verb.lemma_.lower(), ()):
            if (
                light.subject != "event"
                and _matched_words(light.words, verb)
                and (head.dep_ != "pobj" or len(light.words) > 1)
            ):
                return verb, light
        return None, None

    def _occurrence(self, noun: Token) -> tuple[Token, LightVerb] | None:
        """The verb that says of the noun that it takes place: "the siege began", "a siege that lasted"."""
        verbs = [noun.head] if noun.dep_ == "nsubj" else []
        relatives = (clause for clause in children(noun, "relcl") if children(clause, "nsubj"))
        verbs += [verb for verb in relatives if children(verb, "nsubj")[0].lower_ in ("which", "that")]
        for verb in verbs:
            for light in self._lexicon.light_verbs.get(verb.lemma_.lower(), ()):
                # "The strikes stopped" is about them, "the strikes stopped the traffic" is not.
                intransitive = light.aspect is None or not children(verb, "dobj")
                if light.subject == "event" and intransitive and _matched_words(light.words, verb):
                    return verb, light
        return None

    def _holds(self, condition: Condition, token: Token) -> bool:
        return self._is_filled(condition, token) is not condition.negated

    def _is_filled(self, condition: Condition, token: Token) -> bool:
        if condition.slot == "dep":
            return token.dep_ in condition.fillers
        if condition.slot == "number":
            return (token.tag_ in ("NNS", "NNPS")) == ("plural" in condition.fillers)
        if condition.slot == "prep":
            return any(child.lower_ in condition.fillers for child in children(token, "prep", "agent"))
        return any(
            self._kinds.fits(filler, wanted)
            or (condition.slot == "comp" and wanted == "@nation" and self._kinds.is_nationality(filler))
            for filler in _fillers(condition.slot, token)
            for wanted in condition.fillers
        )


def _opens_name(token: Token) -> bool:
    return token.i + 1 < len(token.doc) and token.nbor().lower_ == "of"


def _fillers(slot: str, token: Token) -> Iterable[Token]:
    if slot == "subj":
        return deep_subjects(token)
    if slot == "obj":
        return deep_objects(token) if token.pos_ != "ADJ" else [token.head]
    if slot == "head":
        return [token.head]
    if slot == "comp":
        return children(token, "compound", "amod", "nmod", "poss")
    if slot == "any":
        return list(token.subtree) + list(token.head.children)
    if slot in _DEPENDENTS:
        return children(token, slot)
    # "Took 40 men from the school": parsers hang the place on the men.
    owners = [token, *deep_objects(token)] if slot == "from" and token.pos_ == "VERB" else [token]
    return [noun for owner in owners for prep, noun in complements(owner) if prep == slot]


def _matched(trigger: Trigger, head: Token) -> tuple[Token, ...]:
    if len(trigger.words) == 1:
        return (head,)
    if trigger.pos == "N" and trigger.head == len(trigger.words) - 1:
        return _matched_noun(trigger.words, head)
    # "Prisoners were held" tells of them; "arms were laid down" only tells of laying down arms.
    obj = trigger.roles.get("obj")
    return _matched_words(trigger.words, head, object_in_front=obj is None or obj.name != "victim")


def _matched_noun(words: tuple[str, ...], head: Token) -> tuple[Token, ...]:
    """The words right before the head ("prisoner exchange")."""
    start = head.i - len(words) + 1
    if start < 0:
        return ()
    tokens = tuple(head.doc[start : head.i + 1])
    return tokens if all(_is_word(token, word) for token, word in zip(tokens, words, strict=True)) else ()


def _matched_words(words: tuple[str, ...], head: Token, *, object_in_front: bool = True) -> tuple[Token, ...]:
    """The words in order from the head on, few words apart; in a passive an object may stand before it."""
    matched = [head]
    end = len(head.doc)
    for word in words[1:]:
        position = matched[-1].i + 1
        window = head.doc[position : min(position + _GAP + 1, end)]
        found = next((token for token in window if _is_word(token, word) and head.is_ancestor(token)), None)
        found = found or (_passive_object(head, word) if object_in_front and is_passive(head) else None)
        if found is None:
            return ()
        matched.append(found)
    return tuple(sorted(matched, key=lambda token: token.i))


def _passive_object(verb: Token, word: str) -> Token | None:
    return next((token for token in children(verb, "nsubjpass") if _is_word(token, word)), None)


def _is_word(token: Token, word: str) -> bool:
    return token.lemma_.lower() == word or token.lower_ == word
