"""Chooses what a pronoun means by weighed features (a log-linear ranking of referents and of none of them)."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from math import exp

from siegegraph.graph.extract.coreference.phrases import Phrase
from siegegraph.graph.extract.coreference.referents import Referent

# How likely the likeliest has to be, and how far ahead of the next: a wrong link costs more than a missing one.
_ENOUGH = {"he": 0.3, "she": 0.3, "it": 0.5, "they": 0.4}
_AHEAD = 1.5


@cache
def trained_weights() -> Mapping[str, float]:
    """The weight of each feature, as train_coreference wrote them."""
    path = files("siegegraph.graph.extract") / "weights" / "coreference" / "pronouns.json"
    weights: dict[str, float] = json.loads(path.read_text(encoding="utf-8"))
    return weights


def likeliest(pronoun: Phrase, referents: Sequence[Referent], rows: Sequence[Sequence[str]]) -> Referent | None:
    """The referent whose features weigh most, where it stands out; the last row is that of none of them."""
    shares = probabilities(rows, trained_weights())[:-1]
    best, *others = sorted(range(len(shares)), key=lambda at: -shares[at])
    if shares[best] < _ENOUGH[pronoun.sort]:
        return None
    if others and (shares[best] < _AHEAD * shares[others[0]] or _are_joined(referents[best], referents[others[0]])):
        return None
    return referents[best]


def _are_joined(one: Referent, other: Referent) -> bool:
    """Whether nothing tells two apart: "Biden and Johnson. He ..."."""
    pairs = ((one.last, other.last), (other.last, one.last))
    return any(last.role == "joined" and last.root.head.i == first.root.i for first, last in pairs)


def probabilities(rows: Sequence[Sequence[str]], weights: Mapping[str, float]) -> list[float]:
    """The softmax over the rows' sums of weights."""
    sums = [sum(weights.get(name, 0.0) for name in row) for row in rows]
    top = max(sums)
    powers = [exp(value - top) for value in sums]
    whole = sum(powers)
    return [power / whole for power in powers]
