"""Places with coordinates by name, in any script that GeoNames lists: settlements, countries and regions."""

from __future__ import annotations

import re
import sqlite3
import threading
import zlib
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import Literal

from siegegraph.ontology.gazetteer.countries import country, country_named
from siegegraph.ontology.gazetteer.folding import fold
from siegegraph.ontology.gazetteer.tables import rows

Feature = Literal["settlement", "country", "region"]
# Reports write the Arabic article before a town's name or leave it out, assimilated or not: "Al-Raqqa", "Ar Raqqah".
_ARTICLE = re.compile(r"^(?:al|el|ar|as|ash|at|ad|an|az) ")
_resources = ExitStack()
_local = threading.local()


@dataclass(frozen=True, slots=True, kw_only=True)
class GazetteerPlace:
    """A place that a gazetteer lists. `geonames` and `wikidata` are ids there; `admin1` is GeoNames' code of the region.

    `lat`, `lon` and `radius_km` are None where no table gives them; the point of a region is the mean of its settlements.
    """

    name: str
    feature: Feature
    country: str
    admin1: str | None = None
    lat: float | None = None
    lon: float | None = None
    radius_km: float | None = None
    population: int = 0
    geonames: str | None = None
    wikidata: str | None = None


def places(name: str) -> tuple[GazetteerPlace, ...]:
    """Every place of that name, whatever its case and accents: a country, regions, then settlements by population."""
    return _places(fold(name).removeprefix("the "))


@lru_cache(maxsize=20_000)
def _places(folded: str) -> tuple[GazetteerPlace, ...]:
    code = country_named(folded)
    found = [_country_place(code)] if code else []
    listed = settlements(folded) or settlements(_ARTICLE.sub("", folded))
    return (*found, *_regions().get(folded, ()), *listed)


def _country_place(code: str) -> GazetteerPlace:
    found = country(code)
    if found is None:
        raise KeyError(code)
    return GazetteerPlace(
        name=found.name,
        feature="country",
        country=code,
        lat=found.lat,
        lon=found.lon,
        radius_km=found.radius_km,
        geonames=found.geonames,
        wikidata=found.wikidata,
    )


@cache
def _regions() -> dict[str, tuple[GazetteerPlace, ...]]:
    """First-level regions that have an id, by folded name; those of the United States with their point as well."""
    table: dict[str, tuple[GazetteerPlace, ...]] = {}
    for row in rows("regions.tsv"):
        state = row["iso3166_2"].removeprefix("US-") if row["country"] == "US" else None
        point = region(row["country"], state) if state else None
        place = GazetteerPlace(
            name=row["name"],
            feature="region",
            country=row["country"],
            admin1=state,
            lat=point.lat if point else None,
            lon=point.lon if point else None,
            radius_km=point.radius_km if point else None,
            geonames=row["geonames"] or None,
            wikidata=row["wikidata"] or None,
        )
        table[fold(row["name"])] = (*table.get(fold(row["name"]), ()), place)
    return table


@lru_cache(maxsize=2_000)
def region(country_code: str, admin1: str) -> GazetteerPlace | None:
    """The mean point of a first-level region's settlements; nine tenths of them lie within `radius_km` of it."""
    row = (
        _connection()
        .execute("SELECT lat, lon, radius_km FROM region WHERE country = ? AND admin1 = ?", (country_code, admin1))
        .fetchone()
    )
    if row is None:
        return None
    lat, lon, radius = row
    return GazetteerPlace(
        name=admin1, feature="region", country=country_code, admin1=admin1, lat=lat, lon=lon, radius_km=radius
    )


def settlements(folded: str) -> tuple[GazetteerPlace, ...]:
    """The settlements of a folded name, most populous first."""
    ids = _ids(folded)
    if not ids:
        return ()
    marks = ",".join("?" * len(ids))
    found = _connection().execute(
        "SELECT place.id, name, country, admin1, place.lat, place.lon, population"
        f" FROM place JOIN region ON region = region.id WHERE place.id IN ({marks}) ORDER BY population DESC, place.id",
        ids,
    )
    return tuple(_settlement(*row) for row in found)


def _settlement(
    number: int, name: str, country_code: str, admin1: str, lat: int, lon: int, population: int
) -> GazetteerPlace:
    return GazetteerPlace(
        name=name,
        feature="settlement",
        country=country_code,
        admin1=admin1,
        lat=lat / 100_000,
        lon=lon / 100_000,
        # A disc at a thousand people a square kilometre, and no less than a village with its fields.
        radius_km=max(2.0, round((population / 1000 / 3.14) ** 0.5, 1)),
        population=population,
        geonames=str(number),
    )


def _ids(folded: str) -> list[int]:
    row = (
        _connection()
        .execute("SELECT lines FROM block WHERE first <= ? ORDER BY first DESC LIMIT 1", (folded,))
        .fetchone()
    )
    if row is None:
        return []
    lines = "\n" + zlib.decompress(row[0]).decode()
    at = lines.find(f"\n{folded}\t")
    if at < 0:
        return []
    start = at + len(folded) + 2
    end = lines.find("\n", start)
    return [int(number) for number in lines[start : end if end >= 0 else len(lines)].split()]


def _connection() -> sqlite3.Connection:
    """This thread's read-only connection."""
    if not hasattr(_local, "connection"):
        path = _resources.enter_context(
            resources.as_file(resources.files("siegegraph.ontology.gazetteer").joinpath("places.sqlite"))
        )
        _local.connection = sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)
    connection: sqlite3.Connection = _local.connection
    return connection
