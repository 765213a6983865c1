"""The enumerations and schemes hold exactly the notations that users rely on."""

from __future__ import annotations

import time

import pytest
from pyoxigraph import Literal, NamedNode

from siegegraph.ontology import entity_types, event_types
from siegegraph.ontology.scheme import Scheme, scheme_of
from siegegraph.ontology.terms import RDF, RDFS, SEM, SG, SKOS
from siegegraph.ontology.turtle import triples_of, vocabulary
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

TRIPLES = list(vocabulary())

EVENT_TYPES = """Invasion Siege Attack GroundAssault Bombardment Airstrike MissileStrike Capture Withdrawal Redeployment
Reinforcement Occupation Surrender Ultimatum Refusal Negotiation CeasefireProposal Ceasefire CeasefireViolation
Evacuation AidDelivery Shortage Displacement Casualties Detention PrisonerExchange Destruction Construction
WeaponsSupply Sanction Appeal Statement Meeting Trial Other"""

SCHEMES: dict[type[Term], tuple[NamedNode, str]] = {
    Modality: (SG.Modalities, "asserted reported future proposed possible denied"),
    Polarity: (SG.Polarities, "positive negative"),
    Certainty: (SG.Certainties, "certain probable possible unknown"),
    Outcome: (SG.Outcomes, "succeeded failed partial unknown"),
    ReadingStatus: (SG.ReadingStatuses, "extracted not_extracted"),
    LocationBasis: (SG.LocationBases, "gazetteer container guess"),
    Verdict: (SG.Verdicts, "same different possiblySame rename retype reject"),
    DisagreementKind: (SG.DisagreementKinds, "number date place responsibility outcome naming occurrence"),
}


def notations_of(terms: set[NamedNode]) -> dict[str, NamedNode]:
    return {
        t.object.value: t.subject
        for t in TRIPLES
        if t.predicate == SKOS.notation and t.subject in terms and isinstance(t.object, Literal)
        if isinstance(t.subject, NamedNode)
    }


def subjects(predicate: NamedNode, value: NamedNode) -> set[NamedNode]:
    return {
        t.subject
        for t in TRIPLES
        if t.predicate == predicate and t.object == value and isinstance(t.subject, NamedNode)
    }


@pytest.mark.parametrize("enumeration", SCHEMES, ids=lambda e: e.__name__)
def test_an_enumeration_equals_its_scheme(enumeration: type[Term]) -> None:
    scheme, notations = SCHEMES[enumeration]
    assert {str(member): member.term for member in enumeration} == notations_of(subjects(SKOS.inScheme, scheme))
    assert [str(member) for member in enumeration] == notations.split()


def test_roles_are_the_notated_subproperties_of_sem_has_actor() -> None:
    assert {str(role): role.term for role in Role} == notations_of(subjects(RDFS.subPropertyOf, SEM.hasActor))
    expected = "actor target victim mediator beneficiary instrument origin destination topic attendee"
    assert [str(role) for role in Role] == expected.split()


def test_every_role_has_a_slot_that_fills_it() -> None:
    fills = {t.subject: t.object for t in TRIPLES if t.predicate == SG.fillsRole}
    assert {role.slot: role.term for role in Role}.items() <= fills.items()


def test_relations_are_the_notated_properties_of_type_relation_type() -> None:
    assert {str(r): r.term for r in RelationType} == notations_of(subjects(RDF.type, SG.RelationType))
    expected = """within member_of commands office rank controls located_in attacks supplies detains negotiates_with
    allied_with family_of"""
    assert {str(r) for r in RelationType} == set(expected.split())


def test_a_member_is_found_by_its_iri_and_a_stranger_is_not() -> None:
    assert Modality.of(SG.denied) is Modality.DENIED
    with pytest.raises(ValueError, match="is no Modality"):
        Modality.of(SG.positive)


def test_event_types_are_those_that_users_rely_on() -> None:
    assert sorted(event_types.event_types()) == sorted(EVENT_TYPES.split())


def test_narrower_types_hold_the_type_itself() -> None:
    types = event_types.event_types()
    assert types.narrower("Attack") == {"Attack", "GroundAssault", "Bombardment", "Airstrike", "MissileStrike"}
    assert types.narrower("Siege") == {"Siege"}


def test_broader_types_lead_to_the_top() -> None:
    types = event_types.event_types()
    assert types.broader("Airstrike") == ("Attack",)
    assert types.broadest("Airstrike") == "Attack"
    assert types.broadest("Siege") == "Siege"


def test_a_notation_is_found_by_its_iri() -> None:
    assert event_types.event_types().notation(SG.Claim) is None
    assert event_types.event_types().notation(event_types.event_types()["Other"].term) == "Other"


def test_an_own_type_takes_its_family_or_else_other() -> None:
    assert event_types.family("Airstrike", "Siege") == "Airstrike"
    assert event_types.family("Ambush", "GroundAssault") == "GroundAssault"
    assert event_types.family("Ambush", "Skirmish") == "Other"
    assert event_types.family("Ambush") == "Other"


def test_reading_the_event_types_takes_less_than_fifty_milliseconds() -> None:
    def seconds() -> float:
        start = time.perf_counter()
        scheme_of(triples_of("event-types.ttl"), SG.EventTypes)
        return time.perf_counter() - start

    assert min(seconds() for _ in range(5)) < 0.05


def test_the_broad_entity_types_are_the_top_of_their_scheme() -> None:
    types = entity_types.entity_types()
    assert {str(t): t.term for t in EntityType} == {n: c.term for n, c in types.items() if c.broader is None}
    assert [str(t) for t in EntityType] == ["Person", "Place", "Organisation", "Weapon", "Vessel", "Other"]


@pytest.mark.parametrize(
    ("subtype", "broad"),
    [
        ("MilitaryUnit", "Organisation"),
        ("ArmedForces", "Organisation"),
        ("Government", "Organisation"),
        ("Media", "Organisation"),
        ("Settlement", "Place"),
        ("Facility", "Place"),
        ("Country", "Place"),
        ("Hospital", "Place"),
    ],
)
def test_a_finer_entity_type_falls_under_its_broad_one(subtype: str, broad: str) -> None:
    assert entity_types.entity_types().broadest(subtype) == broad


def test_every_entity_type_has_a_mention_class_and_standard_classes() -> None:
    assert set(entity_types.STANDARD_CLASSES) == set(entity_types.MENTION_CLASSES) == set(EntityType)
    assert set(entity_types.MENTION_CLASSES.values()) == subjects(RDFS.subClassOf, SG.Mention)


@pytest.mark.parametrize("scheme", [event_types.event_types(), entity_types.entity_types()], ids=["event", "entity"])
def test_every_concept_has_a_top_above_it_and_its_own_notation(scheme: Scheme) -> None:
    for notation, concept in scheme.items():
        assert concept.notation == notation
        assert scheme[scheme.broadest(notation)].broader is None


def test_every_event_type_but_few_matches_a_code_of_another_coding() -> None:
    matches = {SKOS.closeMatch, SKOS.broadMatch, SKOS.relatedMatch}
    matched = {t.subject for t in TRIPLES if t.predicate in matches}
    lacking = {n for n, c in event_types.event_types().items() if c.term not in matched}
    assert lacking == {"Shortage", "Casualties", "Construction", "Other"}


def test_matches_lead_to_codes_of_the_mirrored_schemes() -> None:
    codes = {t.subject for t in triples_of("mirrored-codes.ttl") if t.predicate == SKOS.inScheme}
    matches = {SKOS.closeMatch, SKOS.broadMatch, SKOS.relatedMatch}
    targets = {t.object for t in triples_of("event-types.ttl") if t.predicate in matches}
    assert targets == codes
