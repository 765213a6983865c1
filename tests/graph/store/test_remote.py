"""What only a remote store has: addresses, credentials, a server that fails, and queries passed on."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from servers import BASE, empty_server, free_port, oxigraph
from siegegraph.graph.errors import (
    ParameterError,
    QueryError,
    QueryLimitError,
    QuerySyntaxError,
    QueryTimeoutError,
    StoreError,
)
from siegegraph.graph.store.answers import Query
from siegegraph.graph.store.base import Change
from siegegraph.graph.store.endpoint import Endpoint
from siegegraph.graph.store.forward import Forwarding
from siegegraph.graph.store.pool import Pool
from siegegraph.graph.store.remote import RemoteStore
from siegegraph.graph.store.worker import Limits
from siegegraph.ontology.terms import SG

JSON, TURTLE = "application/sparql-results+json", "text/turtle"
GRAPH, OTHER = NamedNode(f"{BASE}id/report/1"), NamedNode(f"{BASE}id/report/2")
LIMITS = Limits(seconds=1.5, memory=128, answer_bytes=1_000_000)
EMPTY = b'{"head":{"vars":["graph","revision"]},"results":{"bindings":[]}}'


class Scripted(BaseHTTPRequestHandler):
    """A server that keeps what it is asked and answers what the test has put down for it."""

    asked: list[dict[str, Any]]
    answers: dict[str, tuple[int, str, bytes]]

    def do_POST(self) -> None:
        form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        self.asked.append({"path": self.path, "authorization": self.headers["Authorization"], **form})
        text = form.get("query", [""])[0]
        known = next((answer for part, answer in self.answers.items() if part in text), (200, JSON, EMPTY))
        self.send_response(known[0])
        self.send_header("Content-Type", known[1])
        self.end_headers()
        self.wfile.write(known[2])

    def log_message(self, format: str, *args: Any) -> None:
        """Stay quiet."""


@contextmanager
def scripted(answers: dict[str, tuple[int, str, bytes]]) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    handler = type("Handler", (Scripted,), {"asked": [], "answers": answers})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield f"127.0.0.1:{server.server_port}/query", handler.asked  # type: ignore[attr-defined]
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def query(text: str, **options: Any) -> Query:
    return Query(**{"text": text, "results": JSON, "graphs": TURTLE, **options})


async def whole(pool: Pool, asked: Query) -> tuple[str, int, bytes]:
    answer = await pool.answer(asked)
    return answer.media_type, answer.revision, b"".join([data async for data in answer.body])


@pytest.fixture(scope="module")
def filled(oxigraph_url: str) -> Iterator[RemoteStore]:
    empty_server(oxigraph_url)
    with RemoteStore(oxigraph_url, BASE) as store:
        scores = tuple(Quad(NamedNode(f"{GRAPH.value}#{n}"), SG.score, Literal(n), GRAPH) for n in range(1000))
        store.apply(Change(5, {GRAPH.value: scores, OTHER.value: (Quad(OTHER, SG.score, Literal(1), OTHER),)}))
        yield store


@pytest.fixture
def pool(filled: RemoteStore) -> Iterator[Pool]:
    opened = Pool(Forwarding(filled, LIMITS), 2, LIMITS.seconds)
    yield opened
    opened.close()


def ask(pool: Pool, text: str, **options: Any) -> tuple[str, int, bytes]:
    return asyncio.run(whole(pool, query(text, **options)))


@pytest.mark.parametrize(
    ("url", "update_url", "expected"),
    [
        ("http://h:1/query", None, ("http://h:1/query", "http://h:1/update")),
        ("http://h/ds/query", None, ("http://h/ds/query", "http://h/ds/update")),
        ("http://h/sparql", None, ("http://h/sparql", "http://h/sparql")),
        ("http://h/a", "http://u:p@h/b", ("http://h/a", "http://h/b")),
    ],
)
def test_where_updates_go(url: str, update_url: str | None, expected: tuple[str, str]) -> None:
    endpoint = Endpoint.of(url, update_url)
    assert (endpoint.query_url, endpoint.update_url) == expected


@pytest.mark.parametrize(
    ("userinfo", "header"),
    [("reader:s%40fe@", "Basic cmVhZGVyOnNAZmU="), (":abc.def@", "Bearer abc.def"), ("", None)],
)
def test_credentials_go_with_every_request_and_in_no_message(userinfo: str, header: str | None) -> None:
    with scripted({"ASK": (500, "text/plain", b"out of order")}) as (address, asked):
        store = RemoteStore(f"http://{userinfo}{address}", BASE)
        with pytest.raises(StoreError, match="out of order") as raised:
            store.ask("ASK {}")
        store.close()
    assert [each["authorization"] for each in asked] == [header] * 2
    assert f"http://{address}: 500" in str(raised.value)


def test_a_server_that_is_not_there_is_named() -> None:
    url = f"http://127.0.0.1:{free_port()}/query"
    with pytest.raises(StoreError, match=url):
        RemoteStore(url, BASE)


def test_a_server_that_sees_no_union_is_refused() -> None:
    with oxigraph() as url:
        with RemoteStore(url, BASE) as store, pytest.raises(StoreError, match="union default graph"):
            store.apply(Change(1, {GRAPH.value: ()}))
        with pytest.raises(StoreError, match="union default graph"):
            RemoteStore(url, BASE)


@pytest.mark.parametrize("body", [b"", b"<html>", b'{"head":{"vars":["o"]},"results":{"bindings":[{"o":'])
def test_an_answer_that_is_none_is_an_error(body: bytes) -> None:
    with (
        scripted({"SELECT ?o": (200, JSON, body)}) as (address, _),
        RemoteStore(f"http://{address}", BASE) as store,
        pytest.raises(StoreError, match="cannot be read"),
    ):
        list(store.select("SELECT ?o {}"))


def test_a_change_is_one_request() -> None:
    yes = (200, JSON, b'{"head":{},"boolean":true}')
    with scripted({"ASK": yes}) as (address, asked), RemoteStore(f"http://{address}", BASE) as store:
        add = (Quad(GRAPH, SG.score, Literal(1), GRAPH),)
        store.apply(Change(1, {OTHER.value: ()}, forget=frozenset({GRAPH.value}), add=add))
        assert [each["path"] for each in asked if "update" in each] == ["/update"]


def test_a_query_is_passed_on_with_our_prefixes(pool: Pool) -> None:
    media_type, revision, body = ask(pool, "SELECT (COUNT(*) AS ?n) { ?s sg:score ?o }")
    assert (media_type, revision) == (JSON, 5)
    assert b'"1001"' in body
    assert ask(pool, "CONSTRUCT WHERE { ?s sg:score 7 }")[0] == TURTLE


def test_the_data_set_of_a_request_is_passed_on(pool: Pool) -> None:
    count = "SELECT (COUNT(*) AS ?n) { ?s sg:score ?o }"
    assert b'"1"' in ask(pool, count, default_graphs=(OTHER.value,))[2]


def test_the_lines_in_a_servers_complaint_are_the_askers(pool: Pool) -> None:
    with pytest.raises(QuerySyntaxError, match="2:"):
        ask(pool, "SELECT *\n{ ?s ?p }")


def test_what_the_server_cannot_write_is_not_acceptable(pool: Pool) -> None:
    with pytest.raises(ParameterError, match="Accept"):
        ask(pool, "CONSTRUCT WHERE { ?s ?p ?o }", graphs=None)


def test_a_query_that_runs_away_on_the_server_is_given_up(pool: Pool) -> None:
    began = time.monotonic()
    with pytest.raises(QueryTimeoutError):
        ask(pool, "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }")
    assert time.monotonic() - began < LIMITS.seconds + 1.5


def test_an_answer_from_a_server_that_is_too_long_breaks_off(pool: Pool) -> None:
    with pytest.raises(QueryLimitError, match="sparql_max_bytes"):
        ask(pool, "SELECT * { ?a ?b ?c . ?d ?e ?f }")


CUT = b"The SPARQL operation has been cancelled"


@pytest.mark.parametrize(
    ("media_type", "body", "is_whole"),
    [
        (JSON, b'{"head":{},"boolean":true}', True),
        (JSON, b'{"head":{"vars":["s"]},"results":{"bindings":[' + CUT, False),
        (f"{JSON}; charset=UTF-8", b'{"results":{"bindings":[]}}\n', True),
        ("application/sparql-results+xml", b"<sparql></sparql>\n", True),
        ("application/sparql-results+xml", b"<sparql><results>" + CUT, False),
        ("text/csv", b"s\r\nhttp://example.org/\r\n", True),
        ("text/csv", b"s\r\nhttp://exam" + CUT, False),
        ("text/csv", b"true", True),
        (TURTLE, b"<a:a> <a:b> <a:c> .\n", True),
        (TURTLE, b"<a:a> <a:b" + CUT, False),
        (TURTLE, b"", True),
    ],
)
def test_an_answer_that_a_server_broke_off_is_noticed(media_type: str, body: bytes, is_whole: bool) -> None:
    with (
        scripted({"SELECT *": (200, media_type, body)}) as (address, _),
        RemoteStore(f"http://{address}", BASE) as store,
    ):
        pool = Pool(Forwarding(store, LIMITS), 1, LIMITS.seconds)
        if is_whole:
            assert ask(pool, "SELECT *")[2] == body
        else:
            with pytest.raises(QueryError, match="broke off"):
                ask(pool, "SELECT *")
        pool.close()
