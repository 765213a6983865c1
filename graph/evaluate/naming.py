"""Which entity of a gold file something that was found is."""

from __future__ import annotations

from typing import Any

from siegegraph.graph.evaluate.gold import Gold, name_key
from siegegraph.graph.evaluate.reading import Reading

Item = dict[str, Any]


class Naming:
    """The entities that were found, by the names that the graph has for them."""

    def __init__(self, gold: Gold, reading: Reading) -> None:
        self.entities = gold.entities.values()
        self.names = {iri: _names_of(item) for iri, item in reading.entities.items()}

    def gold_ids(self, iri: str) -> list[str]:
        """All entities of the gold that an entity's label or one of its aliases is a name of."""
        return [each.id for each in self.entities if each.names & self.names[iri]]

    def found(self, gold_id: str) -> set[str]:
        """The entities found that an entity of the gold is."""
        return {iri for iri in self.names if gold_id in self.gold_ids(iri)}

    def gold_id(self, named: Item) -> str | None:
        """The gold entity that something named in an item is: by all its names where it is an entity that was read."""
        names = self.names.get(named["id"] or "") or {name_key(named["label"])}
        return next((each.id for each in self.entities if each.names & names), None)


def _names_of(item: Item) -> frozenset[str]:
    return frozenset(map(name_key, [item["label"], *(alias["text"] for alias in item["aliases"])]))
