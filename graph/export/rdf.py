"""The graph in RDF's own forms: TriG and N-Quads with the named graphs, Turtle with the triples of all of them."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import RdfFormat, serialize

from siegegraph.graph.export.selection import slices_of
from siegegraph.graph.knowledge import KnowledgeGraph
from siegegraph.graph.query.filters import Filters
from siegegraph.ontology.terms import PREFIXES

_HEADER = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in sorted(PREFIXES.items())).encode()


def nquads(graph: KnowledgeGraph, filters: Filters) -> Iterator[bytes]:
    """One quad a line. https://www.w3.org/TR/n-quads/"""
    for quads in slices_of(graph, filters):
        yield serialize(quads, format=RdfFormat.N_QUADS) or b""


def trig(graph: KnowledgeGraph, filters: Filters) -> Iterator[bytes]:
    """Named graphs with prefixes; a large graph comes in several blocks. https://www.w3.org/TR/trig/"""
    yield _HEADER
    for quads in slices_of(graph, filters):
        yield _body(serialize(quads, format=RdfFormat.TRIG, prefixes=PREFIXES))


def turtle(graph: KnowledgeGraph, filters: Filters) -> Iterator[bytes]:
    """All triples with prefixes, whatever graph they are in. https://www.w3.org/TR/turtle/"""
    yield _HEADER
    for quads in slices_of(graph, filters):
        yield _body(serialize((quad.triple for quad in quads), format=RdfFormat.TURTLE, prefixes=PREFIXES))


def _body(document: bytes | None) -> bytes:
    """A document without its prefixes, which stand at the head of the whole."""
    assert document is not None, "without a file to write to, serialize gives bytes"
    start = 0
    while document.startswith(b"@prefix", start):
        start = document.index(b"\n", start) + 1
    return document[start:]
