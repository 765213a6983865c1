"""What the graph says about one thing, as triples."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import NamedNode, Triple

from siegegraph.graph.errors import NotFoundError
from siegegraph.graph.knowledge import KnowledgeGraph
from siegegraph.ontology.iris import KINDS


def description(graph: KnowledgeGraph, kind: str, name: str) -> Iterable[Triple]:
    """Every triple about a thing and about its own parts (its geometry, the sides of a disagreement, its time).

    Raises NotFoundError when there is none.
    """
    if kind not in KINDS:
        raise NotFoundError(kind, name)
    thing = NamedNode(graph.minter.iri(kind, name))
    # Two queries rather than one with a UNION: the first is a point look-up in every store.
    found = dict.fromkeys(graph.store.construct(f"CONSTRUCT {{ {thing} ?p ?o }} WHERE {{ {thing} ?p ?o }}"))
    own = f'FILTER (STRSTARTS(STR(?part), "{thing.value}#"))'
    parts = f"CONSTRUCT {{ ?part ?p ?o }} WHERE {{ {thing} ?q ?part . ?part ?p ?o {own} }}"
    found.update(dict.fromkeys(graph.store.construct(parts)))
    if not found:
        raise NotFoundError(kind, name)
    return list(found)
