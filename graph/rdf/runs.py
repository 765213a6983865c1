"""The graph of runs: which version of which extractor read the reports."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Quad

from siegegraph.graph.model.extraction import Extractor
from siegegraph.ontology.iris import Minter
from siegegraph.ontology.terms import PROV, RDF, SCHEMA, SG


def run_quads(extractor: Extractor, minter: Minter) -> Iterator[Quad]:
    """An extractor's run; the same quads whenever it is the same version."""
    graph = NamedNode(minter.graph("runs"))
    node = NamedNode(minter.run(extractor.name, extractor.version))
    yield Quad(node, RDF.type, SG.Run, graph)
    yield Quad(node, RDF.type, PROV.Activity, graph)
    yield Quad(node, SCHEMA.name, Literal(extractor.name), graph)
    yield Quad(node, SCHEMA.softwareVersion, Literal(extractor.version), graph)


def extractors_of(quads: Iterable[Quad]) -> dict[str, Extractor]:
    """The extractors by their run's IRI: the inverse."""
    names: dict[str, str] = {}
    versions: dict[str, str] = {}
    for quad in quads:
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal):
            rows = names if quad.predicate == SCHEMA.name else versions
            rows[quad.subject.value] = quad.object.value
    return {iri: Extractor(name=name, version=versions.get(iri, "unknown")) for iri, name in names.items()}
