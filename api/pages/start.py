"""The start page: a form of filters and what they keep."""

from __future__ import annotations

from collections.abc import Mapping

from fastapi import Request
from fastapi.responses import HTMLResponse

from siegegraph.api.pages import rendered, with_query
from siegegraph.api.pages.lookup import entity_meant
from siegegraph.graph.knowledge import KnowledgeGraph
from siegegraph.graph.query import entities, reports, timeline
from siegegraph.graph.query.filters import filters_of
from siegegraph.graph.query.page import PageRequest
from siegegraph.ontology.event_types import event_types
from siegegraph.ontology.iris import name_of

_NAMES_PEOPLE = ("actor", "place", "speaker")

# How many names the form suggests; the page shows the first few of them.
_SUGGESTED = 200


def page(request: Request, graph: KnowledgeGraph, form: Mapping[str, str], cursor: str | None) -> HTMLResponse:
    """The page for a form whose blank fields are empty. Raises ParameterError, naming the field."""
    meant = {name: entity_meant(graph, name, form[name]) for name in _NAMES_PEOPLE if form[name]}
    given = {name: value for name, value in form.items() if value}
    given |= {name: name_of(entity["id"]) for name, entity in meant.items()}
    filters = filters_of({name: [value] for name, value in given.items()})
    found = timeline.timeline(graph, filters, PageRequest(cursor=cursor))
    root = request.scope.get("root_path", "")
    return rendered(
        request,
        "start.html",
        form=form,
        filtered=bool(given),
        meant=meant,
        events=found,
        next_page=with_query(f"{root}/", given | {"cursor": found.next}) if found.next else None,
        entities=entities.entities(
            graph, types=(), q=None, party=(), as_of=filters.as_of, page=PageRequest(limit=_SUGGESTED)
        ),
        reports=reports.reports(graph, PageRequest(limit=12), as_of=filters.as_of),
        event_types=sorted(event_types()),
        as_of=filters.as_of,
        json_twin=with_query(f"{root}/timeline", given),
    )
