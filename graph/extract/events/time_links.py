"""The way through the parse from a time expression to an event, and how surely it makes the time the event's own."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

from spacy.tokens import Doc, Token

from siegegraph.graph.extract.document import annotations_of
from siegegraph.graph.extract.events.triggers import Reading
from siegegraph.graph.extract.parse.clauses import children, governing_verb, is_verb
from siegegraph.graph.extract.parse.tense import is_attempt
from siegegraph.graph.model.extraction import Bounds, TimeExpression
from siegegraph.graph.model.span import Span
from siegegraph.ontology.lexicon.events import event_lexicon
from siegegraph.ontology.lexicon.modality import modality_lexicon
from siegegraph.ontology.lexicon.word_classes import word_class

# How surely a time belongs to an event: on its own words, on a clause that it shares, on a noun of its clause, nearby.
ON_TRIGGER, ON_CLAUSE, ON_NOUN, NEARBY, APART = 3.0, 2.0, 1.5, 1.0, 0.0
# A noun after these is of another time than its clause: "fell after a siege".
_SETS_APART = word_class("sets_apart")
# What is talked about or planned is not of the time of the talk.
_PROSPECTS = frozenset(modality_lexicon().nouns)
_SUBJECTS = ("nsubj", "nsubjpass")
_BEGINNING = frozenset({"begin", "start", "commence"})
# The most characters between the ends of a range (" through to the ").
_RANGE_GAP = 16


@dataclass(frozen=True, slots=True)
class Expression:
    """A time expression of the report: its index, its head word, what it bounds."""

    index: int
    root: Token
    span: Span
    bounds: Bounds
    is_date: bool


def expressions_of(doc: Doc) -> list[Expression]:
    """The expressions that place something in the calendar; lengths and repetitions do not."""
    read = annotations_of(doc)
    found = []
    for index, (time, bounds) in enumerate(zip(read.times, read.bounds, strict=False)):
        tokens = doc.char_span(time.start, time.end, alignment_mode="expand")
        if tokens is not None and bounds != Bounds() and _is_calendar(time):
            found.append(Expression(index, tokens.root, Span(time.start, time.end), bounds, time.type == "DATE"))
    return _joined(found)


def _joined(expressions: list[Expression]) -> list[Expression]:
    """The expressions, the two ends of a range with the span of the whole: "from 1", "30 April"."""
    found = list(expressions)
    for at, (first, second) in enumerate(pairwise(expressions)):
        if first.bounds == second.bounds and 0 <= second.span.start - first.span.end <= _RANGE_GAP:
            whole = Span(first.span.start, second.span.end)
            found[at : at + 2] = [replace(first, span=whole), replace(second, span=whole)]
    return found


def _is_calendar(time: TimeExpression) -> bool:
    """Whether the words point to a time of their own: not "daily", and not "now", which the tense says already."""
    return time.type != "SET" and not (time.value or "").endswith("_REF")


def anchor_of(expression: Expression, reading: Reading) -> Token | None:
    """The first verb or word for an event above a time; the trigger's own words count."""
    token = expression.root
    while token.head != token:
        token = token.head
        if is_verb(token) or token == reading.head or token in reading.tokens:
            return token
        if token.pos_ == "NOUN" and token.lemma_.lower() in event_lexicon().nouns:
            return token
    return None


def link(expression: Expression, anchor: Token, reading: Reading) -> float | None:
    """How surely the parse links a time with this anchor to the event; None where it does not say."""
    if anchor in (reading.head, reading.predicate) or anchor in reading.tokens:
        return ON_TRIGGER
    if _tells_of(anchor, reading.head):
        return ON_TRIGGER
    if reading.head.dep_ == "amod":
        # "Injured troops" are so already when the clause around them takes place.
        return APART
    if anchor in _clauses_above(reading):
        return ON_CLAUSE if _shares(expression, anchor, reading) else APART
    if anchor.pos_ == "NOUN" and reading.predicate.is_ancestor(anchor) and governing_verb(anchor) == reading.predicate:
        return ON_NOUN
    return NEARBY if _is_last_conjunct(anchor, reading.predicate) or _goes_with(anchor, reading.predicate) else None


def is_told_in_own_clause(expression: Expression, reading: Reading) -> bool:
    """Whether the expression stands in the event's own clause, verbs that it completes included."""
    own = [reading.head, *reading.tokens, reading.predicate]
    verb = reading.predicate
    while verb.dep_ == "xcomp" and verb.head != verb:
        verb = verb.head
        own.append(verb)
    return anchor_of(expression, reading) in own


def is_told_on_noun(expression: Expression, reading: Reading) -> bool:
    """Whether the expression describes a noun of the event's own clause: "killed in yesterday's attack"."""
    anchor = anchor_of(expression, reading)
    return anchor is not None and link(expression, anchor, reading) == ON_NOUN


def is_set_apart(anchor: Token, reading: Reading) -> bool:
    """Whether a clause of another time lies between: a relative clause, or a noun after "before" or "after"."""
    token = reading.head
    while token.head != token:
        if token.dep_ == "pobj" and token.head.lower_ in _SETS_APART:
            return True
        token = token.head
    return anchor.dep_ in ("relcl", "acl", "advcl") or reading.predicate.dep_ in ("relcl", "acl")


def aspect_of(expression: Expression, reading: Reading) -> str | None:
    """Whether the time is that of a verb of beginning ("begin") or ending ("end") above the event."""
    anchor = anchor_of(expression, reading)
    if anchor is None or anchor == reading.head:
        return None
    if anchor == reading.carrier:
        # What was called off that day never took place on another.
        light = reading.light
        return light.aspect if light is not None and light.outcome != "failed" else None
    is_above = reading.predicate.dep_ == "xcomp" and reading.predicate.head == anchor
    is_above |= _tells_of(anchor, reading.head)
    return "begin" if is_above and anchor.lemma_ in _BEGINNING else None


def _clauses_above(reading: Reading) -> list[Token]:
    """The verbs whose time is the event's too: those that it completes, is coordinated with or is a part of."""
    found: list[Token] = []
    token = reading.predicate
    while token.head != token:
        if _leaves_clause(token):
            break
        token = token.head
        if is_verb(token):
            found.append(token)
    return found


def _tells_of(anchor: Token, noun: Token) -> bool:
    """Whether a noun's own clause says when it began: "the battle, which began on 3 May"."""
    of_noun = anchor.head == noun or (noun.pos_ == "NOUN" and noun.is_ancestor(anchor.head))
    return anchor.dep_ == "relcl" and of_noun and anchor.lemma_ in _BEGINNING


def describes(token: Token) -> bool:
    """Whether a verb heads the clause of a noun, of a time of its own; one after "when" has that of its noun."""
    if token.dep_ not in ("relcl", "acl") or not is_verb(token) or token.tag_ == "VBG":
        return False
    if token.tag_ == "VB" and is_attempt(token.head):
        return False
    return not any(child.lower_ == "when" for child in children(token, "advmod"))


def _leaves_clause(token: Token) -> bool:
    if describes(token):
        return True
    if token.dep_ == "ccomp":
        return token.head.lemma_ not in ("see", "mean", "make", "ensure")
    above = {token.head.lower_, token.head.head.lemma_}
    return token.dep_ == "pobj" and bool(above & _SETS_APART or token.head.head.lemma_ in _PROSPECTS)


def _shares(expression: Expression, anchor: Token, reading: Reading) -> bool:
    """Coordinated verbs share a time in front of the first, not one after it."""
    between = reading.predicate
    while between not in (anchor, between.head):
        if between.dep_ == "conj" and between.head == anchor:
            return expression.root.i < anchor.i or expression.root.i > between.i
        between = between.head
    return True


def _goes_with(anchor: Token, predicate: Token) -> bool:
    """Whether a participle after a clause goes on with it: "took the plant, seizing the city the same day"."""
    verb = predicate
    while verb.dep_ == "conj" and is_verb(verb.head):
        verb = verb.head
    tail = anchor.dep_ == "advcl" and anchor.tag_ == "VBG" and anchor.i > predicate.i
    return tail and anchor.head in (verb, predicate, *children(verb, "conj")) and not children(anchor, "mark")


def _is_last_conjunct(anchor: Token, predicate: Token) -> bool:
    """A time after the last of verbs with one subject is all of theirs: "shelled the port and hit a ship on Monday"."""
    return anchor.dep_ == "conj" and anchor.head == predicate and not children(anchor, *_SUBJECTS)
