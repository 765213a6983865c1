"""Paths in, reports out."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from siegegraph.graph.errors import ParameterError, ReadError
from siegegraph.graph.model.report import Report
from siegegraph.graph.read import Metadata, read
from siegegraph.graph.samples import samples

WORDS = "The town has been cut off from the sea for the third week, said the mayor of it."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b.txt", "a/z.md", "a/c.html", ".hidden.txt", ".git/d.txt", "notes.docx", "A.TXT"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"<p>{name}: {WORDS}</p>" if name.endswith("html") else f"{name}: {WORDS}", encoding="utf-8")
    return tmp_path


def texts(*items: Report | ReadError) -> list[str]:
    return [item.text.split(":")[0] for item in items if isinstance(item, Report)]


def test_a_folder_is_read_at_any_depth_in_sorted_order_without_what_is_hidden(folder: Path) -> None:
    assert texts(*read([folder])) == ["A.TXT", "a/c.html", "a/z.md", "b.txt"]


def test_what_was_named_is_read_in_the_order_given(folder: Path) -> None:
    assert texts(*read([folder / "b.txt", folder / ".hidden.txt", folder / "a"])) == [
        "b.txt",
        ".hidden.txt",
        "a/c.html",
        "a/z.md",
    ]


@pytest.mark.parametrize(("name", "message"), [("notes.docx", "suffix"), ("nowhere.txt", "no such file")])
def test_what_was_named_and_cannot_be_read_is_an_error_and_the_rest_goes_on(
    folder: Path, name: str, message: str
) -> None:
    error, report = read([folder / name, folder / "b.txt"])
    assert isinstance(error, ReadError)
    assert error.path.endswith(name)
    assert message in str(error)
    assert isinstance(report, Report)


def test_metadata_is_for_reports_that_do_not_state_their_own(tmp_path: Path) -> None:
    path = tmp_path / "r.jsonl"
    lines = [{"text": WORDS}, {"text": WORDS, "published": "1994-02-06", "publisher": "Hill Radio", "url": "u:1"}]
    path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    given = Metadata.stated("1994-02-05", "Market Press", "https://example.org/m", "Market")
    first, second = read([path], given)
    assert isinstance(first, Report)
    assert isinstance(second, Report)
    assert (first.published, first.publisher, first.url) == (date(1994, 2, 5), "Market Press", "https://example.org/m")
    assert (second.published, second.publisher, second.url) == (date(1994, 2, 6), "Hill Radio", "u:1")
    assert second.title == "Market"


@pytest.mark.parametrize("words", ["5 Feb 1994", "1994-02-31", "1994-2-5", "1994-02-05T00:00"])
def test_an_ill_formed_published_names_the_parameter(words: str) -> None:
    with pytest.raises(ParameterError, match=r"published: .* is not a date"):
        Metadata.stated(published=words)


def test_empty_words_say_nothing() -> None:
    assert Metadata.stated("", "", "", "") == Metadata()


def test_every_report_comes_with_its_language(folder: Path) -> None:
    assert {item.language for item in read([folder]) if isinstance(item, Report)} == {"en"}


def test_the_samples_read_without_an_error() -> None:
    reports = list(read([sample.path for sample in samples()]))
    assert all(isinstance(report, Report) and report.status == "extracted" for report in reports)
    assert len(reports) > len(samples())
