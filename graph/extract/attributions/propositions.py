"""Whether words tell anything: a statement needs a proposition, not only a name for one."""

from __future__ import annotations

from collections.abc import Collection

from spacy.tokens import Doc

from siegegraph.graph.extract.events.triggers import TriggerMatcher
from siegegraph.ontology.lexicon.cues import cues

# What these words stand for lies elsewhere, or nowhere ("these claims", "Homs", "through the week").
_WORDS = frozenset({"say", "deny", "judge"})
_EMPTY = frozenset({"PROPN", "DET", "ADP", "PRON", "NUM", "PUNCT", "SPACE", "CCONJ", "PART", "SYM", "X"})


def is_proposition(doc: Doc, content: Collection[int]) -> bool:
    """Whether the tokens of a content say something of their own: a clause, or a noun that is no name of words said.

    A lone infinitive ("agreed to cooperate") counts only where it tells of an event ("agreed to surrender").
    """
    tokens = [doc[i] for i in content]
    if any(token.is_quote for token in tokens):
        return True
    claims = {lemma for lemma, cue in cues("noun").items() if cue.kind in _WORDS}
    telling = [
        token
        for token in tokens
        if token.pos_ not in _EMPTY and token.ent_type_ not in ("DATE", "TIME") and token.lemma_ not in claims
    ]
    if not any(token.pos_ in ("NOUN", "VERB", "AUX", "ADJ") for token in telling):
        return False
    if len(telling) == 1 and telling[0].tag_ == "VB" and telling[0].dep_ in ("xcomp", "acl"):
        alone = all(token.i == telling[0].i or token.lower_ == "to" for token in tokens if token.is_alpha)
        return not alone or TriggerMatcher(doc).reading(telling[0]) is not None
    return True
