"""How alike two ways of putting the same things together are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from math import comb
from typing import TypeVar

from siegegraph.graph.evaluate.scores import Figure

Thing = TypeVar("Thing")


def b_cubed(wanted: Mapping[Thing, object], found: Mapping[Thing, object]) -> Figure:
    """B-cubed (Bagga and Baldwin 1998): each thing counts by the share of its cluster that is right.

    Both give things their cluster. A thing that only one of them has is wrong for that one: in precision where it was
    only found, in recall where it was only wanted.
    """
    together = Counter((wanted[each], found[each]) for each in wanted.keys() & found.keys())
    sizes_wanted, sizes_found = Counter(wanted.values()), Counter(found.values())
    return Figure(
        right=sum(n * n / sizes_found[cluster] for (_, cluster), n in together.items()),
        found=len(found),
        hit=sum(n * n / sizes_wanted[cluster] for (cluster, _), n in together.items()),
        wanted=len(wanted),
    )


def pairwise(wanted: Mapping[Thing, object], found: Mapping[Thing, object]) -> Figure:
    """Of all pairs of things, those that are rightly together. A thing that was not found is together with nothing."""
    together = Counter((wanted[each], found[each]) for each in wanted.keys() & found.keys())
    right = sum(comb(n, 2) for n in together.values())
    return Figure(
        right=right,
        found=sum(comb(n, 2) for n in Counter(found.values()).values()),
        hit=right,
        wanted=sum(comb(n, 2) for n in Counter(wanted.values()).values()),
    )
