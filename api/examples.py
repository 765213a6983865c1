"""One example of each answer, for the API's documentation. What they tell is made up."""

from __future__ import annotations

from typing import Any

from siegegraph.graph.query.items import (
    ClaimItem,
    DecisionItem,
    DigestItem,
    DisagreementItem,
    EntityItem,
    EventItem,
    HistogramItem,
    MergeItem,
    NetworkItem,
    PathItem,
    PlaceItem,
    QuantityItem,
    RelationshipItem,
    ReportItem,
    ReportWithTextItem,
    ReviewItem,
    SearchItem,
    SpeakerItem,
    TextWithClaimsItem,
    TimeItem,
)

_ID = "http://127.0.0.1:8000/id/"
_REPORT = f"{_ID}report/5f1c0a9be2d34c77"
_OTHER_REPORT = f"{_ID}report/9a30be5512c04d18"
_EVENT = f"{_ID}event/5f1c0a9be2d34c77-31-40"
_TEXT = "The mayor said on Tuesday that 40 people were evacuated from Oldtown."
_QUOTE = "on Tuesday that 40 people were evacuated from Oldtown"

_COUNCIL = f"{_ID}entity/city-council-77c1d0e2"
_CITY = {"id": _COUNCIL, "label": "City council"}

TIME: TimeItem = {
    "edtf": "2022-04-19",
    "earliest": "2022-04-19",
    "begin_latest": "2022-04-19",
    "end_earliest": "2022-04-19",
    "latest": "2022-04-19",
    "precision": "day",
    "ongoing": False,
    "undated": False,
    "phrase": "Tuesday",
    "display": "19 April 2022",
}

MAYOR: SpeakerItem = {
    "id": f"{_ID}entity/the-mayor-0d9f7a13",
    "label": "the mayor",
    "on_behalf_of": {"id": f"{_ID}entity/city-council-77c1d0e2", "label": "City council"},
    "party": None,
}

PLACE: PlaceItem = {
    "id": f"{_ID}entity/oldtown-3ab01c44",
    "label": "Oldtown",
    "lat": 47.1,
    "lon": 37.55,
    "location": "gazetteer",
    "uncertainty_km": 5.0,
    "geonames": None,
    "wikidata": None,
}

QUANTITY: QuantityItem = {
    "of": "evacuated",
    "min": 40,
    "max": 40,
    "value": 40,
    "approximate": False,
    "unit": "people",
    "quote": "40 people",
    "speaker": MAYOR,
    "claim": f"{_ID}claim/5f1c0a9be2d34c77-46-55",
}

CLAIM: ClaimItem = {
    "id": f"{_ID}claim/5f1c0a9be2d34c77-46-55",
    "quote": _QUOTE,
    "prefix": "The mayor said ",
    "suffix": ".",
    "start": _TEXT.index(_QUOTE),
    "end": _TEXT.index(_QUOTE) + len(_QUOTE),
    "report": _REPORT,
    "published": "2022-04-20",
    "publisher": "Oldtown Herald",
    "speaker": MAYOR,
    "speakers": [MAYOR],
    "event": _EVENT,
    "type": "Evacuation",
    "modality": "asserted",
    "polarity": "positive",
    "certainty": "certain",
    "outcome": None,
    "confidence": 0.9,
}

_OTHER_CLAIM = f"{_ID}claim/9a30be5512c04d18-10-19"

DISAGREEMENT: DisagreementItem = {
    "on": "number",
    "of": "evacuated",
    "score": 0.5,
    "sides": [
        {"speaker": MAYOR, "party": None, "value": "40", "claims": [CLAIM["id"]]},
        {"speaker": None, "party": None, "value": "20", "claims": [_OTHER_CLAIM]},
    ],
}

EVENT: EventItem = {
    "id": _EVENT,
    "type": "Evacuation",
    "types": ["Evacuation"],
    "label": "Evacuation, Oldtown, 19 April 2022",
    "time": TIME,
    "places": [PLACE],
    "participants": [
        {"role": "beneficiary", "id": None, "label": "40 people", "type": "Person", "party": None},
    ],
    "quantities": [QUANTITY],
    "modality": "asserted",
    "polarity": "positive",
    "outcome": None,
    "part_of": None,
    "reports": 2,
    "independent": 2,
    "disagreements": [DISAGREEMENT],
    "claims": [CLAIM],
}

HISTOGRAM: HistogramItem = {
    "by": "month",
    "counts": [{"date": "2022-04-01", "count": 1}],
    "total": 2,
    "undated": 1,
    "types": [{"type": "Evacuation", "count": 1}, {"type": "Meeting", "count": 1}],
    "places": [{"id": PLACE["id"], "label": "Oldtown", "count": 2}],
    "speakers": [{"id": MAYOR["id"], "label": "the mayor", "count": 1}],
}

DIGEST: DigestItem = {
    "date": "2022-04-19",
    "label": _QUOTE,
    "quote": _QUOTE,
    "claim": CLAIM["id"],
    "events": [_EVENT],
    "reports": 2,
    "independent": 2,
    "score": 3.1,
}

EVENT_DISAGREEMENT: DisagreementItem = {
    "event": {"id": _EVENT, "label": EVENT["label"], "type": "Evacuation", "time": TIME},
    **DISAGREEMENT,
}

ENTITY: EntityItem = {
    "id": f"{_ID}entity/oldtown-3ab01c44",
    "type": "Place",
    "subtype": "Settlement",
    "label": "Oldtown",
    "aliases": [{"text": "Oldtown", "language": "en", "script": "Latn", "derived": False, "reports": 2}],
    "reports": 2,
    "mentions": 3,
    "description": None,
    "party": None,
    "lat": 47.1,
    "lon": 37.55,
    "geonames": None,
    "wikidata": None,
    "same_as": [f"{_ID}entity/oldtown-91be7720"],
}

REPORT: ReportItem = {
    "id": _REPORT,
    "url": "https://herald.example/oldtown",
    "title": "Forty leave Oldtown",
    "published": "2022-04-20",
    "publisher": "Oldtown Herald",
    "language": "en",
    "status": "extracted",
    "reason": None,
    "input_id": None,
    "claims": 1,
    "near_copy_of": None,
}

REPORT_WITH_TEXT: ReportWithTextItem = {**REPORT, "text": _TEXT}

TEXT_WITH_CLAIMS: TextWithClaimsItem = {
    "text": _TEXT,
    "claims": [CLAIM],
    "mentions": [{"start": 61, "end": 68, "entity": ENTITY["id"]}],
}

RELATIONSHIP: RelationshipItem = {
    "id": f"{_ID}relationship/5f1c0a9be2d34c77-office-4-9-mayor-11d0c9f3",
    "predicate": "office",
    "subject": {"id": MAYOR["id"], "label": "the mayor"},
    "object": {"id": None, "label": "mayor"},
    "time": TIME,
    "reports": 1,
    "independent": 1,
    "claims": [],
}

NETWORK: NetworkItem = {
    "nodes": [
        {"id": _COUNCIL, "label": "City council", "type": "Organisation", "score": 1, "community": None,
         "x": -1.0, "y": 0.2},
        {"id": ENTITY["id"], "label": "Oldtown", "type": "Place", "score": 1, "community": None, "x": 1.0, "y": -0.2},
    ],
    "links": [
        {"source": _COUNCIL, "target": ENTITY["id"], "weight": 2, "predicates": ["Evacuation", "controls"],
         "claims": 3},
    ],
    "total": 2,
}  # fmt: skip

PATH: PathItem = {
    "length": 1,
    "hops": [
        {
            "from": {"id": MAYOR["id"], "label": "the mayor", "type": "Person"},
            "via": "member_of",
            "event": None,
            "to": {"id": _CITY["id"], "label": "City council", "type": "Organisation"},
            "claims": [CLAIM["id"]],
        }
    ],
}

SEARCH: SearchItem = {
    "kind": "quote",
    "id": CLAIM["id"],
    "label": "Evacuation, Oldtown, 19 April 2022",
    "snippet": _QUOTE,
    "score": 0.8,
}

MERGE: MergeItem = {
    "kind": "event",
    "members": [EVENT["id"], f"{_ID}event/5b9c4aa5db186b53-11-18"],
    "reasons": [
        {
            "what": "same type and time; same place, participants",
            "score": 0.8,
            "claims": [CLAIM["id"], f"{_ID}claim/5b9c4aa5db186b53-11-18"],
        }
    ],
    "score": 0.8,
    "decided_by": None,
}

REVIEW: ReviewItem = {**MERGE, "score": 0.6, "alternatives": []}

DECISION: DecisionItem = {
    "id": f"{_ID}decision/0f3c2a9d1b7e4c58",
    "kind": "different",
    "subject": MERGE["members"][0],
    "object": MERGE["members"][1],
    "value": None,
    "note": "Two shellings on one day, one before noon and one at night.",
    "at": "2022-05-02T09:30:00.000+00:00",
    "by": "R. Reader",
}

NEW_DECISION: dict[str, Any] = {name: value for name, value in DECISION.items() if name not in ("id", "at", "value")}

REPORT_LINE = {
    "text": _TEXT,
    "published": "2022-04-20",
    "publisher": "Oldtown Herald",
    "url": "https://herald.example/oldtown",
    "title": "Forty leave Oldtown",
}


def page(item: Any) -> dict[str, Any]:
    """A page with this item alone."""
    return {"items": [item], "next": None}
