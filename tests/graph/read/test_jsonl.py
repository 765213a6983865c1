"""One report a line, and errors that name the line and the field."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from siegegraph.graph.errors import ExtractionFormError, ReadError
from siegegraph.graph.model.report import Report
from siegegraph.graph.read.jsonl import read_jsonl, report_of

LINE = {
    "id": "r1",
    "text": "The bridge was hit.",
    "published": "1992-06-05",
    "publisher": "Bridge Radio",
    "url": "https://example.org/bridge",
    "title": "Bridge",
    "language": "en",
}


def written(folder: Path, *lines: object) -> Path:
    path = folder / "reports.jsonl"
    path.write_text("\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines), encoding="utf-8")
    return path


def test_a_line_states_all_that_is_known_of_its_report(tmp_path: Path) -> None:
    assert list(read_jsonl(written(tmp_path, LINE))) == [
        Report(
            input_id="r1",
            text="The bridge was hit.",
            published=date(1992, 6, 5),
            publisher="Bridge Radio",
            url="https://example.org/bridge",
            title="Bridge",
            language="en",
        )
    ]


def test_blank_lines_count_but_are_no_reports(tmp_path: Path) -> None:
    good, bad = read_jsonl(written(tmp_path, {"text": "One."}, "", "{", ""))
    assert good == Report(text="One.")
    assert isinstance(bad, ReadError)
    assert bad.line == 3


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("[1]", "not a JSON object"),
        ("{'text'}", "not JSON"),
        ({"title": "no text"}, "text: is missing"),
        ({"text": 5}, "text: "),
        ({"text": "x", "published": "5 June 1992"}, "published: '5 June 1992' is not a date"),
        ({"text": "x", "published": "1992-02-30"}, "published: "),
        ({"text": "x", "url": ["a"]}, "url: "),
    ],
)
def test_an_error_names_file_line_and_field(tmp_path: Path, line: object, message: str) -> None:
    _, error, last = read_jsonl(written(tmp_path, LINE, line, LINE))
    assert isinstance(error, ReadError)
    assert "reports.jsonl, line 2: " in str(error)
    assert message in str(error)
    assert isinstance(last, Report)


def test_an_ill_formed_date_can_be_a_warning(tmp_path: Path) -> None:
    warnings: list[str] = []
    (report,) = read_jsonl(written(tmp_path, {"text": "x", "published": "1992"}), warnings.append)
    assert report == Report(text="x")
    assert len(warnings) == 1
    assert "line 1: published: '1992'" in warnings[0]


def test_rows_of_an_extraction_are_left_aside() -> None:
    assert report_of({"text": "x", "events": "nonsense", "status": "not_extracted"}) == Report(text="x")


def test_a_line_alone_raises_with_the_field() -> None:
    with pytest.raises(ExtractionFormError) as caught:
        report_of(b'{"text": null}')
    assert caught.value.field == "text"


def test_a_missing_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="No such file"):
        list(read_jsonl(tmp_path / "none.jsonl"))
