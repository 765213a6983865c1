from __future__ import annotations

import threading

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from siegegraph.graph.errors import QueryError
from siegegraph.graph.store.spool import IN_MEMORY, Spool


def everything(spool: Spool) -> bytes:
    return b"".join(iter(spool.read, b""))


@settings(max_examples=30, deadline=None)
@given(st.lists(st.binary(min_size=1, max_size=100)))
def test_what_is_written_is_read_in_order(chunks: list[bytes]) -> None:
    spool = Spool()

    def write() -> None:
        for chunk in chunks:
            spool.write(chunk)
        spool.finish()

    writer = threading.Thread(target=write)
    writer.start()
    assert everything(spool) == b"".join(chunks)
    writer.join()
    spool.close()


def test_a_long_answer_is_whole_too() -> None:
    spool = Spool()
    chunk = bytes(range(256)) * 1024
    count = 2 * IN_MEMORY // len(chunk)
    for _ in range(count):
        spool.write(chunk)
    spool.finish()
    assert everything(spool) == chunk * count
    spool.close()


def test_an_error_comes_after_the_bytes_before_it() -> None:
    spool = Spool()
    spool.write(b"half")
    spool.finish(QueryError("broken off"))
    assert spool.read() == b"half"
    with pytest.raises(QueryError, match="broken off"):
        spool.read()
    spool.close()


def test_closing_wakes_a_reader_and_lets_the_writer_go_on() -> None:
    spool = Spool()
    found: list[bytes] = []
    reader = threading.Thread(target=lambda: found.append(spool.read()))
    reader.start()
    spool.close()
    reader.join(5)
    assert found == [b""]
    spool.write(b"nobody reads this")
    spool.finish()
