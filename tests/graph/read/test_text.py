"""Plain text and Markdown are stored as they are."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siegegraph.graph.errors import ReadError
from siegegraph.graph.model.report import Report
from siegegraph.graph.read.text import read_markdown, read_text

FRONT = """---
title: "The road is cut"
published: 2016-07-28
publisher: Citadel Post
url: https://example.org/road
---
# Another heading

Text.
"""


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\ufeff")))
def test_the_stored_text_is_the_file_as_it_is(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = tmp_path_factory.mktemp("text") / "report.txt"
    path.write_bytes(text.encode())
    assert read_text(path).text == text


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_byte_order_mark_is_no_text(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "report.txt"
    path.write_bytes("Осада\r\n".encode(encoding))
    assert read_text(path).text == "Осада\r\n"


@pytest.mark.parametrize("content", [b"caf\xe9", b"\xff\xfea", b"GIF89a\0\0"])
def test_what_is_no_text_is_an_error_that_names_the_file(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "broken.txt"
    path.write_bytes(content)
    with pytest.raises(ReadError, match=r"broken\.txt: it is not .*text"):
        read_text(path)


def test_a_file_that_is_gone_is_an_error_with_the_reason(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="No such file"):
        read_text(tmp_path / "gone.txt")


def test_the_first_heading_of_a_markdown_file_is_its_title(tmp_path: Path) -> None:
    path = tmp_path / "report.md"
    path.write_text("Byline\n\n## Not this\n\n# The road is cut #\n\n# Nor this\n", encoding="utf-8")
    assert read_markdown(path).title == "The road is cut"


def test_front_matter_states_metadata_and_stays_text(tmp_path: Path) -> None:
    path = tmp_path / "report.md"
    path.write_text(FRONT, encoding="utf-8")
    report = read_markdown(path)
    assert report.text == FRONT
    assert (report.title, report.published) == ("The road is cut", date(2016, 7, 28))
    assert (report.publisher, report.url) == ("Citadel Post", "https://example.org/road")


def test_the_prose_is_what_is_not_front_matter_where_it_stood() -> None:
    prose = Report(text=FRONT).prose
    assert len(prose) == len(FRONT)
    assert prose.lstrip() == FRONT[FRONT.rindex("---") + 3 :].lstrip()
    assert Report(text="---\nNo key, no value.\n---\n").prose.startswith("---")


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ("date: 2023-07-10T23:30:00-05:00", date(2023, 7, 10)),
        ('pubDate: "2023-07-10"', date(2023, 7, 10)),
        ("pubDate: Jul 10 2023", None),
        ("published: 2023-07-09\ndate: 2023-07-10", date(2023, 7, 9)),
    ],
)
def test_the_day_that_publishing_tools_write_is_read(tmp_path: Path, line: str, published: date | None) -> None:
    path = tmp_path / "post.md"
    path.write_text(f"---\n{line}\n---\nText.\n", encoding="utf-8")
    assert read_markdown(path).published == published


def test_an_ill_formed_date_in_front_matter_names_its_field(tmp_path: Path) -> None:
    path = tmp_path / "report.md"
    path.write_text(FRONT.replace("2016-07-28", "28 July"), encoding="utf-8")
    with pytest.raises(ReadError, match=r"report\.md: published: '28 July' is not a date"):
        read_markdown(path)
    warnings: list[str] = []
    assert read_markdown(path, warnings.append).published is None
    assert "read as undated" in warnings[0]
