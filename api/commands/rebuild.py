"""`siegegraph rebuild`: what is derived, made anew."""

from __future__ import annotations

from siegegraph.api.commands.ingest import told
from siegegraph.api.commands.progress import bar
from siegegraph.graph import ingest as verbs
from siegegraph.graph.opening import open_graph
from siegegraph.graph.opening import rebuild as rebuild_graph
from siegegraph.graph.settings import Settings


def rebuild(settings: Settings, *, extract: bool) -> int:
    """Derive everything anew; with `extract` the stored texts are read anew before that. The exit code is 0."""
    with open_graph(settings, create=False) as graph:
        if extract:
            with bar(None) as progress:
                summary = verbs.reread(graph, workers=settings.workers, progress=progress)
            told(summary)
        rebuild_graph(graph)
    return 0
