"""What several kinds of cue share: prepositional complements, and how a clause is marked."""

from __future__ import annotations

from spacy.tokens import Token

from siegegraph.graph.extract.attributions.attribution_sources import Draft, covered


def complement(preposition: Token, draft: Draft, *, keep: bool = False) -> set[int]:
    """The tokens that a preposition adds to the content; it becomes part of the cue unless `keep` says otherwise."""
    inside = [child for child in preposition.children if child.dep_ in ("pobj", "pcomp")]
    if not inside or (preposition.lower_ in ("on", "in", "at") and inside[0].ent_type_ in ("DATE", "TIME")):
        return set()
    if keep:
        return covered(preposition)
    told = next((clause for clause in inside[0].children if clause.dep_ == "acl" and has_mark(clause, "that")), None)
    if told is not None and preposition.lower_ == "to":  # "pointed out to the envoy that"
        return covered(told)
    draft.words.add(preposition.i)
    return covered(preposition) - {preposition.i}


def has_mark(clause: Token, *words: str) -> bool:
    """Whether a subordinate clause is introduced by one of the words."""
    return any(child.dep_ == "mark" and child.lower_ in words for child in clause.children)


def is_infinitive(clause: Token) -> bool:
    """Whether a clause is "to" with a verb."""
    return any(child.dep_ == "aux" and child.lower_ == "to" for child in clause.children)
