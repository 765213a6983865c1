"""GET /timeline and what is counted and chosen from it: what happened, in order."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Query

from siegegraph.api import examples
from siegegraph.api.documentation import answered
from siegegraph.api.parameters import FilterParameters, PageParameters
from siegegraph.api.responses import ItemResponse
from siegegraph.api.state import Graph
from siegegraph.graph.query import timeline as query
from siegegraph.graph.query.digest import digest as digest_of
from siegegraph.graph.query.histogram import histogram as histogram_of
from siegegraph.graph.query.items import CountedEventItem, DigestItem, EventItem, HistogramItem, PageItem

router = APIRouter(tags=["events"])


@router.get("/timeline", responses=answered(PageItem[EventItem | CountedEventItem], examples.page(examples.EVENT)))
def timeline(
    graph: Graph,
    filters: FilterParameters,
    page: PageParameters,
    claims: Annotated[Literal["full", "count"], Query(description="All claims, or only how many.")] = "full",
    order: Annotated[Literal["asc", "desc"], Query(description="The earliest first, or the latest.")] = "asc",
) -> ItemResponse:
    """Events by the first day known of them, the undated last."""
    found = query.timeline(graph, filters, page, descending=order == "desc", full_claims=claims == "full")
    return ItemResponse(found)


@router.get("/timeline/histogram", responses=answered(HistogramItem, examples.HISTOGRAM))
def histogram(
    graph: Graph,
    filters: FilterParameters,
    by: Annotated[Literal["day", "week", "month"], Query(description="What is counted together.")] = "day",
) -> ItemResponse:
    """How many events there are from day to day, and of which types, at which places, by whose account."""
    return ItemResponse(histogram_of(graph, filters, by))


@router.get("/timeline/digest", responses=answered(PageItem[DigestItem], examples.page(examples.DIGEST)))
def digest(
    graph: Graph,
    filters: FilterParameters,
    dates: Annotated[int, Query(description="How many days, from 1 to 1000.")] = 10,
) -> ItemResponse:
    """The days to remember, in order of time, each with one line of a claim's own words."""
    return ItemResponse(digest_of(graph, filters, dates))
