"""GET, POST and DELETE under /reports: what was read."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Response

from siegegraph.api import examples
from siegegraph.api.auth import may_write
from siegegraph.api.bodies import body_up_to
from siegegraph.api.documentation import answered, report_line
from siegegraph.api.parameters import AsOf, PageParameters, Report
from siegegraph.api.responses import ItemResponse
from siegegraph.api.state import Graph
from siegegraph.graph import ingest, withdraw
from siegegraph.graph.query import reports as query
from siegegraph.graph.query.items import PageItem, ReportItem, ReportWithTextItem, TextWithClaimsItem

router = APIRouter(tags=["reports"])

Line = Annotated[bytes, Depends(body_up_to(32 * 1024 * 1024))]


@router.get("/reports", responses=answered(PageItem[ReportItem], examples.page(examples.REPORT)))
def reports(graph: Graph, page: PageParameters, as_of: AsOf) -> ItemResponse:
    """Reports by the day of publication, those without one last."""
    return ItemResponse(query.reports(graph, page, as_of=as_of))


@router.post(
    "/reports",
    status_code=201,
    dependencies=[Depends(may_write)],
    responses=answered(ReportItem, examples.REPORT, 200, 201),
    openapi_extra=report_line(),
)
def add_report(graph: Graph, line: Line) -> ItemResponse:
    """Add one report: a line as `ingest` takes it (text, published ...) or as `extract` writes it."""
    item, created = ingest.add(graph, line)
    return ItemResponse(item, 201 if created else 200, {"Location": item["id"]})


@router.get("/reports/{id:path}/text-with-claims", responses=answered(TextWithClaimsItem, examples.TEXT_WITH_CLAIMS))
def text_with_claims(graph: Graph, name: Report, as_of: AsOf) -> ItemResponse:
    """A report's text, and where in it which claim and which entity stands."""
    return ItemResponse(query.text_with_claims(graph, name, as_of))


@router.get("/reports/{id:path}", responses=answered(ReportWithTextItem, examples.REPORT_WITH_TEXT))
def report(graph: Graph, name: Report) -> ItemResponse:
    """One report with its text."""
    return ItemResponse(query.report(graph, name))


@router.delete("/reports/{id:path}", status_code=204, dependencies=[Depends(may_write)])
def withdraw_report(graph: Graph, name: Report) -> Response:
    """Withdraw a report: the graph is then as it would be without it."""
    withdraw.withdraw(graph, name)
    return Response(status_code=204)
