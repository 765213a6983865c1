"""Gold files: what a careful reader takes from a report, for `evaluate` to hold the graph against.

A JSON object. Of one report:

    {"report": "path, relative to this file",
     "optional": ["names that may be found or not"],
     "entities": [{"id", "type", "aliases": ["accepted labels"]}],
     "events": [{"id", "type", "types"?: ["all accepted"], "quote": "exact words of the report",
                 "earliest"?, "begin_latest"?, "end_earliest"?, "latest"?, "ongoing"?,
                 "modality"?, "polarity"?, "certainty"?, "outcome"?, "attributed_to"?: entity,
                 "actors"?, "targets"?, "victims"?, "places"?, ...: [entities],
                 "quantities"?: [{"min"?, "max"?, "value"?}]}],
     "claims": [{"quote", "speaker": entity or null, "modality"?, "polarity"?, "certainty"?}],
     "relations": [{"subject": entity, "predicate", "object": entity or a value}]}

Of several reports: "reports": [{"id", "report"}] in place of "report"; in place of "quote" each event has
"spans": {report id: [stretches]}, each entity may have it too, and a claim names its "report" beside its quote. A
stretch is [start, end] in code points or the exact words, which count where they first stand. What is absent is not
looked at; fields with other names (notes, facts, coordinates) are ignored.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

from siegegraph.graph.errors import ReadError
from siegegraph.graph.model.span import Span
from siegegraph.graph.read import read
from siegegraph.ontology.iris import fold
from siegegraph.ontology.vocabularies import Role

Row = dict[str, Any]

BOUNDS = ("earliest", "begin_latest", "end_earliest", "latest")
STANCE = ("modality", "polarity", "certainty", "outcome")
ROLE_KEYS = {f"{role[:-1]}ies" if role.endswith("y") else f"{role}s": role for role in map(str, Role)}
"""An event's lists of those who take part ("beneficiaries"), each with its role."""


@dataclass(frozen=True, slots=True)
class GoldEntity:
    """A person, place or organisation, with the folded names that are accepted for it."""

    id: str
    type: str | None
    names: frozenset[str]


@dataclass(frozen=True, slots=True)
class GoldEvent:
    """An event: where each report tells it, the types accepted, and `row` with what else is said of it."""

    id: str
    types: frozenset[str]
    spans: Mapping[str, Sequence[Span]]
    row: Row


@dataclass(frozen=True, slots=True)
class GoldClaim:
    """Words of one report and what is said of them in `row`; `speaker` is an entity's id, None the outlet itself."""

    report: str
    span: Span
    words: str
    speaker: str | None
    row: Row


@dataclass(frozen=True, slots=True)
class Gold:
    """A gold file as read. `texts` are the reports' by the ids that spans and claims use."""

    path: Path
    texts: Mapping[str, str]
    optional: frozenset[str]
    entities: Mapping[str, GoldEntity]
    events: tuple[GoldEvent, ...]
    claims: tuple[GoldClaim, ...]
    relations: tuple[Row, ...]


def gold_of(path: Path) -> Gold:
    """The gold file at a path with the texts of its reports.

    Raises ReadError, naming the file and what is at fault in it.
    """
    try:
        row = orjson.loads(path.read_bytes())
    except OSError as error:
        raise ReadError(str(path), error.strerror or str(error)) from None
    except orjson.JSONDecodeError as error:
        raise ReadError(str(path), f"it is not JSON: {error}") from None
    try:
        return _Reader(path, row).gold()
    except (KeyError, TypeError, AttributeError) as error:
        raise ReadError(str(path), f"it is not in the form of a gold file: {error!r}") from error


def name_key(name: str) -> str:
    """A name without what makes no difference: case, a leading "the", the form of apostrophes."""
    return fold(name).removeprefix("the ")


class _Reader:
    def __init__(self, path: Path, row: Row) -> None:
        self.path = path
        self.row = row
        # A report that is alone goes by its path.
        listed = row.get("reports") or [{"id": row["report"], "report": row["report"]}]
        self.texts: dict[str, str] = {report["id"]: self._text(report["report"]) for report in listed}

    def gold(self) -> Gold:
        row = self.row
        entities = (_entity(each) for each in row.get("entities", ()))
        return Gold(
            path=self.path,
            texts=self.texts,
            optional=frozenset(map(name_key, row.get("optional", ()))),
            entities={entity.id: entity for entity in entities},
            events=tuple(map(self._event, row.get("events", ()))),
            claims=tuple(map(self._claim, _claim_rows(row))),
            relations=tuple(row.get("relations", ())),
        )

    def _text(self, name: str) -> str:
        item = next(read([self.path.parent / name]))
        if isinstance(item, ReadError):
            raise item
        return item.text

    def _event(self, row: Row) -> GoldEvent:
        spans = row["spans"] if "spans" in row else {self._only(): [row["quote"]]}
        found = {report: [self._span(report, each) for each in stretches] for report, stretches in spans.items()}
        return GoldEvent(row["id"], frozenset([row["type"], *row.get("types", ())]), found, row)

    def _claim(self, row: Row) -> GoldClaim:
        report = row.get("report") or self._only()
        return GoldClaim(report, self._span(report, row["quote"]), row["quote"], row.get("speaker"), row)

    def _only(self) -> str:
        """The one report; KeyError where there are several and none is named."""
        if len(self.texts) > 1:
            raise KeyError("report")
        return next(iter(self.texts))

    def _span(self, report: str, stretch: str | Sequence[int]) -> Span:
        text = self.texts[report]
        if not isinstance(stretch, str):
            return Span(*stretch)
        start = text.find(stretch)
        if start < 0:
            raise ReadError(str(self.path), f"its report has no such words: {stretch!r}")
        return Span(start, start + len(stretch))


def _entity(row: Row) -> GoldEntity:
    return GoldEntity(row["id"], row.get("type"), frozenset(map(name_key, row["aliases"])))


def _claim_rows(row: Row) -> list[Row]:
    """The claims, and those that events of one report make by naming who is said to have told them."""
    rows = list(row.get("claims", ()))
    told = {each["quote"] for each in rows}
    events = [each for each in row.get("events", ()) if "attributed_to" in each and "quote" in each]
    return rows + [{"quote": e["quote"], "speaker": e["attributed_to"]} for e in events if e["quote"] not in told]
