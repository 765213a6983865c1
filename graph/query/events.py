"""One event."""

from __future__ import annotations

from datetime import date
from typing import Any

from siegegraph.graph.index.database import LAST_DAY
from siegegraph.graph.knowledge import KnowledgeGraph
from siegegraph.graph.query.names import event_called
from siegegraph.graph.query.timeline import event_at, finish


def event(graph: KnowledgeGraph, name: str, as_of: date | None = None) -> dict[str, Any]:
    """The event that the name of any of its claims calls, as it read on a day. Raises NotFoundError."""
    db = graph.index.reader()
    day = as_of.isoformat() if as_of else LAST_DAY
    item = event_at(db, event_called(graph, db, name, day))
    finish(db, [item], day, full_claims=True)
    return item
