"""A store on any server that speaks SPARQL 1.1 query and update.

The server must answer queries that name no graph from the union of its graphs: `oxigraph serve
--union-default-graph`, Fuseki with `tdb2:unionDefaultGraph`, Virtuoso as it is. SPARQL has no way to ask for that, so
a server that does not is refused after the first write, and when it is opened again.

One change is one update request. Whether that is atomic is the server's word: Oxigraph's and Fuseki's are.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from io import BufferedReader
from itertools import islice
from types import TracebackType
from typing import Self

import httpx
from pyoxigraph import (
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Triple,
    parse,
    parse_query_results,
)

from siegegraph.graph.errors import StoreError
from siegegraph.graph.store import updates
from siegegraph.graph.store.base import REVISION, REVISIONS, Change, Row, checked_revision, derived_graph, meta_graph
from siegegraph.graph.store.endpoint import Endpoint, ResponseFile, checked, succeeded

# A large change may keep a server busy; to find out that there is none must not take long.
TIMEOUT = httpx.Timeout(600.0, connect=5.0)

# Quads a request of a bulk load: some 2 MB of text.
BATCH = 10_000

TABLES = "application/sparql-results+json, application/sparql-results+xml;q=0.9"
GRAPHS = "application/n-triples, text/turtle;q=0.5"


class RemoteStore:
    """A store behind the URL of a SPARQL 1.1 server; `update_url` is where that takes updates.

    Credentials stand in the URL: `user:password@` for Basic, `:token@` for Bearer. Raises StoreError, naming the URL,
    when the server does not answer, holds the graph of another `base`, or does not know a union default graph.
    """

    def __init__(self, url: str, base: str, update_url: str | None = None) -> None:
        self.endpoint = Endpoint.of(url, update_url)
        self._base = base
        self._derived = NamedNode(derived_graph(base))
        self._meta = NamedNode(meta_graph(base))
        self._client = self.endpoint.client(TIMEOUT)
        self._writing = threading.Lock()
        try:
            self._union_known = self.revision() > 0 and self._check_union()
        except BaseException:
            self._client.close()
            raise

    def apply(self, change: Change) -> None:
        """Make one change by one update request."""
        with self._writing:
            self._update(updates.whole(change, derived=self._derived, meta=self._meta))
            self._union_known = self._union_known or self._check_union()

    def add(self, quads: Iterable[Quad]) -> None:
        """Add quads by one request."""
        with self._writing:
            self._update(updates.insertion(list(quads)))

    def bulk(self, quads: Iterable[Quad]) -> None:
        """Add many quads, some thousands a request."""
        rest = iter(quads)
        with self._writing:
            while batch := list(islice(rest, BATCH)):
                self._update(updates.insertion(batch))

    def select(self, sparql: str) -> Iterator[Row]:
        """Answer a SELECT query; raises when the first row is asked for."""
        with self._answer(sparql, TABLES) as (file, media_type), self._parsing():
            found = parse_query_results(file, QueryResultsFormat.from_media_type(media_type))
            if not isinstance(found, QuerySolutions):
                raise StoreError(f"{self.endpoint.query_url}: a SELECT query was not answered with a table")
            names = [variable.value for variable in found.variables]
            for solution in found:
                yield {name: term for name, term in zip(names, solution, strict=True) if term is not None}

    def ask(self, sparql: str) -> bool:
        """Answer an ASK query."""
        with self._answer(sparql, TABLES) as (file, media_type), self._parsing():
            found = parse_query_results(file, QueryResultsFormat.from_media_type(media_type))
            if isinstance(found, QueryBoolean):
                return bool(found)
            # Virtuoso answers with a table of one number.
            return any(term.value == "1" for solution in found for term in solution if isinstance(term, Literal))

    def construct(self, sparql: str) -> Iterator[Triple]:
        """Answer a CONSTRUCT or DESCRIBE query; raises when the first triple is asked for."""
        with self._answer(sparql, GRAPHS) as (file, media_type), self._parsing():
            for quad in parse(file, RdfFormat.from_media_type(media_type)):
                yield quad.triple

    def graph(self, iri: str) -> Iterator[Quad]:
        """All quads of one named graph."""
        name = NamedNode(iri)
        for triple in self.construct(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH {name} {{ ?s ?p ?o }} }}"):
            yield Quad(triple.subject, triple.predicate, triple.object, name)

    def graphs(self) -> Iterator[str]:
        """The named graphs below the base that hold a triple: a server may hold others' graphs and its own."""
        query = f'SELECT DISTINCT ?g {{ GRAPH ?g {{ ?s ?p ?o }} FILTER(STRSTARTS(STR(?g), "{self._base}")) }}'
        return (row["g"].value for row in self.select(query) if row["g"] != self._meta)

    def revision(self) -> int:
        """The revision of the last change, 0 in a new store."""
        return checked_revision(self.select(REVISIONS), self._meta.value)

    def flush(self) -> None:
        """Do nothing: the server keeps its own house."""

    def compact(self) -> None:
        """Do nothing: the server keeps its own house."""

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _update(self, update: str) -> None:
        with self.endpoint.faults(self.endpoint.update_url):
            succeeded(self._client.post(self.endpoint.update_url, data={"update": update}))

    def _check_union(self) -> bool:
        if self.ask(f"ASK {{ {self._meta} {REVISION} ?revision }}"):
            return True
        raise StoreError(
            f"{self.endpoint.query_url}: a query that names no graph does not see the named graphs; "
            "start the server with a union default graph (oxigraph serve --union-default-graph)"
        )

    @contextmanager
    def _answer(self, sparql: str, accept: str) -> Iterator[tuple[BufferedReader, str]]:
        """The body of the answer as a file, and its media type."""
        url = self.endpoint.query_url
        request = self._client.stream("POST", url, data={"query": sparql}, headers={"Accept": accept})
        with self.endpoint.faults(url), request as response:
            media_type = checked(response).headers.get("Content-Type", "").partition(";")[0].strip()
            yield BufferedReader(ResponseFile(response)), media_type

    @contextmanager
    def _parsing(self) -> Iterator[None]:
        """An answer that breaks off or is none, as StoreError."""
        try:
            yield
        except (SyntaxError, ValueError) as error:
            raise StoreError(f"{self.endpoint.query_url}: its answer cannot be read: {error}") from error
