"""The sample reports of `siegegraph demo`: our own words on public facts, which SOURCES.md names."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from importlib import resources
from pathlib import Path

_FOLDER = Path(str(resources.files(__name__)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """A file of the samples and what is known of it; a .jsonl says the rest line by line, so it is None here."""

    path: Path
    published: date | None = None
    publisher: str | None = None
    url: str | None = None
    title: str | None = None


def samples() -> tuple[Sample, ...]:
    """All samples in the order of index.json, which is that of their file names."""
    return tuple(_sample(entry) for entry in json.loads((_FOLDER / "index.json").read_text(encoding="utf-8")))


def _sample(entry: dict[str, str]) -> Sample:
    published = entry.get("published")
    return Sample(
        path=_FOLDER / entry["file"],
        published=date.fromisoformat(published) if published else None,
        publisher=entry.get("publisher"),
        url=entry.get("url"),
        title=entry.get("title"),
    )
