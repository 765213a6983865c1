"""Blocks: where claims meet that may tell of one event, so that a new claim is compared with few and not with all."""

from __future__ import annotations

from typing import NamedTuple


class Block(NamedTuple):
    """What claims have in common: an anchor, the kind of event, a day (or, of what lasts, a year).

    The anchor is `entity:` and a number, `count:` with what is counted and about how many, `described:` and a noun, or
    `words:` and the quote.
    """

    anchor: str
    kind: str
    day: str


def entity_anchor(number: int) -> str:
    """The anchor of an entity, or of one of its atoms."""
    return f"entity:{number}"
