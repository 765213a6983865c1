"""Which of the gazetteer's places of one name a report means: by people, by what it says around the name, and by what
other places it names.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from siegegraph.ontology.gazetteer import GazetteerPlace, country_of_capital

# A settlement's weight is the order of magnitude of its people; countries and regions stand beside that scale.
_FEATURE_WEIGHT = {"country": 9.0, "district": 3.5}
# A region is meant less often than a town of as many people.
_REGION = 0.8
_SEAT = 0.7
_CITY = 50_000
_SAID = 6.0
_SAME_REGION = 1.5
_SAME_COUNTRY = 2.2
_NEAR = 1.5
_NEAR_KM = 150.0
_CAPITAL = 1.0


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the report says beside a name: `containers` by name are the places written after it ("Paris, Texas");
    `countries` counts the mentions of each country and its people.
    """

    containers: Mapping[str, Sequence[str]] = field(default_factory=dict)
    countries: Counter[str] = field(default_factory=Counter)


def chosen_places(
    candidates: Mapping[str, Sequence[GazetteerPlace]], around: Surroundings
) -> dict[str, GazetteerPlace]:
    """One place for each name that has candidates; each choice is made anew in the light of the first ones."""
    chosen: dict[str, GazetteerPlace] = {}
    for _ in range(2):
        anchors = dict(chosen)
        for name, options in candidates.items():
            others = [place for other, place in anchors.items() if other != name]
            said = [place for other in around.containers.get(name, ()) for place in candidates.get(other, ())]
            if options:
                weights = [_weight(o, said, others, around.countries) - _SEAT * _has_seat(o, options) for o in options]
                chosen[name] = options[weights.index(max(weights))]
    return chosen


def _has_seat(option: GazetteerPlace, options: Sequence[GazetteerPlace]) -> bool:
    """Whether a region holds a city of its own name: that city is meant, unless the report speaks of the region."""
    return option.feature == "region" and any(
        o.feature == "settlement" and o.population >= _CITY and _holds(option, o) for o in options
    )


def _weight(
    option: GazetteerPlace,
    said: Sequence[GazetteerPlace],
    anchors: Sequence[GazetteerPlace],
    countries: Counter[str],
) -> float:
    weight = _FEATURE_WEIGHT.get(option.feature, math.log10(option.population + 10))
    weight -= _REGION * (option.feature == "region")
    if option.feature == "settlement" and country_of_capital(option.name) == option.country:
        weight += _CAPITAL
    weight += _SAME_COUNTRY * min(1.0, 2 * countries[option.country] / (sum(countries.values()) or 1))
    if option.feature != "country":
        weight += _SAID * any(_holds(container, option) for container in said)
        weight += _SAME_REGION * any(_holds(a, option) for a in anchors if a.feature == "region")
    if any(distance_km(option, anchor) < _NEAR_KM for anchor in anchors if anchor.feature == "settlement"):
        weight += _NEAR
    return weight


def _holds(container: GazetteerPlace, place: GazetteerPlace) -> bool:
    if container.feature == "country":
        return container.country == place.country
    same_region = (container.country, container.admin1) == (place.country, place.admin1)
    if container.feature == "region":
        return same_region
    return container.feature == "district" and same_region and distance_km(container, place) < _NEAR_KM


class Located(Protocol):
    """What may have a point, in degrees."""

    @property
    def lat(self) -> float | None:
        """North of the equator."""

    @property
    def lon(self) -> float | None:
        """East of Greenwich."""


def distance_km(a: Located, b: Located) -> float:
    """How far two places are apart, on a plane at their latitude; infinite where a point is missing."""
    if a.lat is None or b.lat is None or a.lon is None or b.lon is None:
        return math.inf
    lat = math.radians((a.lat + b.lat) / 2)
    return 111.2 * math.hypot(a.lat - b.lat, (a.lon - b.lon) * math.cos(lat))
