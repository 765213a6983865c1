"""The network of entities for graph tools: GraphML (Gephi, yEd, Cytoscape, igraph) and GEXF (Gephi), by networkx.

http://graphml.graphdrawing.org/specification.html and https://gexf.net/schema.html
"""

from __future__ import annotations

from collections.abc import Iterator

import networkx as nx

from siegegraph.graph.knowledge import KnowledgeGraph
from siegegraph.graph.query.filters import Filters
from siegegraph.graph.query.ties import ties


def graphml(graph: KnowledgeGraph, filters: Filters) -> Iterator[bytes]:
    """All entities and links (see query/ties.py): nodes are IRIs, several predicates of a link are parted by "; "."""
    yield from _lines(nx.generate_graphml(_flat(graph, filters)))


def gexf(graph: KnowledgeGraph, filters: Filters) -> Iterator[bytes]:
    """The same as GEXF 1.2."""
    yield from _lines(nx.generate_gexf(_flat(graph, filters)))


def _flat(graph: KnowledgeGraph, filters: Filters) -> nx.Graph[str]:
    """The ties with plain values alone, which is all that the formats know; held in memory as a whole."""
    network = ties(graph, filters)
    for _, _, link in network.edges(data=True):
        link["predicates"] = "; ".join(link["predicates"])
    return network


def _lines(lines: Iterator[str]) -> Iterator[bytes]:
    return (f"{line}\n".encode() for line in lines)
