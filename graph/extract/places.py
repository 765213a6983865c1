"""Where each place is: gazetteer candidates weighed by the report's other places; nothing where none fits."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc

from siegegraph.graph.extract.document import annotations_of
from siegegraph.graph.model.extraction import EntityMention
from siegegraph.graph.model.span import Span
from siegegraph.ontology.gazetteer import (
    GazetteerPlace,
    country_named,
    country_of_capital,
    demonym,
    places,
    region,
)
from siegegraph.ontology.lexicon.names import name_words

# A name with one of these says what kind of place it is, and the rest may be the name of a settlement.
_KIND = re.compile(
    r"\s+(?:" + "|".join(re.escape(w) for w in sorted({*name_words("region"), "City", "city", "Governorate"})) + r")$"
)
_STRUCTURES = frozenset({"Facility", "Hospital", "District", "Road"})
_WITHIN = re.compile(r"\s*(?:,|\bin|\bof|\bnear|\boutside|\bat)\s+(?:the\s+)?(?:\w+\s+){0,2}?")
# A country's name outweighs a town's; a town's weight is the order of magnitude of its people.
_COUNTRY_WEIGHT = 9.0
_REGION_WEIGHT = 5.2
_SAME_COUNTRY = 2.2
_NEIGHBOUR = 1.5
_NEAR_KM = 150.0


@Language.factory("siegegraph_places")
def make_places(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """The component; it has no settings."""
    return locate_places


def locate_places(doc: Doc) -> Doc:
    """Give every Place entity that the gazetteer or a containing place locates its point, ids and uncertainty."""
    annotations = annotations_of(doc)
    named = [entity for entity in annotations.entities if entity.type == "Place"]
    candidates = {entity.text: candidates_for(entity) for entity in named}
    countries = _countries(doc)
    chosen = resolve([entity.text for entity in named], candidates, countries)
    located = [_located(entity, chosen.get(entity.text)) for entity in annotations.entities]
    annotations.entities = tuple(_contained(doc.text, located))
    return doc


def candidates_for(entity: EntityMention) -> tuple[GazetteerPlace, ...]:
    """What the gazetteer lists under a place's name; for a region named after a town, the region around that town."""
    if entity.subtype in _STRUCTURES or entity.subtype in ("Water", "Landform"):
        return ()
    found = places(entity.text)
    if found or not (kind := _KIND.search(entity.text)):
        return found
    seats = [place for place in places(entity.text[: kind.start()]) if place.feature == "settlement" and place.admin1]
    around = [region(place.country, place.admin1) for place in seats[:5] if place.admin1]
    return tuple(replace(place, name=entity.text) for place in around if place)


def _countries(doc: Doc) -> Counter[str]:
    """How often the report names each country or its people."""
    counted: Counter[str] = Counter()
    for token in doc:
        if token.text[0].isupper():
            code = country_named(token.text) or demonym(token.text)
            if code:
                counted[code] += 1
    return counted


def resolve(
    names: Sequence[str], candidates: dict[str, tuple[GazetteerPlace, ...]], countries: Counter[str]
) -> dict[str, GazetteerPlace]:
    """Choose one place for each name: by people, the report's countries, and nearness to what is already clear."""
    total = sum(countries.values()) or 1
    chosen: dict[str, GazetteerPlace] = {}
    for _ in range(2):
        anchors = list(chosen.values())
        for name in dict.fromkeys(names):
            options = candidates.get(name, ())
            if options:
                others = [place for place in anchors if place is not chosen.get(name)]
                chosen[name] = max(options, key=lambda option: _weight(option, countries, total, others))
    return chosen


def _weight(
    option: GazetteerPlace, countries: Counter[str], total: int, anchors: Sequence[GazetteerPlace]
) -> tuple[float, int]:
    share = countries[option.country] / total
    weight = _COUNTRY_WEIGHT if option.feature == "country" else _REGION_WEIGHT
    if option.feature == "settlement":
        weight = math.log10(option.population + 10)
    if option.lat is None:
        weight -= 1.0
    if country_of_capital(option.name) == option.country:
        weight += 1.0
    weight += _SAME_COUNTRY * min(1.0, share * 2)
    if any(_km(option, anchor) < _NEAR_KM for anchor in anchors if anchor.feature == "settlement"):
        weight += _NEIGHBOUR
    return weight, option.population


def _km(a: GazetteerPlace, b: GazetteerPlace) -> float:
    if a.lat is None or b.lat is None or a.lon is None or b.lon is None:
        return math.inf
    lat = math.radians((a.lat + b.lat) / 2)
    return 111.2 * math.hypot(a.lat - b.lat, (a.lon - b.lon) * math.cos(lat))


def _located(entity: EntityMention, place: GazetteerPlace | None) -> EntityMention:
    if entity.type != "Place" or place is None:
        return entity
    subtype = entity.subtype or {"country": "Country", "region": "Region", "settlement": "Settlement"}[place.feature]
    known = replace(entity, subtype=subtype, geonames=place.geonames, wikidata=place.wikidata)
    if place.lat is None:
        return known
    # A region's point is our mean of its settlements, not one that the gazetteer gives.
    location = "guess" if place.feature == "region" else "gazetteer"
    return replace(known, lat=place.lat, lon=place.lon, location=location, uncertainty_km=place.radius_km)


def _contained(text: str, entities: Sequence[EntityMention]) -> list[EntityMention]:
    """Give a place that no gazetteer lists the point of the place that it is said to lie in."""
    settled = [e for e in entities if e.type == "Place" and e.location == "gazetteer"]
    by_text: dict[str, EntityMention] = {}
    result = []
    for entity in entities:
        if entity.type == "Place" and entity.lat is None and entity.subtype not in ("Country", "Region", "Water"):
            container = _container(text, entity, settled)
            if container:
                by_text.setdefault(entity.text, container)
        result.append(entity)
    return [_within(e, by_text[e.text]) if e.lat is None and e.text in by_text else e for e in result]


def _container(text: str, entity: EntityMention, settled: Sequence[EntityMention]) -> EntityMention | None:
    span = Span(entity.start, entity.end)
    for other in settled:
        if span.contains(Span(other.start, other.end)) and other.subtype == "Settlement":
            return other
        if 0 < other.start - entity.end < 30 and _WITHIN.fullmatch(text, entity.end, other.start):
            return other
        if 0 < entity.start - other.end <= 3 and re.fullmatch(r"['’]s?\s", text[other.end : entity.start]):
            return other
    return None


def _within(entity: EntityMention, container: EntityMention) -> EntityMention:
    return replace(
        entity,
        lat=container.lat,
        lon=container.lon,
        location="container",
        uncertainty_km=container.uncertainty_km,
    )
