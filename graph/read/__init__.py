"""Files in, reports out: one module for each kind of file, picked by its suffix."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from siegegraph.graph.errors import ReadError
from siegegraph.graph.model.report import Report
from siegegraph.graph.read.jsonl import read_jsonl, report_of
from siegegraph.graph.read.language import judged
from siegegraph.graph.read.metadata import Metadata
from siegegraph.graph.read.text import read_markdown, read_text

__all__ = ["SUFFIXES", "Metadata", "files_of", "judged", "read", "report_of"]

Warn = Callable[[str], None]
Reader = Callable[[Path, Warn | None], Iterable[Report | ReadError]]


def _html(path: Path, _: Warn | None) -> Iterable[Report]:
    # The parsers of web pages and PDF take a third of a second to load, which a server need not wait for.
    from siegegraph.graph.read.html import read_html

    return (read_html(path),)


def _pdf(path: Path, _: Warn | None) -> Iterable[Report]:
    from siegegraph.graph.read.pdf import read_pdf

    return (read_pdf(path),)


_READERS: dict[str, Reader] = {
    ".txt": lambda path, warn: (read_text(path),),
    ".md": lambda path, warn: (read_markdown(path, warn),),
    ".html": _html,
    ".htm": _html,
    ".pdf": _pdf,
    ".jsonl": read_jsonl,
}

SUFFIXES = tuple(_READERS)
"""The suffixes of the files that can be read."""


def read(
    paths: Iterable[Path], metadata: Metadata | None = None, *, warn: Warn | None = None
) -> Iterator[Report | ReadError]:
    """Every report in these files and folders, in order; what cannot be read comes as a ReadError in its place.

    `metadata` is for reports that do not state their own. An ill-formed `published` makes a ReadError; where `warn`
    is given it is called instead, with a sentence, and the report is read as undated. Nothing is raised.
    """
    given = metadata or Metadata()
    for path in files_of(paths):
        if isinstance(path, ReadError):
            yield path
            continue
        try:
            for item in _READERS[path.suffix.lower()](path, warn):
                yield item if isinstance(item, ReadError) else judged(given.fill(item))
        except ReadError as error:
            yield error


def files_of(paths: Iterable[Path]) -> Iterator[Path | ReadError]:
    """The files that `read` reads: those named, and those with a known suffix in a folder, sorted, at any depth.

    What is hidden (a name with a leading dot) is skipped in folders. A file that is not there or whose suffix is
    unknown comes as a ReadError where it was named.
    """
    for path in paths:
        if path.is_dir():
            yield from _files_in(path)
        elif not path.exists():
            yield ReadError(str(path), "there is no such file or folder")
        elif path.suffix.lower() not in _READERS:
            known = ", ".join(SUFFIXES)
            yield ReadError(str(path), f"its suffix says nothing of how to read it; known are {known}")
        else:
            yield path


def _files_in(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if not hidden and path.suffix.lower() in _READERS and path.is_file():
            yield path
