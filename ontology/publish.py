"""The vocabulary as documents that people and machines read: Turtle, JSON-LD and one HTML page."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from rdflib import Graph, URIRef
from rdflib.namespace import OWL, RDF, RDFS, SKOS

from siegegraph.ontology.terms import ONTOLOGY, PREFIXES, SG
from siegegraph.ontology.turtle import SHAPES_FILE, VOCABULARY_FILES, text_of

TEMPLATE = "vocabulary.html"

_CLASSES = (OWL.Class, RDFS.Class)
_PROPERTIES = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
_MATCHES = (SKOS.exactMatch, SKOS.closeMatch, SKOS.broadMatch, SKOS.narrowMatch, SKOS.relatedMatch)


@dataclass(frozen=True, slots=True)
class Link:
    """A term as another one's entry names it: by prefixed name, with an address (within the page, if it is ours)."""

    name: str
    href: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One term as the page shows it. `facts` are rows such as ("domain", links)."""

    anchor: str
    name: str
    label: str
    definition: str
    example: str
    note: str
    notation: str
    facts: tuple[tuple[str, tuple[Link, ...]], ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A group of terms under one heading; a scheme's own entry stands first."""

    title: str
    entries: tuple[Entry, ...]


@cache
def vocabulary_graph() -> Graph:
    """The vocabulary as an rdflib graph with its prefixes bound. Not to be changed."""
    graph = _graph_of(*VOCABULARY_FILES)
    for prefix, iri in PREFIXES.items():
        graph.bind(prefix, iri, replace=True)
    return graph


def shapes_graph() -> Graph:
    """The SHACL shapes as an rdflib graph."""
    return _graph_of(SHAPES_FILE)


@cache
def as_turtle() -> str:
    """The whole vocabulary in one Turtle document."""
    return vocabulary_graph().serialize(format="turtle")


@cache
def as_jsonld() -> str:
    """The whole vocabulary in one JSON-LD document, which carries its context along."""
    return vocabulary_graph().serialize(format="json-ld", context=context(), auto_compact=True)


def context() -> dict[str, object]:
    """The JSON-LD context: keys for own terms and for those standard ones that the graph uses."""
    loaded: dict[str, object] = json.loads(text_of("context.jsonld"))["@context"]
    return loaded


@cache
def as_html(turtle_href: str = "?format=turtle", jsonld_href: str = "?format=jsonld") -> str:
    """The whole vocabulary as one self-contained page; the fragment of each own term's IRI is an anchor in it.

    The two addresses are where the same vocabulary is served as Turtle and as JSON-LD.
    """
    environment = Environment(
        loader=PackageLoader("siegegraph.ontology", "pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    graph = vocabulary_graph()
    about = URIRef(ONTOLOGY.value)
    return environment.get_template(TEMPLATE).render(
        turtle_href=turtle_href,
        jsonld_href=jsonld_href,
        namespace=SG.IRI,
        description=_text(graph, about, URIRef(PREFIXES["dcterms"] + "description")),
        version=_text(graph, about, OWL.versionInfo),
        prefixes=PREFIXES,
        sections=sections(),
    )


def sections() -> tuple[Section, ...]:
    """All own terms, grouped: classes, properties, then each concept scheme."""
    graph = vocabulary_graph()
    classes = _entries(graph, {s for kind in _CLASSES for s in graph.subjects(RDF.type, kind)})
    properties = _entries(graph, {s for kind in _PROPERTIES for s in graph.subjects(RDF.type, kind)})
    schemes = sorted(graph.subjects(RDF.type, SKOS.ConceptScheme), key=str)
    return (
        Section("Classes", classes),
        Section("Properties", properties),
        *(_scheme_section(graph, scheme) for scheme in schemes if isinstance(scheme, URIRef)),
    )


def _scheme_section(graph: Graph, scheme: URIRef) -> Section:
    members = _entries(graph, set(graph.subjects(SKOS.inScheme, scheme)))
    title = _text(graph, scheme, RDFS.label)
    return Section(title[:1].upper() + title[1:], (_entry(graph, scheme), *members))


def _entries(graph: Graph, terms: set[object]) -> tuple[Entry, ...]:
    own = [term for term in terms if isinstance(term, URIRef) and term.startswith(SG.IRI)]
    return tuple(_entry(graph, term) for term in sorted(own, key=lambda term: str(term).casefold()))


def _entry(graph: Graph, term: URIRef) -> Entry:
    return Entry(
        anchor=term.removeprefix(SG.IRI),
        name=graph.namespace_manager.normalizeUri(term),
        label=_text(graph, term, RDFS.label) or _text(graph, term, SKOS.prefLabel),
        definition=_text(graph, term, SKOS.definition),
        example=_text(graph, term, SKOS.example),
        note=_text(graph, term, SKOS.scopeNote) or _text(graph, term, RDFS.comment),
        notation=_text(graph, term, SKOS.notation),
        facts=tuple(_facts(graph, term)),
    )


def _facts(graph: Graph, term: URIRef) -> list[tuple[str, tuple[Link, ...]]]:
    rows = {
        "subclass of": graph.objects(term, RDFS.subClassOf),
        "subproperty of": graph.objects(term, RDFS.subPropertyOf),
        "domain": graph.objects(term, RDFS.domain),
        "range": graph.objects(term, RDFS.range),
        "inverse of": graph.objects(term, OWL.inverseOf),
        "fills role": graph.objects(term, URIRef(SG.fillsRole.value)),
        "broader": graph.objects(term, SKOS.broader),
        "narrower": graph.subjects(SKOS.broader, term),
        **{_spaced(match): graph.objects(term, match) for match in _MATCHES},
        "matched by": (subject for match in _MATCHES for subject in graph.subjects(match, term)),
        "source": graph.objects(term, URIRef(PREFIXES["dcterms"] + "source")),
        "see also": graph.objects(term, RDFS.seeAlso),
    }
    linked = {title: sorted(str(node) for node in nodes) for title, nodes in rows.items()}
    return [(title, tuple(_link(graph, iri) for iri in iris)) for title, iris in linked.items() if iris]


def _link(graph: Graph, iri: str) -> Link:
    own = iri.startswith(SG.IRI)
    known = any(iri.startswith(namespace) and iri != namespace for namespace in PREFIXES.values())
    name = graph.namespace_manager.normalizeUri(iri) if known else iri
    return Link(name, f"#{iri.removeprefix(SG.IRI)}" if own else iri)


def _spaced(match: URIRef) -> str:
    return match.removeprefix(str(SKOS)).replace("Match", " match")


def _text(graph: Graph, term: URIRef, predicate: URIRef) -> str:
    return str(graph.value(term, predicate) or "")


def _graph_of(*names: str) -> Graph:
    graph = Graph()
    for name in names:
        graph.parse(data=text_of(name), format="turtle")
    return graph
