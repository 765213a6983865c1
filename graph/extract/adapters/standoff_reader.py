"""A whole extractor from elsewhere: whatever gives the JSON form of an extraction for a report."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import orjson
from spacy.language import Language
from spacy.tokens import Doc

from siegegraph.graph.errors import ExtractionFormError
from siegegraph.graph.extract.document import annotations_of
from siegegraph.graph.model.report import Report
from siegegraph.graph.standoff import extraction_from

Reader = Callable[[dict[str, Any]], Mapping[str, Any] | str | bytes]
"""Takes a report (`text`, `published`, `publisher`, `url`, `title`) and gives what `siegegraph extract` would."""


@Language.factory("siegegraph_standoff")
def make(nlp: Language, name: str, reader: Reader) -> StandoffReader:
    """The component. `reader` is a function from spaCy's registry of `misc`."""
    return StandoffReader(reader)


class StandoffReader:
    """Asks a reader for everything, and takes it as it is."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    def __call__(self, doc: Doc) -> Doc:
        """The Doc with the reader's annotations.

        Raises ExtractionFormError where they are not in the form, or are of another text.
        """
        read = annotations_of(doc)
        extraction = extraction_from(self._reader(_row(read.report)), strict_dates=False)
        if extraction.report.text != read.report.text:
            raise ExtractionFormError("text", "it is not the text of the report that was to be read")
        read.entities, read.mentions = extraction.entities, extraction.mentions
        read.times, read.quantities = extraction.times, extraction.quantities
        read.events, read.relations = extraction.events, extraction.relations
        read.attributions = extraction.attributions
        return doc


def _row(report: Report) -> dict[str, Any]:
    fields = ("text", "published", "publisher", "url", "title")
    row: dict[str, Any] = orjson.loads(orjson.dumps({name: getattr(report, name) for name in fields}))
    return row
