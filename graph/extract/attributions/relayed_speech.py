"""Words passed on by another, and claims answered: "X, citing Y, reported", "X quoted Y as saying", "... Z denied"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from siegegraph.graph.extract.attributions.attribution_sources import Draft, covered, draft_of
from siegegraph.ontology.lexicon.cues import cues

_CITING = frozenset({"cite", "quote"})
_ANSWERS = frozenset({"deny", "say"})


def relayed_in(doc: Doc, drafts: list[Draft]) -> Iterator[Draft]:
    """Attributions that rest on others: each names in `outer` the one through which the words came, if any."""
    by_cue = {draft.anchor.i: draft for draft in drafts}
    for token in doc:
        if token.lemma_ in _CITING and token.pos_ == "VERB":
            draft = _cited(token, by_cue) if token.tag_ == "VBG" else _citing(token, drafts)
        elif token.dep_ == "pcomp" and token.lemma_ in cues("verb") and token.head.head.lemma_ in _CITING:
            draft = _as_saying(token, by_cue)
        elif token.dep_ in ("relcl", "acl") and token.pos_ == "VERB":
            draft = _answered(token, drafts)
        else:
            continue
        if draft is not None and draft.content and draft.source:
            yield draft


def _cited(verb: Token, by_cue: dict[int, Draft]) -> Draft | None:
    """Who is cited for what another reports: a person or body, not a thing ("citing security concerns")."""
    cited = next((child for child in verb.children if child.dep_ == "dobj"), None)
    outer = by_cue.get(verb.head.i)
    if cited is None or outer is None:
        return None
    draft = Draft(cue=cues("verb")[verb.lemma_], anchor=verb, head=cited, source=covered(cited), words={verb.i})
    draft.content = set(outer.content) - draft.source
    draft.outer = outer
    return draft


def _as_saying(verb: Token, by_cue: dict[int, Draft]) -> Draft | None:
    """Whose words stand before the verb: "..., TASS quoted the ministry as saying", "..., she was quoted as saying"."""
    outer, draft = by_cue.get(verb.head.head.i), draft_of(verb, cues("verb")[verb.lemma_])
    if outer is None or verb.i in by_cue:
        return None
    outer.content -= draft.source | covered(verb.head)
    draft.content = set(outer.content)
    draft.outer = outer if outer.source else None
    return draft


def _citing(verb: Token, drafts: list[Draft]) -> Draft | None:
    """Through whom somebody is cited: "the general, quoted by TASS, said"."""
    outlet = next((word for child in verb.children if child.dep_ == "agent" for word in child.children), None)
    told = next((draft for draft in drafts if draft.head == verb.head), None)
    if outlet is None or told is None or verb.dep_ != "acl":
        return None
    draft = Draft(cue=cues("verb")[verb.lemma_], anchor=verb, head=outlet, source=covered(outlet), words={verb.i})
    draft.content = set(told.content)
    told.source -= covered(verb)
    told.outer = draft
    return draft


def _answered(verb: Token, drafts: list[Draft]) -> Draft | None:
    """The claim before a noun that refers back to it: "X said that p, a charge Y denied"."""
    cue, noun = cues("verb").get(verb.lemma_), verb.head
    if cue is None or cue.kind not in _ANSWERS or noun.lemma_ not in cues("noun"):
        return None
    comma = noun.left_edge.i - 1
    takes_object = any(child.dep_ in ("dobj", "ccomp") and child.tag_ != "WDT" for child in verb.children)
    if takes_object or noun.head.pos_ != "VERB" or comma < 0 or noun.doc[comma].text != ",":
        return None
    draft = draft_of(verb, cue)
    answer = covered(noun)
    draft.content = covered(noun.head) - answer
    for other in drafts:  # the answer is no part of what was said first
        if other.anchor.i not in answer:
            other.content -= answer
    return draft
