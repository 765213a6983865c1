from __future__ import annotations

from pyoxigraph import Literal, NamedNode, Quad, Store

from siegegraph.graph.store.base import Change
from siegegraph.graph.store.updates import PORTION, deletion, insertion, whole

DERIVED, META = NamedNode("http://example.org/derived"), NamedNode("http://example.org/meta")
GRAPH, SUBJECT, SAYS = NamedNode("http://example.org/g"), NamedNode("http://example.org/s"), NamedNode("http://x.org/p")


def numbered(count: int) -> list[Quad]:
    return [Quad(SUBJECT, SAYS, Literal(number), GRAPH) for number in range(count)]


def test_many_quads_are_spread_over_operations_of_one_request() -> None:
    quads = numbered(2 * PORTION + 1)
    store = Store()
    store.update(insertion(quads))
    assert insertion(quads).count("INSERT DATA") == 3
    assert set(store) == set(quads)
    store.update(deletion(quads[1:]))
    assert set(store) == set(quads[:1])


def test_no_quads_are_an_operation_that_does_nothing() -> None:
    store = Store()
    store.update(f"{insertion([])} ; {deletion([])}")
    assert len(store) == 0


def test_a_whole_change_does_not_depend_on_what_is_stored() -> None:
    change = Change(
        3,
        {GRAPH.value: tuple(numbered(2))},
        forget=frozenset({SUBJECT.value}),
        add=(Quad(SUBJECT, SAYS, Literal("new"), DERIVED),),
    )
    empty, full = Store(), Store()
    full.extend([*numbered(9), Quad(SUBJECT, SAYS, Literal("old"), DERIVED), Quad(META, SAYS, Literal("x"), META)])
    for store in (empty, full):
        store.update(whole(change, derived=DERIVED, meta=META))
    assert set(full) - set(empty) == {Quad(META, SAYS, Literal("x"), META)}
    assert set(empty) - set(full) == set()
