"""Gold files: what a careful reader takes from a report, for `evaluate` to hold the graph against.

A JSON object. Of one report:

    {"report": "path, relative to this file",
     "optional": ["names that may be found or not"],
     "entities": [{"id", "type", "aliases": ["accepted labels"]}],
     "events": [{"id", "type", "types"?: ["all accepted"], "quote": "exact words of the report",
                 "earliest"?, "begin_latest"?, "end_earliest"?, "latest"?, "ongoing"?,
                 "modality"?, "polarity"?, "certainty"?, "outcome"?, "attributed_to"?: entity,
                 "actors"?, "targets"?, "victims"?, "places"?, ...: [entities],
                 "quantities"?: [{"of"?, "min"?, "max"?, "value"?}], "also"?: [stretches that tell it again]}],
     "claims": [{"quote", "speaker": entity or null, "speakers"?: [the chain, outermost first],
                 "modality"?, "polarity"?, "certainty"?}],
     "relations": [{"subject": entity, "predicate", "object": entity or a value}],
     "coreference": [{"entity", "mentions": [every stretch that names it or refers to it]}],
     "disagreements": [{"event", "on"}], "apart": [[two entities or two events that are not one]]}

Of several reports: "reports": [{"id", "report"}] in place of "report"; in place of "quote" or "mentions" an event or
a row of "coreference" has "spans": {report id: [stretches]}, and a claim names its "report" beside its quote. A
stretch is [start, end] in code points, the exact words, which count where they first stand, or
{"words", "within"}: words where they first stand within others, which stand in the report once. What is absent is not
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
Stretch = str | Sequence[int] | Mapping[str, str]

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
class GoldChain:
    """All mentions of one entity: its names and what refers to it, by report."""

    entity: str
    spans: Mapping[str, Sequence[Span]]


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
    chains: tuple[GoldChain, ...]
    disagreements: frozenset[tuple[str, str]]
    apart: tuple[tuple[str, str], ...]


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
    except (KeyError, TypeError, ValueError, AttributeError) as error:
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
            disagreements=frozenset((each["event"], each["on"]) for each in row.get("disagreements", ())),
            apart=tuple((one, other) for one, other in row.get("apart", ())),
            chains=tuple(GoldChain(each["entity"], self._spans(each)) for each in row.get("coreference", ())),
        )

    def _text(self, name: str) -> str:
        item = next(read([self.path.parent / name]))
        if isinstance(item, ReadError):
            raise item
        return item.text

    def _event(self, row: Row) -> GoldEvent:
        return GoldEvent(row["id"], frozenset([row["type"], *row.get("types", ())]), self._spans(row), row)

    def _spans(self, row: Row) -> dict[str, list[Span]]:
        """Where an event is told or an entity mentioned."""
        if "spans" in row:
            stretches = row["spans"]
        elif "mentions" in row:
            stretches = {self._only(): row["mentions"]}
        else:
            stretches = {self._only(): [row["quote"], *row.get("also", ())]}
        return {report: [self._span(report, each) for each in every] for report, every in stretches.items()}

    def _claim(self, row: Row) -> GoldClaim:
        report = row.get("report") or self._only()
        span = self._span(report, row["quote"])
        return GoldClaim(report, span, self.texts[report][span.start : span.end], row.get("speaker"), row)

    def _only(self) -> str:
        """The one report; KeyError where there are several and none is named."""
        if len(self.texts) > 1:
            raise KeyError("report")
        return next(iter(self.texts))

    def _span(self, report: str, stretch: Stretch) -> Span:
        if isinstance(stretch, str):
            return self._find(report, stretch, 0)
        if isinstance(stretch, Mapping):
            around = stretch["within"]
            start = self._find(report, around, 0).start
            if self.texts[report].find(around, start + 1) >= 0:
                raise ReadError(str(self.path), f"these words stand in its report more than once: {around!r}")
            if stretch["words"] not in around:
                raise ReadError(str(self.path), f"{stretch['words']!r} does not stand within {around!r}")
            return self._find(report, stretch["words"], start)
        return Span(*stretch)

    def _find(self, report: str, words: str, after: int) -> Span:
        start = self.texts[report].find(words, after)
        if start < 0:
            raise ReadError(str(self.path), f"its report has no such words: {words!r}")
        return Span(start, start + len(words))


def _entity(row: Row) -> GoldEntity:
    return GoldEntity(row["id"], row.get("type"), frozenset(map(name_key, row["aliases"])))


def _claim_rows(row: Row) -> list[Row]:
    """The claims, and those that events of one report make by naming who is said to have told them."""
    rows = list(row.get("claims", ()))
    told = {str(each["quote"]) for each in rows}
    events = [each for each in row.get("events", ()) if "attributed_to" in each and "quote" in each]
    return rows + [{"quote": e["quote"], "speaker": e["attributed_to"]} for e in events if str(e["quote"]) not in told]
