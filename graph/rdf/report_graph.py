"""A report's named graph: the report, its views of entities, and its claims. Flat, without blank nodes.

The graph has the report's own IRI, so `GRAPH <report>` is all that the report says. Mentions carry their offsets in
their IRI (RFC 5147); prefix and suffix of a quote are cut from the text when they are asked for.
"""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import Literal, NamedNode, Quad

from siegegraph.graph.model.account import Account
from siegegraph.graph.model.claim import Claim, Mention, Speaker
from siegegraph.graph.model.entity import EntityView
from siegegraph.graph.model.interval import Interval
from siegegraph.graph.model.quantity import Quantity
from siegegraph.graph.model.span import Span
from siegegraph.graph.rdf import literals
from siegegraph.graph.rdf.concepts import (
    CERTAINTY,
    EDTF_DATATYPE,
    ENTITY_TYPE,
    LOCATION_BASIS,
    MENTION_CLASS,
    MODALITY,
    OUTCOME,
    POLARITY,
    RELATION,
    SLOT,
    STATUS,
    event_type,
    geonames_iri,
    subtype,
    wikidata_iri,
)
from siegegraph.ontology import iris
from siegegraph.ontology.iris import Minter
from siegegraph.ontology.terms import OA, PROV, RDF, SCHEMA, SEM, SG

Term = NamedNode | Literal


def quads_of(account: Account, minter: Minter) -> tuple[Quad, ...]:
    """Every quad of the report's graph, each once."""
    return _Writer(account, minter).quads()


class _Writer:
    """Collects the quads of one graph; a dict keeps each once and in order."""

    def __init__(self, account: Account, minter: Minter) -> None:
        self.account = account
        self.report = NamedNode(account.iri)
        self.run = NamedNode(minter.run(account.extractor.name, account.extractor.version))
        self.seen: dict[Quad, None] = {}
        self.denoted: dict[str, str | None] = {}
        # What words of time say to the first claim that leans on them.
        self.times: dict[Span, tuple[object, ...]] = {}

    def quads(self) -> tuple[Quad, ...]:
        self._report()
        for view in self.account.views:
            self._view(view)
        for claim in self.account.claims:
            self._claim(claim)
        return tuple(self.seen)

    def _add(self, subject: NamedNode, predicate: NamedNode, value: Term | None) -> None:
        if value is not None:
            self.seen[Quad(subject, predicate, value, self.report)] = None

    def _add_all(self, subject: NamedNode, rows: Iterable[tuple[NamedNode, Term | None]]) -> None:
        for predicate, value in rows:
            self._add(subject, predicate, value)

    def _report(self) -> None:
        report = self.account.report
        self._add_all(
            self.report,
            [
                (RDF.type, SG.Report),
                (RDF.type, SCHEMA.CreativeWork),
                (SCHEMA.text, Literal(report.text)),
                (SCHEMA.headline, _text(report.title)),
                (SCHEMA.datePublished, literals.day(report.published) if report.published else None),
                (SCHEMA.url, _text(report.url)),
                (SCHEMA.inLanguage, _text(report.language)),
                (SG.publisherName, _text(report.publisher)),
                (SG.readingStatus, STATUS[report.status]),
                (SG.reason, _text(report.reason)),
                (SG.inputId, _text(report.input_id)),
                (PROV.wasGeneratedBy, self.run),
            ],
        )

    def _view(self, view: EntityView) -> None:
        subject = NamedNode(view.iri)
        self._add_all(
            subject,
            [
                (RDF.type, SG.EntityView),
                (SG.viewLabel, Literal(view.label)),
                (SG.viewType, ENTITY_TYPE[view.type]),
                (SG.viewSubtype, subtype(view.subtype)),
                (SG.knownAs, _text(view.known_as)),
                (SG.viewLink, geonames_iri(view.geonames) if view.geonames else None),
                (SG.viewLink, wikidata_iri(view.wikidata) if view.wikidata else None),
            ],
        )
        if view.location:
            place = view.location
            uncertainty = None if place.uncertainty_km is None else literals.decimal(place.uncertainty_km)
            self._add_all(
                subject,
                [
                    (SG.viewLatitude, literals.decimal(place.lat)),
                    (SG.viewLongitude, literals.decimal(place.lon)),
                    (SG.viewLocation, LOCATION_BASIS[place.basis]),
                    (SG.viewUncertaintyKm, uncertainty),
                ],
            )
        for span in view.named:
            self._mention(Mention(span=span, text=self._words(span), entity=view.iri), MENTION_CLASS[view.type])
        for span in view.references:
            self._mention(Mention(span=span, text=self._words(span), entity=view.iri), SG.Mention)

    def _words(self, span: Span) -> str:
        return self.account.report.text[span.start : span.end]

    def _mention(self, mention: Mention, kind: NamedNode = SG.Mention) -> NamedNode:
        iri = iris.mention(self.account.iri, *mention.span)
        node = NamedNode(iri)
        if iri not in self.denoted:
            self._add(node, RDF.type, kind)
            self._add(node, OA.exact, Literal(mention.text))
        if mention.entity and not self.denoted.get(iri):
            self._add(node, SG.refersTo, NamedNode(mention.entity))
        self.denoted[iri] = self.denoted.get(iri) or mention.entity
        return node

    def _claim(self, claim: Claim) -> None:
        subject = NamedNode(claim.iri)
        self._add_all(
            subject,
            [
                (RDF.type, SG.Claim),
                (OA.hasSource, self.report),
                (OA.exact, Literal(claim.quote_text)),
                (OA.start, literals.whole(claim.quote.start)),
                (OA.end, literals.whole(claim.quote.end)),
                (SG.modality, MODALITY[claim.modality]),
                (SG.polarity, POLARITY[claim.polarity]),
                (SG.certainty, None if claim.certainty == "certain" else CERTAINTY[claim.certainty]),
                (SG.outcome, OUTCOME[claim.outcome] if claim.outcome else None),
                (SG.confidence, None if claim.confidence is None else literals.decimal(claim.confidence)),
                (SG.ongoing, literals.truth(True) if claim.time.ongoing else None),
                (SG.partOf, NamedNode(claim.part_of) if claim.part_of else None),
                (SG.retells, NamedNode(claim.retells) if claim.retells else None),
            ],
        )
        self._content(subject, claim)
        if not claim.time.undated or claim.time.phrase:
            self._add(subject, SG.time, self._time(claim))
        for quantity in claim.quantities:
            self._add(subject, SG.quantity, self._quantity(quantity))
        if claim.speakers:
            self._add(subject, SG.attribution, self._attributions(claim.speakers))

    def _content(self, subject: NamedNode, claim: Claim) -> None:
        """What is said: an event of a type with its roles, or a relation with its two ends."""
        if claim.kind == "relation":
            self._add(subject, SG.relation, RELATION[claim.type])
            if claim.subject:
                self._add(subject, SG.subjectMention, self._mention(claim.subject))
            if isinstance(claim.object, Mention):
                self._add(subject, SG.objectMention, self._mention(claim.object))
            else:
                self._add(subject, SG.objectValue, _text(claim.object))
            return
        concept, own = event_type(claim.type, claim.family)
        self._add(subject, SG.eventType, concept)
        self._add(subject, SG.ownType, _text(own))
        for argument in claim.arguments:
            self._add(subject, SLOT[argument.role], self._mention(argument.mention))
        for place in claim.places:
            self._add(subject, SG.placeMention, self._mention(place))

    def _time(self, claim: Claim) -> NamedNode:
        """The node of the claim's time: that of its words where these alone say it, else the claim's own."""
        time = claim.time
        words = claim.time_words
        if words and _says(time) == self.times.setdefault(words, _says(time)):
            node = NamedNode(iris.mention(self.account.iri, *words))
        else:
            node = NamedNode(iris.claim_time(claim.iri))
            if words:
                self._add(node, OA.start, literals.whole(words.start))
                self._add(node, OA.end, literals.whole(words.end))
        self._add(node, RDF.type, SEM.Time)
        self._add(node, OA.exact, _text(time.phrase))
        self._add(node, SG.edtf, Literal(time.edtf, datatype=EDTF_DATATYPE) if time.edtf else None)
        self._add_all(node, literals.bounds(time.bounds))
        return node

    def _quantity(self, quantity: Quantity) -> NamedNode:
        node = NamedNode(iris.quantity(self.account.iri, *quantity.span, quantity.of))
        exact = quantity.min is not None and quantity.min == quantity.max
        value = None if exact else quantity.value
        numbers = [(SCHEMA.minValue, quantity.min), (SCHEMA.maxValue, quantity.max), (SCHEMA.value, value)]
        self._add_all(
            node,
            [
                (RDF.type, SCHEMA.QuantitativeValue),
                (OA.exact, Literal(quantity.text)),
                (SG.of, _text(quantity.of)),
                (SCHEMA.unitText, _text(quantity.unit)),
                (SG.approximate, literals.truth(True) if quantity.approximate else None),
                *((term, None if number is None else literals.decimal(number)) for term, number in numbers),
            ],
        )
        return node

    def _attributions(self, speakers: tuple[Speaker, ...]) -> NamedNode:
        """The chain of speakers, outermost first; gives the innermost, whose `sg:within` points outwards."""
        outer: NamedNode | None = None
        for speaker in speakers:
            spans = [*speaker.cue, *(source.span for source in speaker.sources)]
            node = NamedNode(iris.attribution(self.account.iri, spans))
            self._add(node, RDF.type, SG.Attribution)
            self._add(node, OA.exact, _text(" … ".join(self._words(span) for span in speaker.cue)))
            for source in speaker.sources:
                self._add(node, SG.sourceMention, self._mention(source))
            if speaker.entity is None:
                self._add(node, SG.speakerLabel, Literal(speaker.label))
            else:
                self._add(node, SG.speaker, NamedNode(speaker.entity))
            if speaker.on_behalf_of:
                self._add(node, SG.onBehalfOf, NamedNode(speaker.on_behalf_of))
            self._add(node, SG.within, outer)
            outer = node
        assert outer is not None
        return outer


def _says(time: Interval) -> tuple[object, ...]:
    return (time.bounds, time.edtf, time.phrase)


def _text(value: str | None) -> Literal | None:
    return Literal(value) if value else None
