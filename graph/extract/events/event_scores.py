"""How well events were found: triggers, types, roles and stance against annotated reports."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from siegegraph.graph.extract.scoring import overlap, pairs
from siegegraph.graph.model.extraction import EventArgument, EventMention

Example = tuple[Sequence[EventMention], Sequence[EventMention]]
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
    matching = pairs(gold, found, overlap)
    typed = pairs(gold, found, lambda one, other: one.type == other.type and overlap(one, other))
    for count, right in ((tally.trigger, matching), (tally.typed, typed)):
        count.right += len(right)
        count.found += len(found)
        count.gold += len(gold)
    for one, other in matching:
        _add_roles(tally.roles, one.arguments, other.arguments)
        for name, rows in tally.stance.items():
            rows.append(getattr(one, name) == getattr(other, name))


def _add_roles(count: _Count, gold: Sequence[EventArgument], found: Sequence[EventArgument]) -> None:
    count.right += len(pairs(gold, found, lambda one, other: one.role == other.role and overlap(one, other)))
    count.found += len(found)
    count.gold += len(gold)
