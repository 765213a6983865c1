"""Reports in: one path, nothing lost between its halves, nothing lost when a report comes again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import orjson
import pytest
from pyoxigraph import Quad

from made_up import reports
from siegegraph.graph.errors import ExtractionFormError
from siegegraph.graph.extract.spread import extracted
from siegegraph.graph.ingest import add, ingest, load
from siegegraph.graph.knowledge import KnowledgeGraph
from siegegraph.graph.model.extraction import Extraction
from siegegraph.graph.query.page import PageRequest
from siegegraph.graph.query.reports import reports as listed
from siegegraph.graph.read import Metadata, read
from siegegraph.graph.samples import samples
from siegegraph.graph.standoff import json_of

NewGraph = Callable[[], KnowledgeGraph]

LINE = {"text": "The army shelled Gorazde on Friday.", "published": "1993-06-20", "publisher": "Wire"}


def triples(graph: KnowledgeGraph) -> set[Quad]:
    return {quad for iri in graph.store.graphs() for quad in graph.store.graph(iri)}


def test_ingesting_is_extracting_then_loading(demo: KnowledgeGraph, new_graph: NewGraph, tmp_path: Path) -> None:
    lines = tmp_path / "extracted.jsonl"
    with lines.open("wb") as out:
        for sample in samples():
            metadata = Metadata(
                published=sample.published, publisher=sample.publisher, url=sample.url, title=sample.title
            )
            for outcome in extracted(read([sample.path], metadata), workers=1, config=None):  # type: ignore[arg-type]
                assert isinstance(outcome, Extraction)
                out.write(json_of(outcome) + b"\n")
    graph = new_graph()
    assert load(graph, [lines]).failed == []
    assert triples(graph) == triples(demo)


def test_a_second_time_changes_nothing(new_graph: NewGraph, tmp_path: Path) -> None:
    graph = new_graph()
    lines = tmp_path / "lines.jsonl"
    lines.write_bytes(b"\n".join(json_of(extraction) for extraction in reports(5, seed=4)))
    first = load(graph, [lines])
    before = triples(graph)
    second = load(graph, [lines])
    assert (first.added, second.added, second.unchanged) == (5, 0, 5)
    assert triples(graph) == before


def test_what_is_known_of_a_report_is_not_lost_when_it_comes_without(new_graph: NewGraph) -> None:
    graph = new_graph()
    (extraction,) = reports(1, seed=2)
    dated = replace(extraction, report=replace(extraction.report, published=None, title=None))
    add(graph, json_of(extraction))
    item, created = add(graph, json_of(dated))
    assert not created
    assert (item["published"], item["title"]) == (str(extraction.report.published), extraction.report.title)


def test_a_bad_line_is_named_and_the_rest_goes_on(new_graph: NewGraph, tmp_path: Path) -> None:
    lines = tmp_path / "lines.jsonl"
    good = [json_of(extraction) for extraction in reports(2, seed=4)]
    lines.write_bytes(b"\n".join([good[0], b'{"text": "x", "events": [{"start": 5}]}', good[1]]))
    summary = load(new_graph(), [lines])
    assert summary.added == 2
    assert str(summary.failed[0]).startswith(f"{lines}, line 2: events.0")


def test_rows_of_an_extraction_are_checked_whoever_made_them(new_graph: NewGraph) -> None:
    rows = {**LINE, "entities": [{"start": 17, "end": 999, "type": "Place"}]}
    with pytest.raises(ExtractionFormError, match=r"^entities\.0"):
        add(new_graph(), orjson.dumps(rows))


def test_a_report_in_another_language_is_kept_and_listed_as_not_extracted(new_graph: NewGraph, tmp_path: Path) -> None:
    report = tmp_path / "report.txt"
    report.write_text(
        "Сегодня утром войска обстреляли город, погибли двенадцать мирных жителей, сообщили власти.", encoding="utf-8"
    )
    graph = new_graph()
    assert ingest(graph, [report]).not_extracted == 1
    (item,) = listed(graph, PageRequest()).items
    assert (item["status"], item["language"], item["claims"]) == ("not_extracted", "ru", 0)


def test_several_processes_read_what_one_does(new_graph: NewGraph, tmp_path: Path) -> None:
    for n in range(4):
        (tmp_path / f"{n}.txt").write_text(f"The army shelled Gorazde on {n + 1} June 1993, the mayor said.")
    one, two = new_graph(), new_graph()
    ingest(one, [tmp_path])
    ingest(two, [tmp_path], workers=2)
    assert triples(one) == triples(two)
