"""How a clause stands to the telling around it: in its line, aside from it, going on, later, or still ahead."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from siegegraph.graph.extract.events.time_links import describes
from siegegraph.graph.extract.events.triggers import Reading
from siegegraph.graph.extract.parse.clauses import children, governing_verb, is_verb
from siegegraph.graph.extract.parse.tense import tense_of

# What stands after these was before its clause ("fell after a siege"), or is after it ("left before the attack").
_AFTER = frozenset({"after", "since", "following"})
_BEFORE = frozenset({"before", "ahead"})
_AROUND = frozenset({"during", "amid", "throughout"})
# Words that let time pass between two sentences.
_LATER = frozenset({"later", "subsequently", "afterwards", "afterward", "eventually", "ultimately", "thereafter"})
_REFERRING = frozenset({"that", "this", "which"})
# Verbs of being, and of staying as one is.
_LASTING = frozenset({"be", "remain", "stay"})
_STILL = frozenset({"still", "already"})


def is_bare_noun(reading: Reading) -> bool:
    """Whether a noun without a verb of its own tells of the event: "condemned the shelling"."""
    return reading.trigger.pos == "N" and reading.carrier is None


def is_during(reading: Reading) -> bool:
    """Whether a noun tells of what the clause takes place in: "fell during the offensive"."""
    noun = reading.head
    return noun.dep_ == "pobj" and noun.head.lower_ in _AROUND


def is_of_whole(reading: Reading) -> bool:
    """Whether the clause tells of some time in a longer event: "lost 100 men during the battle"."""
    return any(
        child.lower_ in _AROUND
        for token in (reading.predicate, *_up(reading.predicate))
        for child in children(token, "prep")
    )


def is_subject(reading: Reading) -> bool:
    """Whether a noun is what the main clause is about: "the shelling killed ten", "a corridor was set up"."""
    return reading.head.dep_ in ("nsubj", "nsubjpass") and not is_aside(reading)


def is_aside(reading: Reading) -> bool:
    """Whether what is told lies aside from the line of the telling: in a noun's clause, or after "after"."""
    return any(describes(token) for token in _up(reading.predicate)) or _follows(reading, _AFTER)


def is_before(reading: Reading) -> bool:
    """Whether what is told comes after what its clause tells: "left before the attack"."""
    return _follows(reading, _BEFORE)


def _follows(reading: Reading, words: frozenset[str]) -> bool:
    for token in _up(reading.predicate):
        if token.dep_ in ("pobj", "pcomp") and token.head.lower_ in words:
            return True
        if token.dep_ == "advcl" and any(child.lower_ in words for child in children(token, "mark")):
            return True
    return False


def _up(token: Token) -> Iterator[Token]:
    """The token and those above it, the root left out."""
    while token.head != token:
        yield token
        token = token.head


def is_state(predicate: Token) -> bool:
    """Whether a past tense tells what went on at the time: "were holding", "was under siege", "still occupied"."""
    verb = predicate if is_verb(predicate) else governing_verb(predicate)
    while verb is not None and verb.dep_ == "xcomp" and is_verb(verb.head):
        verb = verb.head
    if verb is None:
        return False
    if is_still(verb):
        return True
    auxiliaries = {child.lower_ for child in children(verb, "aux")}
    if verb.tag_ == "VBG" and auxiliaries & {"was", "were"}:
        return True
    return verb.lemma_ in _LASTING


def is_still(verb: Token) -> bool:
    """Whether something goes on that had begun before: "still occupied"."""
    return any(child.lower_ in _STILL for child in children(verb, "advmod"))


def is_told_as_later(reading: Reading) -> bool:
    """Whether time has passed since the sentence before: "later", "subsequently", "after that"."""
    verb = reading.predicate
    while verb.dep_ in ("conj", "xcomp") and verb.head != verb:
        verb = verb.head
    if any(child.lower_ in _LATER and not children(child, "npadvmod") for child in children(verb, "advmod")):
        return True
    after = (child for child in children(verb, "prep") if child.lower_ in _AFTER)
    return any(noun.lower_ in _REFERRING for preposition in after for noun in children(preposition, "pobj"))


def is_since_then(reading: Reading) -> bool:
    """Whether it has come about since what was told before: "since then 400 have fled", "have since fled"."""
    since = (child for child in children(reading.predicate, "prep", "advmod") if child.lower_ == "since")
    return any(all(word.lower_ == "then" for word in child.children) for child in since)


def is_told_as_ahead(reading: Reading) -> bool:
    """Whether a past verb looks ahead to what is told: "agreed to leave", "said that it would attack"."""
    governor = governing_verb(reading.predicate)
    return governor is not None and tense_of(governor) in ("past", "pluperfect")
