"""What researchers decided."""

from __future__ import annotations

from typing import Any

from siegegraph.graph.index.decisions import Decisions
from siegegraph.graph.knowledge import KnowledgeGraph
from siegegraph.graph.model.decision import Decision
from siegegraph.graph.query.page import Page, PageRequest, cursor_of

Item = dict[str, Any]


def decisions(graph: KnowledgeGraph, page: PageRequest) -> Page[Item]:
    """A page of the decisions in force, the first taken first."""
    after = page.after("decisions", str, str) or ("", "")
    every = sorted(Decisions(graph.index.reader()).every(), key=lambda decision: (decision.at, decision.iri))
    left = [decision for decision in every if (decision.at, decision.iri) > after]
    shown = left[: page.limit]
    following = cursor_of("decisions", (shown[-1].at, shown[-1].iri)) if len(left) > page.limit else None
    return Page([decision_item(decision) for decision in shown], following)


def decision_item(decision: Decision) -> Item:
    """A decision as JSON v1 has it."""
    return {
        "id": decision.iri,
        "kind": decision.kind,
        "subject": decision.subject,
        "object": decision.object,
        "value": decision.value,
        "note": decision.note,
        "at": decision.at,
        "by": decision.by,
    }
