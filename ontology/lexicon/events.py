"""The event lexicon: which words tell of an event of which type, on what conditions, and who its grammar makes what.

Columns of events.tsv: `trigger` (lemmas; the head is the first word of a verb phrase, the last of a noun phrase before
its preposition), `pos` (V verb, N noun, A adjective), `type` (`-`: the words look like an event and are none), `roles`
(on top of the type's own in event_frames.tsv) and `conditions`, of which all must hold.

A role is `function=role`, the function being `subj`, `obj` (both as deep functions: a passive's subject is its obj),
`poss`, `comp` (a modifier, in a verb phrase one of its last noun) or a preposition; `+place` adds that a place there is
where it happened, `place` alone that it is only that; an empty role takes one back. A condition is
`slot:filler|filler`, where the slot is a function, a label of the parse (`xcomp`, `ccomp`, `attr`, `neg` ...), `prep`,
`head`, `dep`, `number` or `any`, and a filler is a lemma, a `@class` of noun_classes.tsv, `@name` or `*` for anything;
`!` in front turns it round. With `neg`, the negation is part of what is told ("did not allow").
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType

from siegegraph.ontology.lexicon.tables import rows_of


@dataclass(frozen=True, slots=True)
class Condition:
    """What has to stand (or, `negated`, must not stand) in a slot around the trigger."""

    slot: str
    fillers: frozenset[str]
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Role:
    """What a grammatical function makes of its filler; `name` None: only the place where it happened."""

    name: str | None
    is_place: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """A type's own roles by grammatical function; `family` where the type is narrower than the scheme's."""

    type: str
    family: str | None
    roles: Mapping[str, Role]
    lasting: bool


@dataclass(frozen=True, slots=True)
class Trigger:
    """One row of the lexicon: words that tell of an event. `type` None: they look like one and are none."""

    words: tuple[str, ...]
    pos: str
    type: str | None
    roles: Mapping[str, Role]
    conditions: tuple[Condition, ...] = ()

    @property
    def head(self) -> int:
        """Which of the words is the head."""
        if self.pos != "N":
            return 0
        return next((i - 1 for i, word in enumerate(self.words) if word in ("of", "for")), len(self.words) - 1)


@dataclass(frozen=True, slots=True)
class LightVerb:
    """A verb that only carries the event in its object: the part its subject plays, its aspect and outcome."""

    words: tuple[str, ...]
    subject: str
    aspect: str | None
    outcome: str | None


@dataclass(frozen=True, slots=True)
class EventLexicon:
    """The tables, looked up by the lemma of a trigger's head; longer triggers come first."""

    verbs: Mapping[str, tuple[Trigger, ...]]
    nouns: Mapping[str, tuple[Trigger, ...]]
    adjectives: Mapping[str, tuple[Trigger, ...]]
    frames: Mapping[str, Frame]
    light_verbs: Mapping[str, tuple[LightVerb, ...]]
    noun_classes: Mapping[str, frozenset[str]] = field(default_factory=dict)


@cache
def event_lexicon() -> EventLexicon:
    """The shipped lexicon, read once."""
    frames = {row["type"]: _frame(row) for row in rows_of("event_frames")}
    triggers = [_trigger(row, frames) for row in rows_of("events")]
    return EventLexicon(
        verbs=_by_head(trigger for trigger in triggers if trigger.pos == "V"),
        nouns=_by_head(trigger for trigger in triggers if trigger.pos == "N"),
        adjectives=_by_head(trigger for trigger in triggers if trigger.pos == "A"),
        frames=MappingProxyType(frames),
        light_verbs=_light_verbs(),
        noun_classes={row["class"]: frozenset(row["words"].split()) for row in rows_of("noun_classes")},
    )


def _frame(row: dict[str, str]) -> Frame:
    roles = {function: role for function, role in map(_role, row["roles"].split()) if role}
    return Frame(row["type"], row["family"] or None, MappingProxyType(roles), row["lasting"] == "yes")


def _trigger(row: dict[str, str], frames: Mapping[str, Frame]) -> Trigger:
    roles = {} if row["type"] == "-" else dict(frames[row["type"]].roles)
    for function, role in map(_role, row["roles"].split()):
        if role:
            roles[function] = role
        else:
            roles.pop(function, None)
    return Trigger(
        words=tuple(row["trigger"].split()),
        pos=row["pos"],
        type=None if row["type"] == "-" else row["type"],
        roles=MappingProxyType(roles),
        conditions=tuple(map(_condition, row["conditions"].split())),
    )


def _role(text: str) -> tuple[str, Role | None]:
    function, _, name = text.partition("=")
    role, _, place = name.partition("+")
    if role == "place":
        return function, Role(None, is_place=True)
    return function, Role(role, is_place=place == "place") if name else None


def _condition(text: str) -> Condition:
    slot, _, fillers = text.removeprefix("!").partition(":")
    return Condition(slot, frozenset(fillers.split("|")), negated=text.startswith("!"))


def _by_head(triggers: Iterable[Trigger]) -> Mapping[str, tuple[Trigger, ...]]:
    found: dict[str, list[Trigger]] = defaultdict(list)
    for trigger in triggers:
        found[trigger.words[trigger.head]].append(trigger)
    return {head: tuple(sorted(rows, key=lambda row: -len(row.words))) for head, rows in found.items()}


def _light_verbs() -> Mapping[str, tuple[LightVerb, ...]]:
    found: dict[str, list[LightVerb]] = defaultdict(list)
    for row in rows_of("light_verbs"):
        words = tuple(row["verb"].split())
        found[words[0]].append(LightVerb(words, row["subject"], row["aspect"] or None, row["outcome"] or None))
    return {head: tuple(sorted(rows, key=lambda row: -len(row.words))) for head, rows in found.items()}
