"""A real server on loopback over a small graph of made-up reports."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import httpx
import orjson
import pytest
import uvicorn
from fastapi import FastAPI

from siegegraph.api.app import create_app
from siegegraph.graph.account import account_of
from siegegraph.graph.knowledge import KnowledgeGraph
from siegegraph.graph.opening import open_graph
from siegegraph.graph.settings import Settings
from siegegraph.graph.standoff import extraction_from
from siegegraph.graph.update import update

TOKEN = "open sesame"

HERALD = "The mayor said on Tuesday that 40 people were evacuated from Mariupol. Later the army shelled the port."
MINISTRY = (
    "The ministry said 20 people were evacuated from Mariupol on 19 April. Ivan Petrenko commands the 1st Brigade."
)
HOSTILE = "Undated: <script>alert(1)</script> <b>the army</b> shelled the port of Mariupol \U0001f4a5 & left."


def span(text: str, words: str) -> list[int]:
    start = text.index(words)
    return [start, start + len(words)]


def mention(text: str, words: str, kind: str, id_: str, **more: Any) -> dict[str, Any]:
    start, end = span(text, words)
    return {"start": start, "end": end, "text": words, "type": kind, "id": id_, **more}


def event(text: str, trigger: str, kind: str, quote: str, **more: Any) -> dict[str, Any]:
    start, end = span(text, trigger)
    return {"start": start, "end": end, "type": kind, "quote": span(text, quote), **more}


def day(value: str) -> dict[str, str]:
    return dict.fromkeys(("earliest", "begin_latest", "end_earliest", "latest"), value)


def counted(text: str, words: str, value: int) -> dict[str, Any]:
    start, end = span(text, words)
    return {"start": start, "end": end, "of": "evacuated", "min": value, "max": value, "value": value, "unit": "people"}


MARIUPOL = {"subtype": "Settlement", "lat": 47.0951, "lon": 37.5413, "location": "gazetteer"}


def reports() -> list[dict[str, Any]]:
    """Two reports that differ on a number, and one without a date whose text wants to be markup."""
    evacuated = {"type": "Evacuation", "bounds": day("2022-04-19"), "quantities": [0], "attribution": 0}
    herald = {
        "id": "herald", "text": HERALD, "published": "2022-04-20", "publisher": "Oldtown Herald",
        "url": "https://herald.example/1", "title": "Forty leave",
        "entities": [mention(HERALD, "Mariupol", "Place", "p", **MARIUPOL), mention(HERALD, "The mayor", "Person", "m"),
                     mention(HERALD, "the army", "Organisation", "a", subtype="ArmedForces")],
        "quantities": [counted(HERALD, "40 people", 40)],
        "attributions": [{"source": [span(HERALD, "The mayor")], "cue": [span(HERALD, "said")], "speaker": "m",
                          "content": [span(HERALD, "40 people were evacuated from Mariupol")]}],
        "events": [
            event(HERALD, "evacuated", quote="40 people were evacuated from Mariupol", kind="Evacuation",
                  places=[span(HERALD, "Mariupol")], **{k: v for k, v in evacuated.items() if k != "type"}),
            event(HERALD, "shelled", "Bombardment", "the army shelled the port", bounds={"latest": "2022-04-20"},
                  arguments=[dict(zip(("start", "end"), span(HERALD, "the army"), strict=True), role="actor")]),
        ],
    }  # fmt: skip
    ministry = {
        "id": "ministry", "text": MINISTRY, "published": "2022-04-21", "publisher": "Wire",
        "url": "https://wire.example/1", "title": "Twenty leave, ministry says",
        "entities": [mention(MINISTRY, "Mariupol", "Place", "p", **MARIUPOL),
                     mention(MINISTRY, "The ministry", "Organisation", "m", subtype="Government"),
                     mention(MINISTRY, "Ivan Petrenko", "Person", "i"),
                     mention(MINISTRY, "1st Brigade", "Organisation", "b", subtype="MilitaryUnit")],
        "quantities": [counted(MINISTRY, "20 people", 20)],
        "attributions": [{"source": [span(MINISTRY, "The ministry")], "cue": [span(MINISTRY, "said")], "speaker": "m",
                          "content": [span(MINISTRY, "20 people were evacuated from Mariupol on 19 April")]}],
        "events": [event(MINISTRY, "evacuated", quote="20 people were evacuated from Mariupol on 19 April",
                         kind="Evacuation", places=[span(MINISTRY, "Mariupol")],
                         **{k: v for k, v in evacuated.items() if k != "type"})],
        "relations": [{"predicate": "commands", "subject": span(MINISTRY, "Ivan Petrenko"),
                       "object": span(MINISTRY, "1st Brigade"),
                       "quote": span(MINISTRY, "Ivan Petrenko commands the 1st Brigade")}],
    }  # fmt: skip
    hostile = {
        "id": "hostile", "text": HOSTILE, "title": "<script>alert(2)</script>", "publisher": "<i>Blog</i>",
        "url": "javascript:alert(3)",
        "entities": [mention(HOSTILE, "Mariupol", "Place", "p", **MARIUPOL),
                     mention(HOSTILE, "<b>the army</b>", "Organisation", "a", subtype="ArmedForces")],
        "events": [event(HOSTILE, "shelled", "Bombardment", "<b>the army</b> shelled the port of Mariupol \U0001f4a5",
                         places=[span(HOSTILE, "Mariupol")], modality="denied")],
    }  # fmt: skip
    extractor = {"name": "by hand", "version": "1"}
    return [{**report, "extractor": extractor} for report in (herald, ministry, hostile)]


def fill(graph: KnowledgeGraph, lines: list[dict[str, Any]]) -> None:
    extractions = [extraction_from(orjson.dumps(line), strict_dates=True) for line in lines]
    update(graph, [account_of(extraction, graph.minter) for extraction in extractions])


@contextmanager
def serving(app: FastAPI) -> Iterator[str]:
    """The address of a server that runs the app in a thread."""
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error", ws="none", timeout_graceful_shutdown=1))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        assert thread.is_alive()
        time.sleep(0.01)
    try:
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()


@pytest.fixture(scope="session")
def served() -> Callable[[FastAPI], AbstractContextManager[str]]:
    return serving


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return Settings(store=str(tmp_path_factory.mktemp("graph") / "store"), token=TOKEN, sparql_timeout=2)


@pytest.fixture(scope="session")
def graph(settings: Settings) -> Iterator[KnowledgeGraph]:
    with open_graph(settings) as opened:
        fill(opened, reports())
        yield opened


@pytest.fixture(scope="session")
def app(settings: Settings, graph: KnowledgeGraph) -> FastAPI:
    return create_app(settings, graph)


@pytest.fixture(scope="session")
def client(app: FastAPI) -> Iterator[httpx.Client]:
    """A client of a server that no test writes to."""
    with serving(app) as address, httpx.Client(base_url=address, timeout=30) as opened:
        yield opened


@pytest.fixture
def own_client(tmp_path: Path) -> Iterator[httpx.Client]:
    """A client of a server of one's own, with the small graph in it, that may write."""
    settings = Settings(store=str(tmp_path / "store"), token=TOKEN)
    with open_graph(settings) as opened:
        fill(opened, reports())
    headers = {"Authorization": f"Bearer {TOKEN}"}
    with serving(create_app(settings)) as address, httpx.Client(base_url=address, headers=headers, timeout=30) as made:
        yield made
