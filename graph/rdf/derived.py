"""The derived graph: entities, events, relationships, disagreements, and the links from what the reports say to them.

Everything here can be dropped and made again from the reports' graphs and the decisions. Each statement's subject is
the thing that it is derived for, so that a thing is dropped by its subject.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Quad

from siegegraph.graph.model.claim import Claim
from siegegraph.graph.model.entity import Entity, EntityView
from siegegraph.graph.model.event import Disagreement, Event, Relationship
from siegegraph.graph.rdf import literals
from siegegraph.graph.rdf.concepts import (
    DISAGREEMENT_KIND,
    EDTF_DATATYPE,
    ENTITY_TYPE,
    LOCATION_BASIS,
    MODALITY,
    OUTCOME,
    POLARITY,
    RELATION,
    ROLE,
    event_type,
    geonames_iri,
    subtype,
    wikidata_iri,
)
from siegegraph.ontology import iris
from siegegraph.ontology.entity_types import STANDARD_CLASSES
from siegegraph.ontology.iris import Minter
from siegegraph.ontology.terms import GEO, OWL, PROV, RDF, RDFS, SCHEMA, SEM, SG, SKOS
from siegegraph.ontology.vocabularies import EntityType

EntityIri = Callable[[str], str]
"""The IRI of the entity that a report's view is of."""


UNNAMED_OUTLET = "an outlet that the report does not name"


class Derived:
    """Writes the quads of the derived graph. `entity_iri` tells whose view a view is."""

    def __init__(self, minter: Minter, entity_iri: EntityIri) -> None:
        self.minter = minter
        self.entity_iri = entity_iri
        self.graph = NamedNode(minter.graph("derived"))

    def _quad(self, subject: str, predicate: NamedNode, value: NamedNode | Literal) -> Quad:
        return Quad(NamedNode(subject), predicate, value, self.graph)

    def view(self, view: EntityView) -> Iterator[Quad]:
        """What a view and its mentions stand for."""
        entity = self.entity_iri(view.iri)
        if entity != view.iri:
            yield self._quad(view.iri, OWL.sameAs, NamedNode(entity))
        for span in (*view.named, *view.references):
            yield self._quad(iris.mention(view.report, *span), SG.denotes, NamedNode(entity))

    def claim(self, claim: Claim, outlet: str | None) -> Iterator[Quad]:
        """Who vouches for a claim: the nearest speaker, else the outlet (a view), else an outlet that nobody names."""
        speaker = claim.speaker
        named = outlet if speaker is None else speaker.entity
        if named:
            yield self._quad(claim.iri, PROV.wasAttributedTo, NamedNode(self.entity_iri(named)))
            return
        label = speaker.label if speaker else UNNAMED_OUTLET
        node = described(claim, label, self.minter)
        yield self._quad(claim.iri, PROV.wasAttributedTo, NamedNode(node))
        yield self._quad(node, RDF.type, SG.DescribedSpeaker)
        yield self._quad(node, RDFS.label, Literal(label))

    def described_speakers(self, claim: Claim) -> Iterator[Quad]:
        """Speakers known by description only: nodes of their own, never merged across reports."""
        for speaker in claim.speakers:
            if speaker.entity is None:
                node = described(claim, speaker.label, self.minter)
                yield self._quad(node, RDF.type, SG.DescribedSpeaker)
                yield self._quad(node, RDFS.label, Literal(speaker.label))
                for source in speaker.sources:
                    yield self._quad(iris.mention(claim.report, *source.span), SG.denotes, NamedNode(node))

    def publisher(self, report: str, outlet: str) -> Quad:
        """The outlet that published a report, given its view."""
        return self._quad(report, SCHEMA.publisher, NamedNode(self.entity_iri(outlet)))

    def near_copy(self, report: str, original: str) -> Quad:
        """A report that hardly differs from an earlier one."""
        return self._quad(report, SG.nearCopyOf, NamedNode(original))

    def entity(self, entity: Entity, ties: Iterable[Relationship] = ()) -> Iterator[Quad]:
        """An entity with its names, links and place, and the plain triples of the relations that it is subject of."""
        node = entity.iri
        yield self._quad(node, RDF.type, SG.Entity)
        for standard in STANDARD_CLASSES[EntityType[entity.type.upper()]]:
            yield self._quad(node, RDF.type, standard)
        yield self._quad(node, SG.entityType, ENTITY_TYPE[entity.type])
        finer = subtype(entity.subtype)
        if isinstance(finer, NamedNode):
            yield self._quad(node, SG.subtype, finer)
        yield self._quad(node, RDFS.label, Literal(entity.label, language="en"))
        for alias in entity.aliases:
            if alias.text != entity.label:
                yield self._quad(node, SKOS.altLabel, Literal(alias.text, language=alias.language or "en"))
        if entity.geonames:
            yield self._quad(node, SCHEMA.sameAs, geonames_iri(entity.geonames))
        if entity.wikidata:
            yield self._quad(node, SCHEMA.sameAs, wikidata_iri(entity.wikidata))
        yield from self._location(entity)
        yield from self._ties(ties)

    def _location(self, entity: Entity) -> Iterator[Quad]:
        place = entity.location
        if place is None:
            return
        shape = iris.geometry(entity.iri)
        point = Literal(f"POINT ({place.lon:g} {place.lat:g})", datatype=GEO.wktLiteral)
        yield self._quad(entity.iri, SCHEMA.latitude, literals.decimal(place.lat))
        yield self._quad(entity.iri, SCHEMA.longitude, literals.decimal(place.lon))
        yield self._quad(entity.iri, SG.location, LOCATION_BASIS[place.basis])
        if place.uncertainty_km is not None:
            yield self._quad(entity.iri, SG.uncertaintyKm, literals.decimal(place.uncertainty_km))
        yield self._quad(entity.iri, GEO.hasGeometry, NamedNode(shape))
        yield self._quad(shape, RDF.type, GEO.Geometry)
        yield self._quad(shape, GEO.asWKT, point)

    def _ties(self, ties: Iterable[Relationship]) -> Iterator[Quad]:
        """`?a sg:commands ?b` beside the relationship, where a claim says that it holds."""
        for tie in ties:
            held = any(
                claim.polarity == "positive" and claim.modality in ("asserted", "reported") for claim in tie.claims
            )
            if held:
                yield self._quad(self.entity_iri(tie.subject), RELATION[tie.predicate], self._object(tie))

    def _object(self, relationship: Relationship) -> NamedNode | Literal:
        if relationship.object:
            return NamedNode(self.entity_iri(relationship.object))
        return Literal(relationship.value or "")

    def event(self, event: Event, known_from: str | None) -> Iterator[Quad]:
        """An event with its readings and the claims that it was read from."""
        node = event.iri
        yield self._quad(node, RDF.type, SEM.Event)
        yield self._quad(node, RDFS.label, Literal(event.label))
        yield self._quad(node, SG.mainType, event_type(event.type, event.claims[0].family)[0])
        for concept in {event_type(name, event.claims[0].family)[0] for name in event.types}:
            yield self._quad(node, SEM.eventType, concept)
        for term, day in literals.bounds(event.time.bounds):
            yield self._quad(node, term, day)
        if event.time.edtf:
            yield self._quad(node, SG.edtf, Literal(event.time.edtf, datatype=EDTF_DATATYPE))
        if event.time.phrase:
            yield self._quad(node, SG.timePhrase, Literal(event.time.phrase))
        yield self._quad(node, SG.modality, MODALITY[event.modality])
        yield self._quad(node, SG.polarity, POLARITY[event.polarity])
        if event.outcome:
            yield self._quad(node, SG.outcome, OUTCOME[event.outcome])
        yield from self._people(event)
        if event.part_of:
            yield self._quad(node, SEM.subEventOf, NamedNode(event.part_of))
        yield self._quad(node, SG.reportCount, literals.whole(event.reports))
        yield self._quad(node, SG.independentCount, literals.whole(event.independent))
        yield from self._evidence(node, event.claims, known_from)
        for disagreement in event.disagreements:
            yield from self._disagreement(disagreement, event.claims, known_from)

    def _people(self, event: Event) -> Iterator[Quad]:
        """Places and participants, each once although several views may name one."""
        for place in {self.entity_iri(view) for view in event.places}:
            yield self._quad(event.iri, SEM.hasPlace, NamedNode(place))
        roles = {(each.role, self.entity_iri(each.view)) for each in event.participants if each.view}
        for role, who in roles:
            yield self._quad(event.iri, ROLE[role], NamedNode(who))
        for who in {who for _, who in roles}:
            yield self._quad(event.iri, SEM.hasActor, NamedNode(who))

    def relationship(self, relationship: Relationship, known_from: str | None) -> Iterator[Quad]:
        """A relationship with its time and the claims that it was read from."""
        node = relationship.iri
        yield self._quad(node, RDF.type, SG.Relationship)
        yield self._quad(node, SG.relation, RELATION[relationship.predicate])
        yield self._quad(node, SG.subject, NamedNode(self.entity_iri(relationship.subject)))
        yield self._quad(node, SG.object if relationship.object else SG.objectValue, self._object(relationship))
        for term, day in literals.bounds(relationship.time.bounds):
            yield self._quad(node, term, day)
        if relationship.time.edtf:
            yield self._quad(node, SG.edtf, Literal(relationship.time.edtf, datatype=EDTF_DATATYPE))
        yield self._quad(node, SG.reportCount, literals.whole(relationship.reports))
        yield self._quad(node, SG.independentCount, literals.whole(relationship.independent))
        yield from self._evidence(node, relationship.claims, known_from)

    def _evidence(self, node: str, claims: Iterable[Claim], known_from: str | None) -> Iterator[Quad]:
        if known_from:
            yield self._quad(node, SG.knownFrom, literals.day_text(known_from))
        for claim in claims:
            yield self._quad(node, PROV.wasDerivedFrom, NamedNode(claim.iri))

    def _disagreement(
        self, disagreement: Disagreement, claims: Iterable[Claim], known_from: str | None
    ) -> Iterator[Quad]:
        node = disagreement.iri
        yield self._quad(node, RDF.type, SG.Disagreement)
        yield self._quad(node, SG.about, NamedNode(disagreement.event))
        yield self._quad(node, SG.on, DISAGREEMENT_KIND[disagreement.on])
        if disagreement.of:
            yield self._quad(node, SG.of, Literal(disagreement.of))
        yield self._quad(node, SG.score, literals.decimal(disagreement.score))
        for number, side in enumerate(disagreement.sides, start=1):
            part = iris.side(node, number)
            yield self._quad(node, SG.side, NamedNode(part))
            yield self._quad(part, RDF.type, SG.Side)
            yield self._quad(part, SG.value, Literal(side.value))
            for claim in side.claims:
                yield self._quad(part, PROV.wasDerivedFrom, NamedNode(claim))


def described(claim: Claim, label: str, minter: Minter) -> str:
    """The node of a speaker whom a report only describes."""
    return minter.entity(claim.report, label)


def subjects_of_view(view: EntityView) -> Iterator[str]:
    """The subjects of what is derived for a view."""
    yield view.iri
    yield from (iris.mention(view.report, *span) for span in (*view.named, *view.references))


def subjects_of_claim(claim: Claim, minter: Minter) -> Iterator[str]:
    """The subjects of what is derived for a claim alone."""
    yield claim.iri
    yield described(claim, UNNAMED_OUTLET, minter)
    for speaker in claim.speakers:
        if speaker.entity is None:
            yield described(claim, speaker.label, minter)
            yield from (iris.mention(claim.report, *source.span) for source in speaker.sources)


def subjects_of_entity(iri: str) -> Iterator[str]:
    """The subjects of what is derived for an entity."""
    yield iri
    yield iris.geometry(iri)


def subjects_of_event(iri: str, differences: Iterable[tuple[str, str | None, int]], minter: Minter) -> Iterator[str]:
    """The subjects of what is derived for an event; `differences` are its disagreements: on, of, number of sides."""
    yield iri
    for on, of, sides in differences:
        disagreement = minter.disagreement(iri, on, of)
        yield disagreement
        yield from (iris.side(disagreement, n + 1) for n in range(sides))
