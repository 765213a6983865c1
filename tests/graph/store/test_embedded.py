from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from siegegraph.graph.errors import StoreError, StoreInUseError
from siegegraph.graph.store.base import Change
from siegegraph.graph.store.embedded import EmbeddedStore
from siegegraph.ontology.terms import RDFS

BASE = "http://127.0.0.1:8000/"
DERIVED = NamedNode(f"{BASE}id/graph/derived")
QUADS = 300

# Writes changes one after another, each of a report and of the derived graph, and forgets the report before.
WRITER = f"""
import sys
from pathlib import Path
sys.path.insert(0, {str(Path(__file__).parent)!r})
from test_embedded import BASE, change
from siegegraph.graph.store.embedded import EmbeddedStore
with EmbeddedStore(Path(sys.argv[1]), BASE) as store:
    revision = store.revision()
    print("ready", flush=True)
    while True:
        revision += 1
        store.apply(change(revision))
"""


def report(number: int) -> NamedNode:
    return NamedNode(f"{BASE}id/report/{number}")


def event(number: int) -> NamedNode:
    return NamedNode(f"{BASE}id/event/{number}")


def change(revision: int) -> Change:
    """The report of this revision goes in whole, the one before goes out, with what is derived from each."""
    new, old = report(revision), report(revision - 1)
    return Change(
        revision,
        {
            new.value: tuple(Quad(new, RDFS.label, Literal(f"{revision} {n}"), new) for n in range(QUADS)),
            old.value: (),
        },
        forget=frozenset({event(revision - 1).value}),
        add=tuple(Quad(event(revision), RDFS.label, Literal(n), DERIVED) for n in range(QUADS)),
    )


def test_a_store_in_use_says_so_and_is_free_again_after(tmp_path: Path) -> None:
    with EmbeddedStore(tmp_path / "s", BASE), pytest.raises(StoreInUseError, match="in use"):
        EmbeddedStore(tmp_path / "s", BASE)
    EmbeddedStore(tmp_path / "s", BASE).close()


def test_a_store_that_another_process_writes_to_is_in_use(tmp_path: Path) -> None:
    with _writer(tmp_path / "s") as process:
        assert process.stdout
        process.stdout.readline()
        with pytest.raises(StoreInUseError, match="another process"):
            EmbeddedStore(tmp_path / "s", BASE)
        process.kill()


def test_what_is_no_store_is_named(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("text")
    with pytest.raises(StoreError, match=str(file)):
        EmbeddedStore(file, BASE)
    damaged = tmp_path / "damaged"
    EmbeddedStore(damaged, BASE).close()
    (damaged / "CURRENT").write_text("nonsense\n")
    with pytest.raises(StoreError, match=str(damaged)):
        EmbeddedStore(damaged, BASE)


def test_a_closed_store_says_so(tmp_path: Path) -> None:
    store = EmbeddedStore(None, BASE)
    store.close()
    store.close()
    with pytest.raises(StoreError, match="closed"):
        store.revision()


def test_a_writer_killed_at_any_moment_leaves_whole_changes(tmp_path: Path) -> None:
    path = tmp_path / "s"
    reached = []
    for seed in range(6):
        with _writer(path) as process:
            assert process.stdout
            process.stdout.readline()
            time.sleep(random.Random(seed).uniform(0.02, 0.3))
            process.kill()
        with EmbeddedStore(path, BASE) as store:
            reached.append(store.revision())
            _assert_whole(store)
    assert reached == sorted(reached)
    assert reached[-1] > reached[0] > 0


def test_a_checkpoint_is_of_the_present_revision_and_goes_when_nobody_holds_it(tmp_path: Path) -> None:
    with EmbeddedStore(tmp_path / "s", BASE) as store:
        store.apply(change(1))
        with store.checkpoint() as first:
            with store.checkpoint() as again:
                assert again == first
            store.apply(change(2))
            with store.checkpoint() as second:
                assert (first.revision, second.revision) == (1, 2)
                assert first.path.exists()
        assert not first.path.exists()
        assert second.path.exists()
    assert not second.path.exists()


def test_what_a_killed_process_left_of_checkpoints_is_cleared_away(tmp_path: Path) -> None:
    left = tmp_path / "s.checkpoints" / "0"
    left.mkdir(parents=True)
    with EmbeddedStore(tmp_path / "s", BASE):
        assert not left.exists()


def _writer(path: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", WRITER, str(path)], stdout=subprocess.PIPE)


def _assert_whole(store: EmbeddedStore) -> None:
    """The store is as the change of its revision leaves it: that report and its event, each whole, and no other."""
    revision = store.revision()
    expected = change(revision)
    assert set(store.graphs()) == {report(revision).value, DERIVED.value}
    assert set(store.graph(report(revision).value)) == set(expected.graphs[report(revision).value])
    assert set(store.graph(DERIVED.value)) == set(expected.add)
