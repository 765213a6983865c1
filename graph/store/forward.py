"""Strangers' queries on a remote store: passed on to the server, within limits of time and length.

How much memory a query may take there is the server's to limit. When it gives up, Oxigraph answers 200 all the same
and writes a sentence after what it has of the answer: an answer must end as its format ends.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

import httpx

from siegegraph.graph.errors import ParameterError, QueryError, QueryLimitError, QueryTimeoutError, StoreError
from siegegraph.graph.store.answers import Query
from siegegraph.graph.store.endpoint import checked
from siegegraph.graph.store.remote import RemoteStore
from siegegraph.graph.store.worker import Limits
from siegegraph.ontology.terms import PREFIXES

ENDINGS = {
    "application/sparql-results+json": (b"}",),
    "application/json": (b"}", b"]"),
    "application/ld+json": (b"}", b"]"),
    "application/sparql-results+xml": (b"</sparql>",),
    "application/rdf+xml": (b"</rdf:RDF>",),
    "application/xml": (b"</sparql>", b"</rdf:RDF>"),
}
"""What an answer ends with, white space aside; in other formats it ends with the end of a line."""

TAIL = 256

# On the first line, so that the lines in the server's messages are the asker's.
PROLOGUE = "".join(f"PREFIX {prefix}: <{iri}> " for prefix, iri in PREFIXES.items())


class Forward:
    """One query passed on to the server of `store`."""

    def __init__(self, store: RemoteStore, client: httpx.Client, limits: Limits) -> None:
        self._url = store.endpoint.query_url
        self._faults = store.endpoint.faults
        self._client = client
        self._limits = limits
        self._killed = False
        self.revision = store.revision()

    def answer(self, query: Query) -> Iterator[bytes]:
        """The media type of the answer, then its bytes; raises what `Queries.answer` raises."""
        began = time.monotonic()
        try:
            with self._faults(self._url), self._asked(query) as response:
                if response.status_code == httpx.codes.NOT_ACCEPTABLE:
                    raise ParameterError("Accept", "the server does not answer such a query in an accepted media type")
                media_type = checked(response).headers.get("Content-Type", "").partition(";")[0].strip()
                yield from self._whole(media_type, self._limited(response.iter_bytes(), began))
        except StoreError as error:
            if isinstance(error.__cause__, httpx.ReadTimeout):
                raise QueryTimeoutError(self._limits.seconds) from error
            raise

    def kill(self) -> None:
        """Read no more of the answer than is under way."""
        self._killed = True

    @contextmanager
    def _asked(self, query: Query) -> Iterator[httpx.Response]:
        data = {
            "query": PROLOGUE + query.text,
            "default-graph-uri": list(query.default_graphs or ()),
            "named-graph-uri": list(query.named_graphs or ()),
        }
        accept = ", ".join(dict.fromkeys(filter(None, (query.results, query.graphs))))
        with self._client.stream("POST", self._url, data=data, headers={"Accept": accept}) as response:
            yield response

    def _limited(self, chunks: Iterator[bytes], began: float) -> Iterator[bytes]:
        """The chunks as long as they keep to the limits."""
        length = 0
        for chunk in chunks:
            length += len(chunk)
            if self._killed or time.monotonic() - began > self._limits.seconds:
                raise QueryTimeoutError(self._limits.seconds)
            if length > self._limits.answer_bytes:
                raise QueryLimitError(
                    f"the answer is longer than {self._limits.answer_bytes} bytes, the limit (setting sparql_max_bytes)"
                )
            yield chunk

    def _whole(self, media_type: str, chunks: Iterator[bytes]) -> Iterator[bytes]:
        """The media type and the chunks, always two behind: the last is passed on when it does end the answer."""
        held = [media_type.encode()]
        tail = b""
        for chunk in chunks:
            if len(held) == 2:
                yield held.pop(0)
            held.append(chunk)
            tail = (tail + chunk)[-TAIL:]
        if not _is_end(tail, media_type):
            raise QueryError(f"{self._url}: the server broke off its answer")
        yield from held


def _is_end(tail: bytes, media_type: str) -> bool:
    endings = ENDINGS.get(media_type)
    if endings:
        return tail.rstrip().endswith(endings)
    return tail in (b"", b"true", b"false") or tail.endswith(b"\n")


class Forwarding:
    """Lends the way to the server of a remote store."""

    def __init__(self, store: RemoteStore, limits: Limits) -> None:
        self._store = store
        self._limits = limits
        self._client = store.endpoint.client(httpx.Timeout(limits.seconds, connect=5.0))

    @contextmanager
    def lent(self) -> Iterator[Forward]:
        """The way for one query."""
        yield Forward(self._store, self._client, self._limits)

    def close(self) -> None:
        """Close the connections."""
        self._client.close()
