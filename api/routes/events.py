"""GET /events/{id} and its merges: one event with every claim, and why they are one."""

from __future__ import annotations

from fastapi import APIRouter

from siegegraph.api import examples
from siegegraph.api.documentation import answered
from siegegraph.api.parameters import AsOf, Event, PageParameters
from siegegraph.api.responses import ItemResponse
from siegegraph.api.state import Graph
from siegegraph.graph.query import events as query
from siegegraph.graph.query.items import EventItem, MergeItem, PageItem
from siegegraph.graph.query.merges import event_merges

router = APIRouter(tags=["events"])


@router.get("/events/{id:path}/merges", responses=answered(PageItem[MergeItem], examples.page(examples.MERGE)))
def merges(graph: Graph, name: Event, as_of: AsOf, page: PageParameters) -> ItemResponse:
    """Why its claims are held to tell of one event: two claims each, the strongest match first."""
    return ItemResponse(event_merges(graph, name, page, as_of))


@router.get("/events/{id:path}", responses=answered(EventItem, examples.EVENT))
def event(graph: Graph, name: Event, as_of: AsOf) -> ItemResponse:
    """One event: what its claims agree on, where they differ, and each claim with its words."""
    return ItemResponse(query.event(graph, name, as_of))
