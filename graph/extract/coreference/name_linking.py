"""Which names are one thing: by equal words, acronyms, surnames and known keys.

An id is the key of a known actor ("armed-forces:RU"), or `e1`, `e2` ... in the order of first mention.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise

from siegegraph.graph.model.extraction import EntityMention
from siegegraph.ontology.gazetteer import KnownActor, country_named, country_of_capital, demonym, fold, known_actor
from siegegraph.ontology.lexicon.names import name_words

_DEFINITION = re.compile(r"\s*,?\s*\((?:the |also known as |known as )?[\"“']?([A-Z][A-Za-z.&/-]{1,9})[\"”']?\)")
_POSSESSIVE = re.compile(r"['’]s?(?=\s)")
# Offices of which a report tells of one holder at a place.
_LOCAL = frozenset({"mayor", "governor"})
_SMALL = frozenset({"of", "the", "and", "for", "in", "on", "de", "to"})


def linked(text: str, entities: Sequence[EntityMention]) -> tuple[EntityMention, ...]:
    """The mentions with ids: one id for the mentions of one thing."""
    groups = _Groups(len(entities))
    _join_equal(groups, entities)
    _join_surnames(groups, entities)
    _join_acronyms(groups, text, entities)
    _join_heads(groups, entities)
    _join_bodies(groups, entities)
    _join_nested(groups, text, entities)
    _join_defenders(groups, entities)
    _join_offices(groups, text, entities)
    keys = _known_keys(groups, text, entities)
    people = {groups.of(at) for at, entity in enumerate(entities) if entity.type == "Person"}
    numbers: dict[str, str] = {}
    result = []
    for at, entity in enumerate(entities):
        group = keys.get(groups.of(at), str(groups.of(at)))
        if group.isdigit():
            group = numbers.setdefault(group, f"e{len(numbers) + 1}")
        result.append(replace(entity, id=group, type="Person" if groups.of(at) in people else entity.type))
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
    """A given name, a surname or a part of a full name, as long as one person of the report fits.

    What is of no sure type ("Stjepan" read as a place) is a person where a person is called so in full.
    """
    names = [(at, fold(e.text).split()) for at, e in enumerate(entities) if e.type == "Person" or e.subtype is None]
    full = [(at, name) for at, name in names if entities[at].type == "Person" and len(name) > 1 and "of" not in name]
    for at, words in names:
        fuller = {groups.of(other) for other, name in full if len(name) > len(words) and _part(words, name)}
        if len(fuller) == 1:
            groups.join(fuller.pop(), at)


def _part(words: list[str], name: list[str]) -> bool:
    ends = name[-len(words) :] == words or name[: len(words)] == words
    return ends or (len(words) > 1 and set(words) < set(name) and words[-1] == name[-1])


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
    return frozenset(
        word.lower() for kind in ("facility", "unit", "settlement_of", "water") for word in name_words(kind)
    )


def _join_bodies(groups: _Groups, entities: Sequence[EntityMention]) -> None:
    """ "The Commission" is the Commission of Inquiry, where the report names no other commission in full."""
    bodies = [(at, fold(e.text).removeprefix("the ")) for at, e in enumerate(entities) if e.type == "Organisation"]
    for at, word in bodies:
        if word in _body_words():
            longer = {groups.of(other) for other, name in bodies if name != word and word in name.split()}
            if len(longer) == 1:
                groups.join(longer.pop(), at)


@cache
def _body_words() -> frozenset[str]:
    return frozenset(word.lower() for kind in ("organisation", "unit") for word in name_words(kind))


def _join_nested(groups: _Groups, text: str, entities: Sequence[EntityMention]) -> None:
    """A body in a longer name of itself: "Defence Ministry" and "Russian Ministry" in "Russian Ministry of Defence"."""
    bodies = [(at, entity) for at, entity in enumerate(entities) if entity.type == "Organisation"]
    for (at, outer), (other, inner) in pairwise(bodies):
        inside = outer.start <= inner.start and inner.end <= outer.end
        if inside and (inner.end == outer.end or text.startswith((" of ", " for "), inner.end)):
            groups.join(at, other)


def _join_defenders(groups: _Groups, entities: Sequence[EntityMention]) -> None:
    """ "Ukrainian defenders", "Mariupol's defenders" and "Ukrainian fighters" are one side, of one town and nation."""
    owned = [(at, *owner) for at, e in enumerate(entities) if e.type == "Organisation" and (owner := _owner(e.text))]
    owners = {owner for _, owner, _ in owned}
    nations = {demonym(owner) for owner in owners} - {None}
    if len(nations) > 1 or sum(demonym(owner) is None for owner in owners) > 1:
        return
    if any(word in name_words("defender") for _, _, word in owned):
        for at, _, _ in owned:
            groups.join(owned[0][0], at)


def _owner(name: str) -> tuple[str, str] | None:
    """Whose a side is, and its noun: "Mariupol" and "defenders" in "Mariupol's defenders"."""
    owner, _, word = fold(_POSSESSIVE.sub("", name)).removeprefix("the ").rpartition(" ")
    owns = " " not in owner and (demonym(owner) or _POSSESSIVE.search(name))
    return (owner, word) if owns and word in name_words("defender") | {"fighters"} else None


def _join_offices(groups: _Groups, text: str, entities: Sequence[EntityMention]) -> None:
    """ "The mayor of Brod" is the person named beside it, or the only one whom the report calls mayor."""
    people = [(at, entity) for at, entity in enumerate(entities) if entity.type == "Person"]
    held = [(at, e, office) for at, e in people if (office := _office(e.text))]
    named = [(at, e) for at, e in people if not _office(e.text)]
    for at, entity, office in held:
        beside = [other for other, e in named if ", " in (text[entity.end : e.start], text[e.end : entity.start])]
        towns = {_town_of(e.text) for _, e, same in held if same == office}
        called = {groups.of(o) for o, e in named if _is_called(text, e, office, _town_of(entity.text))}
        if beside:
            groups.join(beside[0], at)
        elif office in _LOCAL and len(towns) == 1 and len(called) == 1:
            groups.join(called.pop(), at)


def _town_of(name: str) -> str:
    return name.rpartition(" of ")[2]


def _is_called(text: str, person: EntityMention, office: str, town: str) -> bool:
    """Whether the office stands before a person's name, with no other town's name before it."""
    *before, title = text[max(0, person.start - 40) : person.start].split()[-2:] or [""]
    elsewhere = bool(before) and before[0][:1].isupper() and before[0].isalpha() and before[0] != town
    return title.lower() == office and not elsewhere


def by_office(entities: Sequence[EntityMention]) -> tuple[EntityMention, ...]:
    """Those mentions that only tell the office of somebody whom another mention names: "the mayor of Brod"."""
    named = {e.id for e in entities if e.type == "Person" and not _office(e.text)}
    return tuple(e for e in entities if e.type == "Person" and e.id in named and _office(e.text))


def _office(name: str) -> str | None:
    """The office of a mention that names its holder by it alone: "mayor" in "the mayor of Brod"."""
    words = fold(name).removeprefix("the ").split()
    office = words[0] if "of" in words[1:2] else words[-1]
    return office if office in _offices() and len(words) > 1 else None


@cache
def _offices() -> frozenset[str]:
    return frozenset(word.lower() for word in name_words("office") if " " not in word)


def _known_keys(groups: _Groups, text: str, entities: Sequence[EntityMention]) -> dict[int, str]:
    """The keys of known actors; the report's only ministry of a kind stands for "the Defense Ministry" too."""
    keys: dict[int, str] = {}
    for at, entity in enumerate(entities):
        if entity.type == "Organisation" and (key := _key(entity) or _owned_key(text, entity, entities)):
            keys.setdefault(groups.of(at), key)
    for at, entity in enumerate(entities):
        if entity.type == "Organisation" and groups.of(at) not in keys and (forces := _forces(entity)) in keys.values():
            keys[groups.of(at)] = forces
    ruled = {key.partition(":")[2] for key in keys.values() if key.startswith("government:")}
    for at, entity in enumerate(entities):
        if entity.type == "Organisation" and groups.of(at) not in keys and len(ruled) == 1 and _is_ruled(entity.text):
            keys[groups.of(at)] = f"armed-forces:{next(iter(ruled))}"
    for at, entity in enumerate(entities):
        if entity.type == "Organisation" and groups.of(at) not in keys:
            owners = {key.split(":")[1] for key in keys.values() if len(key.split(":")[1]) == 2}
            fitting = {a.key for code in owners if (a := known_actor(entity.text, code)) and a.key in keys.values()}
            if len(fitting) == 1:
                keys[groups.of(at)] = fitting.pop()
    return keys


def _is_ruled(name: str) -> bool:
    """ "Government forces", "the regime's troops": those of the only government that the report names."""
    owner, _, word = fold(_POSSESSIVE.sub("", name)).removeprefix("the ").rpartition(" ")
    return owner in ("government", "regime") and word in name_words("force")


def _key(entity: EntityMention) -> str | None:
    """The key of a known actor; a capital among organisations stands for its government."""
    actor = known_actor(entity.text) or _known_fighters(entity.text)
    capital = country_of_capital(entity.text) if entity.subtype == "Government" else None
    return actor.key if actor else f"government:{capital}" if capital else None


def _known_fighters(name: str) -> KnownActor | None:
    """The group whose "fighters" are named, the army whose "units" are."""
    group, _, word = name.rpartition(" ")
    actor = known_actor(group) if word.lower() in name_words("force") | {"units"} else None
    return actor if actor is not None and actor.subtype in ("ArmedGroup", "ArmedForces") else None


def _forces(entity: EntityMention) -> str:
    """What "the Russians" are where the report names Russian forces."""
    article, _, people = entity.text.partition(" ")
    code = demonym(people.removesuffix("s")) if article.lower() == "the" and people.endswith("s") else None
    return f"armed-forces:{code}"


def _owned_key(text: str, entity: EntityMention, entities: Sequence[EntityMention]) -> str | None:
    """ "Its Defence Ministry" is that of the only country that the sentence before names."""
    if not entity.text.startswith("Its "):
        return None
    since = text.rfind(". ", 0, max(0, text.rfind(". ", 0, entity.start)))
    named = {country_named(e.text) for e in entities if since < e.start < entity.start and e.subtype == "Country"}
    actor = known_actor(entity.text.removeprefix("Its "), named.pop()) if len(named) == 1 else None
    return actor.key if actor else None
