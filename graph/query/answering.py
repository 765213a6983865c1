"""Where strangers' queries on a graph are answered, with the limits that its settings give."""

from __future__ import annotations

from siegegraph.graph.knowledge import KnowledgeGraph
from siegegraph.graph.store.answers import Queries
from siegegraph.graph.store.embedded import EmbeddedStore
from siegegraph.graph.store.forward import Forwarding
from siegegraph.graph.store.pool import Lender, Pool
from siegegraph.graph.store.remote import RemoteStore
from siegegraph.graph.store.worker import Limits, Workers


def queries_of(graph: KnowledgeGraph) -> Queries:
    """The place that answers queries on this graph; to be closed by whoever asked for it."""
    settings = graph.settings
    limits = Limits(settings.sparql_timeout, settings.sparql_memory, settings.sparql_max_bytes)
    if isinstance(graph.store, RemoteStore):
        lender: Lender = Forwarding(graph.store, limits)
    else:
        assert isinstance(graph.store, EmbeddedStore)
        lender = Workers(graph.store.checkpoint, limits)
    return Pool(lender, settings.sparql_workers, limits.seconds)
