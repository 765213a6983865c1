"""`siegegraph validate`: what in the store breaks the rules."""

from __future__ import annotations

from siegegraph.graph.opening import open_graph
from siegegraph.graph.settings import Settings
from siegegraph.graph.validate import validate as violations_of


def validate(settings: Settings) -> int:
    """Print every violation as it is found, then how many there are; the exit code is 1 when there are any."""
    count = 0
    with open_graph(settings, create=False) as graph:
        for violation in violations_of(graph):
            count += 1
            print(violation)
    print(f"{count} violation{'' if count == 1 else 's'}" if count else "valid: no violations")
    return 1 if count else 0
