"""Attributions that an adjective or a participle makes: "was confident that", "residents worried about snipers"."""

from __future__ import annotations

from collections.abc import Mapping

from spacy.tokens import Token

from siegegraph.graph.extract.attributions.attribution_sources import PASSIVE_SUBJECTS, Draft, covered, draft_of
from siegegraph.graph.extract.attributions.complements import complement, is_infinitive
from siegegraph.ontology.lexicon.cues import Cue

_PREDICATES = frozenset({"acomp", "oprd", "attr"})


def adjective_cue(token: Token, table: Mapping[str, Cue]) -> Cue | None:
    """The row of a predicate or describing adjective, participles among them ("concerned" is listed as it stands)."""
    if token.pos_ != "ADJ" and token.tag_ != "VBN":
        return None
    return table.get(token.lower_) or table.get(token.lemma_)


def adjectival(adjective: Token, cue: Cue) -> Draft | None:
    """Whose state of mind is told, and what it is about; None where it is nobody's."""
    draft = _draft(adjective, cue)
    if draft is None:
        return None
    for child in adjective.rights:
        if child.dep_ == "ccomp" or (child.dep_ in ("xcomp", "advcl") and "inf" in cue.frames and is_infinitive(child)):
            draft.content |= covered(child)
        elif child.dep_ in ("prep", "agent") and child.lower_ in cue.frames:
            draft.content |= complement(child, draft)
    draft.content -= draft.source | draft.words
    return draft


def _draft(adjective: Token, cue: Cue) -> Draft | None:
    first = adjective
    while first.dep_ == "conj" and first.head.pos_ in ("ADJ", "VERB"):  # "angry and determined to stay"
        first = first.head
    passive = next((child for child in first.children if child.dep_ in PASSIVE_SUBJECTS), None)
    if passive is not None:
        draft = Draft(cue=cue, anchor=adjective, head=passive, source=covered(passive), words={adjective.i})
        draft.words |= {child.i for child in first.children if child.dep_ in ("aux", "auxpass", "neg")}
        draft.negated = any(child.dep_ == "neg" for child in first.children)
    elif first.dep_ in _PREDICATES:
        draft = draft_of(first.head, cue)
        draft.anchor = adjective
        draft.words |= {adjective.i}
    elif first.dep_ in ("amod", "acl") and first.head.pos_ in ("NOUN", "PROPN", "PRON"):
        draft = Draft(cue=cue, anchor=adjective, head=first.head, words={adjective.i})
        draft.source = covered(first.head) - covered(first)
    else:
        return None
    return None if draft.head is None or draft.head.lower_ == "it" else draft
