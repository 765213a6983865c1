"""Where a coordinated verb belongs, when the parser hangs it inside the words that are said.

"Syria denies that its forces bombed the market and has accused the rebels": who accuses is Syria. The parser takes the
nearest verb; tense and number, or another verb of saying, show that the clause goes on with the speaker.
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from siegegraph.graph.extract.parse.clauses import children, is_verb
from siegegraph.ontology.lexicon.cues import cues

_PRESENT = frozenset({"VBZ", "VBP"})
_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")


def mend_coordination(doc: Doc) -> None:
    """Hang each coordinated verb that cannot go on with the clause that it stands in on the verb above that clause."""
    for token in doc:
        if token.dep_ == "conj" and is_verb(token) and not children(token, *_SUBJECTS):
            above = _speaking_verb(token)
            if above is not None:
                for conjunction in children(token.head, "cc"):
                    if conjunction.i < token.i and not any(conjunction.i < c.i < token.i for c in token.head.conjuncts):
                        conjunction.head = above
                token.head = above


def _speaking_verb(conjunct: Token) -> Token | None:
    clause = conjunct.head
    while clause.dep_ == "conj":
        clause = clause.head
    verb = clause.head
    if clause.dep_ != "ccomp" or verb.i > clause.i or not is_verb(verb) or not children(verb, *_SUBJECTS):
        return None
    one, other = _finite(clause), _finite(conjunct)
    if one is None or other is None or other.tag_ not in _PRESENT:
        return None
    if one.tag_ == "VBD" and conjunct.lemma_ in cues("verb"):
        return verb if other.tag_ == "VBP" or _is_singular(verb) is not False else None
    differs = _is_singular(clause) is False and other.tag_ == "VBZ"
    return verb if differs and _is_singular(verb) is not False else None


def _finite(verb: Token) -> Token | None:
    """The word that carries the tense: the auxiliary, else the verb itself; None for a future or an infinitive."""
    auxiliaries = children(verb, "aux", "auxpass")
    finite = auxiliaries[0] if auxiliaries else verb
    return finite if finite.tag_ in (*_PRESENT, "VBD") else None


def _is_singular(verb: Token) -> bool | None:
    """Whether the verb's own subject is one thing; None where it does not show."""
    subject = next(iter(children(verb, *_SUBJECTS)), None)
    if subject is None or subject.tag_ in ("NNP", "WP", "WDT"):
        return None
    plural = subject.tag_ in ("NNS", "NNPS") or subject.lower_ in ("they", "we") or bool(children(subject, "conj"))
    return not plural
