"""What the SPARQL endpoint can do (SPARQL 1.1 Service Description, https://www.w3.org/TR/sparql11-service-description/)."""

from __future__ import annotations

from fastapi import Response
from pyoxigraph import BlankNode, NamedNode, QueryResultsFormat, RdfFormat, Triple, serialize

from siegegraph.api.negotiation import negotiated
from siegegraph.ontology.terms import PREFIXES, RDF, SD

_FORMS = {
    "text/turtle": RdfFormat.TURTLE,
    "application/n-triples": RdfFormat.N_TRIPLES,
    "application/rdf+xml": RdfFormat.RDF_XML,
    "application/ld+json": RdfFormat.JSON_LD,
}
_ANSWERS: tuple[RdfFormat | QueryResultsFormat, ...] = (
    QueryResultsFormat.JSON,
    QueryResultsFormat.XML,
    QueryResultsFormat.CSV,
    QueryResultsFormat.TSV,
    *_FORMS.values(),
    RdfFormat.TRIG,
    RdfFormat.N_QUADS,
)


def response(endpoint: str, accept: str | None) -> Response:
    """The description of the endpoint with this IRI, in the RDF format that the Accept header prefers."""
    media_type = negotiated(accept, tuple(_FORMS))
    content = serialize(description(endpoint), format=_FORMS[media_type], prefixes=PREFIXES)
    return Response(content, media_type=media_type, headers={"Vary": "Accept"})


def description(endpoint: str) -> list[Triple]:
    """The triples: a read-only SPARQL 1.1 service whose default graph is the union of all."""
    service, dataset = BlankNode(), BlankNode()
    return [
        Triple(service, RDF.type, SD.Service),
        Triple(service, SD.endpoint, NamedNode(endpoint)),
        Triple(service, SD.supportedLanguage, SD.SPARQL11Query),
        Triple(service, SD.feature, SD.UnionDefaultGraph),
        Triple(service, SD.defaultDataset, dataset),
        Triple(dataset, RDF.type, SD.Dataset),
        *(Triple(service, SD.resultFormat, NamedNode(form.iri)) for form in _ANSWERS),
    ]
