"""The graph of decisions, both directions: what researchers decided, kept apart from what rules derive."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Quad

from siegegraph.graph.model.decision import Decision
from siegegraph.graph.rdf.concepts import VERDICT, name_in
from siegegraph.ontology.iris import Minter
from siegegraph.ontology.terms import PROV, RDF, SCHEMA, SG, SKOS, XSD


def decision_quads(decision: Decision, minter: Minter) -> Iterator[Quad]:
    """What one decision says."""
    graph, node = NamedNode(minter.graph("decisions")), NamedNode(decision.iri)
    yield Quad(node, RDF.type, SG.Decision, graph)
    yield Quad(node, SG.verdict, VERDICT[decision.kind], graph)
    yield Quad(node, SG.about, NamedNode(decision.subject), graph)
    yield Quad(node, PROV.generatedAtTime, Literal(decision.at, datatype=XSD.dateTime), graph)
    if decision.object is not None:
        yield Quad(node, SG.comparedWith, NamedNode(decision.object), graph)
    told = ((SG.value, decision.value), (SKOS.note, decision.note), (SCHEMA.creator, decision.by))
    yield from (Quad(node, predicate, Literal(value), graph) for predicate, value in told if value is not None)


def decisions_from(quads: Iterable[Quad]) -> list[Decision]:
    """The decisions that a graph of them holds, by IRI."""
    rows: dict[str, dict[NamedNode, str]] = {}
    for quad in quads:
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal):
            rows.setdefault(quad.subject.value, {})[quad.predicate] = quad.object.value
    return [
        Decision(
            iri=iri,
            kind=name_in(VERDICT, row[SG.verdict]),
            subject=row[SG.about],
            at=row[PROV.generatedAtTime],
            object=row.get(SG.comparedWith),
            value=row.get(SG.value),
            note=row.get(SKOS.note),
            by=row.get(SCHEMA.creator),
        )
        for iri, row in sorted(rows.items())
    ]
