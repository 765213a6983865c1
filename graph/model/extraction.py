"""What an extractor reads in one report, as standoff annotations: the form that `extract` writes and `load` takes.

The field names and their meaning are those of the JSON form, one dataclass for each kind of row. All offsets count
Unicode code points, end exclusive. `time`, `quantities`, `attribution`, `within`, `part_of` and `retells` are indexes
into the lists of the same extraction; `entity`, `speaker` and `on_behalf_of` are entity ids. What is None or empty
takes the default that the form names.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from siegegraph.graph.model.report import Report
from siegegraph.graph.model.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Extractor:
    """Who read the report."""

    name: str
    version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityMention:
    """A named mention. `id` groups the mentions of one thing within the report."""

    start: int
    end: int
    text: str
    type: str
    subtype: str | None = None
    id: str | None = None
    lat: float | None = None
    lon: float | None = None
    location: str | None = None
    uncertainty_km: float | None = None
    geonames: str | None = None
    wikidata: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A mention without a name ("he", "the ministry", "the plant") and the entity that it refers to."""

    start: int
    end: int
    entity: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """The four SEM bounds; None where open."""

    earliest: date | None = None
    begin_latest: date | None = None
    end_earliest: date | None = None
    latest: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeExpression:
    """Words of time: `type` and `value` as in TIMEX3, `edtf` a Level 0 to 2 literal or None where open."""

    start: int
    end: int
    text: str
    type: str
    value: str | None = None
    edtf: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class QuantityExpression:
    """A number and what it counts; "at least 500" has a min only, "264" min = max = value."""

    start: int
    end: int
    of: str | None = None
    min: float | None = None
    max: float | None = None
    value: float | None = None
    approximate: bool = False
    unit: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EventArgument:
    """Who or what fills a role, by its words."""

    role: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EventMention:
    """An event as told once. `start`/`end` are its trigger words; `bounds` win over `time`."""

    start: int
    end: int
    type: str
    family: str | None = None
    quote: Span | None = None
    time: int | None = None
    bounds: Bounds | None = None
    ongoing: bool = False
    quantities: tuple[int, ...] = ()
    attribution: int | None = None
    arguments: tuple[EventArgument, ...] = ()
    places: tuple[Span, ...] = ()
    modality: str = "asserted"
    polarity: str = "positive"
    certainty: str = "certain"
    outcome: str | None = None
    confidence: float | None = None
    part_of: int | None = None
    retells: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationMention:
    """A relation as told once; `object` is a span or, for an office or a rank, a value."""

    predicate: str
    subject: Span
    object: Span | str
    quote: Span | None = None
    time: int | None = None
    bounds: Bounds | None = None
    ongoing: bool = False
    attribution: int | None = None
    modality: str = "asserted"
    polarity: str = "positive"
    certainty: str = "certain"
    confidence: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AttributionMention:
    """Who is said to have said what: the spans of source, cue and content. `within` points to the outer attribution."""

    source: tuple[Span, ...] = ()
    cue: tuple[Span, ...] = ()
    content: tuple[Span, ...] = ()
    speaker: str | None = None
    on_behalf_of: str | None = None
    within: int | None = None
    modality: str = "asserted"
    polarity: str = "positive"
    certainty: str = "certain"
    confidence: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """One report and all that was read in it."""

    report: Report
    extractor: Extractor
    entities: tuple[EntityMention, ...] = ()
    mentions: tuple[Reference, ...] = ()
    times: tuple[TimeExpression, ...] = ()
    quantities: tuple[QuantityExpression, ...] = ()
    events: tuple[EventMention, ...] = ()
    relations: tuple[RelationMention, ...] = ()
    attributions: tuple[AttributionMention, ...] = ()
    warnings: tuple[str, ...] = field(default=(), compare=False)
