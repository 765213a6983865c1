"""GET /claims and /claims/{id}: who said what."""

from __future__ import annotations

from fastapi import APIRouter

from siegegraph.api import examples
from siegegraph.api.documentation import answered
from siegegraph.api.parameters import AsOf, Claim, FilterParameters, PageParameters
from siegegraph.api.responses import ItemResponse
from siegegraph.api.state import Graph
from siegegraph.graph.query import claims as query
from siegegraph.graph.query.items import ClaimItem, PageItem

router = APIRouter(tags=["claims"])


@router.get("/claims", responses=answered(PageItem[ClaimItem], examples.page(examples.CLAIM)))
def claims(graph: Graph, filters: FilterParameters, page: PageParameters) -> ItemResponse:
    """Claims of events and of relations, and statements that are neither."""
    return ItemResponse(query.claims(graph, filters, page))


@router.get("/claims/{id:path}", responses=answered(ClaimItem, examples.CLAIM))
def claim(graph: Graph, name: Claim, as_of: AsOf) -> ItemResponse:
    """One claim."""
    return ItemResponse(query.claim(graph, name, as_of))
