"""Attributions that a noun makes: "the claim that", "its call for", "voiced concern over", "drew criticism from"."""

from __future__ import annotations

from spacy.tokens import Token

from siegegraph.graph.extract.attributions.attribution_sources import Draft, covered, source_of
from siegegraph.graph.extract.attributions.complements import complement, has_mark, is_infinitive
from siegegraph.ontology.lexicon.cues import Cue
from siegegraph.ontology.lexicon.speech import speech_words

_FELT = frozenset({"judge", "feel", "believe"})


def nominal(noun: Token, cue: Cue) -> Draft:
    """The attribution that a noun of saying or thinking heads; without content where it has no complement."""
    draft = Draft(cue=cue, anchor=noun, words={noun.i})
    verb = noun.head if noun.dep_ == "dobj" else None
    for child in noun.children:
        if child.dep_ in ("acl", "relcl") and _announced(child, cue):
            draft.content |= covered(child)
    if noun.dep_ == "nsubj" and noun.head.lemma_ == "be":  # "their fear is that"
        draft.content |= {i for child in noun.head.rights if child.dep_ == "ccomp" for i in covered(child)}
    source = source_of_noun(noun)
    if source is not None:
        draft.head, draft.source = source, covered(source)
        for child in noun.children:
            if child.dep_ == "prep" and child.lower_ in cue.frames and source.i not in covered(child):
                draft.content |= complement(child, draft)
    if verb is not None and verb.lemma_ in speech_words("receiver") and cue.kind in _FELT and draft.source:
        draft.content |= _received(verb)
    draft.content -= draft.source | draft.words
    return draft


def _announced(clause: Token, cue: Cue) -> bool:
    that = has_mark(clause, "that") or (clause.left_edge.lower_ == "that" and clause.left_edge.head == clause)
    if clause.dep_ == "relcl":  # "a message that talks would resume": its "that" stands for nothing in the clause
        subject = any(child.dep_ in ("nsubj", "nsubjpass") and child.tag_ != "WDT" for child in clause.children)
        return that and subject and "that" in cue.frames and clause.tag_ == "VB"
    return ("that" in cue.frames and that) or ("inf" in cue.frames and is_infinitive(clause))


def _received(verb: Token) -> set[int]:
    """Whom others' feelings are about: "the raid drew criticism from the UN"."""
    return {i for child in verb.children if child.dep_ in ("nsubj", "nsubjpass") for i in covered(child)}


def source_of_noun(noun: Token) -> Token | None:
    """Whose the words or thoughts are: possessor, "by" or "from" whom, or the subject of a verb that only carries."""
    for child in noun.children:
        if child.dep_ == "poss":
            return child
    prepositions = [child for child in noun.children if child.dep_ == "prep"]
    if noun.dep_ == "dobj":
        prepositions += [child for child in noun.head.children if child.dep_ == "prep" and child.lower_ == "from"]
    for child in prepositions:
        if child.lower_ in ("by", "from", "among"):
            return next((word for word in child.children if word.dep_ == "pobj"), None)
    if noun.dep_ == "dobj" and noun.head.lemma_ in speech_words("carrier"):
        return source_of(noun.head)
    return None
