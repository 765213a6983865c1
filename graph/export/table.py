"""A table for spreadsheets and statistics: one row for each claim. https://www.rfc-editor.org/rfc/rfc4180"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any

from siegegraph.graph.export.paging import every_claim, every_event
from siegegraph.graph.knowledge import KnowledgeGraph
from siegegraph.graph.query.filters import Filters

Item = dict[str, Any]

COLUMNS = (
    "event", "event_type", "event_label", "earliest", "begin_latest", "end_earliest", "latest", "edtf", "time",
    "places", "participants", "event_reports", "event_independent",
    "claim", "relation", "claim_type", "quote", "start", "end", "speakers", "on_behalf_of",
    "modality", "polarity", "certainty", "outcome", "confidence", "quantities",
    "report", "published", "publisher",
)  # fmt: skip

_BOUNDS = ("earliest", "begin_latest", "end_earliest", "latest", "edtf")
_AS_IN_CLAIM = (
    "quote", "start", "end", "modality", "polarity", "certainty", "outcome", "confidence",
    "report", "published", "publisher",
)  # fmt: skip


def table(graph: KnowledgeGraph, filters: Filters) -> Iterator[bytes]:
    """UTF-8 with a header: events in the order of the timeline, each with its claims, then claims of no event.

    Several values in a cell are parted by "; ", a chain of speakers (outermost first) by " > ". What is not known is
    empty, and so is the speaker where the outlet itself vouches. Days are written YYYY-MM-DD.
    """
    yield _written([{column: column for column in COLUMNS}])
    for event in every_event(graph, filters):
        shared = _of_event(event)
        yield _written(
            shared | _of_claim(claim, [each for each in event["quantities"] if each["claim"] == claim["id"]])
            for claim in event["claims"]
        )
    yield from (_written([_of_claim(claim, [])]) for claim in every_claim(graph, filters) if "event" not in claim)


def _of_event(event: Item) -> Item:
    return {
        "event": event["id"],
        "event_type": event["type"],
        "event_label": event["label"],
        **{name: event["time"][name] for name in _BOUNDS},
        "time": event["time"]["display"],
        "places": "; ".join(place["label"] for place in event["places"]),
        "participants": "; ".join(f"{each['role']}: {each['label']}" for each in event["participants"]),
        "event_reports": event["reports"],
        "event_independent": event["independent"],
    }


def _of_claim(claim: Item, quantities: Iterable[Item]) -> Item:
    bodies = (speaker["on_behalf_of"] for speaker in claim["speakers"])
    return {
        **{name: claim[name] for name in _AS_IN_CLAIM},
        "claim": claim["id"],
        "relation": claim.get("relation"),
        "claim_type": claim["type"],
        "speakers": " > ".join(speaker["label"] for speaker in claim["speakers"]),
        "on_behalf_of": "; ".join(body["label"] for body in bodies if body),
        "quantities": "; ".join(quantity["quote"] for quantity in quantities),
    }


def _written(rows: Iterable[Item]) -> bytes:
    lines = io.StringIO(newline="")
    csv.DictWriter(lines, COLUMNS).writerows(rows)
    return lines.getvalue().encode()
