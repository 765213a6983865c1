"""Who an attribution's cue gives as its source: subjects, agents, and what participles and infinitives inherit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from spacy.tokens import Token

from siegegraph.ontology.lexicon.cues import Cue
from siegegraph.ontology.lexicon.speech import speech_words

SUBJECTS = frozenset({"nsubj", "csubj", "expl"})
PASSIVE_SUBJECTS = frozenset({"nsubjpass", "csubjpass"})
_CUE_PARTS = frozenset({"aux", "auxpass", "neg", "prt"})
_BULLETS = frozenset({"*", "-", "–", "•", "#"})
_BODIES = frozenset({"PERSON", "ORG", "NORP"})
_NOBODY = frozenset({"no", "neither", "nobody", "none"})


@dataclass(slots=True, kw_only=True)
class Draft:
    """An attribution in the making. `head` is the source's head word, `anchor` the cue's.

    `outer` is the attribution through which the words came, where the syntax of the content does not show it.
    """

    cue: Cue | None
    anchor: Token
    head: Token | None = None
    source: set[int] = field(default_factory=set)
    words: set[int] = field(default_factory=set)
    content: set[int] = field(default_factory=set)
    negated: bool = False
    outer: Draft | None = None


def covered(token: Token) -> set[int]:
    """The indexes of all tokens under one, itself included."""
    return set(range(token.left_edge.i, token.right_edge.i + 1))


def draft_of(verb: Token, cue: Cue | None) -> Draft:
    """A draft with the verb's subject, inherited where it has none of its own, as source and without content."""
    draft = Draft(cue=cue, anchor=verb, words={verb.i, *_parts(verb)})
    source = source_of(verb)
    if source is not None:
        draft.head = source
        draft.source = covered(source) | _title_before(source)
        if verb.i in draft.source:  # "a statement saying that"
            draft.source -= covered(verb)
    draft.negated = _is_negated(verb, source)
    return draft


def _title_before(source: Token) -> set[int]:
    """A title that the parser hangs beside a name rather than under it: "army spokeswoman Olena Koval"."""
    before = source.left_edge.i - 1
    title = source.doc[before] if before >= 0 else None
    if title is None or title.dep_ != "npadvmod" or title.pos_ != "NOUN" or title.ent_type_ in ("DATE", "TIME"):
        return set()
    return covered(title) if title.head.i == source.head.i else set()


def _is_negated(verb: Token, source: Token | None) -> bool:
    if any(child.dep_ == "neg" or child.lower_ == "never" for child in verb.children):
        return True
    return is_nobody(source)


def is_nobody(source: Token | None) -> bool:
    """Whether the source's own words say that there is none: "nobody", "no officials", "neither side"."""
    return source is not None and (
        source.lower_ in _NOBODY or any(child.dep_ == "det" and child.lower_ in _NOBODY for child in source.children)
    )


def source_of(verb: Token, depth: int = 0) -> Token | None:
    """The head word of whoever does what the verb says: subject, agent of a passive, or the governor's subject."""
    subjects = [child for child in verb.children if child.dep_ in SUBJECTS and child.text not in _BULLETS]
    if subjects:
        return min(subjects, key=lambda child: abs(child.i - verb.i))
    if any(child.dep_ in PASSIVE_SUBJECTS for child in verb.children):
        return _agent(verb)
    if depth > 4:
        return None
    if verb.dep_ in ("conj", "xcomp", "advcl", "pcomp", "ccomp", "acomp") and verb.head.i != verb.i:
        return _inherited(verb, depth)
    if verb.dep_ in ("acl", "relcl") and verb.tag_ in ("VBG", "VB"):
        return _issuer(verb)
    if verb.dep_ == "acl" and verb.tag_ == "VBN":
        return _agent(verb)
    return None


def _issuer(clause: Token) -> Token:
    """Who speaks through the noun that a clause describes, else the noun itself.

    That is the council of "the council issued a statement calling it", the army of "the army had reason to say".
    """
    noun = clause.head
    carried = clause.tag_ == "VB" and noun.dep_ in ("dobj", "attr") and noun.ent_type_ not in _BODIES
    issued = noun.dep_ == "dobj" and noun.lemma_ in speech_words("medium")
    issuer = source_of(noun.head) if carried or issued else None
    return issuer if issuer is not None else noun


def _inherited(verb: Token, depth: int) -> Token | None:
    head = verb.head
    if verb.dep_ == "pcomp":
        preposition, head = head, head.head
        if preposition.lower_ == "as":  # "quoted him as saying"
            return next((child for child in head.children if child.dep_ in ("dobj", *PASSIVE_SUBJECTS)), None)
    if verb.dep_ in ("advcl", "pcomp") and verb.tag_ not in ("VBG", "VB"):
        return None
    if verb.dep_ == "ccomp" and verb.tag_ not in ("VBG", "VB"):
        return None
    if verb.dep_ == "xcomp":
        controller = next((child for child in head.children if child.dep_ == "dobj"), None)
        if controller is not None and controller.i < verb.i:
            return controller
    passive = next((child for child in head.children if child.dep_ in PASSIVE_SUBJECTS), None)
    return passive if passive is not None else source_of(head, depth + 1)


def _agent(verb: Token) -> Token | None:
    for child in verb.children:
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by"):
            return next((word for word in child.children if word.dep_ == "pobj"), None)
    return None


def _parts(verb: Token) -> Iterator[int]:
    return (child.i for child in verb.children if child.dep_ in _CUE_PARTS)


def is_passive(verb: Token) -> bool:
    """Whether the verb stands in the passive, reduced clauses included."""
    return verb.tag_ == "VBN" and (
        verb.dep_ == "acl" or any(child.dep_ in ("auxpass", *PASSIVE_SUBJECTS) for child in verb.children)
    )
