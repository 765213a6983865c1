"""What several tests share: small made-up reports, already extracted, and the store of the shipped samples."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from siegegraph.graph.ingest import ingest
from siegegraph.graph.knowledge import KnowledgeGraph
from siegegraph.graph.opening import open_graph
from siegegraph.graph.read import Metadata
from siegegraph.graph.samples import samples
from siegegraph.graph.settings import Settings
from siegegraph.graph.store.base import Store


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KnowledgeGraph]:
    """The graph of the shipped sample reports; tests read it and leave it as it is."""
    with open_graph(Settings(store=str(tmp_path_factory.mktemp("demo")))) as graph:
        for sample in samples():
            metadata = Metadata(
                published=sample.published, publisher=sample.publisher, url=sample.url, title=sample.title
            )
            assert ingest(graph, [sample.path], metadata).failed == []
        yield graph


@pytest.fixture(scope="session")
def demo_store(demo: KnowledgeGraph) -> Store:
    """The store of the sample reports."""
    return demo.store


@pytest.fixture
def new_graph(tmp_path: Path) -> Iterator[Callable[[], KnowledgeGraph]]:
    """Makes graphs in folders of their own, and closes them after the test."""
    opened: list[KnowledgeGraph] = []

    def make() -> KnowledgeGraph:
        opened.append(open_graph(Settings(store=str(tmp_path / f"store-{len(opened)}"))))
        return opened[-1]

    yield make
    for graph in opened:
        graph.close()
