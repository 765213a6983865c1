"""Putting things together by what ties them, some of which must stay apart."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TypeVar

Thing = TypeVar("Thing")


def components(things: Iterable[Thing], ties: Mapping[Thing, Collection[Thing]]) -> list[set[Thing]]:
    """The things that hang together, directly or by others of them. `ties` gives the neighbours of each."""
    every = list(things)
    left = set(every)
    found: list[set[Thing]] = []
    for thing in every:
        if thing not in left:
            continue
        component: set[Thing] = set()
        frontier = [thing]
        while frontier:
            one = frontier.pop()
            if one in left:
                left.discard(one)
                component.add(one)
                frontier += ties.get(one, ())
        found.append(component)
    return found


def partition(
    things: Iterable[Thing], ties: Sequence[tuple[Thing, Thing]], apart: Iterable[tuple[Thing, Thing]]
) -> list[set[Thing]]:
    """The things in groups: each tie, in the order given, joins two groups, unless two things of `apart` would meet.

    The same ties in the same order always give the same groups.
    """
    groups = {thing: {thing} for thing in things}
    kept_apart: dict[Thing, set[Thing]] = {}
    for one, other in apart:
        kept_apart.setdefault(one, set()).add(other)
        kept_apart.setdefault(other, set()).add(one)
    for one, other in ties:
        a, b = groups[one], groups[other]
        if a is b or any(kept_apart.get(thing, set()) & b for thing in a):
            continue
        a |= b
        for thing in b:
            groups[thing] = a
    return list({id(group): group for group in groups.values()}.values())
