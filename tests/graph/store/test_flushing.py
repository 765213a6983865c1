from __future__ import annotations

import threading

from siegegraph.graph.store.flushing import Flushing


class Counted:
    """A flush that counts."""

    def __init__(self) -> None:
        self.times = 0
        self.called = threading.Event()

    def __call__(self) -> None:
        self.times += 1
        self.called.set()


def test_enough_writes_are_flushed_without_waiting_for_a_pause() -> None:
    flush = Counted()
    flushing = Flushing(flush, most=3, idle=60)
    for _ in range(3):
        flushing.wrote()
    assert flush.called.wait(5)
    flushing.close()
    assert flush.times == 1


def test_a_pause_brings_a_flush_of_a_few_writes() -> None:
    flush = Counted()
    flushing = Flushing(flush, most=1000, idle=0.01)
    flushing.wrote()
    assert flush.called.wait(5)
    flushing.close()
    assert flush.times == 1


def test_closing_flushes_what_is_pending_and_nothing_else() -> None:
    flush = Counted()
    flushing = Flushing(flush, most=1000, idle=60)
    flushing.wrote()
    flushing.close()
    assert flush.times == 1
    untouched = Counted()
    Flushing(untouched).close()
    assert untouched.times == 0


def test_a_flush_that_fails_is_tried_again_after_the_next_write() -> None:
    tried = threading.Semaphore(0)

    def failing() -> None:
        tried.release()
        raise OSError("disk full")

    flushing = Flushing(failing, most=1, idle=60)
    for _ in range(2):
        flushing.wrote()
        assert tried.acquire(timeout=5)
    flushing.close()
