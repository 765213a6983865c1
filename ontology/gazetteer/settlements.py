"""Places with coordinates by name, in any script that GeoNames lists: settlements, countries and regions."""

from __future__ import annotations

import re
import sqlite3
import threading
import zlib
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import Any, Literal

from siegegraph.ontology.gazetteer.countries import country, country_named
from siegegraph.ontology.gazetteer.folding import fold
from siegegraph.ontology.gazetteer.tables import rows

Feature = Literal["settlement", "country", "region", "district"]
# Reports write the Arabic article before a town's name or leave it out, assimilated or not: "Al-Raqqa", "Ar Raqqah".
_ARTICLE = re.compile(r"^(?:al|el|ar|as|ash|at|ad|an|az) ")
_resources = ExitStack()
_local = threading.local()


@dataclass(frozen=True, slots=True, kw_only=True)
class GazetteerPlace:
    """A place that a gazetteer lists. `geonames` and `wikidata` are ids there, `admin1` GeoNames' code of its region.

    `lat`, `lon` and `radius_km` are None where no table gives them. The point of a region or district is the middle of
    the box around its settlements, and its population is theirs.
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
    """Every place of that name, whatever its case: a country, regions, districts, then settlements by population."""
    if short := _abbreviated().get(name):
        return tuple(place for place in regions(fold(short[1])) if place.country == short[0])
    return _places(fold(name).removeprefix("the "))


@cache
def _abbreviated() -> dict[str, tuple[str, str]]:
    """Country and name of the states and provinces that the press shortens ("Ky.")."""
    return {row["abbreviation"]: (row["country"], row["name"]) for row in rows("abbreviations.tsv")}


@lru_cache(maxsize=20_000)
def _places(folded: str) -> tuple[GazetteerPlace, ...]:
    code = country_named(folded)
    found = [_country_place(code)] if code else []
    listed = settlements(folded) or settlements(_ARTICLE.sub("", folded))
    return (*found, *regions(folded), *listed)


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


_COLUMNS = ("name", "country", "admin1", "lat", "lon", "radius_km")
_REGION = f"SELECT {', '.join(_COLUMNS)}, geonames, wikidata, population FROM region"
_DISTRICT = (
    "SELECT district.name, country, admin1, district.lat, district.lon, district.radius_km"
    " FROM district JOIN region ON region = region.id"
)


@lru_cache(maxsize=2_000)
def region(country_code: str, admin1: str) -> GazetteerPlace | None:
    """The first-level region of a GeoNames code; all its settlements lie within `radius_km` of its point."""
    found = _connection().execute(f"{_REGION} WHERE country = ? AND admin1 = ?", (country_code, admin1))
    return next(_regions(found), None)


def _regions(found: Iterable[tuple[Any, ...]]) -> Iterator[GazetteerPlace]:
    for row in found:
        yield GazetteerPlace(
            feature="region", **dict(zip((*_COLUMNS, "geonames", "wikidata", "population"), row, strict=True))
        )


def regions(folded: str) -> tuple[GazetteerPlace, ...]:
    """The first-level regions of a folded name, then the districts."""
    database = _connection()
    first = database.execute(
        f"{_REGION} WHERE id IN (SELECT region FROM area WHERE folded = ? AND region NOT NULL)", (folded,)
    )
    second = database.execute(
        f"{_DISTRICT} WHERE district.id IN (SELECT district FROM area WHERE folded = ? AND district NOT NULL)",
        (folded,),
    )
    districts = (GazetteerPlace(feature="district", **dict(zip(_COLUMNS, row, strict=True))) for row in second)
    return (*_regions(first), *districts)


def settlements(folded: str) -> tuple[GazetteerPlace, ...]:
    """The settlements of a folded name, most populous first."""
    ids = _ids(folded)
    if not ids:
        return ()
    marks = ",".join("?" * len(ids))
    found = _connection().execute(
        "SELECT place.id, place.name, country, admin1, place.lat, place.lon, place.population"
        f" FROM place JOIN region ON region = region.id WHERE place.id IN ({marks})"
        " ORDER BY place.population DESC, place.id",
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
