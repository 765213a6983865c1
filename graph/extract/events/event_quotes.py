"""The quote of an event: the shortest stretch of text that holds what is told of it together, and no more."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Doc, Token

from siegegraph.graph.extract.document import annotations_of
from siegegraph.graph.extract.events.triggers import Reading
from siegegraph.graph.extract.parse.clauses import children, counting_noun
from siegegraph.graph.extract.parse.negation import negations
from siegegraph.graph.extract.span_index import SpanIndex
from siegegraph.graph.model.span import Span

_TRIMMED = frozenset({"and", "but", "or", "so", "while", "that", "which", "who"})
# What stands in front of a noun that tells of an event.
_IN_FRONT = ("det", "amod", "compound", "poss", "nummod", "nmod", "predet")
# What belongs to the noun after it.
_BEFORE_NOUN = frozenset({*_IN_FRONT, "quantmod", "case"})
# Verbs that the quote keeps in front of the event ("failed to capture", "continue to shell").
_KEPT_ABOVE = frozenset({"xcomp", "acomp"})


class Quotes:
    """Cuts the quotes of one Doc's events, after its names, times and quantities are known."""

    def __init__(self, doc: Doc) -> None:
        read = annotations_of(doc)
        self._doc = doc
        self._wholes = SpanIndex(
            Span(row.start, row.end) for rows in (read.entities, read.times, read.quantities) for row in rows
        )

    def quote_of(self, reading: Reading, parts: Iterable[Span], limit: Span | None) -> Span:
        """The quote of a reading from the spans told with it.

        `limit` is the content of the attribution that it lies in.
        """
        doc, sentence = self._doc, reading.head.sent
        low, high = _core(reading)
        for part in parts:
            tokens = doc.char_span(part.start, part.end, alignment_mode="expand")
            if tokens is not None and sentence.start <= tokens.start and tokens.end <= sentence.end:
                low = min(low, _with_determiner(doc, tokens.start))
                high = max(high, tokens.end - 1)
        low, high = self._whole_phrases(low, high)
        if limit is not None:
            low, high = _inside(doc, low, high, limit, reading)
        return _trimmed(doc, low, high)

    def _whole_phrases(self, low: int, high: int) -> tuple[int, int]:
        """The stretch with the rest of every name, time, number and noun phrase that it cuts, within its sentence."""
        doc, sentence = self._doc, self._doc[high].sent
        stretch = Span(doc[low].idx, doc[high].idx + len(doc[high]))
        for row in self._wholes.overlapping(stretch):
            tokens = None if stretch.contains(row) else doc.char_span(*row, alignment_mode="expand")
            if tokens is not None and sentence.start <= tokens.start and tokens.end <= sentence.end:
                low, high = min(low, tokens.start), max(high, tokens.end - 1)
        while doc[high].dep_ in _BEFORE_NOUN and high < doc[high].head.i < sentence.end:
            high = doc[high].head.i
        while low > sentence.start and doc[low - 1].dep_ in _BEFORE_NOUN and low <= doc[low - 1].head.i <= high:
            low = doc[low - 1].left_edge.i
        if doc[low].dep_ == "pobj" and doc[low].head.lower_ == "of" and counting_noun(doc[low]) != doc[low]:
            low = counting_noun(doc[low]).left_edge.i
        return low, high


def _core(reading: Reading) -> tuple[int, int]:
    """The trigger with its auxiliaries, negation, light verb and the verbs that it completes."""
    tokens: list[Token] = list(reading.tokens)
    tokens.extend(negations(reading.predicate))
    verb = reading.predicate
    tokens.extend([verb, *children(verb, "aux", "auxpass", "neg", "prt")])
    if reading.light is not None:
        tokens.extend(child for child in verb.children if child.lower_ in reading.light.words)
    while verb.dep_ in _KEPT_ABOVE and verb.head != verb:
        verb = verb.head
        tokens.extend([verb, *children(verb, "aux", "auxpass", "neg")])
    if reading.head.pos_ in ("NOUN", "PROPN"):
        tokens.extend(child.left_edge for child in children(reading.head, *_IN_FRONT) if child.i < reading.head.i)
    inside = [token.i for token in tokens if token.sent.start == reading.head.sent.start]
    return min(inside), max(inside)


def _with_determiner(doc: Doc, start: int) -> int:
    """The start moved back over the determiner, number and adjectives of the phrase, and a preposition of time."""
    if (
        start > 0
        and doc[start - 1].dep_ == "prep"
        and doc[start - 1].lower_ != "of"
        and doc[start].ent_type_ in ("DATE", "TIME")
    ):
        return start - 1
    while start > 0 and doc[start - 1].dep_ in ("det", "nummod", "quantmod", "predet", "poss", "amod", "advmod"):
        before = doc[start - 1]
        if before.dep_ == "advmod" and before.head.pos_ in ("VERB", "AUX"):
            break
        if before.head.i < start:
            break
        start -= 1
    return start


def _inside(doc: Doc, low: int, high: int, limit: Span, reading: Reading) -> tuple[int, int]:
    kept = [i for i in range(low, high + 1) if limit.start <= doc[i].idx and doc[i].idx + len(doc[i]) <= limit.end]
    return (kept[0], kept[-1]) if kept else (reading.tokens[0].i, reading.tokens[-1].i)


def _trimmed(doc: Doc, low: int, high: int) -> Span:
    while low < high and (_is_trimmed(doc[low])):
        low += 1
    while high > low and (_is_trimmed(doc[high])):
        high -= 1
    return Span(doc[low].idx, doc[high].idx + len(doc[high]))


def _is_trimmed(token: Token) -> bool:
    return token.lower_ in _TRIMMED or token.is_punct or token.is_space
