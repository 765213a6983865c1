"""The store contract: small enough that an embedded store and any SPARQL 1.1 server satisfy it.

Terms are pyoxigraph's everywhere. All triples live in named graphs; a query that names no graph sees their union.
The revision is one triple in a graph of its own, `BASE id/graph/meta`, written in the same step as the change.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import TracebackType
from typing import Protocol, Self

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

from siegegraph.graph.errors import StoreError
from siegegraph.ontology.iris import Minter
from siegegraph.ontology.terms import OWL

REVISION = OWL.versionInfo

Term = NamedNode | BlankNode | Literal
Row = dict[str, Term]
"""One answer of a SELECT: the variables that are bound, by name without the question mark."""


@dataclass(frozen=True, slots=True)
class Change:
    """What one write does, as a whole or not at all. The parts apply in the order of the fields.

    `graphs` are replaced whole, by IRI; one without quads is deleted. `forget` are subjects whose triples in the
    derived graph are dropped. `add` are quads added to any graph. `revision` is what the store answers afterwards.

    Raises ValueError for a quad that is not in the graph it is listed under, and for a blank node: two stores
    would not agree on what replacing one means.
    """

    revision: int
    graphs: Mapping[str, tuple[Quad, ...]] = field(default_factory=dict)
    forget: frozenset[str] = frozenset()
    add: tuple[Quad, ...] = ()

    def __post_init__(self) -> None:
        for iri, quads in self.graphs.items():
            graph = NamedNode(iri)
            for quad in quads:
                if quad.graph_name != graph:
                    raise ValueError(f"{quad} is not in the graph {iri}")
                _refuse_blank(quad)
        for quad in self.add:
            if not isinstance(quad.graph_name, NamedNode):
                raise ValueError(f"{quad} is in no named graph")
            _refuse_blank(quad)

    def quads(self) -> Iterator[Quad]:
        """Every quad that is in the store afterwards because of this change, the revision aside."""
        for quads in self.graphs.values():
            yield from quads
        yield from self.add


def _refuse_blank(quad: Quad) -> None:
    if isinstance(quad.subject, BlankNode) or isinstance(quad.object, BlankNode):
        raise ValueError(f"{quad} has a blank node; name it")


def derived_graph(base: str) -> str:
    """The graph whose subjects a change forgets: what is derived from the claims."""
    return Minter(base).graph("derived")


def meta_graph(base: str) -> str:
    """The graph of the revision triple, which is also its subject."""
    return Minter(base).iri("graph", "meta")


def checked_revision(rows: Iterable[Row], meta: str) -> int:
    """The revision among the answers to `REVISIONS`, 0 where there is none.

    Raises StoreError when the store was made for another base: its names would not be ours.
    """
    found = {row["graph"].value: int(row["revision"].value) for row in rows}
    ours = found.pop(meta, 0)
    for graph in found:
        raise StoreError(
            f"the store was made for another base (it has <{graph}>, ours is <{meta}>); set SIEGEGRAPH_BASE"
        )
    return ours


REVISIONS = f"SELECT ?graph ?revision WHERE {{ GRAPH ?graph {{ ?graph {REVISION} ?revision }} }}"


class Store(Protocol):
    """A place that keeps the graph. One writer at a time; reading from several threads is safe.

    Every method raises StoreError, naming the folder or URL, when the store cannot answer, and QuerySyntaxError for a
    query that is none; what yields does so when it is called or when the first item is asked for.
    """

    def apply(self, change: Change) -> None:
        """Make one change in one atomic write."""

    def add(self, quads: Iterable[Quad]) -> None:
        """Add quads in one atomic write; the revision stays as it is."""

    def bulk(self, quads: Iterable[Quad]) -> None:
        """Add many quads fast, for a first load or a restore: not atomic, and the revision stays as it is."""

    def select(self, sparql: str) -> Iterator[Row]:
        """Answer a SELECT query, row by row."""

    def ask(self, sparql: str) -> bool:
        """Answer an ASK query."""

    def construct(self, sparql: str) -> Iterator[Triple]:
        """Answer a CONSTRUCT or DESCRIBE query, triple by triple."""

    def graph(self, iri: str) -> Iterator[Quad]:
        """All quads of one named graph; none where there is no such graph."""

    def graphs(self) -> Iterator[str]:
        """The IRIs of the named graphs that hold a triple, the revision's own left out."""

    def revision(self) -> int:
        """The revision of the last change, 0 in a new store."""

    def flush(self) -> None:
        """Bring what was written to where the next start finds it at once. May take long: never within a request."""

    def compact(self) -> None:
        """Rearrange the whole store for reading, after a bulk load. May take minutes."""

    def close(self) -> None:
        """Let go of the store. Closing twice does nothing."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...
