"""What is told without anybody who tells it: "seems to have fled", "it emerged that", "allegedly", "it is unclear"."""

from __future__ import annotations

from spacy.tokens import Token

from siegegraph.graph.extract.attributions.attribution_sources import Draft, covered
from siegegraph.graph.extract.attributions.complements import has_mark
from siegegraph.ontology.lexicon.cues import Cue, cues

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
_EXPLETIVES = frozenset({"it", "there"})
_PREDICATES = frozenset({"xcomp", "oprd", "acomp"})


def appearance(token: Token) -> Draft | None:
    """The draft, without source, of a verb, adjective or adverb by which something appears or is left open."""
    if token.pos_ == "VERB":
        cue = cues("verb").get(token.lemma_)
        return _seeming(token, cue) if cue is not None and cue.kind == "seem" else None
    if token.pos_ == "ADV" and token.lower_ in cues("adv"):
        return _hedging(token, cues("adv")[token.lower_])
    if token.pos_ == "ADJ" and token.dep_ == "acomp":
        return _unsettled(token)
    return None


def _seeming(verb: Token, cue: Cue) -> Draft:
    draft = Draft(cue=cue, anchor=verb, words={verb.i})
    for child in verb.rights:
        clause = child.dep_ == "ccomp" and (has_mark(child, "that") or "inf" in cue.frames)
        predicate = child.dep_ in _PREDICATES and "inf" in cue.frames
        if clause or predicate or (child.dep_ == "prep" and child.lower_ in cue.frames):
            draft.content |= covered(child)
    subject = next((child for child in verb.lefts if child.dep_ in _SUBJECTS), None)
    told = any(child.dep_ == "ccomp" for child in verb.rights)  # "reports emerged that" tells nothing of the reports
    if draft.content and subject is not None and subject.lower_ not in _EXPLETIVES and not told:
        draft.content |= covered(subject)
    return draft


def _hedging(adverb: Token, cue: Cue) -> Draft:
    draft = Draft(cue=cue, anchor=adverb, words={adverb.i})
    draft.content = covered(adverb.head) - {adverb.i}
    return draft


def _unsettled(adjective: Token) -> Draft | None:
    """What "it is (not) clear" whether, that or how."""
    cue = cues("adj").get(adjective.lower_)
    subject = next((child for child in adjective.head.lefts if child.dep_ in _SUBJECTS), None)
    if cue is None or cue.kind != "seem" or subject is None or subject.lower_ != "it":
        return None
    draft = Draft(cue=cue, anchor=adjective, words={adjective.i})
    for child in (*adjective.rights, *adjective.head.rights):
        if child.dep_ == "ccomp":
            draft.content |= covered(child)
    return draft
