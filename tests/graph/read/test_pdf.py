"""Paragraphs out of real PDF files, which are made here."""

from __future__ import annotations

from pathlib import Path

import pytest
from fpdf import FPDF
from fpdf.enums import AccessPermission

from siegegraph.graph.errors import ReadError
from siegegraph.graph.read.pdf import read_pdf

LONG = (
    "The water works on the northern bank were hit again during the night, and engineers could not reach the pumps "
    "before the morning because the road across the dam was under fire from both sides of the river."
)


class Document(FPDF):
    """An A5 document in 11 point Times with a header and a page number on each page."""

    furniture = False

    def __init__(self) -> None:
        super().__init__(format=(148, 210))
        self.set_font("Times", size=11)

    def header(self) -> None:
        if self.furniture:
            self.cell(0, 8, f"Situation report {self.page_no()} - River Mission", new_x="LMARGIN", new_y="NEXT")

    def footer(self) -> None:
        if self.furniture:
            self.set_y(-12)
            self.cell(0, 6, f"Page {self.page_no()} of 3")

    def lines(self, *lines: str) -> None:
        for line in lines:
            self.cell(0, 5.5, line, new_x="LMARGIN", new_y="NEXT")

    def paragraph(self, text: str, gap: float = 2) -> None:
        self.multi_cell(0, 5.5, text, new_x="LMARGIN", new_y="NEXT", align="L")
        self.ln(gap)


def saved(document: FPDF, folder: Path) -> Path:
    path = folder / "report.pdf"
    path.write_bytes(bytes(document.output()))
    return path


def paragraphs(document: FPDF, folder: Path) -> list[str]:
    return read_pdf(saved(document, folder)).text.split("\n\n")


def test_the_lines_of_a_paragraph_are_joined(tmp_path: Path) -> None:
    document = Document()
    document.add_page()
    document.paragraph(LONG)
    document.paragraph("Nobody was hurt.")
    assert paragraphs(document, tmp_path) == [LONG, "Nobody was hurt."]


def test_without_gaps_a_short_last_line_ends_a_paragraph(tmp_path: Path) -> None:
    document = Document()
    document.add_page()
    document.paragraph(LONG, gap=0)
    document.paragraph(f"Later: {LONG}", gap=0)
    assert paragraphs(document, tmp_path) == [LONG, f"Later: {LONG}"]


def test_a_heading_in_larger_type_stands_alone(tmp_path: Path) -> None:
    document = Document()
    document.add_page()
    document.set_font("Times", size=16)
    document.lines("Pumps out of order")
    document.set_font("Times", size=11)
    document.paragraph(LONG)
    assert paragraphs(document, tmp_path) == ["Pumps out of order", LONG]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("the engi-", "neers left"), "the engineers left"),
        (("a long-range gun and a long-", "range rocket"), "a long-range gun and a long-range rocket"),
        (("talks in Bosnia-", "Herzegovina"), "talks in Bosnia- Herzegovina"),
    ],
)
def test_words_broken_at_the_end_of_a_line_are_mended(tmp_path: Path, lines: tuple[str, ...], expected: str) -> None:
    document = Document()
    document.add_page()
    document.lines(*lines)
    assert paragraphs(document, tmp_path) == [expected]


def test_headers_footers_and_page_numbers_are_left_out(tmp_path: Path) -> None:
    document = Document()
    document.furniture = True
    told = ["The dam held.", f"{LONG} It was quiet after that.", "Two boats crossed on Sunday."]
    for text in told:
        document.add_page()
        document.paragraph(text)
    assert paragraphs(document, tmp_path) == told


def test_a_paragraph_runs_on_over_the_page(tmp_path: Path) -> None:
    document = Document()
    document.add_page()
    document.lines("The road across the dam was under fire and")
    document.add_page()
    document.lines("nobody could pass.")
    assert paragraphs(document, tmp_path) == ["The road across the dam was under fire and nobody could pass."]


def test_the_title_is_that_of_the_file_unless_a_program_made_it_up(tmp_path: Path) -> None:
    titles = []
    for title in ("Pumps out of order", "Microsoft Word - draft3.doc", "untitled"):
        document = Document()
        document.set_title(title)
        document.add_page()
        document.paragraph(LONG)
        titles.append(read_pdf(saved(document, tmp_path)).title)
    assert titles == ["Pumps out of order", None, None]


def test_the_day_of_the_file_is_not_that_of_publication(tmp_path: Path) -> None:
    document = Document()
    document.add_page()
    document.paragraph(LONG)
    assert read_pdf(saved(document, tmp_path)).published is None


def test_a_scan_is_an_error_that_says_what_to_do(tmp_path: Path) -> None:
    document = Document()
    document.add_page()
    document.rect(10, 10, 50, 50)
    with pytest.raises(ReadError, match="no text layer"):
        read_pdf(saved(document, tmp_path))


def test_a_locked_file_is_an_error(tmp_path: Path) -> None:
    document = Document()
    document.add_page()
    document.paragraph(LONG)
    document.set_encryption(owner_password="owner", user_password="user", permissions=AccessPermission.none())
    with pytest.raises(ReadError, match="locked"):
        read_pdf(saved(document, tmp_path))


@pytest.mark.parametrize("content", [b"", b"not a pdf", b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<</Root 1 0 R>>"])
def test_a_damaged_file_is_an_error_that_names_it(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "broken.pdf"
    path.write_bytes(content)
    with pytest.raises(ReadError, match=r"broken\.pdf"):
        read_pdf(path)
