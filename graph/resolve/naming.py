"""Name-keys: what makes two reports' views of an entity the same at once, by a known identifier or an equal name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from anyascii import anyascii

from siegegraph.graph.model.entity import EntityView
from siegegraph.graph.resolve.romanisation import skeleton
from siegegraph.ontology.gazetteer import demonym, known_actor
from siegegraph.ontology.lexicon.names import name_words

_LEADING = re.compile(r"^(?:(?:the|a|an) )+")
_ENDING = re.compile(r"'s?$")
_ORDINAL = re.compile(r"(\d{1,3})(?:st|nd|rd|th|d)")
_ORDINALS = {
    "first": "1",
    "second": "2",
    "third": "3",
    "fourth": "4",
    "fifth": "5",
    "sixth": "6",
    "seventh": "7",
    "eighth": "8",
    "ninth": "9",
    "tenth": "10",
}
_SPELLINGS = {
    "defense": "defence",
    "organization": "organisation",
    "center": "centre",
    "theater": "theatre",
    "program": "programme",
    "armored": "armoured",
    "motorized": "motorised",
    "mechanized": "mechanised",
    "labor": "labour",
}
_REGIONS = frozenset({"Region", "District"})
_BUILT = frozenset({"Facility", "Hospital", "Road"})
# A skeleton of fewer letters says too little.
_SKELETON_LETTERS = 6
# Degrees kept of the point of a building without a name of its own: about a kilometre.
_DECIMALS = 2


def name_keys(view: EntityView) -> tuple[str, ...]:
    """The keys of a view, the one that stands for it first; two views that share one are one entity.

    A known actor, a GeoNames or a Wikidata identifier says who is meant: then names do not count, since two places may
    share a name. A person's surname alone ties nobody who is named in full elsewhere in the same report. What has no
    name of its own ("the Defence Ministry", "the mayor", "City Hospital") is somebody in its report only.
    """
    if view.known_as:
        return (f"known:{view.known_as}",)
    known = [f"geonames:{view.geonames}"] if view.geonames else []
    known += [f"wikidata:{view.wikidata}"] if view.wikidata else []
    if known:
        return tuple(known)
    if view.type == "Organisation" and (actor := known_actor(view.label)):
        return (f"known:{actor.key}",)
    return tuple(dict.fromkeys(_keys_by_name(view))) or (f"{view.type}|{view.label}",)


def folded_name(name: str) -> str:
    """A name without what writing it differently changes: script (romanised), case, accents, articles, punctuation."""
    plain = anyascii(name).casefold().replace("`", "'")
    plain = _ENDING.sub("", _LEADING.sub("", " ".join(plain.split())))
    return " ".join(re.findall(r"[a-z0-9]+", plain.replace("'", "")))


def _keys_by_name(view: EntityView) -> Iterator[str]:
    kind = "Region" if view.type == "Place" and view.subtype in _REGIONS else view.type
    for name in _telling_names(view):
        folded = folded_name(name)
        if not folded:
            continue
        if is_plain(kind, name):
            yield f"{kind}|{folded}@{_where(view)}"
            continue
        standard = standard_name(folded) if kind == "Organisation" else folded
        yield f"{kind}|{standard}"
        bones = skeleton(standard if kind == "Organisation" else name)
        if _tells_enough(kind, bones):
            yield f"{kind}~{bones}"


def _telling_names(view: EntityView) -> list[str]:
    """The names to go by; for a person named in full those in full, titles left out."""
    names = [view.label, *view.names]
    if view.type != "Person":
        return names
    bare = [_untitled(name) for name in names]
    full = [name for name in bare if " " in name]
    return full or [name for name in bare if name] or names


@lru_cache(maxsize=20_000)
def _untitled(name: str) -> str:
    """A person's name without ranks, offices and nationality before it; "" when nothing is left."""
    words = name.split()
    while words and (words[0].casefold().rstrip(".") in _titles() or (len(words) > 1 and demonym(words[0]))):
        words = words[1:]
    return " ".join(words)


@lru_cache(maxsize=1)
def _titles() -> frozenset[str]:
    titles = {*name_words("rank"), *name_words("office")}
    return frozenset({"the", "former", "acting", *(word.casefold() for title in titles for word in title.split())})


@lru_cache(maxsize=20_000)
def is_plain(kind: str, name: str) -> bool:
    """Whether a name is made of common words only, so that it says who is meant in its own report and nowhere else."""
    words = folded_name(name).split()
    if kind == "Person":
        return not _untitled(name)
    if kind == "Organisation":
        return all(word in _plain_words() or word.isdigit() for word in words) and not _has_number(words)
    return kind == "Place" and all(word in _plain_words() or word.isdigit() for word in words)


def _has_number(words: list[str]) -> bool:
    return any(_ORDINAL.fullmatch(word) or word in _ORDINALS for word in words)


@lru_cache(maxsize=1)
def _plain_words() -> frozenset[str]:
    classes = ("plain_of_body", "organisation", "unit", "force", "governing", "people", "facility", "body_noun")
    phrases = (phrase for name in classes for phrase in name_words(name))
    return frozenset(word for phrase in phrases for word in folded_name(phrase).split())


def _where(view: EntityView) -> str:
    """What a plain name is bound to: the point of the town that a building is said to stand in, or the report."""
    if view.subtype in _BUILT and view.location is not None:
        return f"{view.location.lat:.{_DECIMALS}f},{view.location.lon:.{_DECIMALS}f}"
    return view.report


@lru_cache(maxsize=20_000)
def standard_name(folded: str) -> str:
    """An organisation's folded name in one spelling, numbers in figures: "Fourth Separate Brigade" is "4 brigade"."""
    words = [_SPELLINGS.get(word, _ORDINALS.get(word, word)) for word in folded.split()]
    numbered = [_ORDINAL.sub(r"\1", word) if _ORDINAL.fullmatch(word) else word for word in words]
    if not any(word.isdigit() for word in numbered):
        return " ".join(numbered)
    return " ".join(word for word in numbered if word not in name_words("neutral_of_unit"))


def _tells_enough(kind: str, bones: str) -> bool:
    if len(bones.replace(" ", "")) < _SKELETON_LETTERS:
        return False
    return kind in ("Organisation", "Place", "Region") or (kind == "Person" and " " in bones)
