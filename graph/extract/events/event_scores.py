"""How well events were found: triggers, types, roles and stance against annotated reports."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from siegegraph.graph.model.extraction import EventArgument, EventMention

Example = tuple[Sequence[EventMention], Sequence[EventMention]]
Pair = tuple[EventMention, EventMention]
_STANCE = ("modality", "polarity", "certainty", "outcome")


@dataclass(slots=True)
class _Count:
    right: int = 0
    found: int = 0
    gold: int = 0

    @property
    def f1(self) -> float:
        return 2 * self.right / (self.found + self.gold) if self.found + self.gold else 0.0


@dataclass(slots=True)
class _Tally:
    trigger: _Count = field(default_factory=_Count)
    typed: _Count = field(default_factory=_Count)
    roles: _Count = field(default_factory=_Count)
    stance: dict[str, list[bool]] = field(default_factory=lambda: {name: [] for name in _STANCE})


def score_events(reports: Iterable[Example]) -> Mapping[str, float]:
    """Figures over (gold, found) pairs, one for each report.

    `trigger` and `typed` are F1 of overlapping triggers, the latter of the same type; `roles` is F1 of overlapping
    arguments in the same role, within events that match; `modality`, `polarity`, `certainty` and `outcome` are the
    share of matching events that have the gold's value.
    """
    tally = _Tally()
    for gold, found in reports:
        _add(tally, gold, found)
    figures = {name: getattr(tally, name).f1 for name in ("trigger", "typed", "roles")}
    return figures | {name: sum(rows) / len(rows) for name, rows in tally.stance.items() if rows}


def _add(tally: _Tally, gold: Sequence[EventMention], found: Sequence[EventMention]) -> None:
    matching = _pairs(gold, found, _overlap)
    typed = _pairs(gold, found, lambda one, other: one.type == other.type and _overlap(one, other))
    for count, pairs in ((tally.trigger, matching), (tally.typed, typed)):
        count.right += len(pairs)
        count.found += len(found)
        count.gold += len(gold)
    for one, other in matching:
        _add_roles(tally.roles, one.arguments, other.arguments)
        for name, rows in tally.stance.items():
            rows.append(getattr(one, name) == getattr(other, name))


def _add_roles(count: _Count, gold: Sequence[EventArgument], found: Sequence[EventArgument]) -> None:
    left = list(found)
    for argument in gold:
        same = next((a for a in left if a.role == argument.role and _overlap(a, argument)), None)
        if same is not None:
            left.remove(same)
            count.right += 1
    count.found += len(found)
    count.gold += len(gold)


def _pairs(
    gold: Sequence[EventMention], found: Sequence[EventMention], same: Callable[[EventMention, EventMention], bool]
) -> list[Pair]:
    """One-to-one pairs, greedily in the order of the text."""
    left = list(found)
    pairs = []
    for one in gold:
        match = next((other for other in left if same(one, other)), None)
        if match is not None:
            left.remove(match)
            pairs.append((one, match))
    return pairs


def _overlap(one: EventMention | EventArgument, other: EventMention | EventArgument) -> bool:
    return one.start < other.end and other.start < one.end
