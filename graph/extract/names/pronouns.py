"""Whom a personal pronoun means: sentence by sentence backwards, the first that names anybody decides, or nobody does.

A sentence with one fitting person means that person; of several, the subject of its main clause. What is meant by one
pronoun is as near to the next as a name would be.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token

from siegegraph.graph.extract.attributions.quotations import quotations_in
from siegegraph.graph.model.extraction import EntityMention
from siegegraph.graph.model.span import Span
from siegegraph.ontology.lexicon.names import name_words

HE = frozenset({"he", "him", "his", "himself"})
SHE = frozenset({"she", "her", "hers", "herself"})
_IT = frozenset({"it", "its"})
_THEY = frozenset({"they", "their"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
# From a clause to the one whose subject its pronoun can take up: "the army said it had left", "left its tanks".
_BELOW = frozenset({"ccomp", "xcomp", "advcl", "conj", "dobj", "pobj", "prep", "agent", "attr", "dative", "pcomp"})
_REACH = 2
_MANY = frozenset({"NNS", "NNPS"})
_PARTIES = frozenset({"Organisation"})


class Pronouns:
    """The people and bodies of one Doc that its pronouns can mean; `noted` is to be told each of them in text order."""

    def __init__(self, doc: Doc) -> None:
        self._doc = doc
        self._sentence = {token.i: n for n, sentence in enumerate(doc.sents) for token in sentence}
        self._people: dict[int, list[tuple[str, Token]]] = defaultdict(list)
        self._subjects: dict[int, EntityMention] = {}
        self._gender: dict[str, str] = {}
        self._quoted: Sequence[Span] = [quotation.span for quotation in quotations_in(doc.text)]

    def noted(self, entity: EntityMention, root: Token, first: int) -> None:
        """A mention by its head; `first` is its first word."""
        if entity.id is None:
            return
        self._subjects[root.i] = entity
        if entity.type == "Person":
            if gender := _gender_before(self._doc, first):
                self._gender.setdefault(entity.id, gender)
            self._people[self._sentence[root.i]].append((entity.id, root))

    def person(self, token: Token) -> str | None:
        """Whom "he" or "she" means; remembered for the pronouns after it."""
        gender = "m" if token.lower_ in HE else "f"
        here = self._sentence[token.i]
        near = [fitting for back in range(_REACH + 1) if (fitting := self._fitting(token, gender, here - back))]
        found = _standing_out(near[0]) if near else None
        if found is not None and len(near) > 1 and not any(p == found and _acts(root) for p, root in near[0]):
            # Who is named in passing gives way to whom the sentence before is about.
            found = _main_subject(near[1]) or found
        if found is not None:
            self._gender.setdefault(found, gender)
            self._people[here].append((found, token))
        return found

    def _fitting(self, token: Token, gender: str, sentence: int) -> list[tuple[str, Token]]:
        return [
            (person, root)
            for person, root in self._people.get(sentence, ())
            if root.i < token.i
            and self._gender.get(person, gender) == gender
            and not self._bound(token, root)
            and not self._says(token, root)
        ]

    def party(self, token: Token) -> str | None:
        """Which body "it", "its", "they" or "their" takes up: the subject of the clause that its own hangs from.

        "They" that opens a sentence takes up the subject of the one before, where nothing else in it is many.
        """
        for above in _clauses_above(token):
            subjects = [child for child in above.children if child.dep_ in _SUBJECTS and child.i < token.i]
            if subjects:
                return self._taken_up(token, subjects[0])
        if token.lower_ == "they" and token.is_sent_start and token.head.dep_ == "ROOT" and token.i > 0:
            many = [other for other in self._doc[token.i - 1].sent if other.tag_ in _MANY]
            if len(many) == 1 and many[0].dep_ in _SUBJECTS:
                return self._taken_up(token, many[0])
        return None

    def _taken_up(self, token: Token, subject: Token) -> str | None:
        entity = self._subjects.get(subject.i)
        if entity is None or entity.type not in _PARTIES:
            return None
        return entity.id if (token.lower_ in _THEY) == (subject.tag_ in _MANY) else None

    def _bound(self, token: Token, root: Token) -> bool:
        """Whether a person is the subject of the pronoun's own clause: "the mayor asked him" is about another."""
        if token.dep_ in ("poss", *_SUBJECTS) or token.lower_.endswith("self"):
            return False
        verb = token.head if token.dep_ in ("dobj", "dative") else token.head.head
        return root.head.i == verb.i and root.dep_ in _SUBJECTS

    def _says(self, token: Token, root: Token) -> bool:
        """Whether a person speaks the words that the pronoun stands in: who says "he" means somebody else."""
        inside = next((span for span in self._quoted if span.start <= token.idx < span.end), None)
        if inside is None or inside.start <= root.idx < inside.end:
            return False
        return root.dep_ in _SUBJECTS and abs(self._sentence[root.i] - self._sentence[token.i]) <= 1


def is_party_pronoun(token: Token) -> bool:
    """Whether a word is "it" or "they" in a form that can take up a subject."""
    return token.lower_ in _IT or token.lower_ in _THEY


def _standing_out(fitting: Sequence[tuple[str, Token]]) -> str | None:
    """The only person, or the subject of a main clause, or the only one that does something."""
    people = {person for person, _ in fitting}
    if len(people) == 1:
        return people.pop()
    acting = {person for person, root in fitting if _acts(root)}
    return _main_subject(fitting) or (acting.pop() if len(acting) == 1 else None)


def _main_subject(fitting: Sequence[tuple[str, Token]]) -> str | None:
    main = {person for person, root in fitting if root.dep_ in _SUBJECTS and root.head.dep_ == "ROOT"}
    return main.pop() if len(main) == 1 else None


def _acts(root: Token) -> bool:
    return root.dep_ in _SUBJECTS or _told_by(root)


def _told_by(root: Token) -> bool:
    return root.dep_ == "pobj" and root.head.lower_ == "to" and root.head.head.lower_ == "according"


def _clauses_above(token: Token) -> Iterator[Token]:
    """The verbs from a pronoun upwards, its own clause left out where the pronoun is that clause's subject."""
    at = token.head
    if token.dep_ in _SUBJECTS:
        if at.dep_ not in _BELOW:
            return
        at = at.head
    elif token.dep_ != "poss":
        return
    while True:
        if at.pos_ in ("VERB", "AUX"):
            yield at
        if at.dep_ not in _BELOW or at.head.i == at.i:
            return
        at = at.head


def _gender_before(doc: Doc, start: int) -> str | None:
    before = {token.lower_.rstrip(".") for token in doc[max(0, start - 2) : start]}
    return "m" if before & name_words("masculine") else "f" if before & name_words("feminine") else None
