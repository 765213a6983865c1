from __future__ import annotations

import json
import time
from typing import Any

import httpx
import pytest
from pyoxigraph import RdfFormat, parse

from siegegraph.graph.query.sparql import GRAPH_TYPES, RESULT_TYPES
from siegegraph.graph.questions import questions
from siegegraph.ontology.terms import SD

QUOTES = "SELECT ?quote WHERE { ?claim oa:exact ?quote ; a sg:Claim } ORDER BY ?quote"
CARTESIAN = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
PLAIN = {"Content-Type": "application/sparql-query"}


def bindings(answer: httpx.Response) -> list[Any]:
    assert answer.status_code == 200, answer.text
    found: list[Any] = answer.json()["results"]["bindings"]
    return found


def test_a_query_may_come_in_three_ways(client: httpx.Client) -> None:
    by_get = client.get("/sparql", params={"query": QUOTES})
    by_form = client.post("/sparql", data={"query": QUOTES})
    plainly = client.post("/sparql", content=QUOTES, headers=PLAIN)
    assert bindings(by_get) == bindings(by_form) == bindings(plainly)
    assert {row["quote"]["value"] for row in bindings(by_get)} >= {"40 people were evacuated from Mariupol"}


@pytest.mark.parametrize("media_type", RESULT_TYPES)
def test_a_table_comes_in_every_format_on_offer(client: httpx.Client, media_type: str) -> None:
    answer = client.get("/sparql", params={"query": QUOTES}, headers={"Accept": media_type})
    assert answer.status_code == 200
    assert answer.headers["content-type"].partition(";")[0] == media_type
    assert "40 people were evacuated" in answer.text


@pytest.mark.parametrize("media_type", GRAPH_TYPES)
def test_a_graph_comes_in_every_format_on_offer(client: httpx.Client, media_type: str) -> None:
    query = "CONSTRUCT WHERE { ?claim oa:exact ?quote }"
    answer = client.get("/sparql", params={"query": query}, headers={"Accept": media_type})
    assert answer.status_code == 200
    assert answer.headers["content-type"].partition(";")[0] == media_type
    assert "40 people were evacuated" in answer.text


def test_a_data_set_in_the_request_wins(client: httpx.Client) -> None:
    graphs = [row["g"]["value"] for row in bindings(client.get("/sparql", params={"query": REPORT_GRAPHS}))]
    assert len(graphs) == 3
    total = len(bindings(client.get("/sparql", params={"query": QUOTES})))
    for graph in graphs:
        asked = {"query": QUOTES, "default-graph-uri": graph}
        found = bindings(client.get("/sparql", params=asked))
        assert 0 < len(found) < total
        assert bindings(client.post("/sparql", data=asked)) == found
        named = {"default-graph-uri": graph}
        assert bindings(client.post("/sparql", params=named, content=QUOTES, headers=PLAIN)) == found


REPORT_GRAPHS = "SELECT DISTINCT ?g WHERE { GRAPH ?g { ?claim a sg:Claim } }"


def test_without_a_query_the_service_describes_itself(client: httpx.Client) -> None:
    answer = client.get("/sparql")
    assert answer.headers["content-type"].partition(";")[0] == "text/turtle"
    triples = [quad.triple for quad in parse(answer.content, format=RdfFormat.TURTLE)]
    assert SD.UnionDefaultGraph in {triple.object for triple in triples if triple.predicate == SD.feature}
    assert client.get("/sparql", headers={"Accept": "image/png"}).status_code == 406


def test_a_query_that_runs_away_is_ended_and_others_are_answered(client: httpx.Client) -> None:
    began = time.monotonic()
    answer = client.get("/sparql", params={"query": CARTESIAN})
    assert answer.status_code == 504
    assert answer.headers["content-type"] == "application/problem+json"
    assert time.monotonic() - began < 6
    assert bindings(client.get("/sparql", params={"query": QUOTES}))


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        ({"params": {"query": "SELECT * WHERE {"}}, 400),
        ({"params": [("query", QUOTES), ("query", QUOTES)]}, 400),
        ({"params": {"query": "INSERT DATA { <a:a> <a:b> <a:c> }"}}, 400),
        ({"params": {"query": "SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }"}}, 403),
        ({"method": "POST", "content": b"x=1", "headers": FORM}, 400),
        ({"method": "POST", "content": b"query=%FF", "headers": FORM}, 400),
        ({"method": "POST", "content": b"\xff", "headers": PLAIN}, 400),
        ({"method": "POST", "content": QUOTES.encode(), "headers": {"Content-Type": "text/plain"}}, 415),
        ({"method": "POST", "content": b" " * (3 * 1024 * 1024), "headers": PLAIN}, 413),
        ({"params": {"query": QUOTES}, "headers": {"Accept": "image/png"}}, 406),
        ({"params": {"query": QUOTES}, "headers": {"Accept": "text/turtle"}}, 406),
        ({"method": "PUT"}, 405),
    ],
)
def test_what_the_protocol_refuses_is_a_problem(client: httpx.Client, request_: dict[str, Any], status: int) -> None:
    answer = client.request(**{"method": "GET", "url": "/sparql", **request_})
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"


def test_an_answer_names_the_revision_that_it_is_of(client: httpx.Client, graph: Any) -> None:
    assert client.get("/sparql", params={"query": QUOTES}).headers["siegegraph-revision"] == str(graph.revision)


def test_what_is_written_is_seen_by_the_next_query(own_client: httpx.Client) -> None:
    count = {"query": "SELECT (COUNT(DISTINCT ?c) AS ?n) WHERE { ?c a sg:Claim }"}
    before = int(bindings(own_client.get("/sparql", params=count))[0]["n"]["value"])
    event = {"start": 9, "end": 13, "type": "Withdrawal"}
    line = {"text": "The army left.", "events": [event], "extractor": {"name": "by hand", "version": "1"}}
    assert own_client.post("/reports", content=json.dumps(line)).status_code == 201
    assert int(bindings(own_client.get("/sparql", params=count))[0]["n"]["value"]) == before + 1


def test_hints_that_clients_send_along_do_no_harm(client: httpx.Client) -> None:
    hints = {"format": "json", "output": "json", "results": "json"}
    assert bindings(client.get("/sparql", params={"query": QUOTES, **hints}))
    assert bindings(client.post("/sparql", data={"query": QUOTES, **hints}))


def test_a_browser_sees_a_box_the_questions_and_an_answer_as_a_table(client: httpx.Client) -> None:
    html = {"Accept": "text/html,*/*;q=0.8"}
    page = client.get("/sparql", headers=html)
    assert "<textarea" in page.text
    assert all(question.english.split("'")[0] in page.text for question in questions())
    answered = client.get("/sparql", params={"query": QUOTES}, headers=html)
    assert "<td>40 people were evacuated from Mariupol</td>" in answered.text
    assert "<b>the army</b>" not in answered.text
    wrong = client.get("/sparql", params={"query": "SELECT"}, headers=html)
    assert wrong.status_code == 400
    assert 'role="alert"' in wrong.text
