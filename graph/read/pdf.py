"""PDF files with a text layer: lines put together into paragraphs, page furniture left out."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pypdf import PageObject, PdfReader
from pypdf.errors import PyPdfError

from siegegraph.graph.errors import ReadError
from siegegraph.graph.model.report import Report
from siegegraph.graph.read.pdf_layout import Line, paragraphs_of

# Titles that programs put in when nobody gave one.
_NO_TITLE = re.compile(r"untitled|microsoft \w+ - |.*\.(?:docx?|odt|indd|pdf|tmp|qxd|rtf)$|\W*$", re.IGNORECASE)


def read_pdf(path: Path) -> Report:
    """The report in a PDF file: its paragraphs with blank lines between them; its title where the file names one.

    The day on which the file was made is not taken for that of publication. Raises ReadError where the file cannot be
    read, is locked by a password, or has no text layer (a scan).
    """
    try:
        with _quiet_pypdf(), path.open("rb") as content:
            reader = PdfReader(content)
            if reader.is_encrypted and not reader.decrypt(""):
                raise ReadError(str(path), "it is locked by a password")
            pages = [_lines_of(page) for page in reader.pages]
            title = reader.metadata.title if reader.metadata else None
    except OSError as error:
        raise ReadError(str(path), error.strerror or str(error)) from None
    except (PyPdfError, ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError) as error:
        # pypdf lets all of these out of files that are damaged.
        raise ReadError(str(path), f"it is not a PDF that can be read: {error}") from error
    text = "\n\n".join(paragraphs_of(pages))
    if not text:
        raise ReadError(str(path), "it has no text layer; a scan must go through text recognition first")
    return Report(text=text, title=title.strip() if title and not _NO_TITLE.match(title.strip()) else None)


@contextmanager
def _quiet_pypdf() -> Iterator[None]:
    """pypdf logs each flaw that it works around; what matters to the user comes out as an error."""
    logger = logging.getLogger("pypdf")
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(level)


def _lines_of(page: PageObject) -> list[Line]:
    """The lines of a page in reading order, each with its place and size in points."""
    lines = [Line()]

    def visit(text: str, page_matrix: list[float], text_matrix: list[float], _font: Any, size: float) -> None:
        for number, piece in enumerate(text.split("\n")):
            if number:
                lines.append(Line())
            if piece.strip():
                lines[-1].place(*_position(page_matrix, text_matrix), size)
            lines[-1].text += piece

    page.extract_text(visitor_text=visit)
    return [line for line in lines if line.text.strip()]


def _position(page_matrix: list[float], text_matrix: list[float]) -> tuple[float, float]:
    """Where the text begins: the origin of the text matrix seen through that of the page."""
    a, b, c, d, e, f = page_matrix
    x, y = text_matrix[4], text_matrix[5]
    return a * x + c * y + e, b * x + d * y + f
