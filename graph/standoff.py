"""The JSON form of an extraction, both directions: what `extract` writes and `load` takes, one object a line.

Reading is strict about what would make a wrong graph (offsets outside the text, words outside the vocabularies, indexes
that point nowhere) and easy about what would not: unknown fields are ignored, null counts as absent, and what is absent
takes its default.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

import orjson
from pydantic import TypeAdapter, ValidationError

from siegegraph.graph.errors import ExtractionFormError
from siegegraph.graph.model.extraction import Extraction, QuantityExpression
from siegegraph.graph.standoff_checks import check

_FULL_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_DURATION = re.compile(r"P[\dXT]")
# Numbers beyond this are not whole in a double, so they stay written as floats.
_WHOLE = 2.0**53
_UNNAMED = {"name": "unknown", "version": "unknown"}
_ROW_LISTS = ("entities", "mentions", "times", "quantities", "events", "relations", "attributions")
_REPORT_FIELDS = ("text", "publisher", "url", "title", "language", "status", "reason")
_extraction = TypeAdapter(Extraction)


def extraction_from(line: bytes | str | Mapping[str, Any], *, strict_dates: bool) -> Extraction:
    """The extraction that a line of JSON, or the object parsed from it, stands for.

    An ill-formed `published` is an error where `strict_dates`, else it is left out with a warning on the extraction.
    Raises ExtractionFormError with the dotted path of the first field at fault ("events.3.start").
    """
    row = _object(line)
    published, warnings = _published(row.get("published"), strict_dates)
    report = _report_fields(row) | {"published": published}
    parts = {"report": report, "extractor": row.get("extractor", _UNNAMED), "warnings": warnings}
    try:
        # Through JSON, since only there strict mode takes lists for tuples and strings for dates.
        extraction = _extraction.validate_json(orjson.dumps(parts | _rows(row)), strict=True)
    except ValidationError as error:
        raise _form_error(error) from error
    except orjson.JSONEncodeError as error:
        raise ExtractionFormError("", f"the line is not JSON: {error}") from error
    check(extraction)
    return extraction


def json_of(extraction: Extraction) -> bytes:
    """The extraction as one line of JSON in UTF-8, without the line's end; the same bytes for the same extraction."""
    report = extraction.report
    return orjson.dumps(
        {
            "id": report.input_id,
            "text": report.text,
            "published": report.published,
            "publisher": report.publisher,
            "url": report.url,
            "title": report.title,
            "language": report.language,
            "status": report.status,
            "reason": report.reason,
            "extractor": extraction.extractor,
            "entities": extraction.entities,
            "mentions": extraction.mentions,
            "times": extraction.times,
            "quantities": [_quantity_row(quantity) for quantity in extraction.quantities],
            "events": extraction.events,
            "relations": extraction.relations,
            "attributions": extraction.attributions,
        },
        default=list,  # orjson leaves named tuples, our spans, to the caller
    )


def _quantity_row(quantity: QuantityExpression) -> dict[str, Any]:
    return {
        "start": quantity.start,
        "end": quantity.end,
        "of": quantity.of,
        "min": _number(quantity.min),
        "max": _number(quantity.max),
        "value": _number(quantity.value),
        "approximate": quantity.approximate,
        "unit": quantity.unit,
    }


def _number(value: float | None) -> float | int | None:
    whole = value is not None and value == value // 1 and abs(value) < _WHOLE
    return int(value) if whole and value is not None else value


def _object(line: bytes | str | Mapping[str, Any]) -> dict[str, Any]:
    """The line's fields without those that are null."""
    if not isinstance(line, Mapping):
        try:
            line = orjson.loads(line)
        except orjson.JSONDecodeError as error:
            raise ExtractionFormError("", f"the line is not JSON: {error}") from error
        if not isinstance(line, dict):
            raise ExtractionFormError("", "the line is not a JSON object")
    return {key: value for key, value in line.items() if value is not None}


def _published(value: Any, strict: bool) -> tuple[date | None, tuple[str, ...]]:
    if value is None or value == "":
        return None, ()
    if isinstance(value, date):
        return value, ()
    try:
        if isinstance(value, str) and _FULL_DATE.fullmatch(value):
            return date.fromisoformat(value), ()
    except ValueError:
        pass  # it looks like a date but the calendar has no such day
    message = f"{value!r} is not a date of the form YYYY-MM-DD"
    if strict:
        raise ExtractionFormError("published", message)
    return None, (f"published: {message}; the report is read as undated",)


def _report_fields(row: dict[str, Any]) -> dict[str, Any]:
    fields = {name: row[name] for name in _REPORT_FIELDS if row.get(name) not in (None, "")}
    if isinstance(row.get("text"), str):
        fields["text"] = row["text"]
    identifier = row.get("id")
    whole = isinstance(identifier, int) and not isinstance(identifier, bool)
    return fields | {"input_id": str(identifier) if whole else identifier}


def _rows(row: dict[str, Any]) -> dict[str, Any]:
    text = row.get("text")
    words = text if isinstance(text, str) else ""
    return {name: [_filled(item, name, words) for item in _list(row, name)] for name in _ROW_LISTS if name in row}


def _list(row: dict[str, Any], name: str) -> list[Any]:
    items = row[name]
    if not isinstance(items, list | tuple):
        raise ExtractionFormError(name, "is not a list")
    return list(items)


def _filled(item: Any, kind: str, text: str) -> Any:
    """A row without its nulls, and with the words and the TIMEX3 type that a terse line leaves out."""
    if not isinstance(item, Mapping):
        return item
    filled = {key: value for key, value in item.items() if value is not None}
    if kind in ("entities", "times") and "text" not in filled:
        start, end = filled.get("start"), filled.get("end")
        if isinstance(start, int) and isinstance(end, int):
            filled["text"] = text[max(start, 0) : max(end, 0)]
    if kind == "times" and "type" not in filled:
        filled["type"] = "DURATION" if _DURATION.match(str(filled.get("value", ""))) else "DATE"
    return filled


def _form_error(error: ValidationError) -> ExtractionFormError:
    first = error.errors(include_url=False, include_context=False)[0]
    path = [str(part) for part in first["loc"]]
    if len(path) > 2 and path[0] == "relations" and path[2] == "object":
        return ExtractionFormError(".".join(path[:3]), "is neither a span [start, end] nor a string")
    if path[0] == "report":
        path = ["id" if part == "input_id" else part for part in path[1:]]
    missing = first["type"] in ("missing", "missing_argument")
    return ExtractionFormError(".".join(path), "is missing" if missing else first["msg"])
