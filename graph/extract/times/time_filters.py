"""Phrases that look like times and are none: counts like years, "may", people called April, "the fall of Kyiv"."""

from __future__ import annotations

import re

from spacy.tokens import Doc, Token

from siegegraph.graph.extract.document import annotations_of
from siegegraph.graph.extract.span_index import SpanIndex
from siegegraph.graph.extract.times.time_grammar import Phrase
from siegegraph.graph.model.span import Span

# A number of four figures after these, or before these, counts something.
_COUNTING = re.compile(
    r"(?:\b(?:about|some|than|nearly|almost|approximately|roughly|least|most|another|total of|up to|over|only|number|"
    r"No\.?|killed|wounded|injured|captured|lost)|[$€£#])\s*$",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"\s*(?:-?(?:mm|km|m|kg|hp|tons?|tonnes|miles|met(?:er|re)s|kilomet(?:er|re)s|feet|acres|hectares|percent|per cent|"
    r"pounds|dollars|euros|roubles|rubles|years|days|hours)\b|(?:\w+\s+){0,2}(?:men|women|people|troops|soldiers|fighters|civilians|"
    r"prisoners|casualties|refugees|residents|inhabitants|aircraft|tanks|guns|horses|vehicles|shells|rounds|houses|"
    r"homes|buildings|infantry|cavalry|volunteers|militiamen|militants|rebels|strong|dead|wounded|killed|others)\b)"
)
_MONTHS_THAT_ARE_WORDS = ("MAY", "MARCH", "APRIL", "AUGUST", "JUNE")
# "May" and "March" on their own are months after these only: they also open orders, headings and names.
_FRAMED = re.compile(
    r"(?:\b(?:in|by|since|until|till|of|from|to|and|or|for|during|through|before|after|between|early|late|mid|this|last|"
    r"next|that|each|every|the|a|late as|early as|around|about)|,|[-–—])\s*$",
    re.IGNORECASE,
)
_OWN_AGE = re.compile(r"\b(?:his|her|their|my|our)\s+(?:early|mid|late)?[-\s]*$")


def is_time(phrase: Phrase, doc: Doc, text: str) -> bool:
    """Whether a phrase is a time where it stands, by the words around it and, where there is one, the tagging."""
    start, end = phrase.span
    if "://" in _word_before(text, start):
        return False  # a date in an address dates nothing
    before, after = text[max(0, start - 24) : start], text[end : end + 48]
    if phrase.rule in ("year", "year_ad"):
        return phrase.has("narrow") or not (_COUNTING.search(before) or _COUNTED.match(after))
    if phrase.rule == "decade":
        return _OWN_AGE.search(before) is None
    if phrase.rule == "season":
        return _is_season(phrase, text[start:end], before, after, _token_at(doc, end - 1))
    if phrase.rule == "month" and phrase.parts["month"].upper() in _MONTHS_THAT_ARE_WORDS:
        if phrase.parts["month"].upper() in ("MAY", "MARCH") and not (phrase.has("narrow") or _FRAMED.search(before)):
            return False
        return _is_month(_token_at(doc, end - 1))
    if phrase.rule == "day_count":
        return phrase.has("of") or phrase.has("plus") or phrase.has("number") or phrase.parts.get("unit") == "day"
    return True


def _word_before(text: str, offset: int) -> str:
    """The letters and marks before a place, back to the blank before them."""
    start = max(text.rfind(blank, 0, offset) for blank in " \n\t") + 1
    return text[start:offset]


def _is_month(token: Token | None) -> bool:
    return token is None or (token.tag_ not in ("MD", "VB", "VBP", "VBD") and token.ent_type_ != "PERSON")


def _is_season(phrase: Phrase, words: str, before: str, after: str, token: Token | None) -> bool:
    if phrase.has("year"):
        return True
    if phrase.parts["season"][0].isupper() and re.match(r"\s+[A-Z]", after):
        return False
    if phrase.parts["season"].lower() == "fall":
        framed = (
            phrase.has("this")
            or phrase.has("narrow")
            or words.lower().startswith("the ")
            or re.search(r"\b(?:in|and|or|the)\s$", before) is not None
        )
        return framed and re.match(r"\s+of\b|\s+(?:in|to)\b", after) is None
    return token is None or token.tag_ in ("", "NN", "NNP", "NNS")


def inside_a_name(phrase: Phrase, names: SpanIndex, text: str) -> bool:
    """Whether a phrase is part of a longer name ("28 May Street", "Black September").

    A year that ends a name dates it all the same ("the Treaty of 1920"), and what has no other word with a capital
    is no name ("On Monday rebels ...").
    """
    around = [name for name in names.around(phrase.span) if name != phrase.span]
    around = [
        name for name in around if _has_capital(text[name.start : phrase.span.start], text[phrase.span.end : name.end])
    ]
    return any(phrase.rule != "year" or name.end != phrase.span.end for name in around)


def _has_capital(*words: str) -> bool:
    return any(letter.isupper() for part in words for letter in part)


def names_of(doc: Doc) -> SpanIndex:
    """The spans of the names that an earlier component found."""
    return SpanIndex(Span(entity.start, entity.end) for entity in annotations_of(doc).entities)


def _token_at(doc: Doc, offset: int) -> Token | None:
    """The tagged token at a character, None where the Doc has no tags."""
    if not doc.has_annotation("TAG"):
        return None
    span = doc.char_span(offset, offset + 1, alignment_mode="expand")
    return span[0] if span is not None and len(span) else None
