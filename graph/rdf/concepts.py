"""The model's words (modality, type, role, ...) as the ontology's terms, and back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pyoxigraph import Literal, NamedNode

from siegegraph.ontology.entity_types import MENTION_CLASSES, entity_types
from siegegraph.ontology.event_types import OTHER, event_types, family
from siegegraph.ontology.terms import EDTF, SG
from siegegraph.ontology.vocabularies import (
    Certainty,
    DisagreementKind,
    EntityType,
    LocationBasis,
    Modality,
    Outcome,
    Polarity,
    ReadingStatus,
    RelationType,
    Role,
    Term,
    Verdict,
)


def _by_notation(vocabulary: type[Term]) -> dict[str, NamedNode]:
    return {str(member): member.term for member in vocabulary}


EDTF_DATATYPE = EDTF.EDTF

MODALITY = _by_notation(Modality)
POLARITY = _by_notation(Polarity)
CERTAINTY = _by_notation(Certainty)
OUTCOME = _by_notation(Outcome)
STATUS = _by_notation(ReadingStatus)
LOCATION_BASIS = _by_notation(LocationBasis)
ENTITY_TYPE = _by_notation(EntityType)
ROLE = _by_notation(Role)
RELATION = _by_notation(RelationType)
DISAGREEMENT_KIND = _by_notation(DisagreementKind)
VERDICT = _by_notation(Verdict)
SLOT = {str(role): role.slot for role in Role}
MENTION_CLASS = {str(kind): term for kind, term in MENTION_CLASSES.items()}

_GEONAMES = "https://sws.geonames.org/"
_WIKIDATA = "http://www.wikidata.org/entity/"


def name_in(vocabulary: Mapping[str, NamedNode], iri: str | None) -> str:
    """The notation that a vocabulary has for an IRI; ValueError where it has none."""
    for notation, term in vocabulary.items():
        if term.value == iri:
            return notation
    raise ValueError(f"{iri} is in none of {', '.join(vocabulary)}")


def event_type(notation: str, given_family: str | None) -> tuple[NamedNode, str | None]:
    """The concept of an event type, and the extractor's own name for it where the scheme lacks one."""
    types = event_types()
    concept = family(notation, given_family)
    return types[concept].term, None if concept == notation else notation


def event_type_from(iri: str | None, own: str | None) -> tuple[str, str | None]:
    """The type and, for one of the extractor's own, its family."""
    notation = event_types().notation(NamedNode(iri or "")) or OTHER
    return (own, notation) if own else (notation, None)


def subtype(notation: str | None) -> NamedNode | Literal | None:
    """The concept of a finer entity type; an extractor's own one stays the word that it is."""
    if notation is None:
        return None
    types = entity_types()
    return types[notation].term if notation in types else Literal(notation)


def subtype_from(value: str | None) -> str | None:
    """The inverse of `subtype`."""
    if value is None or not value.startswith(SG.IRI):
        return value
    return entity_types().notation(NamedNode(value))


def geonames_iri(identifier: str) -> NamedNode:
    """The IRI of a GeoNames feature."""
    return NamedNode(f"{_GEONAMES}{identifier}/")


def wikidata_iri(identifier: str) -> NamedNode:
    """The IRI of a Wikidata entity."""
    return NamedNode(f"{_WIKIDATA}{identifier}")


def geonames_from(links: Iterable[str]) -> str | None:
    """The GeoNames identifier among links."""
    return next((link.removeprefix(_GEONAMES).rstrip("/") for link in links if link.startswith(_GEONAMES)), None)


def wikidata_from(links: Iterable[str]) -> str | None:
    """The Wikidata identifier among links."""
    return next((link.removeprefix(_WIKIDATA) for link in links if link.startswith(_WIKIDATA)), None)
