"""Time expressions: what they say, as TIMEX3 and EDTF, and the days that they bound.

The phrases come from `time_grammar` and `eras`, their meaning from `time_reader`, the bounds from `time_bounds`.
A range has two expressions ("from 1", "30 April"), each with its own value and both with the bounds of the whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from spacy.language import Language
from spacy.tokens import Doc

from siegegraph.graph.extract.document import annotations_of
from siegegraph.graph.extract.times.time_bounds import bounds_of, range_of
from siegegraph.graph.extract.times.time_reader import ReadPhrase, read_times
from siegegraph.graph.model.edtf import edtf_of
from siegegraph.graph.model.extraction import Bounds, TimeExpression

_BEFORE = 90  # characters before a phrase that may hold "by", "since", "between"


@dataclass(frozen=True, slots=True)
class TimedPhrase:
    """A phrase that was read, with what it bounds."""

    read: ReadPhrase
    bounds: Bounds
    edtf: str | None

    def expression(self, text: str) -> TimeExpression:
        """The row that stands for it."""
        start, end = self.read.span
        reading = self.read.reading
        return TimeExpression(
            start=start, end=end, text=text[start:end], type=reading.type, value=reading.value, edtf=self.edtf
        )


class TimeComponent:
    """Sets `times` and `bounds` on a Doc."""

    def __call__(self, doc: Doc) -> Doc:
        """Read the Doc's times; without a day of publication, what counts from it stays open."""
        annotations = annotations_of(doc)
        text, published = annotations.report.text, annotations.report.published
        read, context = read_times(doc, text, published)
        found = _bounded(read, text, None if context.narrative else published)
        annotations.times = tuple(time.expression(text) for time in found)
        annotations.bounds = tuple(time.bounds for time in found)
        return doc


@Language.factory("siegegraph_times")
def make(nlp: Language, name: str) -> TimeComponent:
    """The component for a pipeline."""
    return TimeComponent()


def _bounded(read: Sequence[ReadPhrase], text: str, today: date | None) -> list[TimedPhrase]:
    found: list[TimedPhrase] = []
    for one in read:
        before = _words_before(one, text)
        bounds, edtf = bounds_of(one.reading, text[slice(*one.phrase.span)], before, today)
        found.append(TimedPhrase(one, bounds, edtf))
        if len(found) > 1:
            _join_range(found, text)
    return found


def _join_range(found: list[TimedPhrase], text: str) -> None:
    """Give the last two expressions the bounds of the range that they make, if they make one."""
    first, second = found[-2].read, found[-1].read
    gap = text[first.phrase.span.end : second.phrase.span.start]
    bounds = range_of(first.reading, second.reading, gap, _words_before(first, text))
    if bounds is not None:
        found[-2:] = [replace(one, bounds=bounds, edtf=edtf_of(bounds)) for one in found[-2:]]


def _words_before(one: ReadPhrase, text: str) -> str:
    start = one.phrase.span.start
    return text[max(0, start - _BEFORE) : start]
