"""Names that tables know: countries, listed actors, and forces and bodies called by whose they are ("Kyiv's army").

The scan goes word by word and looks a word up only where it has a capital.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from spacy.tokens import Doc, Token

from siegegraph.graph.extract.names.name_rules import Candidate
from siegegraph.ontology.gazetteer import (
    area,
    country_named,
    country_of_capital,
    country_of_leader,
    demonym,
    fold,
    known_actor,
    listed_actor,
    listed_openings,
)
from siegegraph.ontology.lexicon.names import name_words

# More than what both recognisers together say against it.
_CERTAIN = 12
_LONGEST = 9
_COUNTRY_WORDS = 5
_LONGEST_LEADER = 5
_ADJECTIVAL = frozenset({"NORP"})


def table_candidates(doc: Doc) -> Iterator[Candidate]:
    """Every candidate that a table gives, and the bodies that stand after their owners."""
    for token in doc:
        if not token.text[0].isupper() and fold(token.text) not in listed_openings():
            continue
        yield from _listed_at(doc, token.i)
        if not token.text[0].isupper():
            continue
        if end := _country_at(doc, token.i):
            yield _of(doc, token.i, end, "Place", "Country", 6)
        elif token.lower_ != "the" and (end := _area_at(doc, token.i)):
            found = area(doc[token.i : end].text)
            yield _of(doc, token.i, end, "Place", found.subtype if found else None, 4)
        if end := _leader_at(doc, token.i):
            yield _of(doc, token.i, end, "Person", None, _CERTAIN)
        if owner_end := _owner_at(doc, token.i):
            yield from _owned(doc, token.i, owner_end)
        elif token.tag_ == "NNPS" and demonym(token.text):
            yield _of(doc, token.i, token.i + 1, "Organisation", "PeopleGroup", 4)


def _of(doc: Doc, start: int, end: int, type_: str, subtype: str | None, weight: int) -> Candidate:
    last = doc[end - 1]
    return Candidate(doc[start].idx, last.idx + len(last), type_, subtype, weight)


def _ends(doc: Doc, start: int, longest: int) -> Iterator[int]:
    """The ends of a name that starts here, farthest first; none after a stop or white space."""
    for end in range(min(start + longest, len(doc)), start, -1):
        if any(c.isalnum() for c in doc[end - 1].text):
            yield end


def _listed_at(doc: Doc, start: int) -> Iterator[Candidate]:
    if fold(doc[start].text).split(" ")[0] not in listed_openings():
        return
    for end in _ends(doc, start, _LONGEST):
        words = doc[start:end].text
        actor = listed_actor(words)
        if actor and any(word[0].isupper() for word in words.split()) | words.islower():
            yield replace(_of(doc, start, end, actor.type, actor.subtype, _CERTAIN), closed=True)
            return


@cache
def _country(words: str) -> bool:
    return country_named(words) is not None and words[0].isupper()


def _country_at(doc: Doc, start: int) -> int | None:
    for end in _ends(doc, start, _COUNTRY_WORDS):
        words = doc[start:end].text
        # "US" and "UK" are names in capitals only.
        if _country(words) and not (len(words) == 2 and not words.isupper()):
            return end
    return None


def _area_at(doc: Doc, start: int) -> int | None:
    for end in _ends(doc, start, 3):
        if area(doc[start:end].text):
            return end
    return None


def _leader_at(doc: Doc, start: int) -> int | None:
    """The end of a listed leader's full name."""
    for end in _ends(doc, start, _LONGEST_LEADER):
        if end > start + 1 and country_of_leader(doc[start:end].text):
            return end
    return None


def _owner_at(doc: Doc, start: int) -> int | None:
    """The end of a word or words that stand for a country: demonym, or name, capital or leader with 's."""
    for end in _ends(doc, start, 3):
        words = doc[start:end].text
        if demonym(words) or country_named(words):
            return end
        if (country_of_capital(words) or country_of_leader(words)) and (
            _possessive(doc, end) or doc[start:end].root.dep_ in ("compound", "poss", "amod", "nmod")
        ):
            return end
    token = doc[start]
    if token.ent_type_ in _ADJECTIVAL and token.dep_ in ("amod", "compound", "nmod"):
        return start + 1
    if token.ent_type_ in ("GPE", "PERSON", "ORG") and token.pos_ == "PROPN":
        end = start + 1
        while end < len(doc) and doc[end].ent_iob_ == "I":
            end += 1
        return end if _possessive(doc, end) else None
    return None


def _possessive(doc: Doc, at: int) -> bool:
    return at < len(doc) and doc[at].text in ("'s", "’s", "'", "’")


def _owned(doc: Doc, start: int, at: int) -> Iterator[Candidate]:
    """The force, government or people that an owner's name stands before."""
    at += _possessive(doc, at)
    first = at
    while at < len(doc) and at - first < 4 and _is_modifier(doc, at):
        at += 1
    # A modifier may be the head itself: "Moscow's military".
    while at > first and not _head(doc[at] if at < len(doc) else None):
        at -= 1
    kind = _head(doc[at]) if at < len(doc) else None
    if kind is None:
        yield from _body_after(doc, start, first)
        return
    last = at + 1
    if last < len(doc) and doc[last].lower_ in ("forces", "troops", "groups", "units") and doc[at].dep_ == "compound":
        last += 1
    if doc[last - 1].text[0].islower() and start > 0 and doc[start - 1].lower_ == "the":
        # A description ("the Syrian army") is read with its article, a name ("Syrian Arab Army") without.
        start -= 1
    yield _of(doc, start, last, "Organisation", kind, _CERTAIN)


def _is_modifier(doc: Doc, at: int) -> bool:
    token = doc[at]
    return (
        token.text in name_words("force_modifier") or token.lower_ in name_words("force_modifier") or token.text in "-/"
    )


def _head(token: Token | None) -> str | None:
    if token is None or token.pos_ in ("VERB", "AUX"):
        return None
    word = token.lower_
    if word in name_words("force"):
        return "ArmedGroup" if word in name_words("armed_group") else "ArmedForces"
    if word in name_words("governing"):
        return "Government"
    return "PeopleGroup" if word in name_words("people") else None


def _body_after(doc: Doc, start: int, first: int) -> Iterator[Candidate]:
    """A ministry or staff by its pattern: "Russia's Defense Ministry", "the Ukrainian General Staff"."""
    for end in range(min(first + 7, len(doc)), first, -1):
        if doc[end - 1].text[0].isupper() and (actor := known_actor(doc[start:end].text)):
            yield _of(doc, start, end, actor.type, actor.subtype, _CERTAIN)
            return
