"""Events on the map: one feature for each place of an event. https://www.rfc-editor.org/rfc/rfc7946"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import orjson

from siegegraph.graph.export.paging import every_event
from siegegraph.graph.knowledge import KnowledgeGraph
from siegegraph.graph.query.filters import Filters

Item = dict[str, Any]

_OF_EVENT = ("type", "types", "label", "modality", "polarity", "outcome", "part_of", "reports", "independent")
# The words of the day, never a moment: a program that reads "2022-05-17" as midnight does so on its own account.
_OF_TIME = ("edtf", "earliest", "begin_latest", "end_earliest", "latest", "precision", "ongoing", "undated", "display")


def geojson(graph: KnowledgeGraph, filters: Filters) -> Iterator[bytes]:
    """A FeatureCollection in the order of the timeline; what has no place with a point is left out.

    `location` says what a point rests on and `uncertainty_km` how far off it may be; `claims` is their number.
    """
    yield b'{"type":"FeatureCollection","features":[\n'
    separator = b""
    for event in every_event(graph, filters, full_claims=False):
        for feature in features_of(event):
            yield separator + orjson.dumps(feature)
            separator = b",\n"
    yield b"\n]}\n"


def features_of(event: Item) -> Iterator[Item]:
    """The features of one event, which its `event` names."""
    shared = {
        "event": event["id"],
        **{name: event[name] for name in _OF_EVENT},
        **{name: event["time"][name] for name in _OF_TIME},
        "participants": [f"{each['role']}: {each['label']}" for each in event["participants"]],
        "disagreements": [each["on"] for each in event["disagreements"]],
        "claims": event["claims"],
    }
    for place in event["places"]:
        if place["lon"] is not None and place["lat"] is not None:
            yield {
                "type": "Feature",
                "geometry": {"type": "Point", "coordinates": [place["lon"], place["lat"]]},
                "properties": {
                    **shared,
                    "place": place["id"],
                    "place_label": place["label"],
                    "location": place["location"],
                    "uncertainty_km": place["uncertainty_km"],
                    "geonames": place["geonames"],
                    "wikidata": place["wikidata"],
                },
            }
