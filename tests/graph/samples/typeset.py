"""Typesets a plain text as the PDF report among the samples: `python typeset.py looking-back.txt OUT.pdf`."""

import sys
from datetime import UTC, datetime
from pathlib import Path

from fpdf import FPDF


def typeset(text: str) -> bytes:
    """The PDF of a text whose first paragraph is its title; the same bytes for the same text."""
    title, *paragraphs = text.strip().split("\n\n")
    pdf = FPDF(format=(148, 210))  # A5, in mm
    pdf.set_creation_date(datetime(2022, 7, 4, tzinfo=UTC))
    pdf.set_title(title)
    pdf.add_page()
    pdf.set_font("Times", style="B", size=16)
    pdf.multi_cell(0, 8, title, new_x="LMARGIN", new_y="NEXT", align="L")
    pdf.set_font("Times", size=11)
    for paragraph in paragraphs:
        pdf.ln(2)
        pdf.multi_cell(0, 5.5, paragraph, new_x="LMARGIN", new_y="NEXT", align="L")
    return bytes(pdf.output())


if __name__ == "__main__":
    source, target = map(Path, sys.argv[1:])
    target.write_bytes(typeset(source.read_text(encoding="utf-8")))
