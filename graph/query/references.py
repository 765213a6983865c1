"""Puts entities where stored items hold atoms, so that an item stays right when entities merge after it was made."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from typing import Any

import orjson

from siegegraph.graph.index.database import LAST_DAY
from siegegraph.graph.query.parties import Parties

Item = dict[str, Any]

_PLACE_FIELDS = ("id", "label", "lat", "lon", "location", "uncertainty_km", "geonames", "wikidata")


class References:
    """The entities of one answer, looked up once, with their sides as they were known on a day."""

    def __init__(self, db: sqlite3.Connection, day: str = LAST_DAY) -> None:
        self.db = db
        self.parties = Parties(db, day)
        self._entities: dict[int, Item] = {}

    def entity(self, atom: int) -> Item:
        """The stored item of the entity that an atom belongs to."""
        if atom not in self._entities:
            self.fetch([atom])
        return self._entities[atom]

    def fetch(self, atoms: Iterable[int]) -> None:
        """Look several up at once."""
        wanted = [atom for atom in set(atoms) if atom not in self._entities]
        for start in range(0, len(wanted), 500):
            some = wanted[start : start + 500]
            rows = self.db.execute(
                "SELECT atom.n, entity.item FROM atom JOIN entity ON entity.n = atom.entity"
                f" WHERE atom.n IN ({', '.join('?' * len(some))})",
                some,
            )
            self._entities.update((atom, orjson.loads(item)) for atom, item in rows)

    def named(self, atom: int) -> Item:
        """An entity as others name it."""
        entity = self.entity(atom)
        return {"id": entity["id"], "label": entity["label"]}

    def fill_event(self, item: Item) -> None:
        """An event's places, participants, quantities and disagreements."""
        self.fetch(_event_atoms(item))
        places = (self.entity(place["id"]) for place in item["places"])
        item["places"] = _distinct(({field: place[field] for field in _PLACE_FIELDS} for place in places), "id")
        item["participants"] = _distinct(
            (self._participant(each) for each in item["participants"]), "role", "id", "label"
        )
        for quantity in item["quantities"]:
            self.fill_speaker(quantity["speaker"])
        for disagreement in item["disagreements"]:
            self.fill_sides(disagreement)

    def fill_sides(self, disagreement: Item) -> None:
        """The speakers of a disagreement's sides."""
        for side in disagreement["sides"]:
            self.fill_speaker(side["speaker"])
            side["party"] = side["speaker"]["party"] if side["speaker"] else None

    def fill_claim(self, item: Item) -> None:
        """A claim's speakers."""
        for speaker in item["speakers"]:
            self.fill_speaker(speaker)
        item["speaker"] = item["speakers"][-1] if item["speakers"] else None

    def fill_speaker(self, speaker: Item | None) -> None:
        """A speaker and the body that it speaks for."""
        if speaker is None:
            return
        parties = []
        body = speaker["on_behalf_of"]
        for each in (speaker, body):
            if each is not None and isinstance(each["id"], int):
                parties.append(self.parties.of_atom(each["id"]))
                each.update(self.named(each["id"]))
        if parties:
            speaker["party"] = next((party for party in parties if party), None)

    def fill_ends(self, item: Item) -> None:
        """A relationship's subject and object."""
        for end in (item["subject"], item["object"]):
            if isinstance(end["id"], int):
                end.update(self.named(end["id"]))

    def _participant(self, each: Item) -> Item:
        if each["id"] is None:
            return {"role": each["role"], "id": None, "label": each["label"], "type": "Other", "party": None}
        entity = self.entity(each["id"])
        label, kind = entity["label"], entity["type"]
        party = self.parties.of_atom(each["id"])
        return {"role": each["role"], "id": entity["id"], "label": label, "type": kind, "party": party}


def _event_atoms(item: Item) -> Iterator[int]:
    yield from (place["id"] for place in item["places"])
    yield from (each["id"] for each in item["participants"] if each["id"] is not None)
    speakers = [quantity["speaker"] for quantity in item["quantities"]]
    speakers += [side["speaker"] for each in item["disagreements"] for side in each["sides"]]
    for speaker in speakers:
        if speaker and isinstance(speaker["id"], int):
            yield speaker["id"]


def _distinct(items: Iterable[Item], *fields: str) -> list[Item]:
    """Each once by these fields: two atoms may turn out to be one entity."""
    return list({tuple(item[field] for field in fields): item for item in items}.values())
