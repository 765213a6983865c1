"""When a clause is set relative to its report: past, present or future, by its verb and the verbs above it."""

from __future__ import annotations

from typing import Literal

from spacy.tokens import Token

from siegegraph.graph.extract.parse.clauses import children, governing_verb, is_infinitive, is_verb
from siegegraph.ontology.lexicon.modality import modality_lexicon

Tense = Literal["past", "pluperfect", "perfect", "present", "progressive", "future", "none"]

# "continue to shell", "keep shelling", "remain besieged": it goes on while it is told.
_CONTINUING = frozenset({"continue", "keep", "remain", "stay"})
# "Once", "when" and "until" with a present put a clause before one in the future.
_AWAITING = frozenset({"once", "when", "until", "till", "before", "after", "as"})
_FUTURE_AUXILIARIES = frozenset({"will", "shall", "'ll", "’ll", "wo"})


def tense_of(predicate: Token) -> Tense:
    """The tense that a verb, or the clause around a noun, is told in."""
    verb = predicate if is_verb(predicate) else governing_verb(predicate)
    if verb is None:
        return "none"
    auxiliaries = [child.lower_ for child in children(verb, "aux", "auxpass")]
    if awaits(verb):
        return "future"
    if _FUTURE_AUXILIARIES & set(auxiliaries):
        return "future"
    if {"may", "might", "can", "should", "must"} & set(auxiliaries):
        return "past" if "have" in auxiliaries else "future"
    if {"could", "would"} & set(auxiliaries):
        # "Could not leave" and "would have left" tell of what was, or was not.
        return "past" if "have" in auxiliaries or ("could" in auxiliaries and children(verb, "neg")) else "future"
    if verb.tag_ == "VB" and verb.dep_ == "xcomp":
        return _tense_under(verb)
    if "had" in auxiliaries:
        return "pluperfect"
    if {"have", "has", "'ve", "’ve"} & set(auxiliaries):
        return "perfect"
    return _finite_tense(verb, auxiliaries)


def awaits(verb: Token) -> bool:
    """Whether a clause in the present tells what is yet to come: "once the town is taken, they will move on"."""
    if verb.dep_ != "advcl" or not is_verb(verb.head):
        return False
    if not any(child.lower_ in _AWAITING for child in children(verb, "mark", "advmod")):
        return False
    finite = next(iter(children(verb, "aux", "auxpass")), verb)
    return finite.tag_ in ("VBZ", "VBP") and tense_of(verb.head) == "future"


def _finite_tense(verb: Token, auxiliaries: list[str]) -> Tense:
    if {"am", "is", "are", "'s", "'re", "’s", "’re"} & set(auxiliaries):
        return "progressive" if verb.tag_ == "VBG" or "being" in auxiliaries else "present"
    if {"was", "were", "did"} & set(auxiliaries) or verb.tag_ == "VBD":
        return "past"
    if verb.tag_ in ("VBZ", "VBP"):
        return "present" if verb.lemma_ not in _CONTINUING else "progressive"
    if verb.tag_ in ("VBG", "VBN", "VB") and verb.head != verb:
        return _tense_under(verb)
    return "past" if verb.tag_ == "VBN" else "none"


def _tense_under(verb: Token) -> Tense:
    """What a participle or infinitive takes from the clause that it hangs on."""
    if verb.dep_ == "pcomp" and verb.head.lower_ in ("after", "since", "following"):
        return "past"
    governor = verb.head if is_verb(verb.head) else governing_verb(verb)
    if governor is None:
        return "past" if verb.tag_ == "VBN" else "none"
    above = tense_of(governor)
    if verb.dep_ == "acl" and is_attempt(verb.head):
        return above
    if verb.dep_ == "xcomp" and verb.head == governor:
        return _under_governor(governor, above)
    if verb.dep_ in ("advcl", "acl", "relcl") and is_infinitive(verb):
        return "future" if above in ("present", "progressive", "future") else "none"
    if verb.tag_ == "VBN" and verb.dep_ in ("acl", "amod") and above in ("present", "progressive", "future"):
        return "present"
    return above


def is_attempt(noun: Token) -> bool:
    """Whether what an infinitive tells was done at the time, however it came out: "repelled an attempt to cross"."""
    effect = modality_lexicon().nouns.get(noun.lemma_)
    return effect is not None and effect.outcome is not None


def _under_governor(governor: Token, above: Tense) -> Tense:
    if governor.lemma_ in _CONTINUING and above in ("present", "progressive", "perfect"):
        return "progressive"
    effect = modality_lexicon().governors.get(governor.lemma_)
    if effect is not None and effect.modality in ("future", "proposed", "possible"):
        return "future" if above in ("present", "progressive", "perfect", "future") else "none"
    return above
