"""Open the graph and bring store and index level: after a crash, with a new vocabulary, or with no index yet."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode, Quad

from siegegraph.graph.index.decisions import Decisions
from siegegraph.graph.knowledge import KnowledgeGraph
from siegegraph.graph.model.account import Account
from siegegraph.graph.model.decision import Decision
from siegegraph.graph.rdf.decisions import decisions_from
from siegegraph.graph.rdf.report_reader import account_from
from siegegraph.graph.rdf.runs import extractors_of
from siegegraph.graph.settings import Settings
from siegegraph.graph.store.base import Change
from siegegraph.graph.update import update
from siegegraph.ontology import turtle
from siegegraph.ontology.iris import GRAPHS, kind_and_name

BATCH = 50
"""Reports that are put in by one change where many come at once."""


def open_graph(settings: Settings, *, create: bool = True) -> KnowledgeGraph:
    """The graph that the settings name, ready for use, made anew where it is missing unless `create` is false.

    Raises StoreError when it cannot be opened.
    """
    graph = KnowledgeGraph.open(settings, create=create)
    try:
        _level(graph)
        _publish_vocabulary(graph)
    except BaseException:
        graph.close()
        raise
    return graph


def rebuild(graph: KnowledgeGraph) -> None:
    """Drop all that is derived and derive it anew from the reports' graphs."""
    with graph.lock:
        revision = graph.store.revision() + 1
        graph.index.clear()
        graph.store.apply(Change(revision=revision, graphs={graph.minter.graph("derived"): ()}))
        _set_revision(graph, revision)
        update(graph, decide=stored_decisions(graph))
        batch: list[Account] = []
        for iri in list(report_graphs(graph)):
            batch.append(stored_account(graph, iri))
            if len(batch) == BATCH:
                update(graph, batch)
                batch = []
        if batch:
            update(graph, batch)


def report_graphs(graph: KnowledgeGraph) -> Iterator[str]:
    """The IRIs of the reports in the store."""
    others = {graph.minter.graph(name) for name in GRAPHS}
    for iri in graph.store.graphs():
        named = kind_and_name(iri)
        if named and named[0] == "report" and iri not in others:
            yield iri


def stored_account(graph: KnowledgeGraph, iri: str) -> Account:
    """A report's account, read back from its graph."""
    runs = extractors_of(graph.store.graph(graph.minter.graph("runs")))
    return account_from(iri, graph.store.graph(iri), runs)


def stored_decisions(graph: KnowledgeGraph) -> list[Decision]:
    """The decisions that the store holds."""
    return decisions_from(graph.store.graph(graph.minter.graph("decisions")))


def _level(graph: KnowledgeGraph) -> None:
    """What the outbox names is looked at again; where that does not explain the difference, all is derived anew."""
    stored, indexed = graph.store.revision(), graph.index.revision
    if indexed == -1 and stored == 0:
        _set_revision(graph, 0)
        return
    pending = graph.index.reader().execute("SELECT report, revision FROM outbox").fetchall()
    reports = [iri for iri, _ in pending]
    if stored == indexed:
        # The change was not made, or only its new quads were: those of reports that the index does not know.
        known = {iri for (iri,) in graph.index.reader().execute("SELECT iri FROM report")} if pending else set()
        _look_again(graph, [iri for iri in reports if iri not in known and _is_stored(graph, iri)])
        _empty_outbox(graph)
    elif pending and stored == indexed + 1 == pending[0][1]:
        _look_again(graph, reports)
    else:
        rebuild(graph)


def _look_again(graph: KnowledgeGraph, reports: list[str]) -> None:
    stored = {decision.iri: decision for decision in stored_decisions(graph)}
    with graph.index.writing() as db:
        known = {decision.iri for decision in Decisions(db).every()}
    decide, undo = [stored[iri] for iri in stored.keys() - known], list(known - stored.keys())
    if reports or decide or undo:
        update(
            graph,
            add=[stored_account(graph, iri) for iri in reports if _is_stored(graph, iri)],
            remove=[iri for iri in reports if not _is_stored(graph, iri)],
            decide=decide,
            undo=undo,
        )


def _is_stored(graph: KnowledgeGraph, iri: str) -> bool:
    return next(iter(graph.store.graph(iri)), None) is not None


def _empty_outbox(graph: KnowledgeGraph) -> None:
    with graph.index.writing() as db:
        db.execute("DELETE FROM outbox")


def _set_revision(graph: KnowledgeGraph, revision: int) -> None:
    with graph.index.writing() as db:
        db.execute("INSERT OR REPLACE INTO meta VALUES ('revision', ?)", (str(revision),))


def _publish_vocabulary(graph: KnowledgeGraph) -> None:
    """Keep the vocabulary in the store, where queries use its notations and hierarchies."""
    digest = turtle.digest()
    if graph.index.value("vocabulary") == digest:
        return
    iri = graph.minter.graph("vocabulary")
    quads = tuple(Quad(t.subject, t.predicate, t.object, NamedNode(iri)) for t in turtle.vocabulary())
    with graph.lock:
        revision = graph.index.revision + 1
        graph.store.apply(Change(revision=revision, graphs={iri: quads}))
        with graph.index.writing() as db:
            rows = [("revision", str(revision)), ("vocabulary", digest)]
            db.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", rows)
