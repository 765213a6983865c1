"""What a known place lies in, by the gazetteer: its region and country."""

from __future__ import annotations

from functools import lru_cache

from siegegraph.graph.model.entity import EntityView
from siegegraph.ontology.gazetteer import country, places, region


def containers_of(view: EntityView) -> tuple[str, ...]:
    """The GeoNames ids of the region and the country that a place lies in; none for a place in no gazetteer."""
    return _containers(view.label, view.geonames) if view.geonames else ()


@lru_cache(maxsize=20_000)
def _containers(name: str, geonames: str) -> tuple[str, ...]:
    found = next((place for place in places(name) if place.geonames == geonames), None)
    if found is None:
        return ()
    within = region(found.country, found.admin1) if found.admin1 else None
    nation = country(found.country)
    ids = (within.geonames if within else None, nation.geonames if nation else None)
    return tuple(each for each in ids if each and each != geonames)
