"""GET /browse/entities and /browse/reports: the lists as pages for people."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from siegegraph.api.pages import lists
from siegegraph.api.state import Graph

router = APIRouter(tags=["pages"])

Cursor = Annotated[str | None, Query(description="The next page.")]
Day = Annotated[str, Query(description="Only what was published on or before this day.")]


@router.get("/browse/entities", response_class=HTMLResponse)
def browse_entities(
    request: Request,
    graph: Graph,
    q: Annotated[str, Query(description="A name, or how it begins.")] = "",
    type: Annotated[str, Query(description="A type of entity.")] = "",
    as_of: Day = "",
    cursor: Cursor = None,
) -> HTMLResponse:
    """All entities in a table."""
    return lists.entities_page(request, graph, {"q": q.strip(), "type": type, "as_of": as_of}, cursor)


@router.get("/browse/reports", response_class=HTMLResponse)
def browse_reports(request: Request, graph: Graph, as_of: Day = "", cursor: Cursor = None) -> HTMLResponse:
    """All reports in a table."""
    return lists.reports_page(request, graph, as_of, cursor)
