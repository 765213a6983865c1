"""Frozen copies of the embedded store for other processes to read, remade when the revision has moved.

A reader on the live folder replays the writer's log (seconds) and breaks when a log file goes. A backup is a folder
of hard links, made in about 0.1 s whatever the size, and stays readable whatever the writer does.
"""

from __future__ import annotations

import shutil
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path

# Each checkpoint flushes the log into a file of its own; more of them a second would slow a busy writer.
INTERVAL = 0.25


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A folder that holds the store as it was at a revision."""

    path: Path
    revision: int


class Checkpoints:
    """Makes checkpoints and deletes each once nobody holds it and a newer one is there.

    They lie below `folder`, or where temporary files do when it is None.
    `revision` tells the store's present revision; `copy` writes the store to a folder and returns the revision
    that the copy has.
    """

    def __init__(self, folder: Path | None, revision: Callable[[], int], copy: Callable[[Path], int]) -> None:
        self._folder = folder
        self._revision = revision
        self._copy = copy
        self._latest: Checkpoint | None = None
        self._made = 0.0
        self._numbers = count()
        self._holders: Counter[Checkpoint] = Counter()
        self._making = threading.Lock()
        self._counting = threading.Lock()
        self.close()  # what an earlier process left

    @contextmanager
    def held(self) -> Iterator[Checkpoint]:
        """A checkpoint of the present revision, kept until the end of the `with`."""
        checkpoint = self._present()
        try:
            yield checkpoint
        finally:
            with self._counting:
                self._holders[checkpoint] -= 1
            self._sweep()

    def close(self) -> None:
        """Delete every checkpoint."""
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)

    def _present(self) -> Checkpoint:
        with self._making:
            if self._latest is None or self._latest.revision != self._revision():
                self._make()
            assert self._latest is not None
            with self._counting:
                self._holders[self._latest] += 1
            return self._latest

    def _make(self) -> None:
        time.sleep(max(0.0, self._made + INTERVAL - time.monotonic()))
        if self._folder is None:
            self._folder = Path(tempfile.mkdtemp(prefix="siegegraph-"))
        self._folder.mkdir(parents=True, exist_ok=True)
        path = self._folder / str(next(self._numbers))
        self._latest = Checkpoint(path, self._copy(path))
        self._made = time.monotonic()
        self._sweep()

    def _sweep(self) -> None:
        with self._counting:
            unused = [old for old, holders in self._holders.items() if holders == 0 and old != self._latest]
            for old in unused:
                del self._holders[old]
        for old in unused:
            shutil.rmtree(old.path, ignore_errors=True)
