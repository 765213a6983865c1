"""IRIs as people write them."""

from __future__ import annotations

from siegegraph.ontology.terms import PREFIXES


def prefixed(iri: str) -> str:
    """`prov:wasDerivedFrom` for an IRI in one of the namespaces in use, any other as it is."""
    namespaces = [(len(start), prefix, start) for prefix, start in PREFIXES.items() if iri.startswith(start)]
    if not namespaces:
        return iri
    _, prefix, namespace = max(namespaces)
    return f"{prefix}:{iri.removeprefix(namespace)}"
