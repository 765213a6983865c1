"""GET /events/{id}: one event with every claim."""

from __future__ import annotations

from fastapi import APIRouter

from siegegraph.api import examples
from siegegraph.api.documentation import answered
from siegegraph.api.parameters import AsOf, Event
from siegegraph.api.responses import ItemResponse
from siegegraph.api.state import Graph
from siegegraph.graph.query import events as query
from siegegraph.graph.query.items import EventItem

router = APIRouter(tags=["events"])


@router.get("/events/{id:path}", responses=answered(EventItem, examples.EVENT))
def event(graph: Graph, name: Event, as_of: AsOf) -> ItemResponse:
    """One event: what its claims agree on, where they differ, and each claim with its words."""
    return ItemResponse(query.event(graph, name, as_of))
