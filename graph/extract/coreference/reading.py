"""Reads a Doc phrase by phrase and puts each to what it mentions."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import islice, takewhile

from spacy.tokens import Doc, Token

from siegegraph.graph.extract.attributions.quotations import quotations_in
from siegegraph.graph.extract.coreference.descriptions import Descriptions
from siegegraph.graph.extract.coreference.features import REACH, Weighing, agrees
from siegegraph.graph.extract.coreference.phrases import Form, Phrase
from siegegraph.graph.extract.coreference.referents import Referent
from siegegraph.graph.extract.document import text_of
from siegegraph.ontology.lexicon.cues import cues

Choice = Callable[[Phrase, Sequence[Referent], list[list[str]]], Referent | None]
"""Given a pronoun, the referents that it could mean and the features of each (and of none): the one that it means."""

# How many referents are looked at for one pronoun.
_MOST = 30
_AGAIN = 8
# How somebody tells of what he himself does.
_TELLING = frozenset({"say", "deny", "plan"})


class Reading:
    """One Doc being read; `choose` decides what a pronoun means."""

    def __init__(self, doc: Doc, found: Sequence[Phrase], choose: Choice) -> None:
        self._doc = doc
        self._phrases = found
        self._choose = choose
        self._referents: list[Referent] = []
        self._named: dict[str, Referent] = {}
        self._names_at = {p.root.i: p.name.id for p in found if p.name is not None and p.name.id}
        self._descriptions = Descriptions(doc, [p for p in found if p.name is not None], self._referents)
        self.quoted = _quotation_numbers(doc)

    def referents(self) -> list[Referent]:
        """All that the Doc speaks of, that mentioned last at the end."""
        for phrase in self._phrases:
            self._place(phrase, self._meant(phrase))
        return self._referents

    def _meant(self, phrase: Phrase) -> Referent | None:
        if phrase.name is not None:
            return self._of_name(phrase.name.id or "", phrase)
        if beside := next(self._named_beside(phrase), None):
            return self._of_name(beside, phrase)
        if phrase.form is Form.DEFINITE:
            described = self._descriptions.meant(phrase)
            return self._of_name(described, phrase) if described else self._again(phrase)
        return self._pronoun(phrase) if phrase.form is Form.PRONOUN else self._told_of(phrase)

    def _pronoun(self, phrase: Phrase) -> Referent | None:
        fitting = list(islice((r for r in self._since(phrase, REACH) if agrees(phrase, r)), _MOST))
        if not fitting:
            return None
        speaker = _speaker_above(phrase)
        telling = next((r for r in fitting if r.last.root.i == speaker and r.kind == "Organisation"), None)
        if telling is not None and telling.many == phrase.many:
            return telling
        if telling is not None and phrase.word == "they":
            # "The ministry announced that they captured": others than the ministry.
            fitting.remove(telling)
            if not fitting:
                return None
        return self._choose(phrase, fitting, Weighing(phrase, fitting, self.quoted).rows())

    def _again(self, phrase: Phrase) -> Referent | None:
        """What has no name and was called by the same noun a few sentences before: "a boy ... the boy"."""
        for referent in self._since(phrase, _AGAIN):
            if referent.id is None and referent.many == phrase.many and phrase.root.lemma_.lower() in referent.words:
                return referent
        return None

    def _told_of(self, phrase: Phrase) -> Referent | None:
        """Whom a noun after "is" tells of: "she is a nurse" speaks of one person."""
        verb = phrase.root.head
        if phrase.root.dep_ != "attr" or verb.lemma_ != "be":
            return None
        subjects = {child.i for child in verb.children if child.dep_ == "nsubj"}
        return next((r for r in self._since(phrase, 0) if r.last.root.i in subjects and r.kind == "Person"), None)

    def _since(self, phrase: Phrase, reach: int) -> Iterator[Referent]:
        """What was mentioned last no more than so many sentences before a phrase, the last first."""
        return takewhile(lambda r: phrase.sentence - r.last.sentence <= reach, reversed(self._referents))

    def _named_beside(self, phrase: Phrase) -> Iterator[str]:
        """The name that stands beside a description: "the mayor, Ivan Horvat", "Hamas, the largest group"."""
        if phrase.form is Form.PRONOUN:
            return
        root = phrase.root
        if root.dep_ == "appos" and root.head.i in self._names_at:
            yield self._names_at[root.head.i]
        yield from (self._names_at[c.i] for c in root.rights if c.dep_ == "appos" and c.i in self._names_at)

    def _of_name(self, id_: str, phrase: Phrase) -> Referent:
        if id_ not in self._named:
            self._named[id_] = Referent(id_, phrase.sort, phrase.many)
            self._referents.append(self._named[id_])
        return self._named[id_]

    def _place(self, phrase: Phrase, referent: Referent | None) -> None:
        if referent is None:
            referent = Referent(None, phrase.sort, phrase.many)
        else:
            # Most of what is mentioned again was mentioned not long ago, near the end of the list.
            at = next(i for i in reversed(range(len(self._referents))) if self._referents[i] is referent)
            del self._referents[at]
        referent.add(phrase)
        self._referents.append(referent)


def _speaker_above(pronoun: Phrase) -> int | None:
    """Whose saying a pronoun stands in, by the place of the noun: "the army said it had left, denying that its ..."."""
    for verb in pronoun.root.ancestors:
        if (
            verb.dep_ == "ccomp"
            and verb.head.lemma_ in cues("verb")
            and cues("verb")[verb.head.lemma_].kind in _TELLING
        ):
            saying = verb.head
            while saying.dep_ in ("advcl", "conj") and not _subjects(saying):
                saying = saying.head
            return next(iter(_subjects(saying)), None)
        if any(at < pronoun.root.i for at in _subjects(verb)):
            return None
    return None


def _subjects(verb: Token) -> list[int]:
    return [child.i for child in verb.children if child.dep_ in ("nsubj", "nsubjpass")]


def _quotation_numbers(doc: Doc) -> list[int]:
    """For each word of a Doc the number of the quotation that it stands in, from 1; 0 outside of any."""
    spans = [quotation.span for quotation in quotations_in(text_of(doc))]
    numbers, at = [0] * len(doc), 0
    for token in doc:
        while at < len(spans) and spans[at].end <= token.idx:
            at += 1
        if at < len(spans) and spans[at].start <= token.idx:
            numbers[token.i] = at + 1
    return numbers
