"""How right a reading is: precision, recall and F1, layer by layer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Figure:
    """How many of those found are right, how many of those wanted were found, and out of how many each.

    A thing may be right in part.
    """

    right: float = 0
    found: int = 0
    hit: float = 0
    wanted: int = 0

    def __add__(self, other: Figure) -> Figure:
        return Figure(
            self.right + other.right, self.found + other.found, self.hit + other.hit, self.wanted + other.wanted
        )

    @property
    def precision(self) -> float | None:
        """From 0 to 1; None where nothing was found."""
        return self.right / self.found if self.found else None

    @property
    def recall(self) -> float | None:
        """From 0 to 1; None where nothing was wanted."""
        return self.hit / self.wanted if self.wanted else None

    @property
    def f1(self) -> float | None:
        """The harmonic mean of the two; None where either is."""
        precision, recall = self.precision, self.recall
        if precision is None or recall is None:
            return None
        return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


@dataclass(slots=True)
class Scores:
    """Figures by layer, in the order of reading, and what was missed or wrong, in words."""

    layers: dict[str, Figure] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def add(self, layer: str, *, right: float, found: int, hit: float, wanted: int) -> None:
        """Count more of a layer."""
        self.layers[layer] = self.layers.get(layer, Figure()) + Figure(right, found, hit, wanted)

    def judge(self, layer: str, right: bool, note: str) -> None:
        """Count one thing that is right or not; say it where it is not."""
        self.add(layer, right=int(right), found=1, hit=int(right), wanted=1)
        if not right:
            self.notes.append(f"{layer}: {note}")

    def judge_fields(
        self, what: str, wanted: Mapping[str, Any], found: Mapping[str, Any], names: Iterable[str]
    ) -> None:
        """Count each of the fields that is wanted, as a layer of its name."""
        for name in names:
            if name in wanted:
                self.judge(name, found.get(name) == wanted[name], f"{what} is {found.get(name)}")

    def miss(self, layer: str, note: str) -> None:
        """Count one thing that was wanted and not found."""
        self.add(layer, right=0, found=0, hit=0, wanted=1)
        self.notes.append(f"{layer}: {note}")

    def rows(self) -> Iterator[tuple[str, str, str, str, str]]:
        """Layer, precision, recall, F1 and the counts behind them, as words for a table."""
        for name, figure in self.layers.items():
            shares = (figure.precision, figure.recall, figure.f1)
            counts = f"{figure.right:.4g} of {figure.found} right, {figure.hit:.4g} of {figure.wanted} found"
            precision, recall, f1 = ("-" if share is None else f"{share:.3f}" for share in shares)
            yield name, precision, recall, f1, counts

    def __str__(self) -> str:
        rows = [("layer", "precision", "recall", "F1", ""), *self.rows()]
        width = max(len(row[0]) for row in rows)
        return "\n".join(f"{n:<{width}}  {p:>9}  {r:>6}  {f:>5}  {c}".rstrip() for n, p, r, f, c in rows)
