"""JSON lines: one report a line, with what is known of it."""

from __future__ import annotations

import codecs
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import orjson

from siegegraph.graph.errors import ExtractionFormError, ReadError
from siegegraph.graph.model.report import Report
from siegegraph.graph.standoff import extraction_from

# Rows of an extraction on the same line are not a report's: `ingest` reads the text anew.
_FIELDS = ("id", "text", "published", "publisher", "url", "title", "language")


def read_jsonl(path: Path, warn: Callable[[str], None] | None = None) -> Iterator[Report | ReadError]:
    """The reports of a file in UTF-8, line by line, blank lines aside; a line that is none as a ReadError.

    An ill-formed `published` makes such an error, or a call of `warn` where one is given. Raises ReadError where
    the file itself cannot be read.
    """
    try:
        with path.open("rb") as lines:
            for number, line in enumerate(lines, 1):
                content = line.removeprefix(codecs.BOM_UTF8) if number == 1 else line
                if content.strip():
                    yield _read(path, number, content, warn)
    except OSError as error:
        raise ReadError(str(path), error.strerror or str(error)) from None


def _read(path: Path, number: int, line: bytes, warn: Callable[[str], None] | None) -> Report | ReadError:
    try:
        return report_of(line, warn and (lambda message: warn(f"{path}, line {number}: {message}")))
    except ExtractionFormError as error:
        return ReadError(str(path), str(error), number)


def report_of(line: bytes | str | Mapping[str, Any], warn: Callable[[str], None] | None = None) -> Report:
    """The report that one line of JSON, or the object parsed from it, states.

    Raises ExtractionFormError naming the field at fault; an ill-formed `published` goes to `warn`, if given.
    """
    row = line if isinstance(line, Mapping) else _parsed(line)
    extraction = extraction_from({key: row[key] for key in _FIELDS if key in row}, strict_dates=warn is None)
    for warning in extraction.warnings:
        assert warn is not None
        warn(warning)
    return extraction.report


def _parsed(line: bytes | str) -> dict[str, Any]:
    try:
        row = orjson.loads(line)
    except orjson.JSONDecodeError as error:
        raise ExtractionFormError("", f"the line is not JSON: {error}") from error
    if not isinstance(row, dict):
        raise ExtractionFormError("", "the line is not a JSON object")
    return row
