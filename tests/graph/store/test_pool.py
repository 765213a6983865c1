"""Strangers' queries in processes of their own: each limit ends the query that passes it and no other."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Coroutine, Iterator
from pathlib import Path
from typing import Any, TypeVar

import pytest
from pyoxigraph import Literal, NamedNode, Quad, QueryResultsFormat, parse_query_results

from siegegraph.graph.errors import (
    ParameterError,
    QueryError,
    QueryLimitError,
    QuerySyntaxError,
    QueryTimeoutError,
)
from siegegraph.graph.store.answers import Query
from siegegraph.graph.store.base import Change
from siegegraph.graph.store.embedded import EmbeddedStore
from siegegraph.graph.store.pool import Pool
from siegegraph.graph.store.worker import Limits, Workers
from siegegraph.ontology.terms import SG

BASE = "http://127.0.0.1:8000/"
JSON, TURTLE = "application/sparql-results+json", "text/turtle"
LIMITS = Limits(seconds=1.5, memory=128, answer_bytes=5_000_000)
REPORT, OTHER = NamedNode(f"{BASE}id/report/1"), NamedNode(f"{BASE}id/report/2")

RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
HUNGRY = "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?f ?c"
LONG = "SELECT * { ?a ?b ?c . ?d ?e ?f }"
COUNT = "SELECT (COUNT(*) AS ?n) { ?s sg:score ?o }"

T = TypeVar("T")


def scores(graph: NamedNode, count: int) -> tuple[Quad, ...]:
    return tuple(Quad(NamedNode(f"{graph.value}#{n}"), SG.score, Literal(n), graph) for n in range(count))


@pytest.fixture(scope="module", params=["memory", "disk"])
def store(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedStore]:
    path = None if request.param == "memory" else tmp_path_factory.mktemp("pool") / "s"
    with EmbeddedStore(path, BASE) as opened:
        opened.apply(Change(1, {REPORT.value: scores(REPORT, 2000), OTHER.value: scores(OTHER, 10)}))
        yield opened


@pytest.fixture
def pool(store: EmbeddedStore) -> Iterator[Pool]:
    opened = Pool(Workers(store.checkpoint, LIMITS), 2, LIMITS.seconds)
    yield opened
    opened.close()


def query(text: str, **options: Any) -> Query:
    return Query(**{"text": text, "results": JSON, "graphs": TURTLE, **options})


async def whole(pool: Pool, asked: Query) -> bytes:
    answer = await pool.answer(asked)
    return b"".join([data async for data in answer.body])


async def number(pool: Pool, asked: Query) -> int:
    (row,) = parse_query_results(await whole(pool, asked), QueryResultsFormat.JSON)  # type: ignore[misc]
    return int(row["n"].value)


def run(coroutine: Coroutine[Any, Any, T]) -> T:
    return asyncio.run(coroutine)


def test_an_answer_comes_with_its_media_type_and_revision(pool: Pool) -> None:
    answer = run(pool.answer(query(COUNT)))
    assert (answer.media_type, answer.revision) == (JSON, 1)
    assert run(number(pool, query(COUNT))) == 2010


def test_a_graph_comes_as_the_graph_type(pool: Pool) -> None:
    answer = run(pool.answer(query("CONSTRUCT WHERE { ?s sg:score 3 }")))
    assert answer.media_type == TURTLE
    assert b"sg:score 3" in run(whole(pool, query("CONSTRUCT WHERE { ?s sg:score 3 }")))


def test_a_family_of_media_types_that_is_not_accepted_is_refused(pool: Pool) -> None:
    with pytest.raises(ParameterError, match="Accept"):
        run(pool.answer(query(COUNT, results=None)))
    with pytest.raises(ParameterError, match="Accept"):
        run(pool.answer(query("DESCRIBE <http://example.org/>", graphs=None)))


def test_a_runaway_query_is_ended_and_another_answers_meanwhile(pool: Pool) -> None:
    async def both() -> tuple[float, float]:
        began = time.monotonic()
        runaway = asyncio.create_task(pool.answer(query(RUNAWAY)))
        await asyncio.sleep(0.2)
        assert await number(pool, query(COUNT)) == 2010
        answered = time.monotonic() - began
        with pytest.raises(QueryTimeoutError):
            await runaway
        return answered, time.monotonic() - began

    answered, ended = run(both())
    assert answered < LIMITS.seconds <= ended < LIMITS.seconds + 1.5
    assert run(number(pool, query(COUNT))) == 2010


def test_who_waits_for_a_worker_gets_the_next_that_is_free(pool: Pool) -> None:
    async def crowd() -> list[Any]:
        runaways = [whole(pool, query(RUNAWAY)) for _ in range(2)]
        return await asyncio.gather(*runaways, number(pool, query(COUNT)), return_exceptions=True)

    first, second, counted = run(crowd())
    assert isinstance(first, QueryTimeoutError)
    assert isinstance(second, QueryTimeoutError)
    assert counted == 2010


def test_waiting_has_an_end(store: EmbeddedStore) -> None:
    crowded = Pool(Workers(store.checkpoint, Limits(3, 128, 1_000_000)), 1, 0.1)

    async def two() -> None:
        first = asyncio.create_task(crowded.answer(query(RUNAWAY)))
        await asyncio.sleep(0.05)
        began = time.monotonic()
        with pytest.raises(QueryTimeoutError):
            await crowded.answer(query(COUNT))
        assert time.monotonic() - began < 2
        first.cancel()
        await asyncio.wait([first])

    run(two())
    crowded.close()


def test_a_query_that_wants_too_much_memory_is_ended(pool: Pool) -> None:
    with pytest.raises(QueryLimitError, match="sparql_memory"):
        run(whole(pool, query(HUNGRY)))
    assert run(number(pool, query(COUNT))) == 2010


def test_an_answer_that_is_too_long_breaks_off(pool: Pool) -> None:
    received: list[int] = []

    async def read() -> None:
        answer = await pool.answer(query(LONG))
        async for data in answer.body:
            received.append(len(data))

    with pytest.raises(QueryLimitError, match="sparql_max_bytes"):
        run(read())
    assert 0 < sum(received) <= LIMITS.answer_bytes
    assert run(number(pool, query(COUNT))) == 2010


def test_a_query_nested_past_the_stack_harms_no_other(pool: Pool) -> None:
    with pytest.raises(QueryLimitError, match="nested"):
        run(whole(pool, query("SELECT * " + "{" * 200_000)))
    assert run(number(pool, query(COUNT))) == 2010


def test_a_client_that_leaves_ends_its_query(pool: Pool) -> None:
    async def leave() -> None:
        answer = await pool.answer(query(LONG))
        async for _ in answer.body:
            break
        await answer.body.aclose()  # type: ignore[attr-defined]

    began = time.monotonic()
    run(leave())
    run(leave())
    assert run(number(pool, query(COUNT))) == 2010
    assert time.monotonic() - began < LIMITS.seconds


def test_a_syntax_error_names_its_line(pool: Pool) -> None:
    with pytest.raises(QuerySyntaxError, match=r"line 2, column \d+"):
        run(pool.answer(query("SELECT *\n{ ?s ?p }")))


def test_a_function_that_there_is_none_of_is_the_askers_fault(pool: Pool) -> None:
    with pytest.raises(QueryError, match=r"example\.org"):
        run(pool.answer(query("SELECT (<http://example.org/f>(1) AS ?x) {}")))


@pytest.mark.parametrize(
    ("text", "options", "expected"),
    [
        (COUNT, {}, 2010),
        (COUNT.replace("{", f"FROM {OTHER} {{", 1), {"has_dataset": True}, 10),
        (COUNT.replace("{", f"FROM NAMED {OTHER} {{", 1), {"has_dataset": True}, 0),
        (COUNT, {"default_graphs": (OTHER.value,)}, 10),
        (COUNT, {"named_graphs": (OTHER.value,)}, 0),
        (f"SELECT (COUNT(*) AS ?n) {{ GRAPH {OTHER} {{ ?s sg:score ?o }} }}", {"default_graphs": (REPORT.value,)}, 0),
        (COUNT.replace("{", f"FROM {REPORT} {{", 1), {"has_dataset": True, "default_graphs": (OTHER.value,)}, 10),
    ],
)
def test_the_data_set_is_what_the_request_says(pool: Pool, text: str, options: dict[str, Any], expected: int) -> None:
    assert run(number(pool, query(text, **options))) == expected


def test_a_graph_name_that_is_no_iri_is_refused(pool: Pool) -> None:
    with pytest.raises(QuerySyntaxError, match="IRI"):
        run(pool.answer(query(COUNT, default_graphs=("not an iri",))))


def test_an_answer_is_of_the_state_when_it_was_asked(tmp_path: Path) -> None:
    with EmbeddedStore(tmp_path / "s", BASE) as store:
        pool = Pool(Workers(store.checkpoint, LIMITS), 2, LIMITS.seconds)
        for revision in (1, 2, 3):
            store.apply(Change(revision, {REPORT.value: scores(REPORT, revision)}))
            assert run(number(pool, query(COUNT))) == revision
        pool.close()
