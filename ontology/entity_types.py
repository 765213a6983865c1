"""The entity types and subtypes, as entity-types.ttl defines them, and what each is in standard vocabularies."""

from __future__ import annotations

from functools import cache

from pyoxigraph import NamedNode

from siegegraph.ontology.scheme import Scheme, scheme_of
from siegegraph.ontology.terms import FOAF, GEO, ORG, SCHEMA, SG
from siegegraph.ontology.turtle import triples_of
from siegegraph.ontology.vocabularies import EntityType

# The classes of a derived entity beside sg:Entity. A place that acts stays a place: ORG keeps the two disjoint.
STANDARD_CLASSES: dict[EntityType, tuple[NamedNode, ...]] = {
    EntityType.PERSON: (FOAF.Person,),
    EntityType.PLACE: (SCHEMA.Place, GEO.Feature),
    EntityType.ORGANISATION: (ORG.Organization,),
    EntityType.WEAPON: (),
    EntityType.VESSEL: (),
    EntityType.OTHER: (),
}

MENTION_CLASSES: dict[EntityType, NamedNode] = {
    EntityType.PERSON: SG.PersonMention,
    EntityType.PLACE: SG.PlaceMention,
    EntityType.ORGANISATION: SG.OrganisationMention,
    EntityType.WEAPON: SG.WeaponMention,
    EntityType.VESSEL: SG.VesselMention,
    EntityType.OTHER: SG.OtherMention,
}


@cache
def entity_types() -> Scheme:
    """The scheme of entity types, broad and finer, read once."""
    return scheme_of(triples_of("entity-types.ttl"), SG.EntityTypes)
