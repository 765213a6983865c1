"""Whose forces "its troops" and "their planes" are, where what is said shows it: the speaker's own."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from siegegraph.graph.extract.document import annotations_of
from siegegraph.graph.extract.events.noun_kinds import NounKinds
from siegegraph.graph.extract.parse.clauses import complements
from siegegraph.graph.extract.parse.noun_phrases import bare_phrase
from siegegraph.graph.model.extraction import AttributionMention
from siegegraph.graph.model.span import Span

_ITS = frozenset({"its", "their"})
_OWNED = ("@force", "@weapon", "@vehicle", "@staff")


_SPEAKING = ("Organisation", "Place")


class Owners:
    """The owners of the forces that one Doc tells of without a name."""

    def __init__(self, doc: Doc, kinds: NounKinds) -> None:
        self._kinds = kinds
        self._read = annotations_of(doc)
        self._types = {e.id: e.type for e in self._read.entities if e.id is not None}
        self._references = {Span(r.start, r.end): r.entity for r in self._read.mentions}

    def owner_of(self, noun: Token) -> Span | None:
        """The words for the body or country that a force belongs to; None where it has a name or no known owner."""
        if noun.tag_ == "NN" and self._kinds.fits(noun, "@member"):
            return None  # "a fighter of the Nusra Front" is not the Front
        if self._kinds.type_of(noun) is not None or not any(self._kinds.fits(noun, kind) for kind in _OWNED):
            return None
        unit = next(self._units(noun), None)
        if unit is not None:
            return unit
        pronoun = next((child for child in noun.children if child.dep_ == "poss" and child.lower_ in _ITS), None)
        if pronoun is None:
            return None
        span = Span(pronoun.idx, pronoun.idx + len(pronoun))
        if span in self._references:
            return span if self._types.get(self._references[span]) != "Person" else None
        return next(self._speakers(pronoun), None)

    def speaker_called(self, pronoun: Token) -> Span | None:
        """The words for who says what a pronoun that nothing else resolves stands in: "the army denies it fired"."""
        if pronoun.lower_ != "it":
            return None
        return next(self._speakers(pronoun), None) or next(self._described_speakers(pronoun), None)

    def _described_speakers(self, pronoun: Token) -> Iterator[Span]:
        """The words for a body that speaks without a name: "the army"."""
        for row in self._read.attributions:
            if _holds(row, pronoun):
                sources = (pronoun.doc.char_span(*source, alignment_mode="expand") for source in row.source)
                heads = (words.root for words in sources if words is not None)
                yield from (bare_phrase(head) for head in heads if head.pos_ == "NOUN" and self._is_body(head))

    def _is_body(self, noun: Token) -> bool:
        return noun.tag_ == "NN" and any(self._kinds.fits(noun, kind) for kind in ("@force", "@nation"))

    def _units(self, noun: Token) -> Iterator[Span]:
        """The named body that the force is of: "fighters of the Nusra Front", "soldiers from the 3rd Brigade"."""
        if self._kinds.fits(noun, "@staff"):
            yield from self._employers(noun)
        for preposition, name in complements(noun):
            if preposition in ("of", "from"):
                holding = [e for e in self._read.entities if e.start <= name.idx < e.end and e.type == "Organisation"]
                if holding:
                    widest = max(holding, key=lambda entity: entity.end - entity.start)
                    yield Span(widest.start, widest.end)

    def _employers(self, noun: Token) -> Iterator[Span]:
        """The body in front of its people: "Red Cross staff"."""
        for name in noun.children:
            if name.dep_ in ("compound", "nmod", "poss") and self._kinds.type_of(name) == "Organisation":
                before = (e for e in self._read.entities if e.start <= name.idx < e.end <= noun.idx)
                yield from (Span(entity.start, entity.end) for entity in before)

    def _speakers(self, pronoun: Token) -> Iterator[Span]:
        around = [row for row in self._read.attributions if _holds(row, pronoun)]
        for row in sorted(around, key=lambda row: sum(span.end - span.start for span in row.content)):
            name = self._name_of(row)
            if name is not None:
                yield name

    def _name_of(self, row: AttributionMention) -> Span | None:
        """The words in a source that name a body or a country as the speaker."""
        speakers = [each for each in (row.speaker, row.on_behalf_of) if self._types.get(each or "") in _SPEAKING]
        named = [Span(e.start, e.end) for e in self._read.entities if e.id in speakers]
        named += [span for span, entity in self._references.items() if entity in speakers]
        return next((name for name in named if any(source.contains(name) for source in row.source)), None)


def _holds(row: AttributionMention, token: Token) -> bool:
    return any(span.start <= token.idx < span.end for span in row.content)
