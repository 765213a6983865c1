"""Who stands at the centre, between others, or with whom: the entities of what is kept, scored and placed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Literal, get_args

import networkx as nx

from siegegraph.graph.errors import ParameterError
from siegegraph.graph.knowledge import KnowledgeGraph
from siegegraph.graph.query.filters import Filters
from siegegraph.graph.query.ties import part_of, ties

Item = dict[str, Any]
Scores = Mapping[str, float]

Measure = Literal["degree", "betweenness", "pagerank", "community"]

MEASURES: tuple[str, ...] = get_args(Measure)

MOST_EVENTS = 20_000
"""Events that are read, those that most reports tell, and relations, those that most claims tell."""

MOST_MEASURED = 3_000
"""Entities that are measured: those with the heaviest links, where there are more."""

MOST_NODES = 500
"""Nodes that an answer has, those of the highest score."""

_STEPS = 1_000_000
"""Links that betweenness follows at most: where shortest ways from all nodes take more, it is estimated from some."""

_SEED = 1


def network(graph: KnowledgeGraph, filters: Filters, measure: Measure = "degree") -> Item:
    """The entities that share events or relations which the filters keep, the highest score first, and their links.

    `degree` counts those that an entity is linked with; `betweenness` is its share of the shortest ways, `pagerank`
    its part in a random walk by weight (networkx); with `community`, nodes have their community's number (Louvain, the
    largest is 0) and their degree. The same graph gives the same answer. Raises ParameterError.
    """
    if measure not in MEASURES:
        raise ParameterError("measure", f"one of {', '.join(MEASURES)} is wanted, not {measure!r}")
    whole = ties(graph, filters, MOST_EVENTS)
    measured = _heaviest(whole)
    scores = _SCORES[measure](measured)
    community = _communities(measured) if measure == "community" else {}
    shown = sorted(measured, key=lambda iri: (-scores[iri], iri))[:MOST_NODES]
    drawn = part_of(measured, shown)
    placed = _placed(drawn)
    nodes = (
        {
            **drawn.nodes[iri],
            "score": scores[iri],
            "community": community.get(iri),
            "x": placed[iri][0],
            "y": placed[iri][1],
        }
        for iri in shown
    )
    return {
        "nodes": [{"id": iri, **node} for iri, node in zip(shown, nodes, strict=True)],
        "links": [{"source": one, "target": other, **link} for one, other, link in drawn.edges(data=True)],
        "total": len(whole),
    }


def _heaviest(whole: nx.Graph[str]) -> nx.Graph[str]:
    if len(whole) <= MOST_MEASURED:
        return whole
    weights = dict(whole.degree(weight="weight"))
    return part_of(whole, sorted(whole, key=lambda iri: (-weights[iri], iri))[:MOST_MEASURED])


def _degree(measured: nx.Graph[str]) -> Scores:
    return dict(measured.degree())


def _betweenness(measured: nx.Graph[str]) -> Scores:
    steps = 1 + len(measured) + measured.number_of_edges()
    pivots = min(len(measured), max(1, _STEPS // steps))
    return _rounded(nx.betweenness_centrality(measured, k=pivots or None, seed=_SEED))


def _pagerank(measured: nx.Graph[str]) -> Scores:
    return _rounded(nx.pagerank(measured, weight="weight"))


def _rounded(scores: Scores) -> Scores:
    """Floats sum up differently from machine to machine in their last digits, and scores decide an order."""
    return {iri: round(score, 6) for iri, score in scores.items()}


_SCORES: dict[str, Callable[[nx.Graph[str]], Scores]] = {
    "degree": _degree,
    "betweenness": _betweenness,
    "pagerank": _pagerank,
    "community": _degree,
}


def _communities(measured: nx.Graph[str]) -> dict[str, int]:
    found = nx.community.louvain_communities(measured, weight="weight", seed=_SEED) if len(measured) else []
    ordered = sorted(found, key=lambda members: (-len(members), min(members)))
    return {iri: n for n, members in enumerate(ordered) for iri in members}


def _placed(drawn: nx.Graph[str]) -> dict[str, tuple[float, float]]:
    """Where each node is drawn: within ±1 in both directions, by ForceAtlas2."""
    places = nx.forceatlas2_layout(drawn, seed=_SEED)
    furthest = max((abs(float(at)) for place in places.values() for at in place), default=0.0) or 1.0
    return {iri: (round(float(x) / furthest, 4), round(float(y) / furthest, 4)) for iri, (x, y) in places.items()}
