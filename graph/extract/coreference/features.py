"""What speaks for and against a referent of a pronoun, as the names of the features that hold.

The features are those of mention-ranking models in the field (Durrett and Klein 2013), with agreement as a condition
rather than a feature, and a referent seen by its last mention and by what is known of it from all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from siegegraph.graph.extract.coreference.phrases import Form, Phrase
from siegegraph.graph.extract.coreference.referents import Referent
from siegegraph.ontology.lexicon.cues import cues

REACH = 3
"""How many sentences back a pronoun reaches."""

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_EMPTY = frozenset({"be", "seem", "appear", "take", "rain", "snow", "happen"})


def agrees(pronoun: Phrase, referent: Referent) -> bool:
    """Whether number, gender and kind let a pronoun mean a referent, and the grammar of their sentence too."""
    if pronoun.sentence - referent.last.sentence > REACH:
        return False
    if pronoun.sort in ("he", "she"):
        fits = referent.kind == "Person" and not referent.many and referent.gender in ("", pronoun.gender)
    elif pronoun.sort == "it":
        fits = referent.kind != "Person" and not referent.many
    else:
        fits = referent.many or referent.kind == "Organisation"
    return fits and not _bound(pronoun, referent.last)


def _bound(pronoun: Phrase, last: Phrase) -> bool:
    """Whether the pronoun lies in the other's phrase, or is the object of the verb whose subject the other is."""
    root, other = pronoun.root, last.root
    if pronoun.sentence != last.sentence or pronoun.role == "owner" or root.lower_.endswith(("self", "selves")):
        return root.dep_ == "poss" and root.head.i == other.i
    verb = root.head.head if root.dep_ == "pobj" else root.head
    return other.head.i == verb.i and other.dep_ in _SUBJECTS


class Weighing:
    """One pronoun and the referents that agree with it, the nearest first."""

    def __init__(self, pronoun: Phrase, referents: Sequence[Referent], quoted: Sequence[int]) -> None:
        self._pronoun = pronoun
        self._referents = referents
        self._quoted = quoted
        self._key = {"he": "person", "she": "person"}.get(pronoun.sort, pronoun.sort)
        root = pronoun.root
        self._own = {child.i for child in root.head.children if child.dep_ in _SUBJECTS}
        self._above = [
            child.i
            for verb in root.ancestors
            for child in verb.children
            if child.dep_ in _SUBJECTS and child.i < root.i
        ]

    def rows(self) -> list[list[str]]:
        """The features of each referent, and at the end those of none of them.

        Each stands twice: for all pronouns, and for this one.
        """
        rows = [[*self._of(referent, at)] for at, referent in enumerate(self._referents)]
        rows.append([f"none {feature}" for feature in self._of_none()])
        return [[*row, *(f"{self._key} {feature}" for feature in row)] for row in rows]

    def _of(self, referent: Referent, at: int) -> Iterator[str]:
        last = referent.last
        gap = min(self._pronoun.sentence - last.sentence, 3)
        yield referent.sort
        yield f"{last.form} {gap}"
        yield f"at {min(at, 4)} {min(gap, 1)}"
        yield f"count {min(len(referent.phrases).bit_length(), 4)}"
        yield f"many {referent.many} {last.many}"
        yield f"paired {_is_paired(last.root)} {min(gap, 1)}"
        yield f"gender {self._gender(referent)}"
        yield f"roles {self._pronoun.role} {last.role}"
        yield f"{last.role} {gap} {self._pronoun.root.is_sent_start}"
        if last.form is Form.PRONOUN:
            yield f"again {last.word == self._pronoun.word} {min(gap, 2)}"
        yield from self._syntax(last.root, gap)
        yield from self._quotation(last.root, gap)

    def _gender(self, referent: Referent) -> str:
        if referent.gender or not self._pronoun.gender:
            return "same" if referent.gender else "none"
        return {"": "open", self._pronoun.gender: "likely"}.get(referent.leaning, "unlikely")

    def _syntax(self, root: Token, gap: int) -> Iterator[str]:
        if root.dep_ in _SUBJECTS and root.head.dep_ == "ROOT":
            yield f"main subject {gap}"
        if gap == 0:
            if root.i in self._above[:2]:
                yield f"above {self._above.index(root.i)} {self._pronoun.role}"
                yield f"above said {_says(root)}"
            if root.i in self._own:
                yield f"own subject {self._pronoun.role}"

    def _quotation(self, root: Token, gap: int) -> Iterator[str]:
        inside = self._quoted[self._pronoun.root.i]
        if inside and self._quoted[root.i] != inside:
            yield f"outside the quotation {_says(root) and gap < 2}"
        elif inside != self._quoted[root.i]:
            yield "inside another quotation"

    def _of_none(self) -> Iterator[str]:
        root = self._pronoun.root
        yield "bias"
        yield f"role {self._pronoun.role}"
        yield f"others {min(len(self._referents), 4)}"
        yield f"named {min(sum(r.id is not None for r in self._referents), 3)}"
        yield f"empty {root.dep_ in _SUBJECTS and root.head.lemma_ in _EMPTY} {_has_clause(root.head)}"
        yield f"start {root.is_sent_start}"
        yield f"quoted {self._quoted[root.i] > 0}"


def _is_paired(root: Token) -> bool:
    """Whether a noun is one of several: "Biden and Johnson"."""
    return root.dep_ == "conj" or any(child.dep_ == "conj" for child in root.children)


def _says(root: Token) -> bool:
    return root.dep_ == "nsubj" and root.head.lemma_ in cues("verb")


def _has_clause(verb: Token) -> bool:
    """Whether "it" before the verb may stand for a clause: "it is clear that", "it took a week to"."""
    return any(child.dep_ in ("ccomp", "xcomp", "csubj", "advcl", "acomp", "relcl") for child in verb.children)
