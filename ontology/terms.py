"""The namespaces and terms that siegegraph writes and reads, as typed constants: `SG.Claim`, `PROV.wasDerivedFrom`.

Own terms (`SG`) equal what the Turtle files beside this module declare, in both directions. Event types, finer entity
types and other codings' codes are data and have no constants: see `event_types` and `entity_types`. Of the standard
vocabularies only the terms in use stand here, so that a new one is a decision somebody takes in this file.
"""
# ruff: noqa: N815 - the terms keep the spelling of their vocabularies

from __future__ import annotations

from typing import ClassVar

from pyoxigraph import NamedNode


class Vocabulary:
    """A namespace whose annotated names are its terms; a subclass names it with `iri` and `prefix`."""

    IRI: ClassVar[str]
    PREFIX: ClassVar[str]

    def __init_subclass__(cls, *, iri: str, prefix: str) -> None:
        cls.IRI = iri
        cls.PREFIX = prefix
        for name in cls.__annotations__:
            setattr(cls, name, NamedNode(iri + name))

    @classmethod
    def terms(cls) -> frozenset[NamedNode]:
        """Every term of the vocabulary that has a constant."""
        return frozenset(getattr(cls, name) for name in cls.__annotations__)


class SG(Vocabulary, iri="https://w3id.org/siegegraph/ontology#", prefix="sg"):
    """Own terms: what no standard vocabulary has. Their definitions are in siege.ttl and schemes.ttl."""

    # Classes
    Report: NamedNode
    Claim: NamedNode
    Mention: NamedNode
    PersonMention: NamedNode
    OrganisationMention: NamedNode
    PlaceMention: NamedNode
    WeaponMention: NamedNode
    VesselMention: NamedNode
    OtherMention: NamedNode
    Attribution: NamedNode
    Entity: NamedNode
    EntityView: NamedNode
    DescribedSpeaker: NamedNode
    Relationship: NamedNode
    RelationType: NamedNode
    Judgement: NamedNode
    Decision: NamedNode
    Disagreement: NamedNode
    Side: NamedNode
    Run: NamedNode

    # Reports
    publisherName: NamedNode
    readingStatus: NamedNode
    reason: NamedNode
    inputId: NamedNode
    nearCopyOf: NamedNode

    # Claims
    eventType: NamedNode
    ownType: NamedNode
    relation: NamedNode
    modality: NamedNode
    polarity: NamedNode
    certainty: NamedNode
    outcome: NamedNode
    confidence: NamedNode
    ongoing: NamedNode
    attribution: NamedNode
    time: NamedNode
    quantity: NamedNode
    partOf: NamedNode
    retells: NamedNode
    trigger: NamedNode

    # Slots: the words in a report that fill a role
    actorMention: NamedNode
    targetMention: NamedNode
    victimMention: NamedNode
    mediatorMention: NamedNode
    beneficiaryMention: NamedNode
    instrumentMention: NamedNode
    originMention: NamedNode
    destinationMention: NamedNode
    topicMention: NamedNode
    attendeeMention: NamedNode
    placeMention: NamedNode
    subjectMention: NamedNode
    objectMention: NamedNode
    fillsRole: NamedNode

    # Mentions, times, quantities, attributions
    denotes: NamedNode
    refersTo: NamedNode
    corefersWith: NamedNode
    edtf: NamedNode
    timexType: NamedNode
    timexValue: NamedNode
    of: NamedNode
    approximate: NamedNode
    sourceMention: NamedNode
    onBehalfOfMention: NamedNode
    speaker: NamedNode
    speakerLabel: NamedNode
    onBehalfOf: NamedNode

    # A report's own view of an entity
    viewLabel: NamedNode
    viewName: NamedNode
    viewType: NamedNode
    viewSubtype: NamedNode
    viewLink: NamedNode
    knownAs: NamedNode
    viewLatitude: NamedNode
    viewLongitude: NamedNode
    viewLocation: NamedNode
    viewUncertaintyKm: NamedNode

    # Entities, as derived
    entityType: NamedNode
    subtype: NamedNode
    location: NamedNode
    uncertaintyKm: NamedNode
    party: NamedNode

    # Events, as derived
    mainType: NamedNode
    timePhrase: NamedNode
    reportCount: NamedNode
    independentCount: NamedNode
    knownFrom: NamedNode

    # Roles
    actor: NamedNode
    target: NamedNode
    victim: NamedNode
    mediator: NamedNode
    beneficiary: NamedNode
    instrument: NamedNode
    origin: NamedNode
    destination: NamedNode
    topic: NamedNode
    attendee: NamedNode

    # Relations
    within: NamedNode
    memberOf: NamedNode
    commands: NamedNode
    office: NamedNode
    rank: NamedNode
    controls: NamedNode
    locatedIn: NamedNode
    attacks: NamedNode
    supplies: NamedNode
    detains: NamedNode
    negotiatesWith: NamedNode
    alliedWith: NamedNode
    familyOf: NamedNode

    # Relationships, judgements, decisions, disagreements
    subject: NamedNode
    object: NamedNode
    objectValue: NamedNode
    about: NamedNode
    comparedWith: NamedNode
    verdict: NamedNode
    score: NamedNode
    on: NamedNode
    side: NamedNode
    value: NamedNode

    # Concept schemes
    EventTypes: NamedNode
    EntityTypes: NamedNode
    Modalities: NamedNode
    Polarities: NamedNode
    Certainties: NamedNode
    Outcomes: NamedNode
    ReadingStatuses: NamedNode
    LocationBases: NamedNode
    Verdicts: NamedNode
    DisagreementKinds: NamedNode
    PloverTypes: NamedNode
    CameoCodes: NamedNode
    AcledTypes: NamedNode

    # Modality, polarity, certainty, outcome
    asserted: NamedNode
    reported: NamedNode
    future: NamedNode
    proposed: NamedNode
    possible: NamedNode
    denied: NamedNode
    positive: NamedNode
    negative: NamedNode
    certain: NamedNode
    probable: NamedNode
    possiblyTrue: NamedNode
    certaintyUnknown: NamedNode
    succeeded: NamedNode
    failed: NamedNode
    partial: NamedNode
    outcomeUnknown: NamedNode

    # Reading status, basis of a location, verdicts, what sources differ on
    extracted: NamedNode
    notExtracted: NamedNode
    byGazetteer: NamedNode
    byContainer: NamedNode
    byGuess: NamedNode
    same: NamedNode
    different: NamedNode
    possiblySame: NamedNode
    rename: NamedNode
    retype: NamedNode
    reject: NamedNode
    onNumber: NamedNode
    onDate: NamedNode
    onPlace: NamedNode
    onResponsibility: NamedNode
    onOutcome: NamedNode
    onNaming: NamedNode
    onOccurrence: NamedNode

    # The broad entity types
    Person: NamedNode
    Place: NamedNode
    Organisation: NamedNode
    Weapon: NamedNode
    Vessel: NamedNode
    OtherEntity: NamedNode


class SEM(Vocabulary, iri="http://semanticweb.cs.vu.nl/2009/11/sem/", prefix="sem"):
    """Simple Event Model: events, who took part, where, and the four bounds of an uncertain time."""

    Event: NamedNode
    Time: NamedNode
    Actor: NamedNode
    Place: NamedNode
    EventType: NamedNode
    eventType: NamedNode
    hasActor: NamedNode
    hasPlace: NamedNode
    hasTime: NamedNode
    subEventOf: NamedNode
    hasEarliestBeginTimeStamp: NamedNode
    hasLatestBeginTimeStamp: NamedNode
    hasEarliestEndTimeStamp: NamedNode
    hasLatestEndTimeStamp: NamedNode


class PROV(Vocabulary, iri="http://www.w3.org/ns/prov#", prefix="prov"):
    """PROV-O: what was derived from what, by which run, on whose word."""

    Entity: NamedNode
    Activity: NamedNode
    Agent: NamedNode
    wasDerivedFrom: NamedNode
    wasGeneratedBy: NamedNode
    wasAttributedTo: NamedNode
    generatedAtTime: NamedNode
    startedAtTime: NamedNode
    endedAtTime: NamedNode


class OA(Vocabulary, iri="http://www.w3.org/ns/oa#", prefix="oa"):
    """Web Annotation: exact words and where they stand."""

    Annotation: NamedNode
    SpecificResource: NamedNode
    ResourceSelection: NamedNode
    TextQuoteSelector: NamedNode
    TextPositionSelector: NamedNode
    exact: NamedNode
    prefix: NamedNode
    suffix: NamedNode
    start: NamedNode
    end: NamedNode
    hasSource: NamedNode
    hasSelector: NamedNode
    hasTarget: NamedNode
    hasBody: NamedNode


class SCHEMA(Vocabulary, iri="https://schema.org/", prefix="schema"):
    """schema.org: reports, places and quantities."""

    CreativeWork: NamedNode
    Claim: NamedNode
    Place: NamedNode
    QuantitativeValue: NamedNode
    headline: NamedNode
    text: NamedNode
    datePublished: NamedNode
    url: NamedNode
    inLanguage: NamedNode
    publisher: NamedNode
    name: NamedNode
    softwareVersion: NamedNode
    description: NamedNode
    sameAs: NamedNode
    latitude: NamedNode
    longitude: NamedNode
    value: NamedNode
    minValue: NamedNode
    maxValue: NamedNode
    unitText: NamedNode
    license: NamedNode
    citation: NamedNode
    creator: NamedNode


class FOAF(Vocabulary, iri="http://xmlns.com/foaf/0.1/", prefix="foaf"):
    """Friend of a Friend: people."""

    Person: NamedNode


class ORG(Vocabulary, iri="http://www.w3.org/ns/org#", prefix="org"):
    """The Organization Ontology: bodies that act."""

    Organization: NamedNode
    memberOf: NamedNode


class GEO(Vocabulary, iri="http://www.opengis.net/ont/geosparql#", prefix="geo"):
    """GeoSPARQL: features and their geometry (longitude first)."""

    Feature: NamedNode
    Geometry: NamedNode
    hasGeometry: NamedNode
    asWKT: NamedNode
    wktLiteral: NamedNode


class SKOS(Vocabulary, iri="http://www.w3.org/2004/02/skos/core#", prefix="skos"):
    """SKOS: concept schemes, other names."""

    Concept: NamedNode
    ConceptScheme: NamedNode
    inScheme: NamedNode
    topConceptOf: NamedNode
    hasTopConcept: NamedNode
    broader: NamedNode
    narrower: NamedNode
    closeMatch: NamedNode
    exactMatch: NamedNode
    broadMatch: NamedNode
    narrowMatch: NamedNode
    relatedMatch: NamedNode
    prefLabel: NamedNode
    altLabel: NamedNode
    notation: NamedNode
    definition: NamedNode
    example: NamedNode
    scopeNote: NamedNode
    note: NamedNode


class RDF(Vocabulary, iri="http://www.w3.org/1999/02/22-rdf-syntax-ns#", prefix="rdf"):
    """RDF 1.1."""

    type: NamedNode
    Property: NamedNode
    langString: NamedNode


class RDFS(Vocabulary, iri="http://www.w3.org/2000/01/rdf-schema#", prefix="rdfs"):
    """RDF Schema."""

    Class: NamedNode
    label: NamedNode
    comment: NamedNode
    domain: NamedNode
    range: NamedNode
    subClassOf: NamedNode
    subPropertyOf: NamedNode
    isDefinedBy: NamedNode
    seeAlso: NamedNode


class OWL(Vocabulary, iri="http://www.w3.org/2002/07/owl#", prefix="owl"):
    """OWL 2."""

    Ontology: NamedNode
    Class: NamedNode
    ObjectProperty: NamedNode
    DatatypeProperty: NamedNode
    AnnotationProperty: NamedNode
    inverseOf: NamedNode
    sameAs: NamedNode
    versionInfo: NamedNode


class XSD(Vocabulary, iri="http://www.w3.org/2001/XMLSchema#", prefix="xsd"):
    """XML Schema datatypes; offsets and counts are xsd:integer, days xsd:date without a zone."""

    string: NamedNode
    integer: NamedNode
    decimal: NamedNode
    boolean: NamedNode
    date: NamedNode
    dateTime: NamedNode
    anyURI: NamedNode


class EDTF(Vocabulary, iri="http://id.loc.gov/datatypes/edtf/", prefix="edtf"):
    """Extended Date/Time Format (ISO 8601-2:2019) as a datatype."""

    EDTF: NamedNode


class DCTERMS(Vocabulary, iri="http://purl.org/dc/terms/", prefix="dcterms"):
    """Dublin Core terms: titles, licences and sources of vocabularies and data sets."""

    title: NamedNode
    description: NamedNode
    license: NamedNode
    source: NamedNode
    creator: NamedNode
    modified: NamedNode
    conformsTo: NamedNode


class VOID(Vocabulary, iri="http://rdfs.org/ns/void#", prefix="void"):
    """VoID: what a data set holds and where."""

    Dataset: NamedNode
    DatasetDescription: NamedNode
    uriSpace: NamedNode
    triples: NamedNode
    entities: NamedNode
    sparqlEndpoint: NamedNode
    vocabulary: NamedNode
    exampleResource: NamedNode
    dataDump: NamedNode
    feature: NamedNode
    classPartition: NamedNode


class SD(Vocabulary, iri="http://www.w3.org/ns/sparql-service-description#", prefix="sd"):
    """SPARQL 1.1 Service Description."""

    Service: NamedNode
    Dataset: NamedNode
    Graph: NamedNode
    NamedGraph: NamedNode
    endpoint: NamedNode
    supportedLanguage: NamedNode
    SPARQL11Query: NamedNode
    SPARQL11Update: NamedNode
    resultFormat: NamedNode
    inputFormat: NamedNode
    feature: NamedNode
    UnionDefaultGraph: NamedNode
    defaultDataset: NamedNode
    defaultGraph: NamedNode
    namedGraph: NamedNode
    name: NamedNode
    graph: NamedNode


VOCABULARIES: tuple[type[Vocabulary], ...] = (
    SG, SEM, PROV, OA, SCHEMA, FOAF, ORG, GEO, SKOS, RDF, RDFS, OWL, XSD, EDTF, DCTERMS, VOID, SD,
)  # fmt: skip

PREFIXES: dict[str, str] = {vocabulary.PREFIX: vocabulary.IRI for vocabulary in VOCABULARIES} | {
    "geof": "http://www.opengis.net/def/function/geosparql/",
}

# The address of the vocabulary as a document: its namespace without the `#`.
ONTOLOGY = NamedNode(SG.IRI.removesuffix("#"))


def sparql_prologue() -> str:
    """The PREFIX lines that every query of ours may rely on, one a line, each ended by a newline."""
    return "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())
