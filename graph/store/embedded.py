"""The embedded store: Oxigraph within this process, on disk or in memory.

A change is compared with what is stored and only the difference is written, in one `update()`, which is atomic:
most of what is derived anew is as it was, and writing 550 unchanged quads again costs four times the comparison.
`extend()` would save 3 ms where nothing is dropped, but could not move the revision in the same step.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

from pyoxigraph import NamedNode, Quad, QueryBoolean, QuerySolutions, QueryTriples, Triple
from pyoxigraph import Store as Oxigraph

from siegegraph.graph.errors import QuerySyntaxError, StoreError, StoreInUseError
from siegegraph.graph.store import updates
from siegegraph.graph.store.base import REVISIONS, Change, Row, checked_revision, derived_graph, meta_graph
from siegegraph.graph.store.checkpoint import Checkpoint, Checkpoints
from siegegraph.graph.store.flushing import Flushing

_T = TypeVar("_T")


class EmbeddedStore:
    """A store in the folder `path`, made where it is missing; in memory, gone at the end, where `path` is None.

    Raises StoreInUseError when another process has the folder open for writing, StoreError when it is no store or
    was made for another `base`. An answer that is still being read keeps the folder open after `close`.
    """

    def __init__(self, path: Path | None, base: str) -> None:
        self._place = "the store in memory" if path is None else f"the store {path}"
        self._derived = NamedNode(derived_graph(base))
        self._meta = NamedNode(meta_graph(base))
        self._writing = threading.RLock()
        with self._faults():
            self._oxigraph: Oxigraph | None = Oxigraph(path)
        try:
            self.revision()
        except StoreError:
            self._oxigraph = None
            raise
        self.in_memory = path is None
        self._flushing = None if path is None else Flushing(self.flush)
        # Beside the store, since hard links need the same file system.
        beside = None if path is None else path.with_name(f"{path.name}.checkpoints")
        self._checkpoints = Checkpoints(beside, self.revision, self._copy)

    def apply(self, change: Change) -> None:
        """Make one change in one atomic write; raises StoreError and leaves all as it was when it cannot."""
        with self._writing, self._faults():
            dropped, added = self._difference(change)
            operations = [
                updates.deletion(dropped),
                *(f"DROP SILENT GRAPH {NamedNode(iri)}" for iri, quads in change.graphs.items() if not quads),
                updates.insertion(added),
                *updates.revised(change.revision, self._meta),
            ]
            self._opened().update(" ;\n".join(operations))
        if self._flushing is not None:
            self._flushing.wrote()

    def add(self, quads: Iterable[Quad]) -> None:
        """Add quads in one atomic write, three times as fast as a change that also drops some."""
        with self._writing, self._faults():
            self._opened().extend(quads)

    def bulk(self, quads: Iterable[Quad]) -> None:
        """Add many quads fast (about 95,000 a second), not atomically."""
        with self._writing, self._faults():
            self._opened().bulk_extend(quads)

    def select(self, sparql: str) -> Iterator[Row]:
        """Answer a SELECT query; raises QuerySyntaxError at once, before the first row is asked for."""
        solutions = self._answer(sparql)
        if not isinstance(solutions, QuerySolutions):
            raise QuerySyntaxError("a SELECT query is wanted")
        return self._rows(solutions)

    def ask(self, sparql: str) -> bool:
        """Answer an ASK query."""
        answer = self._answer(sparql)
        if not isinstance(answer, QueryBoolean):
            raise QuerySyntaxError("an ASK query is wanted")
        return bool(answer)

    def construct(self, sparql: str) -> Iterator[Triple]:
        """Answer a CONSTRUCT or DESCRIBE query."""
        triples = self._answer(sparql)
        if not isinstance(triples, QueryTriples):
            raise QuerySyntaxError("a CONSTRUCT or DESCRIBE query is wanted")
        return self._guarded(triples)

    def graph(self, iri: str) -> Iterator[Quad]:
        """All quads of one named graph."""
        with self._faults():
            return self._guarded(self._opened().quads_for_pattern(None, None, None, NamedNode(iri)))

    def graphs(self) -> Iterator[str]:
        """The IRIs of the named graphs that hold a triple, the revision's own left out."""
        store = self._opened()
        with self._faults():
            for name in store.named_graphs():
                if name != self._meta and next(store.quads_for_pattern(None, None, None, name), None) is not None:
                    yield name.value

    def revision(self) -> int:
        """The revision of the last change, 0 in a new store; raises StoreError when the base is another."""
        return checked_revision(self.select(REVISIONS), self._meta.value)

    def flush(self) -> None:
        """Write the log out, so that the next start need not replay it: a second after 700 reports."""
        with self._faults():
            self._opened().flush()

    def compact(self) -> None:
        """Rearrange the whole store for reading: minutes after a load of millions."""
        with self._faults():
            self._opened().optimize()

    def checkpoint(self) -> AbstractContextManager[Checkpoint]:
        """A copy of the store as it is now for other processes to read, kept until the end of the `with`.

        On disk it takes about 0.1 s whatever the store's size when the revision has moved; a store in memory is
        written out (some 100,000 quads a second).
        """
        return self._checkpoints.held()

    def close(self) -> None:
        """Flush, delete the checkpoints and let go of the folder."""
        if self._oxigraph is None:
            return
        if self._flushing is not None:
            self._flushing.close()
        self._checkpoints.close()
        self._oxigraph = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _opened(self) -> Oxigraph:
        if self._oxigraph is None:
            raise StoreError(f"{self._place} is closed")
        return self._oxigraph

    def _copy(self, path: Path) -> int:
        """Write the store to a new folder; the revision that the copy has."""
        with self._writing, self._faults():
            if self.in_memory:
                Oxigraph(path).bulk_extend(self._opened())
            else:
                self._opened().backup(path)
            return self.revision()

    def _difference(self, change: Change) -> tuple[set[Quad], set[Quad]]:
        """What the change takes out of the store, and what it puts in that is not there."""
        store = self._opened()
        before: set[Quad] = set()
        for iri in change.graphs:
            before.update(store.quads_for_pattern(None, None, None, NamedNode(iri)))
        for iri in change.forget:
            before.update(store.quads_for_pattern(NamedNode(iri), None, None, self._derived))
        after = set(change.quads())
        return before - after, after - before

    def _answer(self, sparql: str) -> QuerySolutions | QueryBoolean | QueryTriples:
        with self._faults():
            return self._opened().query(sparql, use_default_graph_as_union=True)

    def _rows(self, solutions: QuerySolutions) -> Iterator[Row]:
        names = [variable.value for variable in solutions.variables]
        for solution in self._guarded(solutions):
            yield {name: term for name, term in zip(names, solution, strict=True) if term is not None}

    def _guarded(self, answers: Iterable[_T]) -> Iterator[_T]:
        with self._faults():
            yield from answers

    @contextmanager
    def _faults(self) -> Iterator[None]:
        """Oxigraph's errors as ours; they name the place."""
        try:
            yield
        except SyntaxError as error:
            raise QuerySyntaxError(str(error)) from error
        except (OSError, RuntimeError) as error:
            if "/LOCK:" in str(error):
                raise StoreInUseError(
                    f"{self._place} is in use by another process; while it is served, ask the server (its /sparql and"
                    " /export) and send reports to it with --server"
                ) from error
            raise StoreError(f"{self._place}: {error}") from error
