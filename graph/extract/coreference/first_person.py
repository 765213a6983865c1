"""Whom "I" means in direct speech: the person who is said beside the quotation to speak, or who spoke just before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token

from siegegraph.graph.extract.coreference.referents import Referent
from siegegraph.graph.extract.document import text_of
from siegegraph.ontology.lexicon.cues import cues

_FIRST = frozenset({"i", "me", "my", "mine", "myself"})
# How many words from a quotation its speaker is told at most.
_NEAR = 12


def first_persons(doc: Doc, quoted: Sequence[int], referents: Sequence[Referent]) -> Iterator[tuple[Token, Referent]]:
    """The first persons inside quotations with the named person that each means.

    `quoted` says for each word in which quotation it stands, from 1; 0 outside of any.
    """
    people = {p.root.i: r for r in referents if r.id is not None and r.kind == "Person" for p in r.phrases}
    text, speaker = text_of(doc), None
    paragraph_of_speaker = number = -1
    for token in doc:
        if quoted[token.i] and quoted[token.i] != number:
            number, paragraph = quoted[token.i], text.count("\n", 0, token.idx)
            told = _speaker_beside(doc, quoted, token.i, people)
            if told is not None or paragraph != paragraph_of_speaker:
                speaker, paragraph_of_speaker = told, paragraph
        if quoted[token.i] and speaker is not None and token.lower_ in _FIRST:
            yield token, speaker


def _speaker_beside(doc: Doc, quoted: Sequence[int], start: int, people: dict[int, Referent]) -> Referent | None:
    """Who is the subject of a verb of saying right behind a quotation, or right before it."""
    end = next((at for at in range(start, len(doc)) if quoted[at] != quoted[start]), len(doc))
    behind = doc[end : min(end + _NEAR, len(doc))]
    before = reversed(doc[max(0, start - _NEAR) : start])
    for side in (behind, before):
        for token in side:
            if token.text.strip() == "" or quoted[token.i]:
                break
            if token.dep_ == "nsubj" and token.head.lemma_ in cues("verb") and not quoted[token.head.i]:
                return people.get(token.i)
            if token.is_sent_end:
                break
    return None
