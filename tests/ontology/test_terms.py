"""The constants, the Turtle files and the context say the same."""

from __future__ import annotations

from itertools import chain

import pytest
from pyoxigraph import BlankNode, NamedNode, Store

from siegegraph.ontology import publish, terms
from siegegraph.ontology.terms import ONTOLOGY, OWL, PREFIXES, RDF, RDFS, SG, SKOS, Vocabulary
from siegegraph.ontology.turtle import VOCABULARY_FILES, triples_of, vocabulary

DATA_SCHEMES = {SG.EventTypes, SG.EntityTypes, SG.PloverTypes, SG.CameoCodes, SG.AcledTypes}
TRIPLES = list(vocabulary())
DECLARED = {t.subject for t in TRIPLES if isinstance(t.subject, NamedNode) and t.subject.value.startswith(SG.IRI)}


def objects(subject: object, predicate: NamedNode) -> list[object]:
    return [t.object for t in TRIPLES if t.subject == subject and t.predicate == predicate]


def test_every_own_constant_is_declared_in_turtle() -> None:
    assert SG.terms() - DECLARED == frozenset()


def test_every_declared_term_has_a_constant_unless_it_is_data() -> None:
    data = {t.subject for t in TRIPLES if t.predicate == SKOS.inScheme and t.object in DATA_SCHEMES}
    assert DECLARED - data - SG.terms() == set()


@pytest.mark.parametrize("predicate", [RDFS.label, SKOS.definition, SKOS.example, RDFS.isDefinedBy, RDF.type])
def test_every_term_is_labelled_defined_exemplified_and_typed(predicate: NamedNode) -> None:
    said = {t.subject for t in TRIPLES if t.predicate == predicate}
    assert DECLARED - said == set()


def test_every_term_is_declared_in_one_file_only() -> None:
    typed = [t.subject for name in VOCABULARY_FILES for t in triples_of(name) if t.predicate == RDFS.isDefinedBy]
    assert len(typed) == len(set(typed)) == len(DECLARED)


def test_no_declared_term_points_at_an_undeclared_one() -> None:
    used = {
        node
        for triple in TRIPLES
        for node in (triple.predicate, triple.object)
        if isinstance(node, NamedNode) and node.value.startswith(SG.IRI)
    }
    assert used - DECLARED == set()


def test_the_vocabulary_has_no_blank_nodes_and_says_nothing_twice() -> None:
    assert not any(isinstance(node, BlankNode) for t in TRIPLES for node in (t.subject, t.object))
    assert len(TRIPLES) == len(set(TRIPLES))


def test_the_turtle_uses_standard_terms_only_of_known_namespaces() -> None:
    predicates = {t.predicate.value for t in TRIPLES}
    known = (*PREFIXES.values(), "http://purl.org/vocab/vann/")
    assert {p for p in predicates if not p.startswith(known)} == set()


@pytest.mark.parametrize("vocabulary_class", terms.VOCABULARIES, ids=lambda v: v.PREFIX)
def test_a_constant_is_its_namespace_and_its_name(vocabulary_class: type[Vocabulary]) -> None:
    assert vocabulary_class.terms() == {
        NamedNode(vocabulary_class.IRI + name) for name in vocabulary_class.__annotations__
    }


def test_the_prologue_declares_every_prefix_and_parses() -> None:
    query = terms.sparql_prologue() + "ASK { ?claim a sg:Claim ; oa:exact ?quote ; prov:wasGeneratedBy ?run }"
    assert not bool(Store().query(query))
    assert terms.sparql_prologue().count("PREFIX ") == len(PREFIXES)


def test_the_ontology_node_describes_itself() -> None:
    assert OWL.Ontology in objects(ONTOLOGY, RDF.type)


def test_the_context_has_a_key_for_every_own_class_and_property() -> None:
    context = publish.context()
    kinds = {OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty}
    own = {t.subject for t in TRIPLES if t.predicate == RDF.type and t.object in kinds}
    names = {node.value.removeprefix(SG.IRI) for node in own if isinstance(node, NamedNode)}
    targets = {name: context[name] for name in names}
    plain = {name: value["@id"] if isinstance(value, dict) else value for name, value in targets.items()}
    assert plain == {name: f"sg:{name}" for name in names}


def test_the_context_links_object_properties_and_types_literals_as_their_range_says() -> None:
    context = publish.context()
    linked = {t.subject for t in TRIPLES if t.predicate == RDF.type and t.object == OWL.ObjectProperty}
    coerced = {
        NamedNode(SG.IRI + key)
        for key, value in context.items()
        if isinstance(value, dict) and value.get("@type") == "@id" and str(value["@id"]).startswith("sg:")
    }
    assert coerced == linked


def test_every_subproperty_and_domain_is_a_named_term() -> None:
    predicates = (RDFS.domain, RDFS.range, RDFS.subPropertyOf, RDFS.subClassOf)
    values = list(chain.from_iterable(objects(term, p) for term in DECLARED for p in predicates))
    assert values
    assert all(isinstance(value, NamedNode) for value in values)
