"""Which mentions are one thing: names by words, acronyms, surnames and known keys; then what "he", "the city" mean.

An id is the key of a known actor ("armed-forces:RU"), or `e1`, `e2` ... in the order of first mention.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from siegegraph.graph.extract.document import annotations_of
from siegegraph.graph.extract.names.references import references
from siegegraph.graph.model.extraction import EntityMention
from siegegraph.ontology.gazetteer import country_named, fold, known_actor
from siegegraph.ontology.lexicon.names import name_words

_DEFINITION = re.compile(r"\s*,?\s*\((?:the |also known as |known as )?[\"“']?([A-Z][A-Za-z.&/-]{1,9})[\"”']?\)")
_SMALL = frozenset({"of", "the", "and", "for", "in", "on", "de", "to"})


@Language.factory("siegegraph_coreference")
def make_coreference(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """The component; it has no settings."""
    return link_mentions


def link_mentions(doc: Doc) -> Doc:
    """Give every entity mention the id of the thing it names, and add a Reference for what points back to one."""
    annotations = annotations_of(doc)
    annotations.entities = linked(doc.text, annotations.entities)
    annotations.mentions = references(doc, annotations.entities)
    return doc


def linked(text: str, entities: Sequence[EntityMention]) -> tuple[EntityMention, ...]:
    """The mentions with ids: one id for the mentions of one thing."""
    groups = _Groups(len(entities))
    _join_equal(groups, entities)
    _join_surnames(groups, entities)
    _join_acronyms(groups, text, entities)
    _join_heads(groups, entities)
    keys = _known_keys(groups, entities)
    numbers: dict[str, str] = {}
    result = []
    for at, entity in enumerate(entities):
        group = keys.get(groups.of(at), str(groups.of(at)))
        if group.isdigit():
            group = numbers.setdefault(group, f"e{len(numbers) + 1}")
        result.append(replace(entity, id=group))
    return tuple(result)


class _Groups:
    """Disjoint sets of mentions by their position; a set is named by its first member."""

    def __init__(self, size: int) -> None:
        self._first = list(range(size))

    def of(self, member: int) -> int:
        while self._first[member] != member:
            member = self._first[member]
        return member

    def join(self, a: int, b: int) -> None:
        a, b = sorted((self.of(a), self.of(b)))
        self._first[b] = a


def _kind(entity: EntityMention) -> str:
    """A city and its region, a force and a place of one name are two things."""
    if entity.type == "Place":
        return "Region" if entity.subtype == "Region" else "Place"
    return entity.type


def _join_equal(groups: _Groups, entities: Sequence[EntityMention]) -> None:
    first: dict[tuple[str, str], int] = {}
    for at, entity in enumerate(entities):
        groups.join(first.setdefault((_kind(entity), _same(entity)), at), at)


def _same(entity: EntityMention) -> str:
    """What equal names have in common: for a country its code, or else the folded words."""
    code = country_named(entity.text) if entity.type == "Place" else None
    return f"country:{code}" if code else fold(entity.text).removeprefix("the ")


def _join_surnames(groups: _Groups, entities: Sequence[EntityMention]) -> None:
    """A surname or a part of a full name, as long as one person of the report fits."""
    people = [(at, fold(e.text).split()) for at, e in enumerate(entities) if e.type == "Person"]
    for at, words in people:
        fuller = {groups.of(other): None for other, name in people if len(name) > len(words) and _part(words, name)}
        if len(fuller) == 1:
            groups.join(next(iter(fuller)), at)


def _part(words: list[str], name: list[str]) -> bool:
    return name[-len(words) :] == words or (len(words) > 1 and set(words) < set(name) and words[-1] == name[-1])


def _join_acronyms(groups: _Groups, text: str, entities: Sequence[EntityMention]) -> None:
    """ "International Committee of the Red Cross (ICRC)" and every ICRC after it."""
    acronyms = [(at, e) for at, e in enumerate(entities) if e.text.replace(".", "").isupper() and " " not in e.text]
    for at, entity in enumerate(entities):
        if entity.type not in ("Organisation", "Place", "Other") or " " not in entity.text:
            continue
        defined = _DEFINITION.match(text, entity.end)
        for other, acronym in acronyms:
            bare = acronym.text.replace(".", "")
            if (defined and defined[1].replace(".", "") == bare) or (
                acronym.type == entity.type and len(bare) > 2 and _initials(entity.text) == bare
            ):
                groups.join(at, other)


def _initials(name: str) -> str:
    return "".join(word[0] for word in re.findall(r"\w+", name) if word.lower() not in _SMALL).upper()


def _join_heads(groups: _Groups, entities: Sequence[EntityMention]) -> None:
    """A facility or unit by its proper part: "Azovstal" is the "Azovstal Iron and Steel Works"."""
    by_opening: dict[tuple[str, str], list[int]] = {}
    for at, entity in enumerate(entities):
        for opening in _openings(entity.text):
            by_opening.setdefault((_kind(entity), opening), []).append(at)
    for at, entity in enumerate(entities):
        longer = {
            groups.of(other)
            for other in by_opening.get((_kind(entity), entity.text), ())
            if entity.subtype in (entities[other].subtype, None) or entity.type == "Place"
        }
        if len(longer) == 1 and not (entity.type == "Place" and entity.subtype in ("Settlement", "Country")):
            groups.join(longer.pop(), at)


def _openings(name: str) -> Iterator[str]:
    """What a name begins with before a word for its kind: "Azovstal" of "Azovstal Iron and Steel Works"."""
    words = name.split(" ")
    if words[-1].lower() in _heads():
        yield from (" ".join(words[:size]) for size in range(1, len(words)))


@cache
def _heads() -> frozenset[str]:
    return frozenset(word.lower() for kind in ("facility", "unit", "settlement_of") for word in name_words(kind))


def _known_keys(groups: _Groups, entities: Sequence[EntityMention]) -> dict[int, str]:
    """The keys of known actors; the report's only ministry of a kind stands for "the Defense Ministry" too."""
    keys: dict[int, str] = {}
    for at, entity in enumerate(entities):
        if entity.type == "Organisation" and (actor := known_actor(entity.text)):
            keys.setdefault(groups.of(at), actor.key)
    for at, entity in enumerate(entities):
        if entity.type == "Organisation" and groups.of(at) not in keys:
            owners = {key.split(":")[1] for key in keys.values() if len(key.split(":")[1]) == 2}
            fitting = {a.key for code in owners if (a := known_actor(entity.text, code)) and a.key in keys.values()}
            if len(fitting) == 1:
                keys[groups.of(at)] = fitting.pop()
    return keys
