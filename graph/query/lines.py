"""The one claim that tells a day best, for its line in the digest."""

from __future__ import annotations

import math
import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from siegegraph.graph.query.timeline import claims_of
from siegegraph.graph.resolve.words import words_of

Item = dict[str, Any]

MOST_CLAIMS = 40
"""Claims of one event that are looked at, the first published."""

_LONGEST = 240
"""Characters of a quote beyond which it loses as it grows."""

_SHORTEST_WORD = 4
"""Letters of a word that tells something: what is shorter is mostly grammar."""


def best_line(db: sqlite3.Connection, day: int, events: Iterable[tuple[float, str]]) -> Item:
    """The claim for a day (an ordinal), of events given by their gravity and the numbers of their claims.

    It tells of that day itself and holds that it happened, wherever any claim does. Of these it is the one whose words
    most of the others use too, each word by the log of how many do, those of grave events first.
    """
    gravity = {int(n): grave for grave, numbers in events for n in numbers.split(",")[:MOST_CLAIMS]}
    marks = ", ".join("?" * len(gravity))
    rows = db.execute(f"SELECT n FROM claim WHERE n IN ({marks}) AND (lo = ? OR hi = ?)", (*gravity, day, day))
    numbers = sorted(n for (n,) in rows) or sorted(gravity)
    claims = dict(zip(numbers, claims_of(db, numbers), strict=True))
    held = {n: claim for n, claim in claims.items() if _held(claim)} or claims
    words = {n: _words(claim) for n, claim in held.items()}
    used = Counter(word for each in words.values() for word in each)
    worth = {n: _worth(claim, words[n], used) * (1 + gravity[n]) for n, claim in held.items()}
    best: Item = held[min(held, key=lambda n: (-worth[n], held[n]["id"]))]
    return best


def _held(claim: Item) -> bool:
    return claim["modality"] in ("asserted", "reported") and claim["polarity"] == "positive"


def _words(claim: Item) -> Sequence[str]:
    return [word for word in dict.fromkeys(words_of(claim["quote"])) if len(word) >= _SHORTEST_WORD]


def _worth(claim: Item, words: Sequence[str], used: Mapping[str, int]) -> float:
    shared = sum(math.log(1 + used[word]) for word in words) / math.sqrt(1 + len(words))
    return shared / max(1.0, len(claim["quote"]) / _LONGEST)
