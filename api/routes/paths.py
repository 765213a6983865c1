"""GET /paths: how two entities are connected."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from siegegraph.api import examples
from siegegraph.api.documentation import answered
from siegegraph.api.parameters import AsOf, Source, Target
from siegegraph.api.responses import ItemResponse
from siegegraph.api.state import Graph
from siegegraph.graph.query import paths as query
from siegegraph.graph.query.items import PageItem, PathItem
from siegegraph.graph.query.page import Page

router = APIRouter(tags=["entities"])


@router.get("/paths", responses=answered(PageItem[PathItem], examples.page(examples.PATH)))
def paths(
    graph: Graph,
    source: Source,
    target: Target,
    as_of: AsOf,
    k: Annotated[int, Query(ge=1, le=50, description="How many paths, the shortest first.")] = 3,
    max_length: Annotated[int, Query(ge=1, le=10, description="At most so many hops.")] = 6,
) -> ItemResponse:
    """The shortest ways from one entity to another, over entities and events; none is an empty list."""
    found = query.paths(graph, source, target, k=k, max_length=max_length, as_of=as_of)
    return ItemResponse(Page(found))
