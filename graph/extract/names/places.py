"""Where each place is: by the gazetteer, by the place it is said to lie in, or nothing; no point is made up."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc

from siegegraph.graph.extract.document import annotations_of, text_of
from siegegraph.graph.extract.names.place_choice import Surroundings, chosen_places
from siegegraph.graph.model.extraction import EntityMention, Reference
from siegegraph.graph.model.span import Span
from siegegraph.ontology.gazetteer import GazetteerPlace, area, country_named, demonym, places
from siegegraph.ontology.lexicon.names import name_words

# A name with one of these says that it is a region's; what stands before may be the region's or its seat's name.
_REGION_WORD = re.compile(
    r"\s+(?:" + "|".join(re.escape(word) for word in sorted(name_words("region") | {"City", "city"})) + r")$"
)
_CITY = 50_000
_BUILT = frozenset({"Facility", "Hospital", "Road"})
_NOT_LISTED = _BUILT | {"Water", "Landform"}
_SUBTYPES = {"country": "Country", "region": "Region", "district": "District", "settlement": "Settlement"}
_WITHIN = re.compile(r"\s*(?:,|\bin|\bof|\bnear|\boutside|\bat)\s+(?:the\s+)?(?:\w+\s+){0,2}?")
_POSSESSIVE = re.compile(r"['’]s?\s(?:\w+\s)?")
_COMMA = re.compile(r",\s+(?:in\s+)?")
_REACH = 30


@Language.factory("siegegraph_places")
def make_places(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """The component; it has no settings."""
    return locate_places


def locate_places(doc: Doc) -> Doc:
    """Give every Place entity that can be located its point, ids, what the point rests on and its uncertainty in km."""
    annotations = annotations_of(doc)
    named = [entity for entity in annotations.entities if entity.type == "Place"]
    candidates = {entity.text: candidates_for(entity) for entity in named}
    chosen = chosen_places(candidates, Surroundings(_written_after(text_of(doc), named), _countries(doc)))
    located = [_located(entity, chosen.get(entity.text)) for entity in annotations.entities]
    annotations.entities = _contained(text_of(doc), located, annotations.mentions)
    return doc


def candidates_for(entity: EntityMention) -> tuple[GazetteerPlace, ...]:
    """What the gazetteer lists under a place's name; regions only, where the name says that it is a region's."""
    if (entity.subtype in _NOT_LISTED and not _is_city(entity.text)) or area(entity.text) or _is_plain(entity.text):
        return ()
    name = re.sub(r"^the\s+", "", entity.text, flags=re.IGNORECASE)
    kind = _REGION_WORD.search(name)
    listed = places(name)
    if listed or not kind:
        return listed
    before = places(name[: kind.start()])
    if kind[0].strip() in ("City", "city"):
        return tuple(place for place in before if place.feature == "settlement")
    return tuple(place for place in before if place.feature in ("region", "district")) or before


def _is_plain(name: str) -> bool:
    """Whether many towns have a part of that name ("Old City")."""
    return all(word in name_words("plain_of_body") for word in name.lower().split())


def _is_city(name: str) -> bool:
    """Whether a gazetteer lists a city by a whole name that only looks like a building's ("Fort Lauderdale")."""
    return " " in name and any(place.feature == "settlement" and place.population >= _CITY for place in places(name))


def _written_after(text: str, named: Sequence[EntityMention]) -> dict[str, list[str]]:
    """For each name the names that follow it after a comma ("London, Ontario")."""
    starts = {entity.start: entity.text for entity in named}
    after: dict[str, list[str]] = {}
    for entity in named:
        comma = _COMMA.match(text, entity.end)
        if comma and comma.end() in starts:
            after.setdefault(entity.text, []).append(starts[comma.end()])
    return after


def _countries(doc: Doc) -> Counter[str]:
    """How often the report names each country or its people."""
    words = (token.text for token in doc if token.text[0].isupper())
    return Counter(code for word in words if (code := country_named(word) or demonym(word)))


def _located(entity: EntityMention, place: GazetteerPlace | None) -> EntityMention:
    if entity.type != "Place" or place is None:
        return entity
    known = replace(entity, subtype=_SUBTYPES[place.feature], geonames=place.geonames, wikidata=place.wikidata)
    if place.lat is None:
        return known
    # The middle of a region's settlements is our reckoning, not a point that the gazetteer gives.
    location = "guess" if place.feature in ("region", "district") else "gazetteer"
    return replace(known, lat=place.lat, lon=place.lon, location=location, uncertainty_km=place.radius_km)


def _contained(
    text: str, entities: Sequence[EntityMention], references: Sequence[Reference]
) -> tuple[EntityMention, ...]:
    """Give a place that no gazetteer lists the point of the settlement that it is said to lie in, by name or as "the
    city".
    """
    settled = [e for e in entities if e.type == "Place" and e.location == "gazetteer" and e.subtype == "Settlement"]
    by_id = {e.id: e for e in settled}
    settled += [replace(by_id[r.entity], start=r.start, end=r.end) for r in references if r.entity in by_id]
    containers: dict[str, EntityMention] = {}
    for entity in entities:
        if _may_lie_in_town(entity) and (found := _container(text, entity, settled)):
            containers.setdefault(entity.id or entity.text, found)
    return tuple(_within(entity, containers.get(entity.id or entity.text)) for entity in entities)


def _may_lie_in_town(entity: EntityMention) -> bool:
    if entity.type != "Place" or entity.lat is not None:
        return False
    return entity.subtype in _BUILT or (entity.subtype is None and not area(entity.text))


def _container(text: str, entity: EntityMention, settled: Iterable[EntityMention]) -> EntityMention | None:
    span = Span(entity.start, entity.end)
    for other in settled:
        if span.contains(Span(other.start, other.end)):
            return other
        if 0 < other.start - entity.end < _REACH and _WITHIN.fullmatch(text, entity.end, other.start):
            return other
        if 0 < entity.start - other.end < _REACH and _POSSESSIVE.fullmatch(text, other.end, entity.start):
            return other
    return None


def _within(entity: EntityMention, container: EntityMention | None) -> EntityMention:
    if container is None or entity.lat is not None or entity.type != "Place":
        return entity
    return replace(
        entity,
        lat=container.lat,
        lon=container.lon,
        location="container",
        uncertainty_km=container.uncertainty_km,
    )
