"""Researchers' decisions: what overrules the rules, is kept apart from what they derive, and can be undone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from siegegraph.graph.errors import NotFoundError, ParameterError
from siegegraph.graph.index.decisions import Decisions
from siegegraph.graph.knowledge import KnowledgeGraph
from siegegraph.graph.model.claim import Claim
from siegegraph.graph.model.decision import PAIRED, VALUED, Decision
from siegegraph.graph.opening import stored_account
from siegegraph.graph.update import update
from siegegraph.ontology.entity_types import entity_types
from siegegraph.ontology.event_types import event_types
from siegegraph.ontology.iris import kind_and_name
from siegegraph.ontology.vocabularies import Verdict

KINDS = (Verdict.SAME, Verdict.DIFFERENT, Verdict.RENAME, Verdict.RETYPE, Verdict.REJECT)


def decide(
    graph: KnowledgeGraph,
    kind: str,
    subject: str,
    object_: str | None = None,
    *,
    value: str | None = None,
    note: str | None = None,
    by: str | None = None,
    at: str | None = None,
) -> Decision:
    """Take a decision, as of now unless `at` says otherwise (ISO 8601, with a zone).

    `kind` is one of `KINDS`; things are given by their IRIs, or the last segments of these. Two entities or two events
    are the same or different; an entity or event is renamed or retyped to `value`; a claim is rejected. Raises
    ParameterError for what does not fit together, NotFoundError for what is not there, StoreError.
    """
    if kind not in KINDS:
        raise ParameterError("kind", f"one of {', '.join(KINDS)} is wanted, not {kind!r}")
    thing = _thing(graph, "subject", subject, ("claim",) if kind == Verdict.REJECT else ("entity", "event"))
    other = _other(graph, kind, thing, object_)
    _check_value(kind, thing, value)
    at = at or datetime.now(UTC).isoformat(timespec="milliseconds")
    iri = graph.minter.decision(kind, thing, other or value, at, by)
    decision = Decision(iri=iri, kind=kind, subject=thing, object=other, value=value, note=note, by=by, at=at)
    with graph.lock:
        accounts = [stored_account(graph, report) for report in _reports_of(graph, decision)]
        update(graph, add=accounts, decide=[decision])
    return decision


def undo(graph: KnowledgeGraph, name: str) -> None:
    """Undo the decision of this name or IRI: the graph is then what it would be without it.

    Raises NotFoundError and StoreError.
    """
    decision = decision_called(graph, name)
    with graph.lock:
        accounts = [stored_account(graph, report) for report in _reports_of(graph, decision)]
        update(graph, add=accounts, undo=[decision.iri])


def decision_called(graph: KnowledgeGraph, name: str) -> Decision:
    """The decision of this name or IRI. Raises NotFoundError."""
    named = kind_and_name(name)
    iri = graph.minter.iri("decision", named[1] if named else name)
    for decision in Decisions(graph.index.reader()).every():
        if decision.iri == iri:
            return decision
    raise NotFoundError("decision", name)


def _other(graph: KnowledgeGraph, kind: str, thing: str, object_: str | None) -> str | None:
    if kind not in PAIRED:
        if object_ is not None:
            raise ParameterError("object", f"{kind} is about one thing")
        return None
    if object_ is None:
        raise ParameterError("object", f"{kind} is about two things; this names the other one")
    what = kind_and_name(thing)
    other = _thing(graph, "object", object_, (what[0],) if what else ())
    if other == thing:
        raise ParameterError("object", "it is the subject itself")
    return other


def _check_value(kind: str, thing: str, value: str | None) -> None:
    if kind not in VALUED:
        if value is not None:
            raise ParameterError("value", f"{kind} takes none")
        return
    if not value or not value.strip():
        raise ParameterError("value", f"{kind} wants one")
    named = kind_and_name(thing)
    types = event_types() if named and named[0] == "event" else entity_types()
    if kind == Verdict.RETYPE and value not in types:
        raise ParameterError("value", f"{value!r} is none of the types {', '.join(sorted(types))}")


def _thing(graph: KnowledgeGraph, parameter: str, name: str, kinds: tuple[str, ...]) -> str:
    """The IRI of a thing of one of these kinds that the graph has, from its IRI or its last segment alone."""
    named = kind_and_name(name)
    if named and named[0] not in kinds:
        raise ParameterError(parameter, f"an {' or '.join(kinds)} is wanted, not a {named[0]}")
    for kind in [named[0]] if named else kinds:
        iri = graph.minter.iri(kind, named[1] if named else name)
        if _report_of(graph, iri):
            return iri
    raise NotFoundError(kinds[0], name)


def _reports_of(graph: KnowledgeGraph, decision: Decision) -> list[str]:
    """The reports, as far as they are there, whose words a decision is about."""
    named = (decision.subject, decision.object)
    return sorted({report for thing in named if thing and (report := _report_of(graph, thing))})


def _report_of(graph: KnowledgeGraph, thing: str) -> str | None:
    """The report that a view of an entity, an event's claim or a claim is in."""
    kind, name = kind_and_name(thing) or ("", "")
    db = graph.index.reader()
    if kind == "entity":
        row = db.execute("SELECT report_iri FROM view WHERE iri = ?", (thing,)).fetchone()
        return None if row is None else str(row[0])
    # A claim that was rejected is in its report's graph alone.
    report = graph.minter.iri("report", name.partition("-")[0])
    claim = graph.minter.iri("claim", name)
    there = db.execute("SELECT 1 FROM report WHERE iri = ?", (report,)).fetchone()
    return report if there and any(each.iri == claim for each in _claims(graph, report)) else None


def _claims(graph: KnowledgeGraph, report: str) -> Iterator[Claim]:
    yield from stored_account(graph, report).claims
