"""GET /health and /ready: whether the server runs, and whether it can answer."""

from __future__ import annotations

from fastapi import APIRouter

from siegegraph.api.responses import ItemResponse
from siegegraph.api.state import Graph

router = APIRouter(tags=["server"])


@router.get("/health")
async def health() -> ItemResponse:
    """The server runs."""
    return ItemResponse({"status": "ok"})


@router.get("/ready")
def ready(graph: Graph) -> ItemResponse:
    """The store answers; 503 where it does not."""
    return ItemResponse({"status": "ready", "revision": graph.store.revision()})
