"""Countries: ids, point, capital, and the words that name them, their people and what is theirs."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from siegegraph.ontology.gazetteer.folding import fold
from siegegraph.ontology.gazetteer.tables import names, rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """A country. `lat` and `lon` are its point in GeoNames, None where the table lacks it; `radius_km` is that of a
    disc of its area. `names` holds other names, `adjectives` "Syrian", `people` "Syrians", `capitals` its seat's names.
    """

    code: str
    name: str
    geonames: str
    wikidata: str | None
    lat: float | None
    lon: float | None
    radius_km: float
    capitals: tuple[str, ...]
    names: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    people: tuple[str, ...] = ()


@cache
def countries() -> dict[str, Country]:
    """Every country by its ISO 3166-1 code of two letters."""
    words = {row["code"]: row for row in rows("country_words.tsv")}
    return {row["code"]: _country(row, words.get(row["code"], {})) for row in rows("countries.tsv")}


def _country(row: dict[str, str], words: dict[str, str]) -> Country:
    return Country(
        code=row["code"],
        name=row["name"].removeprefix("The "),
        geonames=row["geonames"],
        wikidata=row["wikidata"] or None,
        lat=float(row["lat"]) if row["lat"] else None,
        lon=float(row["lon"]) if row["lon"] else None,
        radius_km=float(row["radius_km"]),
        capitals=(*names(row["capital"]), *names(words.get("capital_names", ""))),
        names=names(words.get("names", "")),
        adjectives=names(words.get("adjectives", "")),
        people=names(words.get("people", "")),
    )


def country(code: str) -> Country | None:
    """The country of an ISO 3166-1 code of two letters."""
    return countries().get(code)


@cache
def _by_geonames() -> dict[str, str]:
    return {c.geonames: c.code for c in countries().values()}


def code_of(geonames: str) -> str | None:
    """The code of two letters of the country with a GeoNames id, None where it is no country's."""
    return _by_geonames().get(geonames)


@cache
def _by_name() -> dict[str, str]:
    table = {fold(name): c.code for c in countries().values() for name in c.names}
    # A country's own name wins over another's by-name ("Congo").
    return table | {fold(c.name): c.code for c in countries().values()}


@cache
def _by_demonym() -> dict[str, str]:
    return {fold(word): c.code for c in countries().values() for word in (*c.adjectives, *c.people)}


@cache
def _by_capital() -> dict[str, str]:
    return {fold(name): c.code for c in countries().values() for name in c.capitals}


@cache
def _by_leader() -> dict[str, str]:
    table: dict[str, str] = {}
    for row in rows("leaders.tsv"):
        for name in names(row["name"]):
            table[fold(name)] = row["country"]
            surname = name.split()[-1].removeprefix("al-")
            # "Un" is the United Nations more often than a part of a Korean name.
            if len(surname) > 2:
                table.setdefault(fold(surname), row["country"])
    return table


def country_named(name: str) -> str | None:
    """The code of the country that a name is a name of ("Syria", "the Syrian Arab Republic")."""
    return _by_name().get(fold(name).removeprefix("the "))


def demonym(word: str) -> str | None:
    """The code of the country that an adjective or a people's name belongs to ("Syrian", "Syrians")."""
    return _by_demonym().get(fold(word))


def is_adjective(word: str) -> bool:
    """Whether a word is a country's adjective and names no people ("Israeli", not "Israelis" or "British")."""
    owner = country(demonym(word) or "")
    return owner is not None and word in owner.adjectives and word not in owner.people


def country_of_capital(name: str) -> str | None:
    """The code of the country whose capital this is, in the spellings that reports use ("Kiev")."""
    return _by_capital().get(fold(name))


def country_of_leader(name: str) -> str | None:
    """The code of the country that a widely known head of state or government leads or led, by name or surname."""
    return _by_leader().get(fold(name))


def country_meant(name: str) -> str | None:
    """The code of the country that a name stands for: its own, its people's, its capital's or its leader's."""
    return country_named(name) or demonym(name) or country_of_capital(name) or country_of_leader(name)
