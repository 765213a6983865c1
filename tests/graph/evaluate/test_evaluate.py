"""A graph whose reading is known, against gold files that agree with it or do not."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from siegegraph.graph.account import account_of
from siegegraph.graph.errors import NotFoundError, ReadError
from siegegraph.graph.evaluate import Figure, Scores, evaluate
from siegegraph.graph.knowledge import KnowledgeGraph
from siegegraph.graph.opening import open_graph
from siegegraph.graph.settings import Settings
from siegegraph.graph.standoff import extraction_from
from siegegraph.graph.update import update

FIRST = (
    "The River Guard shelled Karlov on 4 May 2031. The mayor\u2019s office said 12 people were killed. "
    "Guards may storm Borovo. Ana Dorn commands the River Guard."
)
SECOND = "Karlov was shelled on 4 May 2031 by the Guard, the agency said."


def at(text: str, words: str) -> list[int]:
    start = text.index(words)
    return [start, start + len(words)]


def row(text: str, words: str, **more: Any) -> dict[str, Any]:
    start, end = at(text, words)
    return {"start": start, "end": end, **more}


def first() -> dict[str, Any]:
    told = "12 people were killed"
    return {
        "text": FIRST, "published": "2031-05-05", "url": "https://example.org/1",
        "entities": [row(FIRST, "The River Guard", type="Organisation", id="g"),
                     row(FIRST, "the River Guard", type="Organisation", id="g"),
                     row(FIRST, "Karlov", type="Place"), row(FIRST, "Borovo", type="Place"),
                     row(FIRST, "The mayor\u2019s office", type="Organisation", id="m"),
                     row(FIRST, "Ana Dorn", type="Person")],
        "times": [row(FIRST, "4 May 2031", type="DATE", value="2031-05-04", edtf="2031-05-04")],
        "quantities": [row(FIRST, "12 people", of="people", min=12, max=12, value=12)],
        "attributions": [{"source": [at(FIRST, "The mayor\u2019s office")], "cue": [at(FIRST, "said")], "speaker": "m",
                          "content": [at(FIRST, told)]}],
        "events": [
            row(FIRST, "shelled", type="Bombardment", quote=at(FIRST, "The River Guard shelled Karlov on 4 May 2031"),
                time=0, places=[at(FIRST, "Karlov")],
                arguments=[row(FIRST, "The River Guard", role="actor"), row(FIRST, "Karlov", role="target")]),
            row(FIRST, "killed", type="Casualties", quote=at(FIRST, told), quantities=[0], attribution=0,
                bounds={"latest": "2031-05-05"}),
            row(FIRST, "storm", type="GroundAssault", quote=at(FIRST, "Guards may storm Borovo"), modality="possible"),
        ],
        "relations": [{"predicate": "commands", "subject": at(FIRST, "Ana Dorn"),
                       "object": at(FIRST, "the River Guard"),
                       "quote": at(FIRST, "Ana Dorn commands the River Guard")}],
    }  # fmt: skip


def second() -> dict[str, Any]:
    return {
        "text": SECOND, "published": "2031-05-06", "url": "https://example.org/2",
        "entities": [row(SECOND, "Karlov", type="Place")],
        "times": [row(SECOND, "4 May 2031", type="DATE", value="2031-05-04", edtf="2031-05-04")],
        "events": [row(SECOND, "shelled", type="Bombardment", quote=at(SECOND, "Karlov was shelled on 4 May 2031"),
                       time=0, places=[at(SECOND, "Karlov")], arguments=[row(SECOND, "Karlov", role="target")])],
    }  # fmt: skip


GOLD: dict[str, Any] = {
    "report": "first.txt",
    "optional": ["Borovo"],
    "entities": [
        {"id": "guard", "type": "Organisation", "aliases": ["River Guard"]},
        {"id": "karlov", "type": "Place", "aliases": ["Karlov", "Karlow"]},
        {"id": "mayor", "type": "Organisation", "aliases": ["mayor's office"]},
        {"id": "dorn", "type": "Person", "aliases": ["ANA DORN"]},
    ],
    "events": [
        {
            "id": "e1", "type": "Attack", "types": ["Attack", "Bombardment"], "quote": "shelled Karlov on 4 May 2031",
            "earliest": "2031-05-04", "latest": "2031-05-04", "ongoing": False, "actors": ["guard"],
            "targets": ["karlov"], "places": ["karlov"],
        },
        {
            "id": "e2", "type": "Casualties", "quote": "12 people were killed", "earliest": None,
            "latest": "2031-05-05", "quantities": [{"of": "person or people", "value": 12}], "attributed_to": "mayor",
        },
        {"id": "e3", "type": "GroundAssault", "quote": "Guards may storm Borovo", "modality": "possible"},
    ],
    "claims": [{"quote": "The River Guard shelled Karlov", "speaker": None, "speakers": []},
               {"quote": {"words": "12 people", "within": "said 12 people"}, "speaker": "mayor", "speakers": ["mayor"],
                "polarity": "positive"}],
    "relations": [{"subject": "dorn", "predicate": "commands", "object": "guard"}],
    "coreference": [
        {"entity": "guard", "mentions": ["The River Guard",
         {"words": "River Guard", "within": "commands the River Guard."}]},
        {"entity": "dorn", "mentions": ["Ana Dorn"]},
    ],
}  # fmt: skip


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KnowledgeGraph]:
    with open_graph(Settings(store=str(tmp_path_factory.mktemp("evaluate") / "store"))) as opened:
        extractions = [extraction_from(line, strict_dates=True) for line in (first(), second())]
        update(opened, [account_of(extraction, opened.minter) for extraction in extractions])
        yield opened


def scored(graph: KnowledgeGraph, folder: Path, gold: dict[str, Any]) -> Scores:
    (folder / "first.txt").write_text(FIRST, encoding="utf-8")
    (folder / "second.txt").write_text(SECOND, encoding="utf-8")
    path = folder / "gold.json"
    path.write_text(json.dumps(gold), encoding="utf-8")
    return evaluate(graph, [path])


def changed(gold: dict[str, Any], part: str, number: int, **fields: Any) -> dict[str, Any]:
    """The gold with some fields of one row set otherwise, or left out where None."""
    rows = [dict(each) for each in gold[part]]
    rows[number] = {key: value for key, value in (rows[number] | fields).items() if value is not None}
    return gold | {part: rows}


def test_a_right_reading_scores_one_in_every_layer(graph: KnowledgeGraph, tmp_path: Path) -> None:
    scores = scored(graph, tmp_path, GOLD)
    assert scores.notes == []
    assert {name: figure.f1 for name, figure in scores.layers.items()} == dict.fromkeys(scores.layers, 1.0)
    assert set(scores.layers) >= {
        "entities", "events found", "events typed", "dates", "participants", "quantities", "quotes", "claims",
        "speakers", "speaker chains", "modality", "polarity", "what is counted", "coreference", "relations",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("gold", "layer", "figure"),
    [
        (GOLD | {"optional": []}, "entities", Figure(4, 5, 4, 4)),
        (changed(GOLD, "entities", 3, aliases=["Dorn"]), "entities", Figure(3, 4, 3, 4)),
        (changed(GOLD, "entities", 1, type="Person"), "entity types", Figure(3, 4, 3, 4)),
        (changed(GOLD, "events", 1, type="Detention"), "events typed", Figure(2, 3, 2, 3)),
        (changed(GOLD, "events", 1, type="Detention"), "events found", Figure(3, 3, 3, 3)),
        (changed(GOLD, "events", 1, quote="Ana Dorn commands"), "events found", Figure(2, 3, 2, 3)),
        (changed(GOLD, "events", 0, earliest="2031-05-05"), "dates", Figure(1, 2, 1, 2)),
        (changed(GOLD, "events", 0, latest="2031-05-03"), "dates", Figure(1, 2, 1, 2)),
        (changed(GOLD, "events", 1, earliest="2000-01-01"), "dates", Figure(1, 2, 1, 2)),
        (changed(GOLD, "events", 0, ongoing=True), "dates", Figure(1, 2, 1, 2)),
        (changed(GOLD, "events", 0, earliest="2031-05-01", latest="2031-06-01"), "dates", Figure(2, 2, 2, 2)),
        (changed(GOLD, "events", 0, actors=["mayor"]), "participants", Figure(2, 3, 2, 3)),
        (changed(GOLD, "events", 1, quantities=[{"min": 12}, {"value": 13}]), "quantities", Figure(1, 1, 1, 2)),
        (changed(GOLD, "events", 1, attributed_to="dorn"), "speakers", Figure(2, 3, 2, 3)),
        (changed(GOLD, "claims", 0, speaker="guard"), "speakers", Figure(2, 3, 2, 3)),
        (changed(GOLD, "claims", 0, quote=". "), "claims", Figure(2, 2, 2, 3)),
        (changed(GOLD, "claims", 0, speakers=["mayor"]), "speaker chains", Figure(1, 2, 1, 2)),
        (changed(GOLD, "events", 1, quantities=[{"of": "tanks", "value": 12}]), "what is counted", Figure(0, 1, 0, 1)),
        (changed(GOLD, "coreference", 0, mentions=["River Guard", "Guards"]), "coreference", Figure(1.5, 3, 1.5, 3)),
        (changed(GOLD, "coreference", 1, mentions=["Dorn", "Guards"]), "coreference", Figure(3, 3, 2.5, 4)),
        (changed(GOLD, "events", 2, modality="asserted"), "modality", Figure(0, 1, 0, 1)),
        (changed(GOLD, "relations", 0, object="karlov"), "relations", Figure(0, 1, 0, 1)),
        (changed(GOLD, "relations", 0, object="mayor of Karlov"), "relations", Figure(0, 1, 0, 1)),
    ],
)
def test_a_difference_is_counted_in_its_layer_and_said(
    graph: KnowledgeGraph, tmp_path: Path, gold: dict[str, Any], layer: str, figure: Figure
) -> None:
    scores = scored(graph, tmp_path, gold)
    assert scores.layers[layer] == figure
    assert any(note.startswith(f"{layer}: ") for note in scores.notes) == (figure.f1 != 1)


SEVERAL: dict[str, Any] = {
    "reports": [{"id": "a", "report": "first.txt"}, {"id": "b", "report": "second.txt"}],
    "entities": [{"id": "karlov", "type": "Place", "aliases": ["Karlov"]},
                 {"id": "borovo", "type": "Place", "aliases": ["Borovo"]}],
    "events": [{"id": "e1", "type": "Bombardment", "spans": {"a": [[16, 30]], "b": ["was shelled"]},
                "earliest": "2031-05-04"},
               {"id": "e2", "type": "GroundAssault", "spans": {"a": ["storm Borovo"]}}],
    "claims": [{"report": "b", "quote": "Karlov was shelled", "speaker": None}],
    "coreference": [{"entity": "karlov", "spans": {"a": ["Karlov"], "b": ["Karlov"]}}],
    "disagreements": [{"event": "e1", "on": "responsibility"}],
    "apart": [["e1", "e2"], ["karlov", "borovo"]],
}  # fmt: skip


def test_an_event_of_several_reports_counts_once(graph: KnowledgeGraph, tmp_path: Path) -> None:
    scores = scored(graph, tmp_path, SEVERAL)
    assert scores.layers["events typed"] == Figure(2, 3, 2, 2)
    assert scores.layers["dates"] == Figure(1, 1, 1, 1)
    assert scores.layers["speakers"] == Figure(1, 1, 1, 1)
    assert scores.layers["events merged"] == Figure(1, 1, 1, 1)
    assert scores.layers["coreference"] == Figure(2, 2, 2, 2)
    assert scores.layers["disagreements"] == Figure(0, 0, 0, 1)
    assert scores.layers["kept apart"] == Figure(2, 2, 2, 2)


def test_a_merge_that_must_not_be_is_said(graph: KnowledgeGraph, tmp_path: Path) -> None:
    twin = {"id": "e3", "type": "Bombardment", "spans": {"b": ["Karlov was shelled"]}}
    one = changed(SEVERAL, "events", 0, spans={"a": [[16, 30]]})["events"][0]
    scores = scored(graph, tmp_path, SEVERAL | {"events": [one, twin], "apart": [["e1", "e3"]]})
    assert scores.layers["kept apart"] == Figure(0, 1, 0, 1)
    assert "kept apart: e1 and e3 are one" in scores.notes


def test_gold_files_add_up(graph: KnowledgeGraph, tmp_path: Path) -> None:
    scored(graph, tmp_path, GOLD)
    scores = evaluate(graph, [tmp_path / "gold.json"] * 2)
    assert scores.layers["events typed"] == Figure(6, 6, 6, 6)


@pytest.mark.parametrize(
    ("gold", "message"),
    [
        (changed(GOLD, "events", 0, quote="no such words"), "no such words"),
        (changed(GOLD, "events", 0, quote={"words": "a", "within": "Borovo"}), "'a' does not stand within 'Borovo'"),
        (
            changed(GOLD, "events", 0, quote={"words": "River", "within": "River Guard"}),
            "more than once: 'River Guard'",
        ),
        (GOLD | {"report": "nowhere.txt"}, "nowhere.txt: there is no such file"),
        (changed(GOLD, "entities", 0, aliases=None), "KeyError.*aliases"),
        (changed(SEVERAL, "claims", 0, report=None), "KeyError.*report"),
    ],
)
def test_a_gold_file_at_fault_is_named(
    graph: KnowledgeGraph, tmp_path: Path, gold: dict[str, Any], message: str
) -> None:
    with pytest.raises(ReadError, match=message):
        scored(graph, tmp_path, gold)


@pytest.mark.parametrize("content", [None, "{"])
def test_a_gold_file_that_cannot_be_read_is_named(graph: KnowledgeGraph, tmp_path: Path, content: str | None) -> None:
    path = tmp_path / "broken.json"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    with pytest.raises(ReadError, match=r"broken\.json"):
        evaluate(graph, [path])


def test_a_report_that_was_not_ingested_is_named(graph: KnowledgeGraph, tmp_path: Path) -> None:
    (tmp_path / "other.txt").write_text("The River Guard left, said the mayor of the town.", encoding="utf-8")
    path = tmp_path / "gold.json"
    path.write_text(json.dumps({"report": "other.txt"}), encoding="utf-8")
    with pytest.raises(NotFoundError, match=r"other\.txt"):
        evaluate(graph, [path])
