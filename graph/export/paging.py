"""Everything that filters keep, asked for a page at a time so that a snapshot of the whole is never in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from siegegraph.graph.knowledge import KnowledgeGraph
from siegegraph.graph.query.claims import claims
from siegegraph.graph.query.filters import Filters
from siegegraph.graph.query.page import Page, PageRequest
from siegegraph.graph.query.timeline import timeline

Item = dict[str, Any]

_LIMIT = 200


def every_event(graph: KnowledgeGraph, filters: Filters, *, full_claims: bool = True) -> Iterator[Item]:
    """The events in the order of the timeline, with their claims or the number of these."""
    return _every(partial(timeline, graph, filters, full_claims=full_claims))


def every_claim(graph: KnowledgeGraph, filters: Filters) -> Iterator[Item]:
    """The claims by day of publication, report and place in the report."""
    return _every(partial(claims, graph, filters))


def _every(list_: Callable[[PageRequest], Page[Item]]) -> Iterator[Item]:
    request = PageRequest(limit=_LIMIT)
    while True:
        page = list_(request)
        yield from page.items
        if page.next is None:
            return
        request = PageRequest(limit=_LIMIT, cursor=page.next)
