"""GET /network: who and what belongs together."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from siegegraph.api import examples
from siegegraph.api.documentation import answered
from siegegraph.api.parameters import FilterParameters
from siegegraph.api.responses import ItemResponse
from siegegraph.api.state import Graph
from siegegraph.graph.query import network as query
from siegegraph.graph.query.items import NetworkItem

router = APIRouter(tags=["entities"])


@router.get("/network", responses=answered(NetworkItem, examples.NETWORK))
def network(
    graph: Graph,
    filters: FilterParameters,
    measure: Annotated[query.Measure, Query(description="What the score of a node is.")] = "degree",
) -> ItemResponse:
    """Entities that share events or relations, the 500 of the highest score, with links and where to draw them."""
    return ItemResponse(query.network(graph, filters, measure))
