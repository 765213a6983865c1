"""`siegegraph serve`: the application under uvicorn."""

from __future__ import annotations

import socket
from collections.abc import Callable
from contextlib import suppress

import uvicorn

from siegegraph.api.app import create_app
from siegegraph.graph.knowledge import KnowledgeGraph
from siegegraph.graph.opening import open_graph
from siegegraph.graph.settings import Settings

MAX_HEAD = 256 * 1024
"""Bytes of a request's address and headers: a query sent by GET may be long."""


class _Server(uvicorn.Server):
    """A server that tells when it is up."""

    def __init__(self, config: uvicorn.Config, started: Callable[[], None] | None) -> None:
        super().__init__(config)
        self._told = started

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, then tell."""
        await super().startup(sockets)
        if self.started and self._told is not None:
            self._told()


def serve(settings: Settings) -> None:
    """Serve the graph that the settings name until interrupted. Raises StoreError when it cannot be opened."""
    with open_graph(settings) as graph:
        serve_graph(graph, settings)


def serve_graph(graph: KnowledgeGraph, settings: Settings, started: Callable[[], None] | None = None) -> None:
    """Serve an open graph until interrupted; `started` is called once requests are taken."""
    config = uvicorn.Config(
        create_app(settings, graph),
        host=settings.host,
        port=settings.port,
        timeout_graceful_shutdown=5,
        server_header=False,
        h11_max_incomplete_event_size=MAX_HEAD,
    )
    # uvicorn passes the interrupt on once it has finished what was under way.
    with suppress(KeyboardInterrupt):
        _Server(config, started).run()
