"""Web pages: the main text, block by block, and what the page states of itself."""

from __future__ import annotations

import warnings
from pathlib import Path

from bs4 import BeautifulSoup, XMLParsedAsHTMLWarning

from siegegraph.graph.model.report import Report
from siegegraph.graph.read.html_blocks import blocks_of
from siegegraph.graph.read.html_metadata import metadata_of
from siegegraph.graph.read.text import content_of


def read_html(path: Path) -> Report:
    """The report on an HTML page: headings, paragraphs and list items of its main part, blank lines between them.

    Day, publisher, address and title are those that the page states of itself. Its language is left to be told from
    the text, since the `lang` of a page is often that of its template. Raises ReadError where it cannot be read.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", XMLParsedAsHTMLWarning)  # XHTML is read well enough as HTML
        page = BeautifulSoup(content_of(path), "lxml")
    # Metadata first: finding the blocks takes scripts and the like out of the tree.
    metadata = metadata_of(page)
    return metadata.fill(Report(text="\n\n".join(blocks_of(page))))
