"""The graph as a whole: a store, and the index kept beside it."""

from __future__ import annotations

import threading
from pathlib import Path
from types import TracebackType
from typing import Self

from siegegraph.graph.errors import StoreError
from siegegraph.graph.index.database import Index
from siegegraph.graph.settings import Settings
from siegegraph.graph.store.base import Store
from siegegraph.graph.store.embedded import EmbeddedStore
from siegegraph.ontology.iris import Minter


class KnowledgeGraph:
    """A store and its index, opened together. `update.update` is the only writer of both.

    Queries read the index and, for texts and triples, the store; what they read is of `revision`.
    """

    def __init__(self, store: Store, index: Index, settings: Settings, base: str) -> None:
        self.store = store
        self.index = index
        self.settings = settings
        self.minter = Minter(base)
        self.lock = threading.RLock()

    @classmethod
    def open(cls, settings: Settings, *, create: bool = True) -> KnowledgeGraph:
        """Open what the settings name, making it when it is not there and `create` says so.

        An embedded store keeps the base that it was made with. Raises StoreError when the base in the settings is
        another, or when the store or its index cannot be opened.
        """
        if "://" in settings.store:
            from siegegraph.graph.store.remote import RemoteStore

            folder = settings.index or Path("siegegraph-index")
            _made(folder)
            base = _fixed_base(folder, settings)
            store: Store = RemoteStore(settings.store, base, update_url=settings.store_update_url)
        else:
            folder = Path(settings.store)
            if not create and not (folder / "base").exists():
                raise StoreError(f"{folder}: there is no store; `siegegraph ingest` or `siegegraph load` makes one")
            _made(folder)
            base = _fixed_base(folder, settings)
            store = EmbeddedStore(folder / "rdf", base)
        try:
            index = Index(folder / "index.sqlite")
        except BaseException:
            store.close()
            raise
        return cls(store, index, settings, base)

    @property
    def base(self) -> str:
        """What the IRIs of things begin with."""
        return self.minter.base

    @property
    def revision(self) -> int:
        """The revision of the store that answers are made from."""
        return self.index.revision

    def close(self) -> None:
        """Let go of the store and the index."""
        self.index.close()
        self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _made(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"{folder}: a store needs a folder of its own ({error.strerror or error})") from error


def _fixed_base(folder: Path, settings: Settings) -> str:
    """The base that the store in this folder was made with; a new one gets that of the settings."""
    marker = folder / "base"
    if not marker.exists():
        marker.write_text(settings.base, encoding="utf-8")
    base = marker.read_text(encoding="utf-8").strip()
    if "base" in settings.model_fields_set and settings.base != base:
        raise StoreError(f"{folder}: this store was made with the base {base}, which cannot be changed")
    return base
