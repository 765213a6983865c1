"""A small graph to export: two reports that differ on a number, and one full of what files must escape."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from siegegraph.graph.account import account_of
from siegegraph.graph.knowledge import KnowledgeGraph
from siegegraph.graph.opening import open_graph
from siegegraph.graph.settings import Settings
from siegegraph.graph.standoff import extraction_from
from siegegraph.graph.update import update

WIRE = "Harbour Wire: the ministry, quoted by the agency, said 265 fighters surrendered at Karlov on 17 May 2022."
POST = "The mayor of Karlov denied that 300 fighters surrendered there on 17 May 2022. Ivan Dorn commands the guard."
ODD = 'He said: "No; water,\nnone" \\ and left for Karlov \U0001f6b0\t@prefix x: <y> .'


def at(text: str, words: str) -> list[int]:
    start = text.index(words)
    return [start, start + len(words)]


def row(text: str, words: str, **more: Any) -> dict[str, Any]:
    start, end = at(text, words)
    return {"start": start, "end": end, **more}


def karlov(text: str) -> dict[str, Any]:
    return row(text, "Karlov", type="Place", lat=47.1, lon=37.6, location="container", uncertainty_km=5.5)


def surrender(text: str, number: int, **more: Any) -> dict[str, Any]:
    """The rows of a surrender of so many fighters on 17 May, vouched for by the last attribution."""
    counted = row(text, f"{number} fighters", of="fighters", min=number, max=number, value=number)
    told = row(text, "surrendered", type="Surrender", quote=at(text, f"{number} fighters surrendered"), time=0, **more)
    told |= {"quantities": [0], "places": [at(text, "Karlov")], "arguments": [row(text, "fighters", role="actor")]}
    when = row(text, "17 May 2022", type="DATE", value="2022-05-17", edtf="2022-05-17")
    return {"quantities": [counted], "events": [told], "times": [when]}


def lines() -> list[dict[str, Any]]:
    said = at(WIRE, "265 fighters surrendered at Karlov")
    wire = {
        "text": WIRE, "published": "2022-05-18", "publisher": "Harbour Wire", "url": "https://example.org/w",
        "title": "W",
        "entities": [karlov(WIRE), row(WIRE, "the ministry", type="Organisation", id="m"),
                     row(WIRE, "the agency", type="Organisation", id="a")],
        "attributions": [
            {"source": [at(WIRE, "the agency")], "cue": [at(WIRE, "quoted")], "content": [said], "speaker": "a"},
            {"source": [at(WIRE, "the ministry")], "cue": [at(WIRE, "said")], "content": [said], "speaker": "m",
             "within": 0}],
        **surrender(WIRE, 265, attribution=1, confidence=0.85),
    }  # fmt: skip
    post = {
        "text": POST, "published": "2022-05-20", "publisher": "Hill Post", "url": "https://example.org/p", "title": "P",
        "entities": [karlov(POST), row(POST, "The mayor of Karlov", type="Person", id="v"),
                     row(POST, "Ivan Dorn", type="Person"), row(POST, "the guard", type="Organisation")],
        "attributions": [{"source": [at(POST, "The mayor of Karlov")], "cue": [at(POST, "denied")], "speaker": "v",
                          "content": [at(POST, "300 fighters surrendered")]}],
        "relations": [{"predicate": "commands", "subject": at(POST, "Ivan Dorn"), "object": at(POST, "the guard"),
                       "quote": at(POST, "Ivan Dorn commands the guard")}],
        **surrender(POST, 300, attribution=0, modality="denied"),
    }  # fmt: skip
    quote = at(ODD, 'water,\nnone" \\ and left for Karlov \U0001f6b0\t@prefix')
    odd = {
        "text": ODD, "publisher": "Odd; Paper", "url": "https://example.org/o", "entities": [karlov(ODD)],
        "events": [row(ODD, "left", type="Withdrawal", quote=quote, modality="reported"),
                   row(ODD, "water", type="Shortage", quote=at(ODD, "water"), places=[at(ODD, "Karlov")])],
    }  # fmt: skip
    return [{**line, "extractor": {"name": "by hand", "version": "1"}} for line in (wire, post, odd)]


@pytest.fixture(scope="session")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KnowledgeGraph]:
    """The graph of the three reports; tests read it only."""
    with open_graph(Settings(store=str(tmp_path_factory.mktemp("export") / "store"))) as opened:
        extractions = [extraction_from(line, strict_dates=True) for line in lines()]
        update(opened, [account_of(extraction, opened.minter) for extraction in extractions])
        yield opened
