"""Whether a clause is negated, by the words of modality_cues.tsv and their scope in the parse."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from siegegraph.graph.extract.parse.clauses import governing_verb, is_verb
from siegegraph.ontology.lexicon.modality import modality_lexicon


def is_negated(predicate: Token) -> bool:
    """Whether "not", "no", "never", "without", "neither" ... deny that the predicate's event took place.

    A cue counts on the predicate itself, on a subject or object of it, and on the verbs that it completes and that
    hand negation down ("did not manage to", "was not able to"). Two negations make none.
    """
    return sum(1 for _ in negations(predicate)) % 2 == 1


def negations(predicate: Token) -> Iterator[Token]:
    """The cues that negate the predicate."""
    yield from _on(predicate)
    token = predicate
    while token.dep_ in ("xcomp", "acomp", "conj", "auxpass") and token.head != token:
        # Coordination hands on "neither ... nor" and a shared auxiliary ("did not shell or storm").
        if token.dep_ == "conj" and not _shares_negation(token):
            return
        token = token.head
        yield from _on(token)


def _shares_negation(conjunct: Token) -> bool:
    if any(child.dep_ in ("nsubj", "nsubjpass", "aux") for child in conjunct.children):
        return False
    return any(child.lower_ in ("or", "nor") for child in conjunct.head.children if child.dep_ == "cc")


def _on(token: Token) -> Iterator[Token]:
    negators = modality_lexicon().negators
    for child in token.children:
        if child.dep_ == "neg" or (child.lower_ in negators and child.dep_ in ("det", "advmod", "preconj", "cc")):
            if not _is_not_only(child):
                yield child
        elif child.dep_ in ("nsubj", "nsubjpass", "dobj", "expl") and is_verb(token):
            yield from _in_phrase(child)
    if token.dep_ == "pcomp" and token.head.lower_ in negators:
        yield token.head
    if token.dep_ == "pobj" and token.head.lower_ in negators:
        yield token.head


def _in_phrase(noun: Token) -> Iterator[Token]:
    """Negation inside a subject or object: "no soldier", "not one of them", "none", "not a single bus"."""
    negators = modality_lexicon().negators
    if noun.lower_ in negators:
        yield noun
        return
    for token in noun.subtree:
        if token.i > noun.i:
            return
        is_cue = token.lower_ in negators and token.dep_ in ("det", "neg", "preconj", "advmod", "predet", "cc")
        if is_cue and governing_verb(token) == governing_verb(noun) and not _is_not_only(token):
            yield token
            return


def _is_not_only(cue: Token) -> bool:
    following = cue.doc[cue.i + 1].lower_ if cue.i + 1 < len(cue.doc) else ""
    return cue.lower_ == "not" and following in ("only", "just", "least")
