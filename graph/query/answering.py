"""Where strangers' queries on a graph are answered, with the limits that its settings give."""

from __future__ import annotations

from siegegraph.graph.errors import StoreError
from siegegraph.graph.knowledge import KnowledgeGraph
from siegegraph.graph.store.answers import Queries
from siegegraph.graph.store.embedded import EmbeddedStore
from siegegraph.graph.store.pool import Pool
from siegegraph.graph.store.worker import Limits


def queries_of(graph: KnowledgeGraph) -> Queries:
    """The place that answers queries on this graph; to be closed by whoever asked for it."""
    settings = graph.settings
    limits = Limits(settings.sparql_timeout, settings.sparql_memory, settings.sparql_max_bytes)
    if isinstance(graph.store, EmbeddedStore):
        return Pool(graph.store.checkpoint, settings.sparql_workers, limits)
    raise StoreError(f"{settings.store}: ask this server itself")
