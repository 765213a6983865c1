"""What the components of the pipeline share: the Doc of one report and the annotations that they add to it in turn.

Each component reads what those before it wrote and sets its own fields; none changes another's. Spans are offsets into
the report's text; `doc.text` is the same to the character, but for front matter, which is blank there.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from spacy.tokens import Doc

from siegegraph.graph.model.extraction import (
    AttributionMention,
    Bounds,
    EntityMention,
    EventMention,
    QuantityExpression,
    Reference,
    RelationMention,
    TimeExpression,
)
from siegegraph.graph.model.report import Report
from siegegraph.graph.model.span import Span


@dataclass(slots=True, kw_only=True)
class Annotations:
    """The annotations of one Doc. `bounds` runs beside `times`: what each expression says in the calendar."""

    report: Report
    headings: tuple[Span, ...] = ()
    datelines: tuple[Span, ...] = ()
    entities: tuple[EntityMention, ...] = ()
    mentions: tuple[Reference, ...] = ()
    times: tuple[TimeExpression, ...] = ()
    bounds: tuple[Bounds, ...] = ()
    quantities: tuple[QuantityExpression, ...] = ()
    attributions: tuple[AttributionMention, ...] = ()
    events: tuple[EventMention, ...] = ()
    relations: tuple[RelationMention, ...] = ()


if not Doc.has_extension("annotations"):
    Doc.set_extension("annotations", default=None)


def annotations_of(doc: Doc) -> Annotations:
    """The Doc's annotations; a Doc that came without a report gets one of its own text."""
    if doc._.annotations is None:
        doc._.annotations = Annotations(report=Report(text=doc.text))
    return cast(Annotations, doc._.annotations)


def text_of(doc: Doc) -> str:
    """The Doc's text. `doc.text` is the same, but put together anew from all words each time that it is asked for."""
    return annotations_of(doc).report.prose
