"""Reports, and a report's text with what was read in it."""

from __future__ import annotations

import sqlite3
from datetime import date
from typing import Any

import orjson
from pyoxigraph import NamedNode

from siegegraph.graph.errors import NotFoundError
from siegegraph.graph.index.database import LAST_DAY
from siegegraph.graph.knowledge import KnowledgeGraph
from siegegraph.graph.query.claims import claim_items
from siegegraph.graph.query.names import report_called
from siegegraph.graph.query.page import Page, PageRequest, cursor_of
from siegegraph.graph.query.references import References
from siegegraph.ontology.terms import SCHEMA

Item = dict[str, Any]

_REPORTS = "report LEFT JOIN report AS original ON original.n = report.copy_of"


def reports(graph: KnowledgeGraph, page: PageRequest, *, as_of: date | None = None) -> Page[Item]:
    """A page of reports by publication day (undated last) and IRI."""
    db = graph.index.reader()
    after = page.after("reports", str, str) or ("", "")
    rows = db.execute(
        f"SELECT report.published, report.iri, report.item, original.iri FROM {_REPORTS}"
        " WHERE (report.published, report.iri) > (?, ?) AND report.published <= ?"
        " ORDER BY report.published, report.iri LIMIT ?",
        (*after, as_of.isoformat() if as_of else LAST_DAY, page.limit + 1),
    ).fetchall()
    shown = rows[: page.limit]
    following = cursor_of("reports", shown[-1][:2]) if len(rows) > page.limit else None
    return Page([_item(stored, original) for _, _, stored, original in shown], following)


def report(graph: KnowledgeGraph, name: str) -> Item:
    """One report with its text. Raises NotFoundError."""
    db = graph.index.reader()
    number = report_called(graph, db, name)
    item = report_item(db, number)
    return {**item, "text": text_of(graph, item["id"])}


def report_item(db: sqlite3.Connection, number: int) -> Item:
    """A report, without its text."""
    return _item(
        *db.execute(f"SELECT report.item, original.iri FROM {_REPORTS} WHERE report.n = ?", (number,)).fetchone()
    )


def _item(stored: bytes, original: str | None) -> Item:
    item: Item = orjson.loads(stored)
    return {**item, "near_copy_of": original}


def text_of(graph: KnowledgeGraph, iri: str) -> str:
    """A report's text as stored. Raises NotFoundError when the store has none."""
    query = f"SELECT ?text WHERE {{ GRAPH {NamedNode(iri)} {{ {NamedNode(iri)} {SCHEMA.text} ?text }} }}"
    for row in graph.store.select(query):
        return row["text"].value
    raise NotFoundError("report", iri)


def text_with_claims(graph: KnowledgeGraph, name: str, as_of: date | None = None) -> Item:
    """A report's text, its claims and its mentions of entities, in the order of the text. Raises NotFoundError."""
    db = graph.index.reader()
    day = as_of.isoformat() if as_of else LAST_DAY
    number = report_called(graph, db, name)
    (iri, published) = db.execute("SELECT iri, published FROM report WHERE n = ?", (number,)).fetchone()
    if published > day:
        raise NotFoundError("report", name)
    rows = db.execute(
        "SELECT claim.n, claim.item, claim.event, relationship.iri FROM claim"
        " LEFT JOIN relationship ON relationship.n = claim.relationship WHERE claim.report = ? ORDER BY claim.n",
        (number,),
    ).fetchall()
    references = References(db, day)
    mentions = [
        {"start": start, "end": end, "entity": references.entity(atom)["id"]}
        for atom, model in db.execute("SELECT atom, model FROM view WHERE report = ?", (number,)).fetchall()
        for view in [orjson.loads(model)]
        for start, end in (*view["named"], *view["references"])
    ]
    return {
        "text": text_of(graph, iri),
        "claims": claim_items(db, rows, day),
        "mentions": sorted(mentions, key=lambda each: (each["start"], each["end"])),
    }
