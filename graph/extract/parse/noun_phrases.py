"""Which stretch of text stands for an argument: the named mention or reference there, else the bare noun phrase."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Doc, Token

from siegegraph.graph.extract.document import Annotations, annotations_of, text_of
from siegegraph.graph.extract.parse.clauses import children
from siegegraph.graph.model.extraction import EntityMention
from siegegraph.graph.model.span import Span

_DESCRIBING = frozenset({"compound", "amod", "poss", "nmod", "case", "punct"})


class Phrases:
    """The argument spans of one Doc."""

    def __init__(self, doc: Doc) -> None:
        read = annotations_of(doc)
        self._places = _spans_of_places(read)
        self._people = {entity.start: Span(entity.start, entity.end) for entity in read.entities if _is_name(entity)}
        self._text = text_of(doc)
        self._names = _by_root(doc, ((entity.start, entity.end) for entity in read.entities))
        self._references = _by_root(doc, ((r.start, r.end) for r in read.mentions))

    def span(self, noun: Token) -> Span | None:
        """The argument's span; None for a pronoun that nothing resolves and for an empty word."""
        named = self._names.get(noun.i) or self._references.get(noun.i)
        if named is None:
            named = next((self._names[name.i] for name in children(noun, "appos") if name.i in self._names), None)
        if named is not None:
            return self._name_after(named) if noun.pos_ == "NOUN" else named
        if noun.pos_ == "PRON" or noun.tag_ in ("EX", "WDT", "WP", "DT", "CD"):
            return None
        return self._name_after(bare_phrase(noun))

    def _name_after(self, described: Span) -> Span:
        """The name that follows a description of somebody, "the mayor of Brod, Ana Lukic"; else the description."""
        name = self._people.get(described.end + 2)
        return name if name is not None and self._text.startswith(", ", described.end) else described

    def is_place(self, span: Span) -> bool:
        """Whether the words name a place or refer to one."""
        return span in self._places

    def place(self, noun: Token, span: Span) -> Span:
        """The known place within words for one: "Tuzla" of "the Tuzla area", "the city" of "the city's edge"."""
        if span in self._places:
            return span
        known = (self._names.get(c.i) or self._references.get(c.i) for c in children(noun, "compound", "poss"))
        return next((each for each in known if each is not None and each in self._places), span)


def _is_name(entity: EntityMention) -> bool:
    return entity.type == "Person" and entity.text[:1].isupper()


def _spans_of_places(read: Annotations) -> frozenset[Span]:
    places = {entity.id for entity in read.entities if entity.type == "Place" and entity.id is not None}
    named = {Span(entity.start, entity.end) for entity in read.entities if entity.type == "Place"}
    return frozenset(named | {Span(row.start, row.end) for row in read.mentions if row.entity in places})


def _by_root(doc: Doc, spans: Iterable[tuple[int, int]]) -> dict[int, Span]:
    """Each span under the index of its head word; the longest where several share one."""
    found: dict[int, Span] = {}
    for start, end in spans:
        tokens = doc.char_span(start, end, alignment_mode="expand")
        if tokens is None:
            continue
        root = tokens.root.i
        if root not in found or end - start > found[root].end - found[root].start:
            found[root] = Span(start, end)
    return found


def bare_phrase(noun: Token) -> Span:
    """The noun with what describes it in front, and a named "of" behind; no determiner, no number."""
    start = noun.i
    if noun.pos_ == "ADJ":
        return Span(noun.idx, noun.idx + len(noun))
    for child in noun.lefts:
        if child.dep_ in _DESCRIBING and child.i < start and _contiguous(child, noun):
            start = min(start, child.left_edge.i)
    while start < noun.i and _is_leading(noun.doc[start]):
        start += 1
    end = _end_of_name(noun)
    doc = noun.doc
    return Span(doc[start].idx, doc[end].idx + len(doc[end]))


def _contiguous(child: Token, noun: Token) -> bool:
    """No number or determiner between the describing word and the noun."""
    return not any(other.dep_ in ("det", "nummod") and other.i > child.i for other in noun.lefts)


def _is_leading(token: Token) -> bool:
    return token.dep_ in ("det", "nummod", "quantmod", "predet", "punct") or token.pos_ in ("DET", "PUNCT", "NUM")


def _end_of_name(noun: Token) -> int:
    for prep in children(noun, "prep"):
        if prep.lower_ == "of" and prep.i == noun.i + 1:
            for name in children(prep, "pobj"):
                if name.pos_ == "PROPN":
                    return name.i
    return noun.i
