"""How much a day is remembered: the score by which the digest ranks days.

Timelines that journalists keep hold days that are still named weeks later, not those of most reports: date selection in
timeline summarisation rests on references to a day from reports published after it (Kessler et al. 2012; Tran et al.
2013), which Tran et al. (2015) weigh by how far back they reach; Gholipour Ghalandari and Ifrim (2020) rank days by the
like features. So

    score = memory x (1 + consequence) x prominence

memory       over the publication days of reports that mention the day: w x (1 + ln of the origins that do so), where w
             is 1/2 + log10(1 + days since), at most 2, and 1/4 for what is announced; 1 for all undated reports. A day
             that no report mentions within a week, nor an undated one, is background, known from retelling, and
             counts half.
consequence  the gravity of the gravest event of the day (resolve/salience.py: its type, death toll, participants and
             how many tell of it).
prominence   the root of memory over that of the best day within two days: the shoulder of a burst counts less.

Where days are chosen, one within two days of a chosen day loses by how alike their events' types and places are.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

ANNOUNCED = 0.25
UNDATED = 1.0
MOST_WEIGHT = 2.0
FRESH_DAYS = 7
BACKGROUND = 0.5
NEAR_DAYS = 2
MOST_LOST = 0.6
"""Of its score that a day loses next to a chosen one whose events are of the same types at the same places."""

_LATEST_WEIGHED = 31


@dataclass(slots=True)
class Day:
    """What is gathered of one day: who mentions it, what happened (gravity and key), of which types and where."""

    mentions: set[str] = field(default_factory=set)
    events: list[tuple[float, int]] = field(default_factory=list)
    traits: list[str] = field(default_factory=list)

    def add(self, key: int, gravity: float, mentions: str, traits: Iterable[str]) -> None:
        """Count an event of this day in; `mentions` as the index keeps them."""
        self.mentions.update(mentions.split())
        self.events.append((gravity, key))
        self.traits.extend(traits)

    @property
    def reports(self) -> int:
        """How many reports mention the day."""
        return len({mention.rpartition(":")[2] for mention in self.mentions})

    @property
    def independent(self) -> int:
        """How many origins mention the day."""
        return len({mention.split(":")[1] for mention in self.mentions})

    @property
    def consequence(self) -> float:
        """The gravity of the gravest event."""
        return max(gravity for gravity, _ in self.events)

    def memory(self, day: int) -> float:
        """How long and how widely it is remembered; `day` is its own ordinal."""
        origins: defaultdict[int, set[str]] = defaultdict(set)
        for mention in self.mentions:
            published, origin, _ = mention.split(":")
            origins[int(published)].add(origin)
        told = math.fsum(_weight(on, day) * (1 + math.log(len(them))) for on, them in origins.items())
        fresh = any(not published or 0 <= published - day <= FRESH_DAYS for published in origins)
        return told if fresh else told * BACKGROUND


def _weight(published: int, day: int) -> float:
    if not published:
        return UNDATED
    since = published - day
    if since < 0:
        return ANNOUNCED
    return min(MOST_WEIGHT, 0.5 + math.log10(1 + min(since, _LATEST_WEIGHED)))


def scores_of(days: Mapping[int, Day]) -> dict[int, float]:
    """The score of each day, by its ordinal."""
    memory = {day: gathered.memory(day) for day, gathered in days.items()}
    return {day: memory[day] * (1 + days[day].consequence) * _prominence(memory, day) for day in days}


def _prominence(memory: Mapping[int, float], day: int) -> float:
    best = max(memory.get(day + away, 0.0) for away in range(-NEAR_DAYS, NEAR_DAYS + 1))
    return math.sqrt(memory[day] / best) if best else 1.0


def chosen(days: Mapping[int, Day], scores: Mapping[int, float], most: int) -> list[int]:
    """So many days, the best first, each chosen with an eye to those chosen before; earlier ones first at a draw."""
    left = dict(scores)
    found: list[int] = []
    while left and len(found) < most:
        best = min(left, key=lambda day: (-left[day], day))
        del left[best]
        found.append(best)
        for away in range(-NEAR_DAYS, NEAR_DAYS + 1):
            if best + away in left:
                alike = _likeness(Counter(days[best].traits), Counter(days[best + away].traits))
                left[best + away] *= 1 - MOST_LOST * alike / abs(away)
    return found


def _likeness(one: Counter[str], other: Counter[str]) -> float:
    """The cosine of two counts."""
    lengths = math.sqrt(sum(n * n for n in one.values()) * sum(n * n for n in other.values()))
    return sum(n * other[trait] for trait, n in one.items()) / lengths if lengths else 0.0
