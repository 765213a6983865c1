"""What the words of a time say of an event that they belong to: since, by, until; begun, ended, counted up to now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from spacy.tokens import Token

from siegegraph.graph.extract.events.time_links import Expression, anchor_of, aspect_of
from siegegraph.graph.extract.events.triggers import Reading
from siegegraph.graph.extract.parse.clauses import children, deep_objects, deep_subjects, is_verb
from siegegraph.graph.extract.parse.negation import is_negated
from siegegraph.graph.extract.parse.tense import Tense
from siegegraph.graph.model.extraction import Bounds
from siegegraph.graph.model.interval import past
from siegegraph.ontology.lexicon.events import event_lexicon

# Events that are over as soon as they have happened, and that reports add up.
_COUNTED = frozenset({"Casualties", "Destruction", "Surrender", "Capture", "Detention", "PrisonerExchange"})
# What lasts for those who do it, but is over for each who has been counted.
_ONE_BY_ONE = frozenset({"Evacuation"})
_UP_TO_NOW = frozenset({"progressive", "perfect", "present"})
_WHEN = frozenset({"when", "as", "while"})


def bounds_told(
    expression: Expression, reading: Reading, tense: Tense, published: date | None
) -> tuple[Bounds | None, bool]:
    """The bounds of an event with a time of its own, None where they are the time's; and whether it goes on."""
    bounds = expression.bounds
    if published is not None and _is_since(bounds) and tense in (*_UP_TO_NOW, "pluperfect"):
        return _since(bounds, reading, tense, published)
    if published is not None and tense == "future" and bounds == past(bounds.latest):
        return _by(bounds, reading, published), False
    moved = _moved(bounds, aspect_of(expression, reading))
    if moved is not None and moved.latest is None and published is not None and tense in ("present", "progressive"):
        return replace(moved, end_earliest=published), True
    return moved, False


def while_in(time: Bounds) -> Bounds:
    """The bounds of what was going on then."""
    return Bounds(begin_latest=time.latest, end_earliest=time.earliest)


def told_by_clause(
    reading: Reading, expressions: list[Expression], published: date | None
) -> tuple[Expression, Bounds] | None:
    """What a dated clause says of the one that it hangs on: "have advanced since the offensive began on 3 May"."""
    for word, clause in _clauses_of(reading.predicate):
        for expression in expressions:
            if anchor_of(expression, reading) != clause:
                continue
            bounds = _relative(word, expression.bounds, published)
            if bounds is not None:
                return expression, bounds
    return None


def _clauses_of(verb: Token) -> Iterator[tuple[str, Token]]:
    """The clauses of time under a verb, each with its conjunction."""
    for clause in children(verb, "advcl"):
        for mark in children(clause, "mark", "advmod"):
            yield mark.lower_, clause
    for preposition in children(verb, "prep"):
        for clause in children(preposition, "pcomp"):
            yield preposition.lower_, clause


def _relative(word: str, time: Bounds, published: date | None) -> Bounds | None:
    if word in ("since", "after"):
        return Bounds(earliest=time.earliest, latest=published) if time.earliest else None
    if word == "before":
        return past(time.latest) if time.latest else None
    return time if word in _WHEN else None


def _is_since(bounds: Bounds) -> bool:
    return bounds.latest is None and bounds.begin_latest is not None and bounds.earliest is not None


def _since(bounds: Bounds, reading: Reading, tense: Tense, published: date) -> tuple[Bounds | None, bool]:
    """A sum up to now, or what has gone on from then: "300 have been killed since March", "has held it since"."""
    until_now = replace(bounds, end_earliest=None, latest=published)
    if is_negated(reading.predicate) or (reading.trigger.type in _COUNTED and tense != "progressive"):
        return replace(until_now, begin_latest=None), False
    if _is_counted(reading) and tense != "progressive":
        return until_now, False
    return (None, False) if tense == "pluperfect" else (replace(bounds, end_earliest=published), True)


def _is_counted(reading: Reading) -> bool:
    """Whether a number says how many took part: "1,240 civilians have been brought out"."""
    told = reading.trigger.type or "Other"
    if event_lexicon().frames[told].lasting and told not in _ONE_BY_ONE:
        return False
    verb = reading.predicate
    parts = [*deep_subjects(verb), *deep_objects(verb)] if is_verb(verb) else []
    # "Since Monday 400 civilians": the number stands before its noun whatever the parse makes of it.
    return any(children(noun, "nummod") or noun.pos_ == "NUM" or noun.doc[noun.i - 1].pos_ == "NUM" for noun in parts)


def _by(bounds: Bounds, reading: Reading, published: date) -> Bounds:
    """What is to come by a day: a lasting state begins until then."""
    if event_lexicon().frames[reading.trigger.type or "Other"].lasting:
        return Bounds(earliest=published, begin_latest=bounds.latest)
    return Bounds(earliest=published, latest=bounds.latest)


def _moved(bounds: Bounds, aspect: str | None) -> Bounds | None:
    """The bounds of what began or ended then; None where the time is the event's own, or says so already."""
    is_one_end = bounds.earliest != bounds.end_earliest or bounds.begin_latest != bounds.latest
    if is_one_end or aspect not in ("begin", "end"):
        return None
    if aspect == "begin":
        return Bounds(earliest=bounds.earliest, begin_latest=bounds.latest)
    return Bounds(end_earliest=bounds.earliest, latest=bounds.latest)
