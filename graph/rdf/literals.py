"""Values as RDF terms and back. Dates are xsd:date without a zone: a date is never turned into a moment."""

from __future__ import annotations

from datetime import date

from pyoxigraph import Literal, NamedNode

from siegegraph.graph.model.extraction import Bounds
from siegegraph.ontology.terms import SEM, XSD

BOUND_TERMS = {
    "earliest": SEM.hasEarliestBeginTimeStamp,
    "begin_latest": SEM.hasLatestBeginTimeStamp,
    "end_earliest": SEM.hasEarliestEndTimeStamp,
    "latest": SEM.hasLatestEndTimeStamp,
}


def day(value: date) -> Literal:
    """A date as xsd:date."""
    return Literal(value.isoformat(), datatype=XSD.date)


def day_text(value: str) -> Literal:
    """An ISO date as xsd:date."""
    return Literal(value, datatype=XSD.date)


def whole(value: int) -> Literal:
    """A count or an offset as xsd:integer, the one integer type that every store gives back as it was written."""
    return Literal(str(value), datatype=XSD.integer)


def decimal(value: float) -> Literal:
    """A number as xsd:integer where it is whole, else as xsd:decimal; scores and degrees to seven places."""
    if value == int(value):
        return whole(int(value))
    return Literal(f"{value:.7f}".rstrip("0"), datatype=XSD.decimal)


def truth(value: bool) -> Literal:
    """A truth value as xsd:boolean."""
    return Literal("true" if value else "false", datatype=XSD.boolean)


def bounds(values: Bounds) -> list[tuple[NamedNode, Literal]]:
    """The bounds that are known, each with its SEM property."""
    named = ((term, getattr(values, name)) for name, term in BOUND_TERMS.items())
    return [(term, day(value)) for term, value in named if value is not None]
