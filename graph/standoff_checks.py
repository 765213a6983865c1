"""What must hold between the parts of an extraction, beyond each field's type: offsets, indexes, words, bounds."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from siegegraph.graph.errors import ExtractionFormError
from siegegraph.graph.model.extraction import (
    AttributionMention,
    Bounds,
    EntityMention,
    EventMention,
    Extraction,
    QuantityExpression,
    RelationMention,
    TimeExpression,
)
from siegegraph.graph.model.span import Span
from siegegraph.ontology.event_types import event_types
from siegegraph.ontology.vocabularies import (
    Certainty,
    EntityType,
    LocationBasis,
    Modality,
    Outcome,
    Polarity,
    RelationType,
    Role,
)

ENTITY_TYPES = frozenset(EntityType)
ROLES = frozenset(Role)
PREDICATES = frozenset(RelationType)
MODALITIES = frozenset(Modality)
POLARITIES = frozenset(Polarity)
CERTAINTIES = frozenset(Certainty)
OUTCOMES = frozenset(Outcome)
LOCATIONS = frozenset(LocationBasis)
TIMEX_TYPES = frozenset({"DATE", "TIME", "DURATION", "SET"})

Row = EventMention | RelationMention | AttributionMention


def check(extraction: Extraction) -> None:
    """Raise ExtractionFormError, naming the first field at fault, where an extraction contradicts itself."""
    if not extraction.report.text and extraction.report.status == "extracted":
        raise ExtractionFormError("text", "is empty")
    checks = _Checks(extraction)
    checks.entities()
    checks.times_and_quantities()
    checks.events()
    checks.relations()
    checks.attributions()


class _Checks:
    def __init__(self, extraction: Extraction) -> None:
        self.read = extraction
        self.text = extraction.report.text
        self.length = len(self.text)

    def entities(self) -> None:
        for i, entity in enumerate(self.read.entities):
            path = f"entities.{i}"
            self._words(path, entity)
            _word(f"{path}.type", entity.type, ENTITY_TYPES)
            if entity.location is not None:
                _word(f"{path}.location", entity.location, LOCATIONS)
            _position(path, entity)
        for i, mention in enumerate(self.read.mentions):
            self._span(f"mentions.{i}", mention.start, mention.end)

    def times_and_quantities(self) -> None:
        for i, time in enumerate(self.read.times):
            self._words(f"times.{i}", time)
            _word(f"times.{i}.type", time.type, TIMEX_TYPES)
        for i, quantity in enumerate(self.read.quantities):
            self._span(f"quantities.{i}", quantity.start, quantity.end)
            _amount(f"quantities.{i}", quantity)

    def events(self) -> None:
        for i, event in enumerate(self.read.events):
            path = f"events.{i}"
            self._span(path, event.start, event.end)
            _event_type(path, event)
            self._claim(path, event)
            if event.outcome is not None:
                _word(f"{path}.outcome", event.outcome, OUTCOMES)
            for j, quantity in enumerate(event.quantities):
                _index(f"{path}.quantities.{j}", quantity, self.read.quantities)
            for j, argument in enumerate(event.arguments):
                _word(f"{path}.arguments.{j}.role", argument.role, ROLES)
                self._span(f"{path}.arguments.{j}", argument.start, argument.end)
            self._spans(f"{path}.places", event.places)
            _index(f"{path}.part_of", event.part_of, self.read.events)
            _index(f"{path}.retells", event.retells, self.read.events)
        _acyclic("events", "part_of", [event.part_of for event in self.read.events])
        _acyclic("events", "retells", [event.retells for event in self.read.events])

    def relations(self) -> None:
        for i, relation in enumerate(self.read.relations):
            path = f"relations.{i}"
            _word(f"{path}.predicate", relation.predicate, PREDICATES)
            self._span(f"{path}.subject", *relation.subject)
            if isinstance(relation.object, Span):
                self._span(f"{path}.object", *relation.object)
            self._claim(path, relation)

    def attributions(self) -> None:
        for i, attribution in enumerate(self.read.attributions):
            path = f"attributions.{i}"
            self._spans(f"{path}.source", attribution.source)
            self._spans(f"{path}.cue", attribution.cue)
            self._spans(f"{path}.content", attribution.content)
            _index(f"{path}.within", attribution.within, self.read.attributions)
            _stance(path, attribution)
        _acyclic("attributions", "within", [attribution.within for attribution in self.read.attributions])

    def _claim(self, path: str, row: EventMention | RelationMention) -> None:
        if row.quote is not None:
            self._span(f"{path}.quote", *row.quote)
        _index(f"{path}.time", row.time, self.read.times)
        _index(f"{path}.attribution", row.attribution, self.read.attributions)
        if row.bounds is not None:
            _ordered(f"{path}.bounds", row.bounds)
        _stance(path, row)

    def _words(self, path: str, row: EntityMention | TimeExpression) -> None:
        self._span(path, row.start, row.end)
        found = self.text[row.start : row.end]
        if row.text != found:
            raise ExtractionFormError(f"{path}.text", f"{row.text!r} is not the text at these offsets, {found!r}")

    def _spans(self, path: str, spans: Sequence[Span]) -> None:
        for i, span in enumerate(spans):
            self._span(f"{path}.{i}", *span)

    def _span(self, path: str, start: int, end: int) -> None:
        if not 0 <= start < self.length:
            raise ExtractionFormError(f"{path}.start", f"{start} is outside the text of {self.length} characters")
        if not start < end <= self.length:
            raise ExtractionFormError(
                f"{path}.end", f"{end} is not after the start and within {self.length} characters"
            )


def _stance(path: str, row: Row) -> None:
    _word(f"{path}.modality", row.modality, MODALITIES)
    _word(f"{path}.polarity", row.polarity, POLARITIES)
    _word(f"{path}.certainty", row.certainty, CERTAINTIES)
    if row.confidence is not None and not 0 <= row.confidence <= 1:
        raise ExtractionFormError(f"{path}.confidence", f"{row.confidence} is not between 0 and 1")


def _word(path: str, word: str, vocabulary: Collection[str]) -> None:
    if word not in vocabulary:
        raise ExtractionFormError(path, f"{word!r} is none of {', '.join(sorted(vocabulary))}")


def _event_type(path: str, event: EventMention) -> None:
    if event.family is not None:
        _word(f"{path}.family", event.family, event_types())
    elif event.type not in event_types():
        raise ExtractionFormError(f"{path}.type", f"{event.type!r} is a type of your own, which needs a family")


def _index(path: str, index: int | None, rows: Sequence[object]) -> None:
    if index is not None and not 0 <= index < len(rows):
        raise ExtractionFormError(path, f"{index} is no index into a list of {len(rows)}")


def _acyclic(rows: str, name: str, parents: Sequence[int | None]) -> None:
    for i in range(len(parents)):
        seen, at = {i}, parents[i]
        while at is not None:
            if at in seen:
                raise ExtractionFormError(f"{rows}.{i}.{name}", "leads back to itself")
            seen.add(at)
            at = parents[at]


def _amount(path: str, quantity: QuantityExpression) -> None:
    if quantity.min is not None and quantity.max is not None and quantity.min > quantity.max:
        raise ExtractionFormError(f"{path}.min", f"{quantity.min:g} is more than the max, {quantity.max:g}")


def _position(path: str, entity: EntityMention) -> None:
    if (entity.lat is None) != (entity.lon is None):
        missing = "lat" if entity.lat is None else "lon"
        raise ExtractionFormError(f"{path}.{missing}", "is missing beside the other coordinate")
    if entity.lat is not None and not -90 <= entity.lat <= 90:
        raise ExtractionFormError(f"{path}.lat", f"{entity.lat} is not between -90 and 90")
    if entity.lon is not None and not -180 <= entity.lon <= 180:
        raise ExtractionFormError(f"{path}.lon", f"{entity.lon} is not between -180 and 180")


def _ordered(path: str, bounds: Bounds) -> None:
    pairs: tuple[tuple[str, date | None, date | None], ...] = (
        ("begin_latest", bounds.earliest, bounds.begin_latest),
        ("latest", bounds.end_earliest, bounds.latest),
        ("latest", bounds.earliest, bounds.latest),
    )
    for name, before, after in pairs:
        if before is not None and after is not None and before > after:
            raise ExtractionFormError(f"{path}.{name}", f"{after} lies before {before}")
