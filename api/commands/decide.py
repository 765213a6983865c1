"""`siegegraph decide`: a researcher's word over the rules'."""

from __future__ import annotations

from siegegraph.graph import decide as verbs
from siegegraph.graph.errors import ParameterError
from siegegraph.graph.model.decision import VALUED
from siegegraph.graph.opening import open_graph
from siegegraph.graph.settings import Settings


def decide(settings: Settings, kind: str, subject: str, other: str | None, *, note: str | None, by: str | None) -> None:
    """Take a decision and print its IRI, or undo one. `other` is the other thing, or the value of rename and retype."""
    with open_graph(settings, create=False) as graph:
        if kind == "undo":
            if other is not None:
                raise ParameterError("other", "undo is about one decision")
            verbs.undo(graph, subject)
            return
        object_, value = (None, other) if kind in VALUED else (other, None)
        decision = verbs.decide(graph, kind, subject, object_, value=value, note=note, by=by)
    print(decision.iri)
