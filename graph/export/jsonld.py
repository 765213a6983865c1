"""The graph in JSON-LD, compacted by the ontology's context and written graph by graph.

https://www.w3.org/TR/json-ld11/ A processor would want the whole graph in memory; with a context as plain as ours
(keys for terms, at most one type each) compacting is a look-up for each predicate.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import orjson
from pyoxigraph import Literal, NamedNode, Quad

from siegegraph.graph.export.selection import slices_of
from siegegraph.graph.knowledge import KnowledgeGraph
from siegegraph.graph.query.filters import Filters
from siegegraph.ontology import publish
from siegegraph.ontology.terms import RDF, XSD

Context = Mapping[str, Any]


def jsonld(graph: KnowledgeGraph, filters: Filters) -> Iterator[bytes]:
    """One document: the context, then a list of named graphs, each a list of nodes."""
    context = publish.context()
    compaction = Compaction(context)
    yield b'{"@context":' + orjson.dumps(context) + b',"@graph":[\n'
    separator = b""
    for quads in filter(None, slices_of(graph, filters)):
        name = str(quads[0].graph_name).strip("<>")
        yield separator + orjson.dumps({"id": name, "graph": compaction.nodes(quads)})
        separator = b",\n"
    yield b"\n]}\n"


class Compaction:
    """A context of plain terms, turned round: from IRIs to the keys and forms that stand for them."""

    def __init__(self, context: Context) -> None:
        self._namespaces = {
            iri: prefix for prefix, iri in context.items() if "://" in str(iri) and str(iri)[-1] in "#/"
        }
        self._keys: dict[str, tuple[str, str | None]] = {}
        for key, term in context.items():
            name, kind = (term["@id"], term.get("@type")) if isinstance(term, dict) else (term, None)
            if ":" in str(name) and str(name) not in self._namespaces:
                self._keys[_expanded(context, name)] = (key, kind and _expanded(context, kind))

    def nodes(self, quads: Iterable[Quad]) -> list[dict[str, Any]]:
        """The quads of one graph as node objects, in the order in which their subjects come."""
        nodes: dict[str, dict[str, Any]] = {}
        for quad in quads:
            subject = self._name(quad.subject)
            node = nodes.setdefault(subject, {"id": subject})
            if quad.predicate == RDF.type:
                node.setdefault("type", []).append(self._term(str(quad.object).strip("<>")))
            else:
                key, kind = self._keys.get(quad.predicate.value) or (self._short(quad.predicate.value), None)
                node.setdefault(key, []).append(self._value(quad.object, kind))
        return [{key: _alone(value) for key, value in node.items()} for node in nodes.values()]

    def _value(self, term: object, kind: str | None) -> object:
        if not isinstance(term, Literal):
            return self._name(term) if kind == "@id" else {"id": self._name(term)}
        if term.language:
            return {"@value": term.value, "@language": term.language}
        datatype = term.datatype
        if datatype == XSD.string:
            return term.value if kind is None else {"@value": term.value}
        if datatype.value != kind:
            return {"@value": term.value, "@type": self._short(datatype.value)}
        # Native numbers would make doubles of decimals; a whole number stays what it is.
        whole = datatype == XSD.integer and str(int(term.value)) == term.value
        return int(term.value) if whole else term.value

    def _name(self, term: object) -> str:
        return self._short(term.value) if isinstance(term, NamedNode) else str(term)

    def _term(self, iri: str) -> str:
        return self._keys[iri][0] if iri in self._keys else self._short(iri)

    def _short(self, iri: str) -> str:
        for namespace, prefix in self._namespaces.items():
            if iri.startswith(namespace):
                return f"{prefix}:{iri.removeprefix(namespace)}"
        return iri


def _expanded(context: Context, name: str) -> str:
    prefix, _, local = name.partition(":")
    return f"{context[prefix]}{local}" if prefix in context else name


def _alone(value: object) -> object:
    """A list of one as what is in it."""
    return value[0] if isinstance(value, list) and len(value) == 1 else value
