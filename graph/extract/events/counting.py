"""Which number belongs to which event: what it counts takes part in the event, or its words stand in the clause."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from siegegraph.graph.extract.document import annotations_of
from siegegraph.graph.extract.events.event_roles import Participant
from siegegraph.graph.extract.events.triggers import Reading
from siegegraph.graph.extract.parse.clauses import (
    children,
    complements,
    deep_objects,
    deep_subjects,
    is_verb,
    meant_noun,
)

# A number belongs to the noun or event that these labels lead to from it.
_COUNTING = frozenset(
    {"nummod", "quantmod", "amod", "compound", "advmod", "prep", "pobj", "appos", "nmod", "npadvmod", "det"}
)
# "The number of wounded", "the death toll", and what leads from its verb to the figure.
_TOTALS = frozenset({"number", "toll", "figure", "total", "count"})
_AMOUNTING = frozenset({"at", "to", "as"})
# What a clause says beside its participants: how far, out of how many, with what on board.
_WITHIN_CLAUSE = _COUNTING | {
    "dobj",
    "attr",
    "acomp",
    "xcomp",
    "oprd",
    "nsubj",
    "nsubjpass",
    "conj",
    "dative",
    "agent",
    "pcomp",
}
# Participles that tell what something has on board or in it.
_HOLDING = frozenset({"carry", "contain", "hold", "bring", "transport", "include", "number", "take"})


class Counting:
    """The numbers of one Doc with the events that they belong to."""

    def __init__(self, doc: Doc, readings: Sequence[Reading], participants: Sequence[Sequence[Participant]]) -> None:
        self._doc = doc
        self._quantities = annotations_of(doc).quantities
        self._readings = readings
        self._heads = {reading.head.i: index for index, reading in enumerate(readings)}
        self._owners: dict[int, set[int]] = {}
        for event, parts in enumerate(participants):
            self._owners.setdefault(readings[event].head.i, set()).add(event)
            for part in parts:
                if part.pronoun is not None:
                    self._owners.setdefault(part.pronoun.i, set()).add(event)
                elif part.role is not None and (not part.shared or self._is_coordinated(event, part)):
                    self._owners.setdefault(part.noun.i, set()).add(event)
        self._clauses = {token.i: event for event, reading in enumerate(readings) for token in _verbs_of(reading)}

    def by_event(self) -> dict[int, tuple[int, ...]]:
        """Per event the indexes of its quantities."""
        found: dict[int, list[int]] = {}
        for index, quantity in enumerate(self._quantities):
            tokens = self._doc.char_span(quantity.start, quantity.end, alignment_mode="expand")
            for event in sorted(self._counted(tokens)) if tokens is not None else ():
                found.setdefault(event, []).append(index)
        return {event: tuple(self._own(event, indexes, found)) for event, indexes in found.items()}

    def _own(self, event: int, indexes: list[int], found: dict[int, list[int]]) -> Iterator[int]:
        """The numbers without those of the event before it, where it has its own: "32 killed and 80 wounded"."""
        before = self._heads.get(self._readings[event].head.head.i)
        is_second = self._readings[event].head.dep_ == "conj" and before is not None
        others = set(found.get(before, ())) if is_second and before is not None and before != event else set()
        yield from [index for index in indexes if index not in others] or indexes

    def _is_coordinated(self, event: int, part: Participant) -> bool:
        """Whether a participant told with another verb is this one's too: "310 laid down arms and surrendered"."""
        head = self._readings[event].head
        return head.dep_ == "conj" and is_verb(head) and part.noun in (*deep_subjects(head), *deep_objects(head))

    def _counted(self, amount: Tokens) -> set[int]:
        total = self._total(amount.root)
        if total is not None:
            return {total}
        around = self._around(amount)
        following = amount.end
        if following < len(self._doc) and self._doc[following].pos_ in ("ADJ", "VERB") and following in self._heads:
            return {self._heads[following], *around}
        told = [clause.i for clause in children(amount.root, "relcl", "acl") if clause.i in self._heads]
        if told:  # "the 1,730 who surrendered"
            return {self._heads[told[0]], *around}
        return self._owners_of(amount.root) | around or self._of_clause(amount.root)

    def _around(self, amount: Tokens) -> set[int]:
        """The events whose trigger words have the number between them: "took about 110 wounded out"."""
        return {
            index
            for index, reading in enumerate(self._readings)
            if reading.tokens[0].i < amount.start and amount.end <= reading.tokens[-1].i
        }

    def _total(self, number: Token) -> int | None:
        """The event that a verb gives the number of: "put the number of wounded at 200", "the toll rose to 40"."""
        preposition = number.head
        if number.dep_ != "pobj" or preposition.lower_ not in _AMOUNTING or not is_verb(preposition.head):
            return None
        for noun in children(preposition.head, "nsubj", "nsubjpass", "dobj"):
            if noun.lemma_ in _TOTALS:
                counted = (noun, *(other for _, other in complements(noun)))
                return next((self._heads[token.i] for token in counted if token.i in self._heads), None)
        return None

    def _owners_of(self, token: Token) -> set[int]:
        if (counted := meant_noun(token)).i in self._owners:
            return self._owners[counted.i]
        if token.dep_ == "conj" and is_verb(token.head):  # "771 had surrendered since noon and 1,730 since Monday"
            return self._owners.get(token.head.i, set())
        while token.i not in self._owners:
            if token.dep_ not in _COUNTING or (token.dep_ == "pobj" and token.head.lower_ not in ("of", "than", "to")):
                return set()
            token = token.head
        return self._owners[token.i]

    def _of_clause(self, number: Token) -> set[int]:
        """The event whose clause a number stands in, though what it counts takes no part: "withdrew 20 km"."""
        token = number
        while token.i not in self._clauses and token.i not in self._owners:
            if is_verb(token):
                told = [noun.i for noun in children(token, "nsubj", "nsubjpass") if noun.i in self._heads]
                if told:  # "the siege affected 400,000 people"
                    return {self._heads[told[0]]}
            if token.head == token or not _stays_in_clause(token):
                return set()
            token = token.head
        return {self._clauses[token.i]} if token.i in self._clauses else self._owners[token.i]


def _stays_in_clause(token: Token) -> bool:
    """Whether a word's governor is of the same clause, or has on board what it tells of."""
    if token.dep_ == "acl":
        return token.tag_ == "VBG" and token.lemma_ in _HOLDING
    if token.dep_ == "relcl":  # "1,348 civilians, of whom 70 were children"
        return token.lemma_ == "be"
    return token.dep_ in _WITHIN_CLAUSE and not (token.dep_ == "conj" and is_verb(token))


def _verbs_of(reading: Reading) -> Iterator[Token]:
    """The words that carry an event's clause: its trigger, and the verb that it completes."""
    yield reading.head
    yield reading.predicate
    verb = reading.predicate
    while verb.dep_ in ("xcomp", "acomp", "oprd") and verb.head.pos_ in ("VERB", "AUX", "ADJ"):
        verb = verb.head
        yield verb
