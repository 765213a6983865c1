"""Which event another is a part of: what happens during a siege, and the harm that an attack is told to do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from siegegraph.graph.extract.events.triggers import Reading
from siegegraph.graph.extract.parse.clauses import children, deep_subjects, is_verb
from siegegraph.graph.model.extraction import EventMention
from siegegraph.ontology.event_types import event_types, family
from siegegraph.ontology.lexicon.events import event_lexicon

_DURING = frozenset({"during", "amid", "within", "under"})
# What an attack does to people and things.
HARM = frozenset({"Casualties", "Destruction"})
# What leads from the verb of harm down to the attack: "killed in", "wounded by", "died from".
_CAUSES = frozenset({"in", "by", "from", "during", "after", "under", "following", "as"})
# "Killed when the market was shelled", "destroyed after rebels attacked".
_OCCASIONS = frozenset({"when", "after", "as", "while", "since"})
# What leads from the harm up to the attack: "shelled the town, killing six and destroying a school".
_CONSEQUENCES = frozenset({"advcl", "conj", "xcomp", "relcl"})


class Wholes:
    """The wholes of one Doc's events, by their readings; both in text order."""

    def __init__(self, events: Sequence[EventMention], readings: Sequence[Reading]) -> None:
        self._events = events
        self._readings = readings
        self._heads = {token.i: index for index, reading in enumerate(readings) for token in _words_of(reading)}

    def whole_of(self, index: int) -> int | None:
        """The event that the one at an index is told to be a part of."""
        reading = self._readings[index]
        lasting = next((whole for whole in self._during(reading) if self._is_lasting(whole)), None)
        if lasting is not None:
            return lasting
        if self._events[index].type not in HARM:
            return None
        causes = (cause for cause in self._causes(reading) if cause != index and self._is_attack(cause))
        cause = next(causes, None)
        return cause if cause is not None else self._shared(index, reading)

    def _shared(self, index: int, reading: Reading) -> int | None:
        """The attack of the harm that this one is coordinated with: "killed in the strike and 30 were hurt"."""
        first = self._heads.get(reading.predicate.head.i) if reading.predicate.dep_ == "conj" else None
        return self.whole_of(first) if first is not None and first < index else None

    def _during(self, reading: Reading) -> Iterator[int]:
        for head in (reading.head, reading.predicate):
            for noun in _nouns_under(head, _DURING):
                if noun.i in self._heads:
                    yield self._heads[noun.i]

    def _causes(self, reading: Reading) -> Iterator[int]:
        yield from self._among(_nouns_under(reading.predicate, _CAUSES))
        yield from self._among(_nouns_under(reading.head, _CAUSES))
        yield from self._among(deep_subjects(reading.predicate) if is_verb(reading.predicate) else ())
        yield from self._among(_occasions(reading.predicate))
        yield from self._among(_above(reading.predicate))

    def _among(self, tokens: Iterator[Token] | Sequence[Token]) -> Iterator[int]:
        return (self._heads[token.i] for token in tokens if token.i in self._heads)

    def _is_attack(self, index: int) -> bool:
        event = self._events[index]
        return family(event.type, event.family) in event_types().narrower("Attack")

    def _is_lasting(self, index: int) -> bool:
        told = self._readings[index].trigger.type
        return told is not None and event_lexicon().frames[told].lasting


def _words_of(reading: Reading) -> tuple[Token, ...]:
    return (reading.head,) if reading.carrier is None else (reading.head, reading.carrier)


def _nouns_under(head: Token, prepositions: frozenset[str]) -> Iterator[Token]:
    for preposition in children(head, "prep", "agent"):
        if preposition.lower_ in prepositions:
            for noun in children(preposition, "pobj"):
                yield noun
                # "Killed as a result of shelling", "died under a barrage of shells".
                yield from _nouns_under(noun, frozenset({"of", "in", "from"}))
            yield from (inner for deeper in children(preposition, "prep") for inner in children(deeper, "pobj"))


def _occasions(verb: Token) -> Iterator[Token]:
    for clause in children(verb, "advcl"):
        if any(child.lower_ in _OCCASIONS for child in children(clause, "mark", "advmod")):
            yield clause
            yield from children(clause, "nsubj", "nsubjpass")


def _above(verb: Token) -> Iterator[Token]:
    """The verbs that a verb of harm follows from, and their objects: "launched strikes that killed six"."""
    while verb.dep_ in _CONSEQUENCES and verb.head != verb:
        if verb.dep_ == "conj" and children(verb, "nsubj", "nsubjpass"):
            return
        if any(child.lower_ in ("before", "although", "if") for child in children(verb, "mark")):
            return
        verb = verb.head
        yield verb
        if is_verb(verb):
            yield from children(verb, "dobj", "nsubjpass")
