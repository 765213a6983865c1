"""Quantities: how many, of what, with the bounds that the words set.

A number counts what it modifies in the parse ("at least 500 injured troops", "dozens of people"). Numbers that name
something (a road, a unit, a weapon, an age, a time) are none.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from spacy.language import Language
from spacy.tokens import Doc, Token
from spacy.tokens import Span as TokenSpan

from siegegraph.graph.extract.document import annotations_of
from siegegraph.graph.extract.span_index import SpanIndex
from siegegraph.graph.extract.times.quantity_grammar import Amount, scan
from siegegraph.graph.model.extraction import QuantityExpression
from siegegraph.graph.model.span import Span
from siegegraph.ontology.lexicon.events import event_lexicon
from siegegraph.ontology.lexicon.quantities import quantity_words

# "No civilians" is a count; "no plans" is not.
_COUNTABLE = ("people", "force", "vehicle", "weapon", "structure", "settlement")
_LABEL = re.compile(rf"\b(?:{'|'.join(sorted(quantity_words()['numbered']))})\.?\s*[#№]?$|[#№]\s?$", re.IGNORECASE)
_AGE = re.compile(r"\bage[ds]?\s+(?:of\s+|between\s+|from\s+)?$", re.IGNORECASE)
_APPOSED_AGE = re.compile(r"[A-Za-z][\w’'-]+\s?[,(]\s?$")
_APPOSITION_ENDS = re.compile(r"\s*(?:[,)]|\.(?!\d))")
_MARK = re.compile(r"-[A-Za-z]|/\d|°|-\d")
_WINDOW = 24  # characters before a figure that may label it


class QuantityComponent:
    """Sets `quantities` on a Doc."""

    def __call__(self, doc: Doc) -> Doc:
        """Read the Doc's quantities; times found before are left alone."""
        annotations = annotations_of(doc)
        annotations.quantities = tuple(_quantities(doc, annotations.report.text))
        return doc


@Language.factory("siegegraph_quantities")
def make(nlp: Language, name: str) -> QuantityComponent:
    """The component for a pipeline."""
    return QuantityComponent()


def _quantities(doc: Doc, text: str) -> Iterator[QuantityExpression]:
    annotations = annotations_of(doc)
    times = [Span(time.start, time.end) for time in annotations.times]
    names = SpanIndex(Span(entity.start, entity.end) for entity in annotations.entities)
    for amount in scan(text):
        if _overlaps(amount.head, times) or any(_holds(name, amount, text) for name in names.around(amount.head)):
            continue
        tokens = doc.char_span(*amount.head, alignment_mode="expand")
        if tokens is None or _names_something(amount, tokens.root, text):
            continue
        noun = _counted(_numeral(tokens), amount)
        if noun is not None and any(time.start <= noun.idx < time.end for time in times):
            noun = None  # "about 200 on 13 April"
        if amount.zero and not _is_countable(noun):
            continue
        yield QuantityExpression(
            start=amount.span.start,
            end=amount.span.end,
            of=_phrase(noun, amount.span.end) if noun is not None else None,
            min=amount.min,
            max=amount.max,
            value=amount.value,
            approximate=amount.approximate,
            unit=amount.unit,
        )


def _overlaps(span: Span, ordered: Sequence[Span]) -> bool:
    place = bisect_right(ordered, (span.end, 0))
    return any(other.overlaps(span) for other in ordered[max(0, place - 3) : place])


def _holds(name: Span, amount: Amount, text: str) -> bool:
    """Whether a number is part of the name around it; one before "of" is not ("60% of Rubizhne")."""
    is_share = name.start == amount.head.start and re.match(r"\s*of\b", text[amount.span.end :]) is not None
    return not is_share


def _names_something(amount: Amount, number: Token, text: str) -> bool:
    """Whether the figure is a name, an age, a phone number, a coordinate, a list's mark or half of a compound."""
    start, end = amount.head
    before, after = text[max(0, start - _WINDOW) : start], text[end : end + 3]
    words = text[start:end]
    if _LABEL.search(before) or _AGE.search(before) or (_MARK.match(after) and amount.unit is None):
        return True
    if _APPOSED_AGE.search(before) and _APPOSITION_ENDS.match(after) and words.isdigit() and int(words) < 110:
        return True
    if re.search(r"(?:^|\n)\W*$", before) and re.match(r"[.)]\s", after):
        return True
    if re.fullmatch(r"\d{7,}", words):
        return True
    if words.lower() == "one":
        return number.dep_ != "nummod" or number.head.i < number.i
    return number.dep_ == "nummod" and number.head.i < number.i and number.head.pos_ == "PROPN"


def _numeral(tokens: TokenSpan) -> Token:
    """The word of a number that hangs on what it counts: the "400" of "between 300 and 400 patients"."""
    outside = (token for token in tokens if token.dep_ == "nummod" and token.head.i >= tokens.end)
    return next(outside, tokens.root)


def _counted(number: Token, amount: Amount) -> Token | None:
    """The noun that a number counts or measures; None where it stands alone."""
    token = number
    while token.dep_ in ("quantmod", "nummod", "compound", "advmod", "amod", "det", "neg") and token.head is not token:
        token = token.head
        if token.pos_ in ("NOUN", "PROPN") and token.lower_ not in quantity_words()["scale"]:
            break
    measured = amount.unit is not None and amount.unit not in ("to 1",)
    if measured or token is number or token.pos_ not in ("NOUN", "PROPN") or token.lower_ in quantity_words()["scale"]:
        noun = _whole(token, amount)
        return noun if noun is not None or measured else _state_after(number) or _told_of(number)
    return token


def _whole(number: Token, amount: Amount) -> Token | None:
    """What a share or a number is out of: "60% of the city", "five of the men"; parsers may hang "of" elsewhere."""
    parts = [child for child in number.children if child.dep_ == "prep" and child.lower_ == "of"]
    following = number.doc.char_span(amount.span.end, amount.span.end + 3, alignment_mode="contract")
    parts += [token for token in following or () if token.lower_ == "of"]
    return next((child for part in parts for child in part.children if child.dep_ == "pobj"), None)


def _told_of(number: Token) -> Token | None:
    """What is told of a number that stands alone: "eleven were wounded", "killed 13", "70 were children"."""
    verb = number.head
    if number.dep_ in ("nsubj", "nsubjpass", "dobj") and verb.lower_ in quantity_words()["state"]:
        return verb
    if number.dep_ == "nsubj" and verb.lemma_ == "be":
        return next((child for child in verb.children if child.dep_ == "attr" and child.pos_ == "NOUN"), None)
    return None


def _state_after(number: Token) -> Token | None:
    """ "Twelve dead", "five wounded": the state counts for those in it."""
    following = number.nbor(1) if number.i + 1 < len(number.doc) else None
    return following if following is not None and following.lower_ in quantity_words()["state"] else None


def _phrase(noun: Token, start: int) -> str:
    """The noun with the adjectives and nouns before it, without articles and numbers: "injured troops"."""
    words = [
        child.text
        for child in noun.lefts
        if child.dep_ in ("amod", "compound", "nmod")
        and child.idx >= start
        and child.lower_ not in quantity_words()["filler"]
    ]
    return " ".join([*words, noun.text])


def _is_countable(noun: Token | None) -> bool:
    if noun is None:
        return False
    classes = event_lexicon().noun_classes
    lemma = noun.lemma_.lower()
    return lemma in quantity_words()["harm"] or any(lemma in classes.get(name, ()) for name in _COUNTABLE)
