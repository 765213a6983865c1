"""GET, POST and DELETE under /decisions, and /review: what researchers decided, and what is in doubt."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Response
from pydantic import BaseModel, ConfigDict, Field

from siegegraph.api import examples
from siegegraph.api.auth import may_write
from siegegraph.api.documentation import answered
from siegegraph.api.parameters import AsOf, Decision, PageParameters
from siegegraph.api.responses import ItemResponse
from siegegraph.api.state import Graph
from siegegraph.graph.decide import decide, undo
from siegegraph.graph.query import decisions as query
from siegegraph.graph.query.items import DecisionItem, PageItem, ReviewItem
from siegegraph.graph.query.merges import review as doubtful

router = APIRouter(tags=["decisions"])


class NewDecision(BaseModel):
    """A decision to be taken."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [examples.NEW_DECISION]})

    kind: Literal["same", "different", "rename", "retype", "reject"]
    subject: Annotated[str, Field(description="An entity, an event or a claim: its IRI or the last segment of it.")]
    object: Annotated[str | None, Field(description="The other one, for same and different.")] = None
    value: Annotated[str | None, Field(description="The new name or type, for rename and retype.")] = None
    note: Annotated[str | None, Field(description="Why.")] = None
    by: Annotated[str | None, Field(description="Who decided.")] = None


@router.get("/decisions", responses=answered(PageItem[DecisionItem], examples.page(examples.DECISION)))
def decisions(graph: Graph, page: PageParameters) -> ItemResponse:
    """The decisions in force, the first taken first."""
    return ItemResponse(query.decisions(graph, page))


@router.post(
    "/decisions",
    status_code=201,
    dependencies=[Depends(may_write)],
    responses=answered(DecisionItem, examples.DECISION, 201),
)
def take_decision(graph: Graph, new: NewDecision) -> ItemResponse:
    """Decide that two entities or events are the same or different, on a name or a type, or against a claim."""
    taken = decide(graph, new.kind, new.subject, new.object, value=new.value, note=new.note, by=new.by)
    item = query.decision_item(taken)
    return ItemResponse(item, 201, {"Location": item["id"]})


@router.delete("/decisions/{id:path}", status_code=204, dependencies=[Depends(may_write)])
def undo_decision(graph: Graph, name: Decision) -> Response:
    """Undo a decision: the graph is then as it would be without it."""
    undo(graph, name)
    return Response(status_code=204)


@router.get("/review", responses=answered(PageItem[ReviewItem], examples.page(examples.REVIEW)))
def review(graph: Graph, page: PageParameters, as_of: AsOf) -> ItemResponse:
    """Merges in doubt on which nobody has decided, the weakest first."""
    return ItemResponse(doubtful(graph, page, as_of))
