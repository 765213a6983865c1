"""Reads the corpus GUM: the text of a report and which of its mentions are one thing, from `*.conllu.gz`.

The form is CoNLL-U (universaldependencies.org/format) with the entities of GUM in the field MISC
(wiki.gucorpling.org/gum): `Entity=(12-person-new-...` opens a mention of thing 12 at this word, `12)` closes it. The
sixth part of an opening names the words, counted from 1, that are the mention without what follows its head.
"""

from __future__ import annotations

import gzip
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from siegegraph.graph.model.span import Span

_BRACKET = re.compile(r"\((?P<whole>[^()]+)\)|\((?P<opened>[^()]+)|(?P<closed>[^()]+)\)")
_ID, _FORM, _TAG, _MISC = 0, 1, 3, 9
_THING, _TYPE, _HEAD_WORDS = 0, 1, 5


@dataclass(frozen=True, slots=True)
class GumMention:
    """`span` ends with the head of the phrase, `whole` with what follows it; `named` where the head is a name."""

    thing: str
    type: str
    span: Span
    whole: Span
    head: Span
    named: bool


@dataclass(frozen=True, slots=True)
class GumReport:
    """One document: its text, paragraphs parted by empty lines, and its mentions in the order of their ends."""

    id: str
    text: str
    mentions: tuple[GumMention, ...]

    def named_things(self) -> frozenset[str]:
        """The people, places and organisations that the text calls by a name somewhere."""
        kinds = ("person", "place", "organization")
        return frozenset(mention.thing for mention in self.mentions if mention.named and mention.type in kinds)


def gum_reports(folder: Path) -> Iterator[GumReport]:
    """The documents of a folder in the order of their names."""
    for path in sorted(folder.glob("*.conllu.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            yield _Reader(path.name.split(".")[0]).read(lines)


@dataclass(frozen=True, slots=True)
class _Word:
    span: Span
    tag: str


class _Reader:
    def __init__(self, id_: str) -> None:
        self._id = id_
        self._text = ""
        self._words: list[_Word] = []
        self._opened: dict[str, list[tuple[int, list[str]]]] = defaultdict(list)
        self._mentions: list[GumMention] = []
        # The last word of a contraction ("Trump's") that is written as one, and the space after it.
        self._joined_to, self._space_after = -1, ""

    def read(self, lines: Iterator[str]) -> GumReport:
        for line in lines:
            if line.startswith("# newpar") and self._text:
                self._text = f"{self._text.rstrip()}\n\n"
            elif line[:1].isdigit():
                self._row(line.rstrip("\n").split("\t"))
        return GumReport(self._id, self._text.rstrip(), tuple(self._mentions))

    def _row(self, row: list[str]) -> None:
        misc = dict(part.split("=", 1) for part in row[_MISC].split("|") if "=" in part)
        space = "" if misc.get("SpaceAfter") == "No" else " "
        if "-" in row[_ID]:
            self._joined_to, self._space_after = int(row[_ID].split("-")[1]), space
        elif row[_ID].isdigit():
            self._word(row, self._spacing(int(row[_ID]), space))
            self._brackets(misc.get("Entity", ""))

    def _spacing(self, number: int, space: str) -> str:
        if number < self._joined_to:
            return ""
        if number == self._joined_to:
            self._joined_to, space = -1, self._space_after
        return space

    def _word(self, row: list[str], space: str) -> None:
        start = len(self._text)
        self._text += row[_FORM] + space
        self._words.append(_Word(Span(start, start + len(row[_FORM])), row[_TAG]))

    def _brackets(self, entity: str) -> None:
        here = len(self._words) - 1
        for bracket in _BRACKET.finditer(entity):
            if opening := bracket["whole"] or bracket["opened"]:
                parts = opening.split("-")
                self._opened[parts[_THING]].append((here, parts))
            closing = parts[_THING] if bracket["whole"] else bracket["closed"]
            if closing:
                first, parts = self._opened[closing].pop()
                self._mentions.append(self._mention(first, here, parts))

    def _mention(self, first: int, last: int, parts: list[str]) -> GumMention:
        numbers = [first + int(number) - 1 for number in parts[_HEAD_WORDS].split(",") if number.isdigit()] or [last]
        heads = [self._words[at] for at in numbers if at <= last] or [self._words[last]]
        start, end = self._words[first].span.start, self._words[last].span.end
        head = Span(heads[0].span.start, heads[-1].span.end)
        named = any(word.tag == "PROPN" for word in heads)
        return GumMention(parts[_THING], parts[_TYPE], Span(start, head.end), Span(start, end), head, named)
