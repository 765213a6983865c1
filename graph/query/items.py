"""JSON, version 1: the one definition of what the API answers, field by field.

The functions beside this module return these dicts, ready to be serialised; the API sends them as they are and makes
its documentation from the types. `id` is always an IRI, a date always `YYYY-MM-DD`, offsets count Unicode code points
with the end exclusive. What is not known is null; a field is left out only where it is marked NotRequired.
"""

from __future__ import annotations

from typing import Annotated, Generic, Literal, NotRequired, TypeAlias, TypeVar

from pydantic import Field
from typing_extensions import TypedDict

Iri = Annotated[str, Field(json_schema_extra={"format": "iri"})]
Day = Annotated[str, Field(json_schema_extra={"format": "date"})]
Measure: TypeAlias = int | float
Modality: TypeAlias = Literal["asserted", "reported", "future", "proposed", "possible", "denied"]
Polarity: TypeAlias = Literal["positive", "negative"]
Certainty: TypeAlias = Literal["certain", "probable", "possible", "unknown"]
Outcome: TypeAlias = Literal["succeeded", "failed", "partial", "unknown"]
DisagreementKind: TypeAlias = Literal["number", "date", "place", "responsibility", "outcome", "naming", "occurrence"]

ItemT = TypeVar("ItemT")


class PageItem(TypedDict, Generic[ItemT]):
    """One page of a list."""

    items: list[ItemT]
    next: Annotated[str | None, Field(description="The `cursor` that asks for the next page; null on the last one.")]


class NamedItem(TypedDict):
    """A thing as others name it."""

    id: Annotated[Iri | None, Field(description="Null for what is known by description only.")]
    label: str


class ThingItem(NamedItem):
    """A thing as others name it, and what it is."""

    type: str


class TimeItem(TypedDict):
    """When it happened: it began between the first two bounds and ended between the last two."""

    edtf: Annotated[str | None, Field(description="Extended Date/Time Format, Level 2 where needed.")]
    earliest: Annotated[Day | None, Field(description="The first day on which it may have begun.")]
    begin_latest: Annotated[Day | None, Field(description="The last day on which it may have begun.")]
    end_earliest: Annotated[Day | None, Field(description="The first day on which it may have ended.")]
    latest: Annotated[Day | None, Field(description="The last day on which it may have ended.")]
    precision: Annotated[
        str | None,
        Field(description="day, week, month, season, year, decade, century or era; null where neither end is known."),
    ]
    ongoing: Annotated[bool, Field(description="Whether it had not ended when it was told.")]
    undated: Annotated[bool, Field(description="Whether no bound is known.")]
    phrase: Annotated[str | None, Field(description='The words that it came from: "Tuesday".')]
    display: Annotated[str, Field(description='For people: "9 April 2022", "by 20 April 2022", "undated".')]


class PlaceItem(NamedItem):
    """Where it happened."""

    lat: Annotated[float | None, Field(description="Degrees north, WGS 84.")]
    lon: Annotated[float | None, Field(description="Degrees east, WGS 84.")]
    location: Annotated[
        Literal["gazetteer", "container", "guess"] | None,
        Field(description="What the point rests on; container: it is that of the place that this one lies in."),
    ]
    uncertainty_km: Annotated[float | None, Field(description="Radius in kilometres around the point.")]
    geonames: Annotated[str | None, Field(description="GeoNames identifier.")]
    wikidata: Annotated[str | None, Field(description="Wikidata identifier.")]


class ParticipantItem(ThingItem):
    """Who or what took part, in which role."""

    role: str
    party: Annotated[NamedItem | None, Field(description="The side in the conflict that it belongs to.")]


class SpeakerItem(NamedItem):
    """Somebody who is said to have said it. `id` is null for one known by description only ("a source")."""

    on_behalf_of: Annotated[NamedItem | None, Field(description="The body that the speaker speaks for.")]
    party: Annotated[NamedItem | None, Field(description="The side in the conflict that the speaker belongs to.")]


class QuantityItem(TypedDict):
    """A number that somebody gives: "at least 500" has a min only, "264" min = max = value."""

    of: Annotated[str | None, Field(description="What is counted.")]
    min: Measure | None
    max: Measure | None
    value: Measure | None
    approximate: bool
    unit: Annotated[str | None, Field(description="What it is counted in.")]
    quote: Annotated[str, Field(description="The words that give the number.")]
    speaker: Annotated[SpeakerItem | None, Field(description="Who gives it; null = the outlet itself.")]
    claim: Iri


class ClaimItem(TypedDict):
    """What somebody says happened or holds, with the exact words. It is of an event, of a relation, or a statement."""

    id: Iri
    quote: Annotated[str, Field(description="The words of the report: `text[start:end]`.")]
    prefix: Annotated[str, Field(description="The text just before the quote.")]
    suffix: Annotated[str, Field(description="The text just after the quote.")]
    start: int
    end: int
    report: Iri
    published: Annotated[Day | None, Field(description="When the report was published.")]
    publisher: str | None
    speaker: Annotated[SpeakerItem | None, Field(description="Whoever vouches for it; null = the outlet itself.")]
    speakers: Annotated[list[SpeakerItem], Field(description="The whole chain, outermost first, the outlet left out.")]
    event: NotRequired[Annotated[Iri, Field(description="The event that it is about.")]]
    relation: NotRequired[Annotated[Iri, Field(description="The relationship that it is about.")]]
    type: Annotated[str, Field(description="An event type, a relation's predicate or Statement.")]
    modality: Modality
    polarity: Polarity
    certainty: Certainty
    outcome: Outcome | None
    confidence: Annotated[float | None, Field(description="Probability that a careful reader would call it right.")]


class SideItem(TypedDict):
    """One side of a disagreement."""

    speaker: Annotated[SpeakerItem | None, Field(description="Null = the outlet itself.")]
    party: NamedItem | None
    value: str
    claims: list[Iri]


class EventRefItem(TypedDict):
    """The event that a disagreement is about."""

    id: Iri
    label: str
    type: str
    time: TimeItem


class DisagreementItem(TypedDict):
    """What the claims of one event differ on."""

    event: NotRequired[Annotated[EventRefItem, Field(description="Left out inside an event.")]]
    on: DisagreementKind
    of: Annotated[str | None, Field(description="Which number; null where it is not on a number.")]
    score: Annotated[float, Field(description="How far apart they are, from 0 to 1.")]
    sides: list[SideItem]


class EventBaseItem(TypedDict):
    """An event but for its claims."""

    id: Iri
    type: str
    types: Annotated[list[str], Field(description="All that it is called, where sources differ on the naming.")]
    label: str
    time: TimeItem
    places: list[PlaceItem]
    participants: list[ParticipantItem]
    quantities: list[QuantityItem]
    modality: Modality
    polarity: Polarity
    outcome: Outcome | None
    part_of: Annotated[Iri | None, Field(description="The longer event that it is part of.")]
    reports: Annotated[int, Field(description="How many reports tell it.")]
    independent: Annotated[int, Field(description="How many of them do not only repeat another.")]
    disagreements: list[DisagreementItem]


class EventItem(EventBaseItem):
    """A reading of claims: what they say happened, where they agree and where not."""

    claims: list[ClaimItem]


class CountedEventItem(EventBaseItem):
    """An event with the number of its claims in place of them (`claims=count`)."""

    claims: int


class BucketItem(TypedDict):
    """How many events there are in a day, week or month."""

    date: Annotated[Day, Field(description="Its first day.")]
    count: int


class CountedTypeItem(TypedDict):
    """How many events are of a type."""

    type: str
    count: int


class CountedThingItem(NamedItem):
    """How many events an entity has a part in."""

    count: int


class HistogramItem(TypedDict):
    """How many events there are; each counts on the first day known of it."""

    by: Literal["day", "week", "month"]
    counts: Annotated[list[BucketItem], Field(description="In order of time; one without events is left out.")]
    total: Annotated[int, Field(description="All events, the undated included.")]
    undated: Annotated[int, Field(description="Events of which no bound is known.")]
    types: Annotated[list[CountedTypeItem], Field(description="By their own type, the most frequent first.")]
    places: Annotated[list[CountedThingItem], Field(description="By each of their places; at most 1000.")]
    speakers: Annotated[
        list[CountedThingItem], Field(description="By everybody in a chain of speakers or spoken for; at most 1000.")
    ]


class AliasItem(TypedDict):
    """A name in use."""

    text: str
    language: Annotated[str | None, Field(description="BCP 47.")]
    script: Annotated[str | None, Field(description="ISO 15924.")]
    derived: Annotated[bool, Field(description="Whether it was made by transliteration.")]
    reports: Annotated[int, Field(description="How many reports use it.")]


class EntityItem(TypedDict):
    """A person, place, organisation or thing, whatever the reports call it."""

    id: Iri
    type: Annotated[str, Field(description="Person, Place, Organisation, Weapon, Vessel or Other.")]
    subtype: Annotated[str | None, Field(description="Finer: MilitaryUnit, Government, Settlement ...")]
    label: str
    aliases: list[AliasItem]
    reports: Annotated[int, Field(description="How many reports mention it.")]
    mentions: int
    description: str | None
    party: Annotated[NamedItem | None, Field(description="The side in the conflict that it belongs to.")]
    lat: float | None
    lon: float | None
    geonames: str | None
    wikidata: str | None
    same_as: Annotated[list[Iri], Field(description="Its other names here, and those of other data sets.")]


class ReportItem(TypedDict):
    """A report and where it comes from."""

    id: Iri
    url: str | None
    title: str | None
    published: Day | None
    publisher: str | None
    language: Annotated[str | None, Field(description="ISO 639-1.")]
    status: Literal["extracted", "not_extracted"]
    reason: Annotated[str | None, Field(description="Why it was stored and not read.")]
    input_id: Annotated[str | None, Field(description='The "id" of the line that it came from.')]
    claims: Annotated[int, Field(description="How many claims it makes.")]
    near_copy_of: Annotated[Iri | None, Field(description="The report that it hardly differs from.")]


class ReportWithTextItem(ReportItem):
    """A report with its text as stored."""

    text: str


class MentionItem(TypedDict):
    """Words of a report that name an entity or refer to it."""

    start: int
    end: int
    entity: Iri


class TextWithClaimsItem(TypedDict):
    """A report's text and what was read where in it. Claims nest and overlap."""

    text: str
    claims: list[ClaimItem]
    mentions: list[MentionItem]


class RelationshipItem(TypedDict):
    """A relation that claims say holds, with its time and its evidence."""

    id: Iri
    predicate: str
    subject: NamedItem
    object: Annotated[NamedItem, Field(description="Its `id` is null where it is a value (an office, a rank).")]
    time: TimeItem
    reports: int
    independent: int
    claims: list[ClaimItem]


# "from" is a keyword, hence the other way of writing a TypedDict.
HopItem = TypedDict(
    "HopItem",
    {
        "from": ThingItem,
        "via": Annotated[str, Field(description="The predicate of a relation, or what happened.")],
        "event": Annotated[Iri | None, Field(description="The event that joins the two; null for a relation.")],
        "to": ThingItem,
        "claims": Annotated[list[Iri], Field(description="What the hop rests on.")],
    },
)


class PathItem(TypedDict):
    """A way from one entity to another, each hop with its evidence."""

    length: Annotated[int, Field(description="Number of hops.")]
    hops: list[HopItem]


class SearchItem(TypedDict):
    """Something found by words."""

    kind: Literal["entity", "event", "quote"]
    id: Iri
    label: str
    snippet: Annotated[str, Field(description="The words that were found, in their context.")]
    score: float


class NodeItem(TypedDict):
    """An entity in a network."""

    id: Iri
    label: str
    type: str
    score: Annotated[Measure, Field(description="By the measure asked for; with community, the degree.")]
    community: Annotated[int | None, Field(description="The largest is 0; null unless community is the measure.")]
    x: Annotated[float, Field(description="From -1 to 1.")]
    y: Annotated[float, Field(description="From -1 to 1.")]


class LinkItem(TypedDict):
    """What joins two entities in a network."""

    source: Iri
    target: Annotated[Iri, Field(description="A link has no direction: of the two, `source` is the lesser IRI.")]
    weight: Annotated[Measure, Field(description="How many events they share and relations are claimed between them.")]
    predicates: Annotated[list[str], Field(description="The types of those events and the names of those relations.")]
    claims: Annotated[int, Field(description="How many claims it rests on.")]


class NetworkItem(TypedDict):
    """Entities and what joins them, placed for drawing."""

    nodes: list[NodeItem]
    links: list[LinkItem]
    total: Annotated[int, Field(description="How many nodes there are in all; the list may hold fewer.")]


class DigestItem(TypedDict):
    """A day that matters, and the sentence that says why."""

    date: Day
    label: Annotated[str, Field(description="The quote on one line, cut where it is long.")]
    quote: Annotated[str, Field(description="The words of the claim.")]
    claim: Iri
    events: Annotated[list[Iri], Field(description="What began or ended that day, the gravest first; at most 20.")]
    reports: Annotated[int, Field(description="How many reports tell of them.")]
    independent: Annotated[int, Field(description="Of how many origins these reports are.")]
    score: Annotated[float, Field(description="How much the day is remembered; it ranks the days of one answer.")]


class ReasonItem(TypedDict):
    """Why two things are held to be one."""

    what: str
    score: float
    claims: list[Iri]


class MergeItem(TypedDict):
    """Things held to be one, and why."""

    kind: str
    members: list[Iri]
    reasons: list[ReasonItem]
    score: float
    decided_by: Annotated[Iri | None, Field(description="The researcher's decision that it rests on, if any.")]


class ReviewItem(MergeItem):
    """An uncertain merge, for a person to look at."""

    alternatives: list[Iri]


class DecisionItem(TypedDict):
    """What a researcher decided."""

    id: Iri
    kind: Literal["same", "different", "rename", "retype", "reject"]
    subject: Iri
    object: Iri | None
    value: str | None
    note: str | None
    at: Annotated[str, Field(description="When, as an ISO 8601 date and time.")]
    by: str | None
