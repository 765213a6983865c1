"""A report's text cut so that every claim and mention in it can be shown where it stands.

Claims nest and overlap, which elements of a page cannot: the text is cut at every boundary, and each piece knows all
that covers it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from siegegraph.graph.query.items import ClaimItem, TextWithClaimsItem

OUTLET = "the outlet itself"


@dataclass(frozen=True, slots=True)
class NumberedClaim:
    """A claim with its number on the page (from 1) and that of its speaker (0 is the outlet)."""

    number: int
    speaker: int
    claim: ClaimItem


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text without a boundary in it.

    `claims` cover it, the widest first; `begins` are the claims whose quote begins with it, `ends` those that end with
    it. `entity` is the IRI of what it mentions.
    """

    text: str
    claims: tuple[NumberedClaim, ...]
    begins: tuple[NumberedClaim, ...]
    ends: tuple[NumberedClaim, ...]
    entity: str | None


def numbered(claims: Sequence[ClaimItem]) -> tuple[NumberedClaim, ...]:
    """The claims of one report in the order of the text, and their speakers in order of appearance."""
    speakers = {OUTLET: 0}
    ordered = sorted(claims, key=lambda claim: (claim["start"], -claim["end"], claim["id"]))
    return tuple(
        NumberedClaim(number, speakers.setdefault(speaker_label(claim), len(speakers)), claim)
        for number, claim in enumerate(ordered, start=1)
    )


def speaker_label(claim: ClaimItem) -> str:
    """How to call whoever vouches for a claim within one report."""
    return claim["speaker"]["label"] if claim["speaker"] else OUTLET


def pieces(item: TextWithClaimsItem, claims: Sequence[NumberedClaim]) -> list[Piece]:
    """The whole text in pieces, none of them empty."""
    text = item["text"]
    spans = [(n.claim["start"], n.claim["end"]) for n in claims]
    spans += [(mention["start"], mention["end"]) for mention in item["mentions"]]
    cuts = sorted({0, len(text), *(offset for span in spans for offset in span if 0 <= offset <= len(text))})
    entities = {(mention["start"], mention["end"]): mention["entity"] for mention in item["mentions"]}
    return [_piece(text, start, end, claims, entities) for start, end in pairwise(cuts)]


def _piece(
    text: str, start: int, end: int, claims: Sequence[NumberedClaim], entities: dict[tuple[int, int], str]
) -> Piece:
    # The shortest mention wins: "Iraq" within "the government of Iraq".
    around = [span for span in entities if span[0] <= start and end <= span[1]]
    nearest = min(around, key=lambda span: span[1] - span[0], default=None)
    return Piece(
        text=text[start:end],
        claims=tuple(n for n in claims if n.claim["start"] <= start and end <= n.claim["end"]),
        begins=tuple(n for n in claims if n.claim["start"] == start),
        ends=tuple(n for n in claims if n.claim["end"] == end),
        entity=None if nearest is None else entities[nearest],
    )
