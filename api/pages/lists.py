"""Entities and reports in tables."""

from __future__ import annotations

from collections.abc import Mapping

from fastapi import Request
from fastapi.responses import HTMLResponse

from siegegraph.api.pages import rendered, with_query
from siegegraph.graph.knowledge import KnowledgeGraph
from siegegraph.graph.query import entities, reports
from siegegraph.graph.query.filters import day_of
from siegegraph.graph.query.page import PageRequest
from siegegraph.ontology.entity_types import entity_types


def entities_page(request: Request, graph: KnowledgeGraph, form: Mapping[str, str], cursor: str | None) -> HTMLResponse:
    """The entities that a form's `q`, `type` and `as_of` keep, each empty where not given."""
    as_of = day_of("as_of", form["as_of"]) if form["as_of"] else None
    types = (form["type"],) if form["type"] else ()
    asked = PageRequest(limit=100, cursor=cursor)
    found = entities.entities(graph, types=types, q=form["q"] or None, party=(), as_of=as_of, page=asked)
    root = request.scope.get("root_path", "")
    return rendered(
        request,
        "entities.html",
        form=form,
        entities=found,
        entity_types=sorted(entity_types()),
        next_page=with_query(f"{root}/browse/entities", {**form, "cursor": found.next}) if found.next else None,
        as_of=as_of,
        json_twin=with_query(f"{root}/entities", form),
    )


def reports_page(request: Request, graph: KnowledgeGraph, day: str, cursor: str | None) -> HTMLResponse:
    """The reports published by a day ("" for all of them)."""
    as_of = day_of("as_of", day) if day else None
    found = reports.reports(graph, PageRequest(limit=100, cursor=cursor), as_of=as_of)
    root = request.scope.get("root_path", "")
    query = {"as_of": day, "cursor": found.next}
    return rendered(
        request,
        "reports.html",
        reports=found,
        next_page=with_query(f"{root}/browse/reports", query) if found.next else None,
        as_of=as_of,
        json_twin=with_query(f"{root}/reports", {"as_of": day}),
    )
