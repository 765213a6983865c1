"""A change as the text of one SPARQL 1.1 update request, which a server runs as a whole or not at all.

SPARQL 1.1 Update, section 3: https://www.w3.org/TR/sparql11-update/#updateLanguage
"""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple, serialize

from siegegraph.graph.store.base import REVISION, Change


def whole(change: Change, *, derived: NamedNode, meta: NamedNode) -> str:
    """The update that makes `change` whatever the store holds: drops first, then what is put in their place."""
    drops = [f"DROP SILENT GRAPH {NamedNode(iri)}" for iri in change.graphs]
    forget = [_forgetting(change.forget, derived)] if change.forget else []
    inserts = [insertion(change.quads())]
    return " ;\n".join([*drops, *forget, *inserts, *revised(change.revision, meta)])


def revised(revision: int, meta: NamedNode) -> list[str]:
    """The operations that put `revision` in the place of the one before."""
    number = Quad(meta, REVISION, Literal(revision), meta)
    return [f"DELETE WHERE {{ GRAPH {meta} {{ {meta} {REVISION} ?before }} }}", insertion([number])]


def insertion(quads: Iterable[Quad]) -> str:
    """INSERT DATA of these quads, each in its graph."""
    return f"INSERT DATA {{ {_blocks(quads)} }}"


def deletion(quads: Iterable[Quad]) -> str:
    """DELETE DATA of these quads, each from its graph."""
    return f"DELETE DATA {{ {_blocks(quads)} }}"


def _blocks(quads: Iterable[Quad]) -> str:
    by_graph: dict[str, list[Triple]] = {}
    for quad in quads:
        by_graph.setdefault(str(quad.graph_name), []).append(quad.triple)
    return "\n".join(f"GRAPH {graph} {{ {_triples(triples)} }}" for graph, triples in by_graph.items())


def _triples(triples: Iterable[Triple]) -> str:
    # N-Triples is a subset of SPARQL's triples, and pyoxigraph writes it fast.
    return (serialize(triples, format=RdfFormat.N_TRIPLES) or b"").decode()


def _forgetting(subjects: Iterable[str], derived: NamedNode) -> str:
    values = " ".join(str(NamedNode(iri)) for iri in sorted(subjects))
    pattern = f"GRAPH {derived} {{ ?s ?p ?o }}"
    return f"DELETE {{ {pattern} }} WHERE {{ VALUES ?s {{ {values} }} {pattern} }}"
