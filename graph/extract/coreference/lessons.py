"""What the ranking of pronouns learns from: reports in which is known what their phrases mention."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Protocol

from siegegraph.graph.extract.coreference.gum import GumReport, gum_reports
from siegegraph.graph.extract.coreference.phrases import Form, Phrase


class Lesson(Protocol):
    """An annotated report."""

    @property
    def text(self) -> str:
        """The report's text."""

    def is_known(self, pronoun: Phrase) -> bool:
        """Whether the annotation says what a pronoun means, or that it means nothing before it."""

    def thing(self, phrase: Phrase) -> str | None:
        """What a phrase mentions; None for what the annotation does not know."""


@dataclass(frozen=True, slots=True)
class GumLesson:
    """A document of GUM, in which every phrase is annotated."""

    report: GumReport

    @property
    def text(self) -> str:
        """The report's text."""
        return self.report.text

    def is_known(self, pronoun: Phrase) -> bool:
        """Always."""
        return True

    def thing(self, phrase: Phrase) -> str | None:
        """The thing of the shortest mention whose head the phrase's noun is."""
        at = phrase.root.idx
        fitting = [m for m in self.report.mentions if m.head.start <= at < m.head.end]
        return min(fitting, key=lambda m: m.span.end - m.span.start).thing if fitting else None


@dataclass(frozen=True, slots=True)
class Re3dLesson:
    """A report of re3d, of which re3d_pronouns.tsv says what "it" and "they" mean: the offset of a word, or -1."""

    text: str
    means: dict[int, int]

    def is_known(self, pronoun: Phrase) -> bool:
        """Whether the table has the pronoun."""
        return pronoun.root.idx in self.means

    def thing(self, phrase: Phrase) -> str | None:
        """The offset of the word that a pronoun means or that another phrase holds."""
        if phrase.form is Form.PRONOUN:
            meant = self.means.get(phrase.root.idx, -1)
        else:
            start, end = phrase.root.doc[phrase.first].idx, phrase.root.idx + len(phrase.root)
            meant = next((at for at in self.means.values() if start <= at < end), -1)
        return str(meant) if meant >= 0 else None


def gum_lessons(folder: Path) -> Iterator[Lesson]:
    """The documents of a folder of GUM."""
    return map(GumLesson, gum_reports(folder))


def re3d_lessons(source: Path) -> Iterator[Lesson]:
    """The reports of one source of re3d that the table of pronouns knows."""
    means = _re3d_pronouns()
    for line in (source / "documents.json").read_text(encoding="utf-8").splitlines():
        if line.strip() and (row := json.loads(line))["_id"] in means:
            yield Re3dLesson(row["text"], means[row["_id"]])


def _re3d_pronouns() -> dict[str, dict[int, int]]:
    table = files("siegegraph.graph.extract") / "weights" / "coreference" / "re3d_pronouns.tsv"
    found: dict[str, dict[int, int]] = defaultdict(dict)
    for line in table.read_text(encoding="utf-8").splitlines()[2:]:
        report, pronoun, meant = line.split("\t")
        found[report][int(pronoun)] = int(meant)
    return found
