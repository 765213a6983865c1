"""Known actors: organisations by any of their names, and a country's forces, ministries and government by pattern.

The key is stable across reports and stands as an entity's `id`: "armed-forces:RU" for "Putin's military", "Russian
troops" and "Armed Forces of the Russian Federation" alike. README.md in this folder lists the kinds of key.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from siegegraph.ontology.gazetteer.countries import country, country_meant, country_named, country_of_leader, demonym
from siegegraph.ontology.gazetteer.folding import fold
from siegegraph.ontology.gazetteer.tables import names, rows


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownActor:
    """An actor known beyond one report; `country` is the ISO code of the country that it belongs to, if to one."""

    key: str
    label: str
    type: str
    subtype: str
    country: str | None = None


# What follows or precedes the country's name -> kind of key, label after the country's adjective or name, subtype.
_MINISTRY = (
    r"(?:ministry|department) (?:of|for) (?:the |national |public )?{0}|(?:national )?{0} (?:ministry|department)"
)
_FORCES = (
    r"(?:(?:regime|government|pro government|regular|federal|invading|invasion|occupying|occupation|military|combat"
    r"|army) )?(?:armed forces|forces|military|army|troops|soldiers|invaders|occupiers|armed services)"
)
_BODIES: tuple[tuple[str, str, str, str], ...] = (
    (_MINISTRY.format("defen[cs]e") + "|mod", "ministry-of-defence", "Ministry of Defence", "Government"),
    (
        _MINISTRY.format("foreign(?: and expatriate)?(?: affairs)?") + "|foreign office",
        "ministry-of-foreign-affairs",
        "Ministry of Foreign Affairs",
        "Government",
    ),
    (
        _MINISTRY.format("(?:interior|internal affairs)"),
        "ministry-of-the-interior",
        "Ministry of the Interior",
        "Government",
    ),
    (_MINISTRY.format("health"), "ministry-of-health", "Ministry of Health", "Government"),
    (
        r"(?:armed forces )?general staff(?: of the armed forces)?",
        "general-staff",
        "General Staff",
        "ArmedForces",
    ),
    (r"air ?force|air forces", "air-force", "Air Force", "ArmedForces"),
    (r"navy|naval forces", "navy", "Navy", "ArmedForces"),
    (_FORCES, "armed-forces", "Armed Forces", "ArmedForces"),
    (r"government|regime|authorities|govt", "government", "Government", "Government"),
    (r"parliament", "parliament", "Parliament", "Government"),
    (r"police|police forces?|national police", "police", "Police", "SecurityService"),
)
_PATTERNS = tuple((re.compile(words), kind, label, subtype) for words, kind, label, subtype in _BODIES)
_LEADING_TITLE = re.compile(r"^(?:president|prime minister|premier|king|colonel|general) ")
_LEADING = re.compile(r"^(?:(?:the|a|an|president|pro) )+")


@cache
def _listed() -> dict[str, KnownActor]:
    table: dict[str, KnownActor] = {}
    for row in rows("actors.tsv"):
        actor = KnownActor(
            key=row["key"], label=row["label"], type=row["type"], subtype=row["subtype"], country=row["country"] or None
        )
        for name in (row["label"], *names(row["aliases"])):
            table.setdefault(_key(name), actor)
    return table


def _key(name: str) -> str:
    """Acronyms stay in capitals, or "IS", "WHO" and "AU" would be found in ordinary words."""
    bare = name.replace("’", "'").removeprefix("the ").removeprefix("The ")
    return bare.replace(".", "") if bare.replace(".", "").isupper() and len(bare) < 7 else fold(bare)


def listed_actor(text: str) -> KnownActor | None:
    """The actor that the table of organisations lists under a name."""
    return _listed().get(_key(text))


@cache
def _by_key() -> dict[str, KnownActor]:
    return {actor.key: actor for actor in _listed().values()}


@cache
def _by_short_name() -> dict[str, KnownActor]:
    """Actors by names that are theirs only where an organisation is meant: "Azov" is a town and a sea too."""
    return {_key(name): _by_key()[row["key"]] for row in rows("actors.tsv") for name in names(row["short"])}


@lru_cache(maxsize=20_000)
def actor_called(key: str) -> KnownActor | None:
    """The known actor of a key, or None for what is no such key."""
    kind, _, code = key.partition(":")
    listed = _by_key().get(key)
    return listed or next(
        (_national(kind, label, subtype, code) for _, k, label, subtype in _PATTERNS if k == kind), None
    )


@cache
def listed_openings() -> frozenset[str]:
    """The folded first words of the listed names, so that a scan can pass by all other words quickly."""
    every = (name for row in rows("actors.tsv") for name in (row["label"], *names(row["aliases"])))
    return frozenset(fold(name.removeprefix("the ")).split()[0] for name in every)


# "The Ministry of Defence of the Republic of Iraq".
_STATE = re.compile(r" of the (?:\w+ ){0,2}(?:republic|kingdom|state)$")


@lru_cache(maxsize=20_000)
def known_actor(text: str, country_code: str | None = None) -> KnownActor | None:
    """The known actor that the name of an organisation denotes, or None.

    `country_code` says whose body is meant where the words leave it open ("the Defense Ministry").
    """
    if listed := listed_actor(text) or _by_short_name().get(_key(text)):
        return listed
    folded = re.sub(r"['’]s?(?=\s)", "", text)
    folded = _LEADING.sub("", fold(folded))
    return _with_country_first(folded) or _with_country_last(folded) or _bare(folded, country_code)


def _with_country_first(folded: str) -> KnownActor | None:
    words = folded.split()
    for cut in range(1, min(4, len(words))):
        code = country_meant(" ".join(words[:cut]))
        if code:
            body = _body(" ".join(words[cut:]), code)
            if body:
                return body
    return None


def _with_country_last(folded: str) -> KnownActor | None:
    body, _, owner = folded.rpartition(" of ")
    body = _STATE.sub("", body)
    code = (country_named(owner) or country_of_leader(_LEADING_TITLE.sub("", owner))) if body else None
    return _body(body, code) if code else None


def _bare(folded: str, country_code: str | None) -> KnownActor | None:
    return _body(folded, country_code) if country_code else None


def _body(words: str, code: str) -> KnownActor | None:
    # "Ukraine's Armed Forces General Staff", "Russian defence ministry": the rest of the name may repeat the demonym.
    words = " ".join(word for word in words.split() if demonym(word) != code)
    for pattern, kind, label, subtype in _PATTERNS:
        if pattern.fullmatch(words):
            return _national(kind, label, subtype, code)
    return None


def _national(kind: str, label: str, subtype: str, code: str) -> KnownActor | None:
    """A country's own body of a kind."""
    owner = country(code)
    if owner is None:
        return None
    adjective = owner.adjectives[0] if owner.adjectives else owner.name
    return KnownActor(
        key=f"{kind}:{code}", label=f"{adjective} {label}", type="Organisation", subtype=subtype, country=code
    )


@cache
def bodies_of(code: str) -> tuple[str, ...]:
    """The keys that the government, forces and other bodies of a country would have, by its code of two letters."""
    kinds = dict.fromkeys(("government", "armed-forces", *(kind for _, kind, _, _ in _BODIES)))
    listed = (row["key"] for row in rows("actors.tsv") if row["key"].endswith(f":{code}"))
    return tuple(dict.fromkeys([*(f"{kind}:{code}" for kind in kinds), *listed]))
