"""Every store that the contract is tried on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from servers import BASE, empty_server, oxigraph, virtuoso
from siegegraph.graph.store.base import Store
from siegegraph.graph.store.embedded import EmbeddedStore
from siegegraph.graph.store.remote import RemoteStore


@pytest.fixture(scope="module")
def oxigraph_url() -> Iterator[str]:
    with oxigraph("--union-default-graph") as url:
        yield url


@pytest.fixture(scope="module")
def virtuoso_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with virtuoso(tmp_path_factory.mktemp("virtuoso")) as url:
        yield url


@pytest.fixture(params=["memory", "disk", "oxigraph", "virtuoso"])
def open_store(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], Store]:
    """Opens one and the same store, empty at first, as often as it is called."""
    if request.param == "memory":
        store = EmbeddedStore(None, BASE)
        return lambda: store
    if request.param == "disk":
        return lambda: EmbeddedStore(tmp_path / "store", BASE)
    url = request.getfixturevalue(f"{request.param}_url")
    empty_server(url)
    return lambda: RemoteStore(url, BASE)


@pytest.fixture
def store(open_store: Callable[[], Store]) -> Iterator[Store]:
    with open_store() as opened:
        yield opened
