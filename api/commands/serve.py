"""`siegegraph serve`: the application under uvicorn."""

from __future__ import annotations

import socket
from collections.abc import Callable

import uvicorn

from siegegraph.api.app import create_app
from siegegraph.graph.knowledge import KnowledgeGraph
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


def serve(
    settings: Settings, graph: KnowledgeGraph | None = None, *, started: Callable[[], None] | None = None
) -> None:
    """Serve until interrupted; `started` is called once requests are taken. A graph that is given stays open."""
    app = create_app(settings, graph)
    config = uvicorn.Config(
        app,
        host=settings.host,
        port=settings.port,
        timeout_graceful_shutdown=5,
        server_header=False,
        h11_max_incomplete_event_size=MAX_HEAD,
    )
    _Server(config, started).run()
