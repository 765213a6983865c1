"""How surely two views that share a name-key are one entity, and how to say so. The scores are stated estimates."""

from __future__ import annotations

from typing import NamedTuple

DECIDED = "decided by a researcher"


class NameMatch(NamedTuple):
    """Why two views are one, in a few words, and how strong that is from 0 to 1."""

    reason: str
    score: float


def name_match(key: str) -> NameMatch:
    """What a shared name-key (see `naming.name_keys`) says of two views."""
    kind, _, rest = key.partition(":")
    match kind:
        case "known":
            return NameMatch(f"both are the known actor {rest}", 0.98)
        case "geonames" | "wikidata":
            return NameMatch(f"both have the {kind} identifier {rest}", 0.97)
    type_, mark, name = key.partition("|")
    if mark:
        return NameMatch(f"both are a {type_} named “{name.partition('@')[0]}”", 0.9)
    type_, _, bones = key.partition("~")
    return NameMatch(f"names of a {type_} that differ in spelling only (“{bones}”)", 0.6)
