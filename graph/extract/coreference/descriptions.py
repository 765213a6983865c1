"""Which named thing a description without a name means: "the ministry", "the city", "the mayor", "the hospital".

Precision first: a link is made only where one thing stands out; the rest stays open.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc

from siegegraph.graph.extract.coreference.party_descriptions import PartyDescriptions
from siegegraph.graph.extract.coreference.phrases import Phrase
from siegegraph.graph.extract.coreference.referents import Referent, kind_of
from siegegraph.graph.extract.document import annotations_of
from siegegraph.ontology.gazetteer import country_named
from siegegraph.ontology.lexicon.names import name_words

# How many sentences back a description reaches.
_REACH = 12
_NEAR = 2
_OTHERS = frozenset(
    {"other", "neighbouring", "neighboring", "nearby", "first", "second", "third", "last", "next", "same"}
)
_GENERAL = {
    "country": "Country",
    "nation": "Country",
    "region": "Region",
    "province": "Region",
    "oblast": "Region",
    "district": "Region",
    "enclave": "Region",
    "building": "Facility",
    "facility": "Facility",
    "complex": "Facility",
    "site": "Facility",
    "plant": "Facility",
}
_LIKE = {"Facility": "Hospital"}
_TOWNS = frozenset({"city", "town", "village", "settlement"})


class Descriptions:
    """The descriptions of one Doc; `referents` is the list of all that was mentioned, kept by the reader."""

    def __init__(self, doc: Doc, names: Sequence[Phrase], referents: Sequence[Referent]) -> None:
        self._headings = annotations_of(doc).headings
        self._parties = PartyDescriptions(doc, [(p.name, p.root) for p in names if p.name is not None])
        self._referents = referents

    def meant(self, phrase: Phrase) -> Referent | None:
        """What a phrase with "the" or an owner before it means."""
        if phrase.root.dep_ == "attr" or _is_named(phrase) or phrase.modifiers & _OTHERS:
            return None
        if phrase.root.doc[phrase.first].tag_ == "PRP$" and phrase.sort != "Person":
            return self._forces_of(phrase) if phrase.sort == "ArmedForces" else None
        if (party := self._parties.meant(phrase.root, set(phrase.modifiers))) is not None:
            return next((r for r in self._referents if r.id == party), None)
        if phrase.sort == "Settlement" and phrase.word in _TOWNS:
            return self._town()
        return self._called(phrase) or self._alone(phrase)

    def _forces_of(self, phrase: Phrase) -> Referent | None:
        """The forces of the country whose own or whose government's "its forces" are, where the report names them."""
        owner = next((r for r in self._referents if r.last.root.i == phrase.first and r.id), None)
        if owner is None or phrase.modifiers:
            return None
        kind, _, code = (owner.id or "").partition(":")
        if owner.sort == "Country":
            code = next((country_named(p.name.text) or "" for p in owner.phrases if p.name), "")
        elif kind not in ("government", "ministry-of-defence"):
            return None
        return next((r for r in self._referents if r.id == f"armed-forces:{code}"), None)

    def _before(self, phrase: Phrase, reach: int) -> Iterator[Referent]:
        """What was mentioned no more than so many sentences back, the last first."""
        for referent in reversed(self._referents):
            if phrase.sentence - referent.last.sentence <= reach:
                yield referent

    def _called(self, phrase: Phrase) -> Referent | None:
        """What was called by this noun before, in its name or beside it; the last."""
        return next((r for r in self._before(phrase, _REACH) if r.id and _fits(phrase, r)), None)

    def _alone(self, phrase: Phrase) -> Referent | None:
        """The only thing of its sort in reach: "the country", "the region", "the building"."""
        sort = _GENERAL.get(phrase.word)
        if sort is None:
            return None
        reach = _NEAR if sort == "Facility" else _REACH
        found = [r for r in self._before(phrase, reach) if r.sort in (sort, _LIKE.get(sort)) and r.id]
        return found[0] if len(found) == 1 else None

    def _town(self) -> Referent | None:
        """The settlement that the report is about so far: named most often, in headings above all."""
        towns = [r for r in self._referents if r.sort == "Settlement" and r.id and "old" not in r.words]
        ranked = sorted(((self._weight(r), r) for r in towns), key=lambda pair: -pair[0])
        if not ranked or (len(ranked) > 1 and ranked[0][0] == ranked[1][0]):
            return None
        return ranked[0][1]

    def _weight(self, referent: Referent) -> int:
        names = [phrase.name for phrase in referent.phrases if phrase.name is not None]
        return sum(3 if any(heading.start <= n.start < heading.end for heading in self._headings) else 1 for n in names)


def _is_named(phrase: Phrase) -> bool:
    """Whether a description goes on to say which one it is: "the town of Sartana", "the president of Chad"."""
    after = phrase.root.doc[phrase.root.i + 1 : phrase.root.i + 3]
    return len(after) == 2 and after[0].lower_ in ("of", "in") and not after[1].is_lower and after[1].is_alpha


def _fits(phrase: Phrase, referent: Referent) -> bool:
    """Whether a referent was called so, and by no other kind of body: "the defence ministry" is no foreign ministry."""
    words = {phrase.word, phrase.root.lemma_.lower()}
    called = words & referent.names or (words & referent.words and referent.kind == kind_of(phrase.sort))
    telling = phrase.modifiers & name_words("plain_of_body")
    return bool(called) and referent.many == phrase.many and telling <= referent.words
