"""The graph as a file for other tools: one module for each family of formats."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain, islice

from siegegraph.graph.errors import ParameterError
from siegegraph.graph.export.geojson import geojson
from siegegraph.graph.export.jsonld import jsonld
from siegegraph.graph.export.network import gexf, graphml
from siegegraph.graph.export.rdf import nquads, trig, turtle
from siegegraph.graph.export.table import table
from siegegraph.graph.export.timelinejs import timelinejs
from siegegraph.graph.knowledge import KnowledgeGraph
from siegegraph.graph.query.filters import Filters

__all__ = ["EXPORT_FORMATS", "export"]

Writer = Callable[[KnowledgeGraph, Filters], Iterator[bytes]]

_WRITERS: dict[str, tuple[str, Writer]] = {
    "trig": ("application/trig", trig),
    "nquads": ("application/n-quads", nquads),
    "turtle": ("text/turtle", turtle),
    "jsonld": ("application/ld+json", jsonld),
    "csv": ("text/csv; charset=utf-8", table),
    "geojson": ("application/geo+json", geojson),
    "graphml": ("application/graphml+xml", graphml),
    "gexf": ("application/gexf+xml", gexf),
    "timelinejs": ("application/json", timelinejs),
}

EXPORT_FORMATS: dict[str, str] = {name: media_type for name, (media_type, _) in _WRITERS.items()}
"""The formats by name, each with its media type."""


def export(graph: KnowledgeGraph, format: str, filters: Filters | None = None) -> Iterator[bytes]:
    """All that the filters keep as one file, piece by piece.

    Raises ParameterError for an unknown format or a filter that makes no sense, before anything is written.
    """
    if format not in _WRITERS:
        raise ParameterError("format", f"there is {', '.join(_WRITERS)}, not {format!r}")
    _, writer = _WRITERS[format]
    pieces = writer(graph, filters or Filters())
    # The second piece is the first that has asked the graph anything.
    return chain(list(islice(pieces, 2)), pieces)
