"""What people type for a person, a place or a speaker, as the entity that they mean."""

from __future__ import annotations

from typing import Any

from siegegraph.graph.errors import NotFoundError, ParameterError
from siegegraph.graph.knowledge import KnowledgeGraph
from siegegraph.graph.query import entities
from siegegraph.graph.query.filters import name_in
from siegegraph.graph.query.page import PageRequest


def entity_meant(graph: KnowledgeGraph, parameter: str, typed: str) -> dict[str, Any]:
    """The entity with this IRI, this last segment of one, or else the one that answers best to it as a name.

    Raises ParameterError, naming the parameter, when nobody answers to it.
    """
    try:
        return entities.entity(graph, name_in(parameter, typed, "entity"))
    except (NotFoundError, ParameterError):
        pass
    found = entities.entities(graph, types=(), q=typed, party=(), as_of=None, page=PageRequest(limit=10)).items
    exact = [item for item in found if typed.casefold() in {alias["text"].casefold() for alias in item["aliases"]}]
    for item in (*exact, *found):
        return item
    raise ParameterError(parameter, f"no report mentions anything called {typed!r}")
