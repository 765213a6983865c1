"""The index's SQLite file: one writer at a time, any number of readers, each thread with a connection of its own."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import resources
from pathlib import Path

from siegegraph.graph.errors import StoreError

SCHEMA_VERSION = "6"
"""Changes whenever the schema or what is kept in it does; an index of another version is built anew."""

LAST_DAY = "9999-12-31"
"""The publication day of an undated report: seen only when nothing is asked about what was known when."""


class Index:
    """What is kept ready for reading. Raises StoreError when its file cannot be opened."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._readers = threading.local()
        self._lock = threading.RLock()
        self._open: list[sqlite3.Connection] = []
        self._writer = self._connect()
        try:
            self._prepare()
        except sqlite3.DatabaseError as error:
            raise StoreError(f"{path}: the index cannot be read ({error})") from error

    def reader(self) -> sqlite3.Connection:
        """This thread's connection, for reading what was committed."""
        if not hasattr(self._readers, "connection"):
            connection = self._connect()
            connection.execute("PRAGMA query_only = 1")
            self._readers.connection = connection
        connection = self._readers.connection
        assert isinstance(connection, sqlite3.Connection)
        return connection

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction: committed at the end of the block, undone when it raises."""
        with self._lock:
            self._writer.execute("BEGIN IMMEDIATE")
            try:
                yield self._writer
            except BaseException:
                self._writer.execute("ROLLBACK")
                raise
            self._writer.execute("COMMIT")

    def value(self, key: str) -> str | None:
        """A value that is kept about the index itself."""
        row = self.reader().execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return None if row is None else str(row[0])

    @property
    def revision(self) -> int:
        """The store's revision that the index was made from; -1 while it is being built."""
        return int(self.value("revision") or -1)

    def clear(self) -> None:
        """Empty the index: it answers with revision -1 until it is built."""
        with self._lock:
            # The shadow tables of a full-text table, which SQLite creates by quoted names, go with it.
            rows = self._writer.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
                " AND sql NOT LIKE 'CREATE TABLE ''%'"
            ).fetchall()
            with self.writing() as db:
                for (name,) in rows:
                    db.execute(f'DROP TABLE "{name}"')
            self._prepare()

    def close(self) -> None:
        """Close every connection."""
        with self._lock:
            for connection in self._open:
                connection.close()
            self._open.clear()

    def _connect(self) -> sqlite3.Connection:
        try:
            connection = sqlite3.connect(self.path, isolation_level=None, check_same_thread=False, timeout=30)
            connection.execute("PRAGMA journal_mode = WAL")
            # A lost last commit after a power failure is made good from the store, whose revision tells.
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute("PRAGMA mmap_size = 1073741824")
        except sqlite3.Error as error:
            raise StoreError(f"{self.path}: the index cannot be opened ({error})") from error
        self._open.append(connection)
        return connection

    def _prepare(self) -> None:
        found = self._writer.execute("SELECT 1 FROM sqlite_master WHERE name = 'meta'").fetchone()
        if not found:
            schema = resources.files("siegegraph.graph.index").joinpath("schema.sql").read_text(encoding="utf-8")
            self._writer.executescript(schema)
            self._writer.execute("INSERT INTO meta VALUES ('schema', ?)", (SCHEMA_VERSION,))
        elif self._writer.execute("SELECT value FROM meta WHERE key = 'schema'").fetchone() != (SCHEMA_VERSION,):
            self.clear()
