"""Logistic regression from features to the probability that a claim is right, and how well it keeps its word.

Source: C. Guo et al., On Calibration of Modern Neural Networks (2017), for expected calibration error.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Features = Mapping[str, float]
Vector = NDArray[np.float64]

_STEPS = 50


@dataclass(frozen=True, slots=True)
class Weights:
    """One weight for each feature's name; a feature without one counts nothing."""

    values: Mapping[str, float]

    def probability(self, features: Features) -> float:
        """The probability, above 0 and below 1, that a claim with these features is right."""
        total = sum(self.values.get(name, 0.0) * value for name, value in features.items())
        return 1 / (1 + exp(-max(min(total, 30.0), -30.0)))


def fitted(rows: Sequence[Features], right: Sequence[bool], penalty: float) -> Weights:
    """The weights that make the judgements most likely, with `penalty` on the square of each, found by Newton's steps.

    `rows` are the claims' features, `right` the judgement on each.
    """
    names = sorted({name for row in rows for name in row})
    columns = {name: at for at, name in enumerate(names)}
    matrix = np.zeros((len(rows), len(names)))
    for at, row in enumerate(rows):
        for name, value in row.items():
            matrix[at, columns[name]] = value
    wanted = np.array(right, dtype=float)
    weights: Vector = np.zeros(len(names))
    for _ in range(_STEPS):
        given = 1 / (1 + np.exp(-(matrix @ weights)))
        gradient = matrix.T @ (given - wanted) + penalty * weights
        hessian = (matrix.T * (given * (1 - given))) @ matrix + penalty * np.eye(len(names))
        step = np.linalg.solve(hessian, gradient)
        weights = weights - step
        if float(np.abs(step).max()) < 1e-8:
            break
    return Weights({name: round(float(weight), 4) for name, weight in zip(names, weights, strict=True)})


class Bin(NamedTuple):
    """Claims of like confidence: how many, what was promised on average, and the share that is right."""

    claims: int
    promised: float
    right: float


def reliability(promised: Sequence[float], right: Sequence[bool], bins: int = 10) -> list[Bin]:
    """The reliability table over equal stretches of confidence; stretches without claims are left out."""
    table = []
    for at in range(bins):
        inside = [(p, r) for p, r in zip(promised, right, strict=True) if min(int(p * bins), bins - 1) == at]
        if inside:
            n = len(inside)
            table.append(Bin(n, sum(p for p, _ in inside) / n, sum(r for _, r in inside) / n))
    return table


def expected_calibration_error(promised: Sequence[float], right: Sequence[bool]) -> float:
    """How far promise and truth lie apart, on average over claims, in a reliability table of ten stretches."""
    table = reliability(promised, right)
    return sum(each.claims * abs(each.promised - each.right) for each in table) / len(promised)


def auroc(promised: Sequence[float], right: Sequence[bool]) -> float:
    """The chance that a claim that is right was promised more than one that is wrong (ties count half).

    Raises ValueError where all are right or all are wrong.
    """
    good = [p for p, r in zip(promised, right, strict=True) if r]
    bad = [p for p, r in zip(promised, right, strict=True) if not r]
    if not good or not bad:
        raise ValueError("there must be claims that are right and claims that are wrong")
    wins = sum((g > b) + 0.5 * (g == b) for g in good for b in bad)
    return wins / (len(good) * len(bad))
