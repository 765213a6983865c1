"""Where claims meet that may tell of one event (blocks), and what speaks for it when two do (a match)."""

from __future__ import annotations

from typing import NamedTuple


class Match(NamedTuple):
    """Why two claims tell of one event, in a few words, and how strong that is from 0 to 1."""

    reason: str
    score: float


class Block(NamedTuple):
    """What claims have in common, so that a new one is compared with few and not with all.

    That is an anchor, the kind of event, and a day (or, of what lasts, a year). The anchor is `entity:` and a number,
    `count:` with what is counted and about how many, `described:` and a noun, or `words:` and the quote.
    """

    anchor: str
    kind: str
    day: str


def entity_anchor(number: int) -> str:
    """The anchor of an entity, or of one of its atoms."""
    return f"entity:{number}"
