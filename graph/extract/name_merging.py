"""From candidates of several finders to one set of names: whole, nested where a name holds another, never crossing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from siegegraph.graph.extract.name_rules import Candidate

# What may stand inside what: a person's name holds no other, a place may lie in the name of anything.
_HOLDERS = frozenset({"Organisation", "Place"})


def merged(candidates: Iterable[Candidate]) -> list[Candidate]:
    """The names among the candidates, in text order, longer before shorter.

    Of two that cross, the weightier stays; of two equal stretches, the weightier gives the type.
    """
    kept: list[Candidate] = []
    for candidate in sorted(set(candidates), key=lambda c: (-c.weight, c.start - c.end, c.start)):
        if not any(_excludes(other, candidate) for other in kept if _overlap(other, candidate)):
            kept.append(candidate)
    return sorted(kept, key=lambda c: (c.start, -c.end))


def _overlap(a: Candidate, b: Candidate) -> bool:
    return a.start < b.end and b.start < a.end


def _excludes(kept: Candidate, new: Candidate) -> bool:
    """Whether a name that is in keeps a candidate that overlaps it out."""
    if kept.start <= new.start and new.end <= kept.end:
        same = (kept.start, kept.end) == (new.start, new.end)
        return same or not (kept.type in _HOLDERS and _may_lie_within(new, kept))
    if new.start <= kept.start and kept.end <= new.end:
        return not (new.type in _HOLDERS and _may_lie_within(kept, new))
    return True


def _may_lie_within(inner: Candidate, outer: Candidate) -> bool:
    if inner.type == "Place":
        return True
    if inner.type == "Person":
        return outer.type == "Organisation" and inner.start == outer.start
    return inner.type == "Organisation" and outer.type == "Organisation" and inner.weight >= 3


def agreed_types(names: Iterable[tuple[str, Candidate]]) -> dict[str, tuple[str, str | None]]:
    """The type that most of a name's mentions have, by weight: (words, mention) in, type and subtype by words out."""
    votes: dict[str, Counter[tuple[str, str | None]]] = {}
    for words, name in names:
        votes.setdefault(words, Counter())[name.type, name.subtype] += name.weight
    return {words: _winner(counted) for words, counted in votes.items()}


def _winner(votes: Counter[tuple[str, str | None]]) -> tuple[str, str | None]:
    by_type: Counter[str] = Counter()
    for (type_, _), count in votes.items():
        by_type[type_] += count
    best = min(by_type, key=lambda type_: (-by_type[type_], type_))
    subtypes = {subtype: count for (type_, subtype), count in votes.items() if type_ == best and subtype}
    return best, min(subtypes, key=lambda subtype: (-subtypes[subtype], subtype)) if subtypes else None
