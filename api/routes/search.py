"""GET /search: entities, events and quotes together."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from siegegraph.api import examples
from siegegraph.api.documentation import answered
from siegegraph.api.parameters import AsOf, PageParameters
from siegegraph.api.responses import ItemResponse
from siegegraph.api.state import Graph
from siegegraph.graph.query import search as query
from siegegraph.graph.query.items import PageItem, SearchItem

router = APIRouter(tags=["events"])


@router.get("/search", responses=answered(PageItem[SearchItem], examples.page(examples.SEARCH)))
def search(
    graph: Graph, q: Annotated[str, Query(min_length=1, description="Words.")], as_of: AsOf, page: PageParameters
) -> ItemResponse:
    """What is called so or told in these words, the best match first."""
    return ItemResponse(query.search(graph, q, as_of=as_of, page=page))
