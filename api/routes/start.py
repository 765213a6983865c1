"""GET /: the start page, the timeline for people."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse

from siegegraph.api.pages import start as start_page
from siegegraph.api.state import Graph

router = APIRouter(tags=["pages"])


async def _form(
    from_: Annotated[str, Query(alias="from", description="The time may reach this day or one after it.")] = "",
    to: Annotated[str, Query(description="The time may reach this day or one before it.")] = "",
    type: Annotated[str, Query(description="An event type; narrower ones are included.")] = "",
    actor: Annotated[str, Query(description="Somebody who takes part, by name or IRI.")] = "",
    place: Annotated[str, Query(description="Where it happened, by name or IRI.")] = "",
    speaker: Annotated[str, Query(description="Somebody anywhere in the chain of speakers, by name or IRI.")] = "",
    q: Annotated[str, Query(description="Words.")] = "",
    as_of: Annotated[str, Query(description="Only what was published on or before this day.")] = "",
) -> dict[str, str]:
    return {name.rstrip("_"): value.strip() for name, value in locals().items()}


@router.get("/", response_class=HTMLResponse)
def start(
    request: Request,
    graph: Graph,
    form: Annotated[dict[str, str], Depends(_form)],
    cursor: Annotated[str | None, Query(description="The next page of the timeline.")] = None,
) -> HTMLResponse:
    """The timeline with its evidence, filters, reports and entities."""
    return start_page.page(request, graph, form, cursor)
