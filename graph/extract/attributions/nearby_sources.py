"""Who speaks where the parse gives a verb of saying no subject: whoever stands next to it in the sentence."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from siegegraph.graph.extract.attributions.attribution_sources import (
    PASSIVE_SUBJECTS,
    SUBJECTS,
    Draft,
    covered,
    is_passive,
)

_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_TELLING = frozenset({"say", "deny", "ask", "believe", "want", "plan"})
_NOMINAL = frozenset({"NN", "NNS", "NNP", "NNPS", "DT", "CD", "JJ", "JJS", "PRP", "PRP$", "POS", "HYPH"})
_HEADS = frozenset({"NN", "NNS", "NNP", "NNPS", "PRP", "CD"})
_ASIDES = {",": ",", ")": "(", "–": "–", "—": "—"}
_CLOSING = frozenset({",", "”", '"', "''", "’"})


def add_nearby_sources(doc: Doc, drafts: list[Draft]) -> None:
    """Give each finite verb of saying that has words but no speaker the speaker who stands beside it."""
    for draft in drafts:
        if not draft.content or draft.source or draft.cue is None or draft.cue.kind not in _TELLING:
            continue
        if draft.anchor.tag_ in _FINITE and not is_passive(draft.anchor):
            _place(draft, _beside(doc, draft.anchor))


def _place(draft: Draft, source: set[int]) -> None:
    heads = [i for i in source if draft.anchor.doc[i].tag_ in _HEADS]
    if heads:
        draft.head = draft.anchor.doc[max(heads)]
        draft.source = source
        draft.content -= source


def _beside(doc: Doc, verb: Token) -> set[int]:
    """The words of the noun phrase before the verb, beyond an aside if need be, or after it where it follows speech."""
    sentence, before = verb.sent, verb.i - 1
    if before >= 0 and doc[before].text in _CLOSING and (after := _run_after(doc, verb.i + 1)):
        return after
    while before > sentence.start and doc[before].pos_ in ("ADV", "AUX"):
        before -= 1
    found = _run_before(doc, before, sentence.start)
    if found:
        return found
    if before >= sentence.start and doc[before].text in _ASIDES:
        opening = _ASIDES[doc[before].text]
        at = next((i for i in range(before - 1, sentence.start, -1) if doc[i].text == opening), None)
        if at is not None and (found := _run_before(doc, at - 1, sentence.start)):
            return found
    subjects = [token for token in doc[sentence.start : verb.i] if token.dep_ in SUBJECTS | PASSIVE_SUBJECTS]
    return covered(subjects[-1]) if subjects else set()


def _run_before(doc: Doc, last: int, start: int) -> set[int]:
    """The nominal words that end at a place."""
    first = last + 1
    while first > start and doc[first - 1].tag_ in _NOMINAL:
        first -= 1
    return set(range(first, last + 1))


def _run_after(doc: Doc, first: int) -> set[int]:
    """The nominal words that begin at a place."""
    last = first
    while last < len(doc) and doc[last].tag_ in _NOMINAL:
        last += 1
    return set(range(first, last))
