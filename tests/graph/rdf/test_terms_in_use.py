"""What the sample store holds is said in declared terms alone."""

from __future__ import annotations

from siegegraph.graph.knowledge import KnowledgeGraph
from siegegraph.ontology import terms, turtle

SAID = (
    "SELECT DISTINCT ?term WHERE { { ?s ?term ?o } UNION { ?s a ?term } UNION { ?s ?p ?term FILTER (isIRI(?term)) } }"
)


def test_every_own_term_in_the_store_is_declared_in_the_vocabulary(demo: KnowledgeGraph) -> None:
    declared = {str(triple.subject) for triple in turtle.vocabulary()}
    own = {str(row["term"]) for row in demo.store.select(SAID) if row["term"].value.startswith(terms.SG.IRI)}
    assert len(own) > 50
    assert own - declared == set()
