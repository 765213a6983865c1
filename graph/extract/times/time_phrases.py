"""What the parse adds to a phrase of time: the clause that belongs to it, and whether its verb looks ahead."""

from __future__ import annotations

import re

from spacy.tokens import Doc, Token

from siegegraph.graph.extract.parse.clauses import children, governing_verb
from siegegraph.graph.extract.parse.tense import tense_of
from siegegraph.graph.extract.times.time_context import Outlook
from siegegraph.graph.extract.times.time_grammar import Phrase
from siegegraph.graph.model.span import Span

_LINKS = {"of", "after", "before", "since", "following"}
_MEASURE = 40  # characters before a unit that may hold what is measured by it
_MEASURED = re.compile(
    r"(?:\d|\b(?:ten|twenty|thirty|forty|fifty|hundreds?|thousands?|dozens?)\b)[^.;]{0,24}(?:s|\))\s$"
)
_CLAUSE_OPENERS = {"to", "that", "which", "who", "when", "where"}
_LONGEST = 14  # tokens that a clause may add to a phrase


def full_span(doc: Doc, phrase: Phrase, words: str) -> Span:
    """The phrase with what it counts from: "two months of siege", "three weeks after the siege of Boston began"."""
    if phrase.rule not in ("duration", "offset", "spans", "the_time") or not doc.has_annotation("DEP"):
        return phrase.span
    last = _token_ending(doc, phrase.span.end)
    if last is None:
        return phrase.span
    link = last if last.lower_ in _LINKS else last.nbor(1) if last.i + 1 < len(doc) else last
    if phrase.rule == "the_time":
        end = _clause_end(doc, last, link) if words == "the time" else last.i
    elif link.lower_ not in _LINKS or (link is last and phrase.rule == "duration"):
        return phrase.span
    else:
        end = _short(doc, last.i, (link.head if link.dep_ == "mark" else link).right_edge.i, link)
    if not 0 < end - last.i <= _LONGEST:
        return phrase.span
    return Span(phrase.span.start, _before_comma(doc, last.i, end, phrase.span.end))


def _short(doc: Doc, start: int, end: int, link: Token) -> int:
    """What "of" adds ends before a clause: "a month of exposure | to meet the limit"."""
    if link.lower_ != "of":
        return end
    for token in doc[start + 2 : end + 1]:
        if token.lower_ in _CLAUSE_OPENERS or (token.dep_ == "det" and token.nbor(-1).pos_ == "NOUN"):
            return token.i - 1
    return end


def _clause_end(doc: Doc, last: Token, following: Token) -> int:
    clause = next(
        (child for child in last.children if child.dep_ in ("relcl", "acl", "advcl", "prep") and child.i > last.i), None
    )
    return clause.right_edge.i if clause is not None else last.i


def _before_comma(doc: Doc, start: int, end: int, fallback: int) -> int:
    """The end of the stretch of tokens, cut at the first comma or closing mark."""
    for token in doc[start + 1 : end + 1]:
        if token.is_punct and token.text not in ("-", "'", "’", '"', "“", "”"):
            return max(fallback, token.nbor(-1).idx + len(token.nbor(-1)))
    return doc[end].idx + len(doc[end])


def is_rate(text: str, phrase: Phrase) -> bool:
    """Whether "a day" says how often or how fast, by the measure before it: "thirty kilometres a day"."""
    words = text[slice(*phrase.span)].lower()
    before = text[max(0, phrase.span.start - _MEASURE) : phrase.span.start]
    return re.fullmatch(r"an?\s+\w+", words) is not None and _MEASURED.search(before) is not None


def names_a_kind(doc: Doc, phrase: Phrase) -> bool:
    """Whether a bare season says of what kind something is, not when: "winter quarters"."""
    token = _token_ending(doc, phrase.span.end) if doc.has_annotation("DEP") else None
    framed = any(phrase.has(part) for part in ("narrow", "narrow2", "this", "year"))
    return (
        token is not None and not framed and token.dep_ in ("compound", "amod", "nmod") and token.i == token.left_edge.i
    )


def outlook_of(doc: Doc, span: Span) -> Outlook | None:
    """Whether the verb that a phrase hangs on tells of the past or of what is to come; None where it tells neither."""
    token = _token_ending(doc, span.end) if doc.has_annotation("DEP") else None
    verb = governing_verb(token) if token is not None else None
    if verb is None:
        return None
    tense = tense_of(verb)
    if tense in ("past", "pluperfect", "perfect"):
        return "past"
    return "future" if tense == "future" or _is_plan(verb) else None


def _is_plan(verb: Token) -> bool:
    """Whether an infinitive says what is due, planned or demanded: "a deadline to leave", "is to open"."""
    infinitive = verb.tag_ == "VB" and any(child.lower_ == "to" for child in children(verb, "aux"))
    return infinitive and (verb.head.lemma_ == "be" or verb.head.pos_ in ("NOUN", "ADJ"))


def _token_ending(doc: Doc, offset: int) -> Token | None:
    span = doc.char_span(offset - 1, offset, alignment_mode="expand")
    return span[-1] if span is not None and len(span) else None
