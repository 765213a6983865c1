"""GET /disagreements: what sources differ on."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from siegegraph.api import examples
from siegegraph.api.documentation import answered
from siegegraph.api.parameters import FilterParameters, PageParameters
from siegegraph.api.responses import ItemResponse
from siegegraph.api.state import Graph
from siegegraph.graph.query import disagreements as query
from siegegraph.graph.query.items import DisagreementItem, PageItem

router = APIRouter(tags=["events"])


@router.get(
    "/disagreements",
    responses=answered(PageItem[DisagreementItem], examples.page(examples.EVENT_DISAGREEMENT)),
)
def disagreements(
    graph: Graph,
    filters: FilterParameters,
    page: PageParameters,
    on: Annotated[list[str] | None, Query(description=f"On what: {', '.join(query.KINDS)}.")] = None,
) -> ItemResponse:
    """What sources differ on, of the events that the filters keep: the most differing first."""
    return ItemResponse(query.disagreements(graph, filters, page, on=tuple(on or ())))
