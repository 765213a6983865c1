"""A claim's quote as Web Annotation tools expect it: a specific resource with its selectors.

In the store exact words and offsets stand on the claim itself; the selectors, with the words before and after the
quote, are cut from the report's text on the way out. https://www.w3.org/TR/annotation-model/#selectors
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Quad

from siegegraph.graph.query.render import CONTEXT
from siegegraph.graph.rdf import literals
from siegegraph.ontology import iris
from siegegraph.ontology.terms import OA, RDF, SCHEMA, SG


def selector_quads(quads: Iterable[Quad]) -> Iterator[Quad]:
    """The selectors of the claims among the quads of one report's graph, for that graph."""
    text = ""
    claims: set[NamedNode] = set()
    offsets: dict[tuple[NamedNode, NamedNode], int] = {}
    for quad in quads:
        subject, value = quad.subject, quad.object
        if not isinstance(subject, NamedNode):
            continue
        if quad.predicate == SCHEMA.text and isinstance(value, Literal):
            text = value.value
        elif quad.predicate in (OA.start, OA.end) and isinstance(value, Literal):
            offsets[subject, quad.predicate] = int(value.value)
        elif quad.predicate == RDF.type and value == SG.Claim:
            claims.add(subject)
            graph = quad.graph_name
    for claim in sorted(claims, key=str):
        start, end = offsets[claim, OA.start], offsets[claim, OA.end]
        for selected, predicate, value in _selectors(claim, text, start, end):
            yield Quad(selected, predicate, value, graph)


def _selectors(
    claim: NamedNode, text: str, start: int, end: int
) -> Iterator[tuple[NamedNode, NamedNode, NamedNode | Literal]]:
    quote = NamedNode(iris.quote_selector(claim.value))
    position = NamedNode(iris.position_selector(claim.value))
    yield claim, RDF.type, OA.SpecificResource
    yield claim, OA.hasSelector, quote
    yield quote, RDF.type, OA.TextQuoteSelector
    yield quote, OA.exact, Literal(text[start:end])
    yield quote, OA.prefix, Literal(text[max(0, start - CONTEXT) : start])
    yield quote, OA.suffix, Literal(text[end : end + CONTEXT])
    yield claim, OA.hasSelector, position
    yield position, RDF.type, OA.TextPositionSelector
    yield position, OA.start, literals.whole(start)
    yield position, OA.end, literals.whole(end)
