"""Plain text and Markdown: the stored text is the file as it is, a byte order mark aside."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable
from pathlib import Path

from siegegraph.graph.errors import ReadError
from siegegraph.graph.model.report import FRONT_MATTER, Report
from siegegraph.graph.read.metadata import day_of

_ENTRY = re.compile(r"^(published|publisher|url|title):[ \t]*(\S.*?)[ \t]*\r?$", re.MULTILINE)
# What Hugo, Jekyll and Eleventy (`date`) or Astro (`pubDate`) call the day of publication; they write a time behind it.
_DATED = re.compile(r"^(?:date|pubDate):[ \t]*[\"']?(\d{4}-\d{2}-\d{2})(?!\d)", re.MULTILINE)
_HEADING = re.compile(r"^#[ \t]+(\S.*?)[ \t#]*\r?$", re.MULTILINE)


def read_text(path: Path) -> Report:
    """The report in a plain text file in UTF-8 (or UTF-16 with its byte order mark).

    Raises ReadError where the file cannot be read or is not text.
    """
    return Report(text=decoded(path))


def read_markdown(path: Path, warn: Callable[[str], None] | None = None) -> Report:
    """The report in a Markdown file, all of it text; its title is the first heading of the first level.

    `published` (or else `date`, `pubDate`), `publisher`, `url` and `title` are also taken from front matter. Raises
    ReadError where the file cannot be read, is not text or states an ill-formed `published`; the last goes to `warn`
    instead, if given.
    """
    text = decoded(path)
    front = FRONT_MATTER.match(text)
    stated = {key: value.strip("\"'") for key, value in _ENTRY.findall(front[1])} if front else {}
    heading = _HEADING.search(text, front.end() if front else 0)
    if "published" not in stated and front and (day := _DATED.search(front[1])):
        stated["published"] = day[1]
    published = None
    if "published" in stated:
        try:
            published = day_of(stated["published"])
        except ValueError as error:
            if warn is None:
                raise ReadError(str(path), f"published: {error}") from None
            warn(f"{path}: published: {error}; the report is read as undated")
    return Report(
        text=text,
        published=published,
        publisher=stated.get("publisher"),
        url=stated.get("url"),
        title=stated.get("title") or (heading[1] if heading else None),
    )


def decoded(path: Path) -> str:
    """The text of a file, its lines ending as they end there. Raises ReadError where it is none."""
    content = content_of(path)
    wide = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        text = content.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise ReadError(str(path), f"it is not UTF-8 text: {error.reason} at byte {error.start}") from None
    if "\0" in text:
        raise ReadError(str(path), "it is not text: it has a null character")
    return text


def content_of(path: Path) -> bytes:
    """The bytes of a file. Raises ReadError, with the system's reason, where it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise ReadError(str(path), error.strerror or str(error)) from None
