"""One graph for all questions: made-up reports that merge and differ, and events of every kind of time."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from made_up import reports, timed
from siegegraph.graph.account import account_of
from siegegraph.graph.knowledge import KnowledgeGraph
from siegegraph.graph.opening import open_graph
from siegegraph.graph.settings import Settings
from siegegraph.graph.update import update


@pytest.fixture(scope="session")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KnowledgeGraph]:
    with open_graph(Settings(store=str(tmp_path_factory.mktemp("timeline")))) as graph:
        given_reports = [*reports(30, seed=11), *(timed(n) for n in range(60))]
        update(graph, [account_of(extraction, graph.minter) for extraction in given_reports])
        yield graph
