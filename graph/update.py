"""The one way of changing the graph: reports come and go, and what follows from them is derived anew, no more.

    accounts in, accounts out -> index rows -> identities, relationships, events settled -> one Change -> store

Everything happens in one transaction of the index, which is committed after the store has taken the change; the outbox
says which reports to look at again when the process dies in between.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from siegegraph.graph.knowledge import KnowledgeGraph
from siegegraph.graph.model.account import Account
from siegegraph.graph.model.decision import Decision
from siegegraph.graph.revision import Revision


def update(
    graph: KnowledgeGraph,
    add: Sequence[Account] = (),
    remove: Iterable[str] = (),
    *,
    decide: Sequence[Decision] = (),
    undo: Sequence[str] = (),
) -> int:
    """Put accounts in (in place of what their reports said before) and take reports out, as one change.

    `decide` are decisions that hold from now on, `undo` the IRIs of those that no longer do; the reports that they are
    about must be among those added.

    Gives the store's new revision. Raises StoreError when the store cannot take the change; then nothing has changed.
    Several new reports at once are written in two steps, first what is new and then what that makes obsolete: a crash
    between the two is found in the outbox and made good when the graph is opened.
    """
    leaving = list(remove)
    with graph.lock:
        number = graph.index.revision + 1
        with graph.index.writing() as db:
            touched = [*leaving, *(account.iri for account in add)]
            db.executemany("INSERT OR REPLACE INTO outbox VALUES (?, ?)", [(iri, number) for iri in touched])
        with graph.index.writing() as db:
            revision = Revision(db, graph.minter)
            change = revision.change(number, add, leaving, decide, undo)
            db.execute("DELETE FROM outbox")
            db.execute("INSERT OR REPLACE INTO meta VALUES ('revision', ?)", (str(number),))
            if len(add) > 1 and not revision.replaced:
                graph.store.add(change.quads())
            graph.store.apply(change)
    return number
