"""Take a report back: the graph is then what it would be had the report never come."""

from __future__ import annotations

from siegegraph.graph.knowledge import KnowledgeGraph
from siegegraph.graph.query.names import report_called
from siegegraph.graph.update import update


def withdraw(graph: KnowledgeGraph, name: str) -> None:
    """Withdraw the report of this name, the last segment of its IRI. Raises NotFoundError and StoreError."""
    report_called(graph, graph.index.reader(), name)
    update(graph, remove=[graph.minter.iri("report", name)])
