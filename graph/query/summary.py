"""How much there is in a graph."""

from __future__ import annotations

from dataclasses import dataclass

from siegegraph.graph.index.database import LAST_DAY
from siegegraph.graph.knowledge import KnowledgeGraph


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """Counts over the whole graph; `disputed` are the events on which sources differ."""

    reports: int
    claims: int
    entities: int
    events: int
    disputed: int


def findings(graph: KnowledgeGraph) -> Findings:
    """What the graph holds now. Reads every event: a second for some hundred thousand."""
    db = graph.index.reader()
    (reports,) = db.execute("SELECT COUNT(*) FROM report").fetchone()
    (claims,) = db.execute("SELECT COUNT(*) FROM claim").fetchone()
    (entities,) = db.execute("SELECT COUNT(*) FROM entity WHERE mentions > 0").fetchone()
    events, disputed = db.execute(
        "SELECT COUNT(*), TOTAL(json_array_length(CAST(item AS TEXT), '$.disagreements') > 0) FROM version"
        " WHERE seen_from <= ? AND seen_to > ?",
        (LAST_DAY, LAST_DAY),
    ).fetchone()
    return Findings(reports=reports, claims=claims, entities=entities, events=events, disputed=int(disputed))
