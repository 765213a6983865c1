"""Which named place a description means: "the plant", "the industrial site", "the enclave", "the town", "the capital".

A built place is meant by the words for its kind, a town by its size and by what the report is about. Where two places
do equally well, neither is meant.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache

from spacy.tokens import Doc

from siegegraph.graph.extract.coreference.phrases import Form, Phrase
from siegegraph.graph.extract.coreference.referents import Referent, kind_of
from siegegraph.graph.extract.document import annotations_of
from siegegraph.graph.model.extraction import EntityMention
from siegegraph.graph.model.span import Span
from siegegraph.ontology.gazetteer import country_meant, country_of_capital, places
from siegegraph.ontology.lexicon.names import name_words
from siegegraph.ontology.lexicon.place_kinds import is_telling, kinds_meant, kinds_named

_TOWNS = frozenset({"city", "town", "village", "settlement", "municipality", "hamlet"})
_GENERAL = {
    "country": "Country",
    "nation": "Country",
    "region": "Region",
    "province": "Region",
    "oblast": "Region",
    "district": "Region",
    "territory": "Region",
}
_BESIEGED = frozenset({"enclave", "pocket", "area"})
# How many sentences back a word for a kind reaches, and one that may mean anything built.
_REACH = 12
_GENERAL_REACH = 8
_NEAR = 2
# A name further on is meant where the report has only one place of the kind and names it soon.
_AHEAD = 5
_TWICE = 2
# People from which a place is no village, no town; and below which it is no city.
_MOST = {"village": 20_000, "hamlet": 5_000, "town": 400_000, "settlement": 100_000}
_LEAST = {"city": 5_000}
_GIVEN_UP = frozenset({"from", "to", "towards", "toward", "for", "via", "near"})
_GOING_ON = frozenset({"of", "around", "between", "near", "where", "south", "north", "east", "west"})
_LIKE = frozenset({"as", "like", "unlike"})
_SIEGES = frozenset({"siege", "encirclement", "blockade"})
_BESIEGING = frozenset({"besiege", "encircle", "surround", "blockade"})
_CLAUSES = frozenset({"relcl", "acl"})


class PlaceDescriptions:
    """The places of one Doc; `referents` is the list of all that was mentioned so far, kept by the reader."""

    def __init__(self, doc: Doc, names: Sequence[Phrase], referents: Sequence[Referent]) -> None:
        annotations = annotations_of(doc)
        self._headings, self._datelines = annotations.headings, annotations.datelines
        others = [p.name for p in names if p.name is not None and p.name.type != "Place"]
        self._names = [p for p in names if p.name and p.name.id and p.name.type == "Place" and _own(p.name, others)]
        self._referents = referents
        self._besieged_ids = Counter(p.name.id for p in self._names if p.name and _is_besieged(p))

    def meant(self, phrase: Phrase) -> str | None:
        """The id of the place that a phrase means, or None."""
        if phrase.word in _TOWNS:
            return self._town(phrase)
        if phrase.word == "capital":
            return self._capital(phrase)
        if phrase.word in _BESIEGED and not _goes_on(phrase):
            return self._region_called(phrase) or self._besieged(phrase)
        if kinds_named(phrase.word) or kinds_meant(phrase.word):
            return self._built(phrase)
        return self._region_called(phrase)

    def _built(self, phrase: Phrase) -> str | None:
        exact = kinds_named(phrase.word, phrase.modifiers)
        kinds = exact or kinds_meant(phrase.word, phrase.modifiers)
        if _goes_on(phrase) or (not exact and _has_clause(phrase)):
            return None
        fitting: list[Referent] = []
        for referent in self._before(_REACH if exact else _GENERAL_REACH, phrase):
            if referent.id is None and not referent.many and phrase.root.lemma_.lower() in referent.words:
                break  # "a hospital ... the hospital" is that one
            if referent.id and _is_built(referent) and _suits(phrase, referent, kinds):
                fitting.append(referent)
        if fitting:
            called = [r for r in fitting if phrase.word in r.words]
            found = _standing_out(called or fitting, phrase.sentence)
            return found.id if found else None
        return self._ahead(phrase, kinds)

    def _ahead(self, phrase: Phrase, kinds: frozenset[str]) -> str | None:
        """The only place of the kind in the report, if it is named soon: "the industrial site" before its name."""
        if not any(is_telling(word) for word in phrase.modifiers) and not kinds_named(phrase.word):
            return None
        named = [p for p in self._names if p.name and p.name.subtype in ("Facility", "Hospital", None)]
        fitting = {p.name.id: p for p in reversed(named) if p.name and _kinds(p.name.text.lower().split()) & kinds}
        if len(fitting) != 1:
            return None
        ((id_, first),) = fitting.items()
        return id_ if 0 <= first.sentence - phrase.sentence <= _AHEAD and phrase.root.i < first.root.i else None

    def _region_called(self, phrase: Phrase) -> str | None:
        """What has this word in its name or beside it, or is the only region or country in reach."""
        sort = _GENERAL.get(phrase.word)
        if _goes_on(phrase) or phrase.sort == "Person":
            return None
        near = [r for r in self._before(_REACH, phrase) if r.id and _is_place(r) and r.many == phrase.many]
        beside = phrase.modifiers - _NEUTRAL
        called = [r for r in near if phrase.word in r.heads | (r.words - r.names) and beside <= r.words]
        if called:
            found = _standing_out(called, phrase.sentence)
            return found.id if found else None
        alone = [r for r in near if r.sort == sort]
        return alone[0].id if len(alone) == 1 and not phrase.modifiers - _NEUTRAL else None

    def _besieged(self, phrase: Phrase) -> str | None:
        """The besieged place that the report is about: "the enclave", "the pocket"; "the area" that was just named."""
        if phrase.modifiers - _NEUTRAL:
            return None
        besieged = [id_ for id_, _ in self._besieged_ids.most_common()]
        regions = {p.name.id for p in self._names if p.name and _is_enclave(p)}
        if phrase.word == "area":
            near = {r.id for r in self._before(1, phrase) if _is_place(r) and r.id and r.last.form is Form.NAME}
            return next((id_ for id_ in near if len(near) == 1 and id_ in regions.union(besieged)), None)
        if len(besieged) == 1 and (not regions or besieged[0] in regions):
            return besieged[0]
        return regions.pop() if len(regions) == 1 and not besieged else None

    def _capital(self, phrase: Phrase) -> str | None:
        """The only capital in reach, that of the country said before the noun first of all."""
        if _goes_on(phrase):
            return None
        codes = {code for word in phrase.modifiers if (code := country_meant(word.title()))}
        if phrase.modifiers - _NEUTRAL and not codes:
            return None
        found = {}
        for referent in self._before(_REACH, phrase):
            of = {country_of_capital(p.name.text) for p in referent.phrases if p.name and referent.sort == "Settlement"}
            if (code := next(filter(None, of), None)) and (not codes or code in codes):
                found[referent.id] = code
        return found.popitem()[0] if len(found) == 1 else None

    def _town(self, phrase: Phrase) -> str | None:
        """The town named just before in the sentence, or else the one that the report is about."""
        if phrase.modifiers - _NEUTRAL - {"port", "capital"}:
            return None
        towns = [r for r in self._referents if r.sort == "Settlement" and r.id and _may_be(phrase.word, r)]
        here = [r for r in towns if r.last.sentence == phrase.sentence and not phrase.root.is_sent_start]
        if len(here) == 1 and here[0].last.form is Form.NAME and _is_spoken_of(here[0].last):
            return here[0].id
        ranked = sorted(((self._weight(r), r) for r in towns), key=lambda pair: -pair[0])
        if not ranked or (len(ranked) > 1 and ranked[0][0] == ranked[1][0]):
            return None
        return ranked[0][1].id

    def _weight(self, referent: Referent) -> int:
        """How often it was named, in headings above all; the place that a report comes from does not count."""
        names = [phrase.name for phrase in referent.phrases if phrase.name is not None]
        return sum(
            3 if _lies_in(n.start, self._headings) else 1 for n in names if not _lies_in(n.start, self._datelines)
        )

    def _before(self, reach: int, phrase: Phrase) -> Iterable[Referent]:
        return (r for r in reversed(self._referents) if phrase.sentence - r.last.sentence <= reach)


_NEUTRAL = name_words("neutral_of_place")


def _standing_out(fitting: Sequence[Referent], sentence: int) -> Referent | None:
    """The one that was spoken of last, if just now and no other then; or else the one spoken of far more often."""
    last, *others = fitting
    if not others:
        return last
    later = all(last.last.sentence > other.last.sentence for other in others)
    if later and sentence - last.last.sentence <= _NEAR:
        return last
    most = max(fitting, key=lambda r: len(r.phrases))
    return most if all(len(most.phrases) > _TWICE * len(r.phrases) for r in fitting if r is not most) else None


def _suits(phrase: Phrase, referent: Referent, kinds: frozenset[str]) -> bool:
    """Whether the words of a description fit a built place: its kind, and whatever else tells it from others."""
    known = set().union(*(_kinds(_words(p)) for p in referent.phrases if p.name)) or _kinds(sorted(referent.words))
    strange = {word for word in phrase.modifiers - _NEUTRAL - referent.words if not is_telling(word)}
    return bool(kinds & known) and not strange


def _words(phrase: Phrase) -> list[str]:
    return phrase.name.text.lower().split() if phrase.name else []


def _kinds(words: Sequence[str]) -> frozenset[str]:
    """The kinds that the words of a name say."""
    return frozenset[str]().union(*(kinds_named(word, words) for word in words))


def _is_built(referent: Referent) -> bool:
    return referent.sort in ("Facility", "Hospital", "Place")


def _is_place(referent: Referent) -> bool:
    return kind_of(referent.sort) == "Place" or referent.sort in ("Hospital", "Water", "Landform", "Road")


def _own(place: EntityMention, others: Sequence[EntityMention]) -> bool:
    """Whether a place's name is no part of the name of something that is no place: "Levant" in "Levant Front"."""
    return not any(other.start <= place.start and place.end <= other.end for other in others)


def _goes_on(phrase: Phrase) -> bool:
    """Whether what follows says which one is meant: "the site of the massacre", "the area around the port"."""
    after = phrase.root.doc[phrase.root.i + 1 : phrase.root.i + 2]
    return after.text in _GOING_ON


def _has_clause(phrase: Phrase) -> bool:
    return any(child.dep_ in _CLAUSES for child in phrase.root.children)


def _is_spoken_of(name: Phrase) -> bool:
    """Whether something is said of the town or happens in it, rather than on the way from it or to it."""
    head = name.root.head
    if name.root.dep_ == "pobj":
        return head.lower_ not in _GIVEN_UP and head.nbor(-1 if head.i else 0).lower_ not in _LIKE
    return name.role in ("subject", "object")


def _is_besieged(name: Phrase) -> bool:
    """ "Besieged X", "the siege of X", "X is encircled", "the defenders of X"."""
    root = name.root
    if any(child.lower_ in name_words("besieged") for child in root.children if child.dep_ == "amod"):
        return True
    if root.dep_ == "pobj" and root.head.lower_ == "of":
        return root.head.head.lemma_ in _SIEGES or root.head.head.lower_ in name_words("defender")
    if root.dep_ == "poss":
        return root.head.lemma_ in _SIEGES or root.head.lower_ in name_words("defender")
    return root.dep_ in ("dobj", "nsubjpass") and root.head.lemma_ in _BESIEGING


def _is_enclave(name: Phrase) -> bool:
    words = set(_words(name))
    return name.sort == "Region" and not words & {"province", "oblast", "governorate", "region", "district", "valley"}


def _may_be(word: str, town: Referent) -> bool:
    """Whether a town may be called so, by what the report calls it and by how many people live there."""
    if "old" in town.words or (word not in town.words and word in ("village", "hamlet") and "city" in town.words):
        return False
    people = max((_people(p.name.text) for p in town.phrases if p.name), default=0)
    return not people or _LEAST.get(word, 0) <= people <= _MOST.get(word, people)


@lru_cache(maxsize=2_000)
def _people(name: str) -> int:
    return max((p.population for p in places(name) if p.feature == "settlement"), default=0)


def _lies_in(offset: int, spans: Iterable[Span]) -> bool:
    return any(span.start <= offset < span.end for span in spans)
