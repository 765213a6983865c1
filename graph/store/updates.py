"""A change as the text of one SPARQL 1.1 update request, which a server runs as a whole or not at all.

SPARQL 1.1 Update, section 3: https://www.w3.org/TR/sparql11-update/#updateLanguage
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple, serialize

from siegegraph.graph.store.base import REVISION, Change

# Quads an operation; a request has as many operations as it takes. Virtuoso's parser gives up at 5,000.
PORTION = 2_000


def whole(change: Change, *, derived: NamedNode, meta: NamedNode) -> str:
    """The update that makes `change` whatever the store holds: drops first, then what is put in their place."""
    drops = [f"DROP SILENT GRAPH {NamedNode(iri)}" for iri in change.graphs]
    forget = [_forgetting(change.forget, derived)] if change.forget else []
    return " ;\n".join([*drops, *forget, insertion(change.quads()), *revised(change.revision, meta)])


def revised(revision: int, meta: NamedNode) -> list[str]:
    """The operations that put `revision` in the place of the one before."""
    number = Quad(meta, REVISION, Literal(revision), meta)
    return [f"DELETE WHERE {{ GRAPH {meta} {{ {meta} {REVISION} ?before }} }}", insertion([number])]


def insertion(quads: Iterable[Quad]) -> str:
    """INSERT DATA of these quads, each in its graph."""
    return _in_portions("INSERT DATA", quads)


def deletion(quads: Iterable[Quad]) -> str:
    """DELETE DATA of these quads, each from its graph."""
    return _in_portions("DELETE DATA", quads)


def _in_portions(operation: str, quads: Iterable[Quad]) -> str:
    rest = iter(quads)
    portions = iter(lambda: list(islice(rest, PORTION)), [])
    return " ;\n".join(f"{operation} {{ {_blocks(portion)} }}" for portion in portions) or f"{operation} {{ }}"


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
