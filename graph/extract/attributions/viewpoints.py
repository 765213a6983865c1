"""Attributions from beside a clause: "according to", "in the view of", "by one estimate", "as stated in"."""

from __future__ import annotations

from spacy.tokens import Token

from siegegraph.graph.extract.attributions.attribution_sources import Draft, covered
from siegegraph.graph.extract.attributions.complements import has_mark
from siegegraph.ontology.lexicon.cues import Cue, cues
from siegegraph.ontology.lexicon.speech import speech_words

ACCORDING = Cue("according", "say", frozenset({"to"}), "asserted", "positive", "certain")
_STANDPOINTS = frozenset({"in", "by", "from"})
_SOURCES = frozenset({"in", "by", "on"})


def viewpoint(token: Token) -> Draft | None:
    """The attribution that a preposition or an "as" clause makes of the clause that it stands beside."""
    if token.lower_ == "according":
        return _according(token)
    if token.lower_ in _STANDPOINTS and token.dep_ == "prep":
        return _standpoint(token)
    if token.dep_ == "advcl" and token.tag_ == "VBN" and token.lemma_ in cues("verb") and has_mark(token, "as"):
        return _as_stated(token)
    return None


def _standpoint(preposition: Token) -> Draft | None:
    noun = next((child for child in preposition.children if child.dep_ == "pobj"), None)
    if noun is None or noun.lemma_ not in speech_words("standpoint") or preposition.head.pos_ not in ("VERB", "AUX"):
        return None
    source = _holder(noun)
    if source is None:
        return None
    phrase = covered(preposition)
    draft = Draft(cue=ACCORDING, anchor=noun, head=source, source=covered(source))
    draft.words = phrase - draft.source if source.i != noun.i else {preposition.i}
    draft.content = covered(preposition.head) - phrase
    return draft


def _holder(noun: Token) -> Token | None:
    """Whose view it is; an estimate or a poll may stand for those who made it."""
    for child in noun.children:
        if child.dep_ == "poss":
            return child
        if child.dep_ == "prep" and child.lower_ in ("of", "by"):
            return next((word for word in child.children if word.dep_ == "pobj"), None)
    counted = any(
        child.dep_ in ("nummod", "det") and child.lower_ in ("one", "some", "most") for child in noun.children
    )
    return noun if counted else None


def _as_stated(verb: Token) -> Draft | None:
    cue = cues("verb")[verb.lemma_]
    place = next(
        (child for child in verb.children if child.dep_ in ("prep", "agent") and child.lower_ in _SOURCES), None
    )
    source = next((word for word in place.children if word.dep_ == "pobj"), None) if place is not None else None
    if cue.kind != "say" or source is None or any(child.dep_ in ("nsubj", "nsubjpass") for child in verb.children):
        return None
    draft = Draft(cue=cue, anchor=verb, head=source, source=covered(source), words={verb.i})
    draft.content = covered(verb.head) - covered(verb)
    return draft


def _according(token: Token) -> Draft | None:
    preposition = next((child for child in token.children if child.lower_ == "to"), None)
    if preposition is None:
        return None
    source = next((child for child in preposition.children if child.dep_ in ("pobj", "pcomp")), None)
    if source is None:
        return None
    draft = Draft(cue=ACCORDING, anchor=token, head=source, source=covered(source))
    draft.words = {token.i, preposition.i}
    draft.content = covered(_clause(token)) - covered(token)
    for child in source.children:  # "according to the UN, 200 people, ..." is no apposition
        if child.dep_ == "appos" and _is_another(child, source):
            draft.source -= covered(child)
            draft.content |= covered(child)
    beside = _name_beside(source, draft.source)
    draft.source |= beside
    draft.content -= beside
    return draft


def _name_beside(source: Token, phrase: set[int]) -> set[int]:
    """A person's name between commas after a description, wherever the parse hangs it: "the mayor, Ana Lukic, ..."."""
    doc, comma = source.doc, max(phrase) + 1
    if source.tag_ != "NN" or comma >= len(doc) or doc[comma].text != ",":
        return set()
    name = next((span for span in doc.ents if span.start == comma + 1 and span.label_ == "PERSON"), None)
    if name is None or name.end >= len(doc) or doc[name.end].text != ",":
        return set()
    return set(range(comma, name.end))


def _is_another(noun: Token, source: Token) -> bool:
    """Whether a noun parsed as an apposition cannot be one: a count of others, or one person beside a plural."""
    counted = any(word.dep_ == "nummod" for word in noun.children)
    after = noun.right_edge.i + 1  # "according to the UN, officials had gone": no comma shuts an apposition
    opens = after < len(noun.doc) and noun.doc[after].pos_ in ("VERB", "AUX")
    return counted or opens or (source.tag_ == "NNS" and noun.ent_type_ == "PERSON")


def _clause(token: Token) -> Token:
    """The head of the clause that an adjunct belongs to."""
    head = token.head
    while head.pos_ not in ("VERB", "AUX") and head.dep_ != "ROOT":
        head = head.head
    return head
