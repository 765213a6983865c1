"""Slides for TimelineJS. https://timeline.knightlab.com/docs/json-format.html"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from html import escape
from typing import Any

import orjson

from siegegraph.graph.export.paging import every_event
from siegegraph.graph.knowledge import KnowledgeGraph
from siegegraph.graph.query.filters import Filters
from siegegraph.ontology.iris import name_of

Item = dict[str, Any]

_BOUNDS = ("earliest", "begin_latest", "end_earliest", "latest")


def timelinejs(graph: KnowledgeGraph, filters: Filters) -> Iterator[bytes]:
    """One slide for each event in the order of the timeline, grouped by type; what has no date has no slide.

    A slide stands at the first day known and reaches to the last one known; the words of `display_date` say what is
    known. Its text, which TimelineJS reads as HTML, holds the claims' words with who said them.
    """
    yield b'{"scale":"human","events":[\n'
    separator = b""
    for event in every_event(graph, filters):
        if not event["time"]["undated"]:
            yield separator + orjson.dumps(slide_of(event))
            separator = b",\n"
    yield b"\n]}\n"


def slide_of(event: Item) -> Item:
    """The slide of an event with a date."""
    time = event["time"]
    days = [time[bound] for bound in _BOUNDS if time[bound]]
    slide = {
        "unique_id": name_of(event["id"]),
        "start_date": _day(days[0]),
        "display_date": time["display"],
        "text": {"headline": escape(event["label"]), "text": "".join(map(_quoted, event["claims"]))},
        "group": event["type"],
    }
    return slide | ({"end_date": _day(days[-1])} if days[-1] > days[0] else {})


def _day(iso: str) -> dict[str, int]:
    day = date.fromisoformat(iso)
    return {"year": day.year, "month": day.month, "day": day.day}


def _quoted(claim: Item) -> str:
    """A claim's words with its chain of speakers, innermost first, the outlet and the day."""
    speakers = [speaker["label"] for speaker in reversed(claim["speakers"])]
    told = [*speakers, *(each for each in (claim["publisher"], claim["published"]) if each)]
    return f"<blockquote>{escape(claim['quote'])}</blockquote><p>{escape(', '.join(told))}</p>"
