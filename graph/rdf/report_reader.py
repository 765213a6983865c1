"""A report's named graph read back into the account that was written: the inverse of `report_graph`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from pyoxigraph import Literal, NamedNode, Quad

from siegegraph.graph.model.account import Account
from siegegraph.graph.model.claim import Argument, Claim, ClaimKind, Mention, Speaker
from siegegraph.graph.model.entity import EntityView, Location
from siegegraph.graph.model.extraction import Bounds, Extractor
from siegegraph.graph.model.interval import Interval
from siegegraph.graph.model.quantity import Quantity
from siegegraph.graph.model.report import Report, Status
from siegegraph.graph.model.span import Span
from siegegraph.graph.rdf import concepts
from siegegraph.graph.rdf.literals import BOUND_TERMS
from siegegraph.ontology import iris
from siegegraph.ontology.terms import OA, PROV, RDF, SCHEMA, SG

_ROLE_OF_SLOT = {slot.value: role for role, slot in concepts.SLOT.items()}
_TRIGGER = re.compile(r"-(\d+)-(\d+)(?:-by-\d+-\d+)?$")
_SPANS = re.compile(r"#(?:attribution|quantity)=([\d,]+)")


def account_from(iri: str, quads: Iterable[Quad], extractors: dict[str, Extractor]) -> Account:
    """The account that a report's graph holds. `extractors` names the runs, by IRI, that the graphs point to."""
    nodes: dict[str, dict[str, list[NamedNode | Literal]]] = {}
    for quad in quads:
        assert isinstance(quad.subject, NamedNode)
        assert isinstance(quad.object, NamedNode | Literal)
        nodes.setdefault(quad.subject.value, {}).setdefault(quad.predicate.value, []).append(quad.object)
    return _Graph(iri, nodes).account(extractors)


class _Graph:
    """One graph as nodes with their values, and the model objects that they stand for."""

    def __init__(self, iri: str, nodes: dict[str, dict[str, list[NamedNode | Literal]]]) -> None:
        self.iri = iri
        self.nodes = nodes
        self.text = self._one(iri, SCHEMA.text) or ""

    def account(self, extractors: dict[str, Extractor]) -> Account:
        run = self._one(self.iri, PROV.wasGeneratedBy) or ""
        claims = [self._claim(node) for node in self._of_type(SG.Claim)]
        mentions: dict[str, list[str]] = {}
        for node in self.nodes:
            for view in self._all(node, SG.refersTo):
                mentions.setdefault(view, []).append(node)
        views = [self._view(node, mentions.get(node, [])) for node in self._of_type(SG.EntityView)]
        return Account(
            iri=self.iri,
            report=self._report(),
            extractor=extractors.get(run, Extractor(name="unknown", version="unknown")),
            views=tuple(sorted(views, key=lambda view: (view.named[:1], view.iri))),
            claims=tuple(sorted(claims, key=lambda claim: (claim.quote, claim.iri))),
        )

    def _of_type(self, kind: NamedNode) -> list[str]:
        return [node for node, rows in self.nodes.items() if kind in rows.get(RDF.type.value, ())]

    def _all(self, node: str, predicate: NamedNode) -> list[str]:
        return [term.value for term in self.nodes.get(node, {}).get(predicate.value, ())]

    def _one(self, node: str, predicate: NamedNode) -> str | None:
        values = self.nodes.get(node, {}).get(predicate.value)
        return values[0].value if values else None

    def _number(self, node: str, predicate: NamedNode) -> float | None:
        value = self._one(node, predicate)
        return None if value is None else float(value)

    def _span(self, start_end: str) -> Span:
        span = iris.span_of(start_end)
        assert span is not None, start_end
        return Span(*span)

    def _report(self) -> Report:
        published = self._one(self.iri, SCHEMA.datePublished)
        status: Status = "not_extracted" if self._is(self.iri, SG.readingStatus, SG.notExtracted) else "extracted"
        return Report(
            text=self.text,
            published=date.fromisoformat(published) if published else None,
            publisher=self._one(self.iri, SG.publisherName),
            url=self._one(self.iri, SCHEMA.url),
            title=self._one(self.iri, SCHEMA.headline),
            language=self._one(self.iri, SCHEMA.inLanguage),
            status=status,
            reason=self._one(self.iri, SG.reason),
            input_id=self._one(self.iri, SG.inputId),
        )

    def _is(self, node: str, predicate: NamedNode, value: NamedNode) -> bool:
        return value.value in self._all(node, predicate)

    def _view(self, node: str, mentions: list[str]) -> EntityView:
        kind = concepts.name_in(concepts.ENTITY_TYPE, self._one(node, SG.viewType))
        words = concepts.MENTION_CLASS[kind].value
        named: list[Span] = []
        references: list[Span] = []
        for mention in mentions:
            if iris.report_of(mention) == self.iri and "#char=" in mention:
                rows = self._all(mention, RDF.type)
                (named if words in rows else references).append(self._span(mention))
        links = self._all(node, SG.viewLink)
        named.sort()
        return EntityView(
            iri=node,
            report=self.iri,
            label=self._one(node, SG.viewLabel) or "",
            type=kind,
            subtype=concepts.subtype_from(self._one(node, SG.viewSubtype)),
            known_as=self._one(node, SG.knownAs),
            geonames=concepts.geonames_from(links),
            wikidata=concepts.wikidata_from(links),
            location=self._location(node),
            named=tuple(named),
            names=tuple(dict.fromkeys(" ".join(self.text[span.start : span.end].split()) for span in named)),
            references=tuple(sorted(references)),
        )

    def _location(self, node: str) -> Location | None:
        lat, lon = self._number(node, SG.viewLatitude), self._number(node, SG.viewLongitude)
        if lat is None or lon is None:
            return None
        basis = concepts.name_in(concepts.LOCATION_BASIS, self._one(node, SG.viewLocation))
        return Location(lat=lat, lon=lon, basis=basis, uncertainty_km=self._number(node, SG.viewUncertaintyKm))

    def _mention(self, node: str) -> Mention:
        span = self._span(node)
        return Mention(span=span, text=self._one(node, OA.exact) or "", entity=self._one(node, SG.refersTo))

    def _claim(self, node: str) -> Claim:
        quote = Span(int(self._one(node, OA.start) or 0), int(self._one(node, OA.end) or 0))
        time, words = self._time(node)
        relation = self._one(node, SG.relation)
        subject, object_ = self._one(node, SG.subjectMention), self._one(node, SG.objectMention)
        outcome, certainty = self._one(node, SG.outcome), self._one(node, SG.certainty)
        kind, name, family = self._kind(node)
        attribution = self._one(node, SG.attribution)
        return Claim(
            iri=node,
            report=self.iri,
            kind=kind,
            type=name,
            family=family,
            quote=quote,
            quote_text=self._one(node, OA.exact) or "",
            trigger=self._trigger(node, kind, quote, attribution),
            speakers=self._speakers(attribution),
            arguments=self._arguments(node),
            places=tuple(self._mention(place) for place in sorted(self._all(node, SG.placeMention), key=self._span)),
            subject=self._mention(subject) if relation and subject else None,
            object=self._mention(object_) if object_ else self._one(node, SG.objectValue),
            time=time,
            time_words=words,
            quantities=tuple(self._quantity(quantity) for quantity in sorted(self._all(node, SG.quantity))),
            modality=concepts.name_in(concepts.MODALITY, self._one(node, SG.modality)),
            polarity=concepts.name_in(concepts.POLARITY, self._one(node, SG.polarity)),
            certainty=concepts.name_in(concepts.CERTAINTY, certainty) if certainty else "certain",
            outcome=concepts.name_in(concepts.OUTCOME, outcome) if outcome else None,
            confidence=self._number(node, SG.confidence),
            part_of=self._one(node, SG.partOf),
            retells=self._one(node, SG.retells),
        )

    def _kind(self, node: str) -> tuple[ClaimKind, str, str | None]:
        relation = self._one(node, SG.relation)
        if relation:
            return "relation", concepts.name_in(concepts.RELATION, relation), None
        name, family = concepts.event_type_from(self._one(node, SG.eventType), self._one(node, SG.ownType))
        statement = "-said-" in iris.name_of(node)
        return ("statement" if statement else "event"), name, family

    def _trigger(self, node: str, kind: ClaimKind, quote: Span, attribution: str | None) -> Span:
        """The words that carry the claim: in an event claim's name; a statement's are its cue."""
        found = _TRIGGER.search(iris.name_of(node))
        if kind == "event" and found:
            return Span(int(found[1]), int(found[2]))
        if kind == "statement" and attribution:
            cue, _ = self._attribution_spans(attribution)
            return cue[0] if cue else quote
        return quote

    def _arguments(self, node: str) -> tuple[Argument, ...]:
        found = [
            Argument(role=_ROLE_OF_SLOT[predicate], mention=self._mention(term.value))
            for predicate, terms in self.nodes[node].items()
            if predicate in _ROLE_OF_SLOT
            for term in terms
        ]
        return tuple(sorted(found, key=lambda argument: (argument.mention.span, argument.role)))

    def _time(self, node: str) -> tuple[Interval, Span | None]:
        ongoing = self._one(node, SG.ongoing) == "true"
        time = self._one(node, SG.time)
        if time is None:
            return Interval(ongoing=ongoing), None
        days = {name: self._one(time, term) for name, term in BOUND_TERMS.items()}
        bounds = Bounds(**{name: date.fromisoformat(value) for name, value in days.items() if value})
        start, end = self._one(time, OA.start), self._one(time, OA.end)
        words = Span(int(start), int(end)) if start and end else None
        if "#char=" in time:
            words = self._span(time)
        interval = Interval(
            earliest=bounds.earliest,
            begin_latest=bounds.begin_latest,
            end_earliest=bounds.end_earliest,
            latest=bounds.latest,
            edtf=self._one(time, SG.edtf),
            phrase=self._phrase(time, words),
            ongoing=ongoing,
        )
        return interval, words

    def _phrase(self, time: str, words: Span | None) -> str | None:
        return self.text[words.start : words.end] if words else self._one(time, OA.exact)

    def _quantity(self, node: str) -> Quantity:
        found = _SPANS.search(node)
        assert found is not None, node
        start, end = (int(offset) for offset in found[1].split(","))
        low, high = self._number(node, SCHEMA.minValue), self._number(node, SCHEMA.maxValue)
        return Quantity(
            span=Span(start, end),
            text=self._one(node, OA.exact) or "",
            of=self._one(node, SG.of),
            min=low,
            max=high,
            value=low if low == high and low is not None else self._number(node, SCHEMA.value),
            approximate=self._one(node, SG.approximate) == "true",
            unit=self._one(node, SCHEMA.unitText),
        )

    def _speakers(self, attribution: str | None) -> tuple[Speaker, ...]:
        chain: list[Speaker] = []
        while attribution:
            cue, sources = self._attribution_spans(attribution)
            entity = self._one(attribution, SG.speaker)
            label = self._one(entity, SG.viewLabel) if entity else self._one(attribution, SG.speakerLabel)
            chain.append(
                Speaker(
                    label=label or "",
                    sources=tuple(
                        Mention(span=span, text=self.text[span.start : span.end], entity=entity) for span in sources
                    ),
                    cue=cue,
                    entity=entity,
                    on_behalf_of=self._one(attribution, SG.onBehalfOf),
                )
            )
            attribution = self._one(attribution, SG.within)
        return tuple(reversed(chain))

    def _attribution_spans(self, attribution: str) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
        """The spans of cue and source, as the attribution's name lists them: first the cue's, then the source's."""
        found = _SPANS.search(attribution)
        offsets = [int(offset) for offset in found[1].split(",")] if found else []
        spans = [Span(start, end) for start, end in zip(offsets[::2], offsets[1::2], strict=True)]
        sources = {self._span(mention) for mention in self._all(attribution, SG.sourceMention)}
        cues = len(spans) - len(sources)
        return tuple(spans[:cues]), tuple(spans[cues:])
