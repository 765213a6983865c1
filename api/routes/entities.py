"""GET /entities, /entities/{id}, its relationships and merges: who and what there is."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from siegegraph.api import examples
from siegegraph.api.documentation import answered
from siegegraph.api.parameters import AsOf, Entity, PageParameters, Parties, Since, Until
from siegegraph.api.responses import ItemResponse
from siegegraph.api.state import Graph
from siegegraph.graph.query import entities as query
from siegegraph.graph.query.items import EntityItem, MergeItem, PageItem, RelationshipItem
from siegegraph.graph.query.merges import entity_merges
from siegegraph.graph.query.relationships import relationships as relationships_of

router = APIRouter(tags=["entities"])


@router.get("/entities", responses=answered(PageItem[EntityItem], examples.page(examples.ENTITY)))
def entities(
    graph: Graph,
    party: Parties,
    as_of: AsOf,
    page: PageParameters,
    type: Annotated[list[str] | None, Query(description="A type or a finer one: Person, Settlement.")] = None,
    q: Annotated[str | None, Query(description="A name, or how it begins, in any spelling or script.")] = None,
) -> ItemResponse:
    """People, places, organisations and things that a report mentions."""
    return ItemResponse(query.entities(graph, types=tuple(type or ()), q=q, party=party, as_of=as_of, page=page))


@router.get(
    "/entities/{id:path}/relationships",
    responses=answered(PageItem[RelationshipItem], examples.page(examples.RELATIONSHIP)),
)
def relationships(
    graph: Graph,
    name: Entity,
    since: Since,
    until: Until,
    as_of: AsOf,
    page: PageParameters,
    predicate: Annotated[list[str] | None, Query(description="A relation: commands, member_of ...")] = None,
) -> ItemResponse:
    """What claims say holds between this entity and others, with its time and its evidence."""
    predicates = tuple(predicate or ())
    found = relationships_of(graph, name, from_=since, to=until, as_of=as_of, predicates=predicates, page=page)
    return ItemResponse(found)


@router.get("/entities/{id:path}/merges", responses=answered(PageItem[MergeItem], examples.page(examples.MERGE)))
def merges(graph: Graph, name: Entity, as_of: AsOf, page: PageParameters) -> ItemResponse:
    """Why the reports' views of this entity are held to be one: each view with the first."""
    return ItemResponse(entity_merges(graph, name, page, as_of))


@router.get("/entities/{id:path}", responses=answered(EntityItem, examples.ENTITY))
def entity(graph: Graph, name: Entity, as_of: AsOf) -> ItemResponse:
    """One entity, by any name that a report gives it."""
    return ItemResponse(query.entity(graph, name, as_of))
