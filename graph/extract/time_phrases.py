"""What the parse adds to a phrase of time: the clause that belongs to it, and whether its verb looks ahead."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from siegegraph.graph.extract.time_grammar import Phrase
from siegegraph.graph.model.span import Span

_LINKS = {"of", "after", "before", "since", "following"}
_LONGEST = 14  # tokens that a clause may add to a phrase
_AHEAD = {"will", "shall", "'ll", "’ll", "wo"}
_PLANS = {"plan", "expect", "intend", "schedule", "due", "set", "agree", "promise", "propose", "hope", "aim", "want"}
_PLANS |= {"demand", "order", "urge", "ask", "invite", "threaten", "warn"}


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
        end = (link.head if link.dep_ == "mark" else link).right_edge.i
    if not 0 < end - last.i <= _LONGEST:
        return phrase.span
    return Span(phrase.span.start, _before_comma(doc, last.i, end, phrase.span.end))


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


def looks_ahead(doc: Doc, span: Span) -> bool:
    """Whether the verb that a phrase hangs on tells of what is to come: "will open on Tuesday", "plans to leave"."""
    if not doc.has_annotation("DEP"):
        return False
    token = _token_ending(doc, span.end)
    for _ in range(8):
        if token is None or token.head is token:
            break
        token = token.head
        if token.pos_ in ("VERB", "AUX"):
            return _is_ahead(token)
    return token is not None and token.pos_ in ("VERB", "AUX") and _is_ahead(token)


def _is_ahead(verb: Token) -> bool:
    """Whether a verb has a future auxiliary, or is the aim of a plan."""
    if any(child.dep_ == "aux" and child.lower_ in _AHEAD for child in verb.children):
        return True
    infinitive = any(child.lower_ == "to" and child.dep_ == "aux" for child in verb.children)
    return infinitive and (verb.head.lemma_ in _PLANS or verb.head.lemma_ == "be" or verb.head.pos_ in ("NOUN", "ADJ"))


def _token_ending(doc: Doc, offset: int) -> Token | None:
    span = doc.char_span(offset - 1, offset, alignment_mode="expand")
    return span[-1] if span is not None and len(span) else None
