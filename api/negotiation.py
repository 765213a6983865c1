"""Which of the formats on offer a request's Accept header wants (RFC 9110, section 12.5.1)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from starlette.exceptions import HTTPException

HTML = "text/html"


class _Range(NamedTuple):
    type: str
    subtype: str
    quality: float

    def specificity(self, media_type: str) -> int:
        """0 where it does not match, else how exactly it does."""
        type_, _, subtype = media_type.partition("/")
        if (self.type, self.subtype) == (type_, subtype):
            return 3
        if self.subtype == "*" and self.type == type_:
            return 2
        return 1 if (self.type, self.subtype) == ("*", "*") else 0


def negotiated(accept: str | None, offers: Sequence[str]) -> str:
    """The offered media type that the header prefers; the first offer where it has no preference or is missing.

    Raises 406 when it refuses all of them.
    """
    if not accept or not accept.strip():
        return offers[0]
    ranges = _ranges(accept)
    quality, best = max(((_quality(offer, ranges), -index) for index, offer in enumerate(offers)), default=(0.0, 0))
    if quality <= 0:
        raise HTTPException(406, f"There is no {accept}; there is {', '.join(offers)}.")
    return offers[-best]


def preferences(accept: str | None) -> list[str]:
    """The media ranges that the header accepts, best first; none where it is missing, which means any."""
    ranges = sorted(_ranges(accept or ""), key=lambda range_: -range_.quality)
    return [f"{range_.type}/{range_.subtype}" for range_ in ranges if range_.quality > 0]


def prefers_html(accept: str | None) -> bool:
    """Whether a browser asks: one that names HTML itself, and likes it as well as JSON."""
    if accept is None or HTML not in accept:
        return False
    ranges = _ranges(accept)
    return _quality(HTML, ranges) > 0 and _quality(HTML, ranges) >= _quality("application/json", ranges)


def _ranges(accept: str) -> list[_Range]:
    return [range_ for part in accept.split(",") if (range_ := _range(part)) is not None]


def _range(part: str) -> _Range | None:
    media_type, *parameters = (piece.strip() for piece in part.split(";"))
    type_, slash, subtype = media_type.lower().partition("/")
    if not slash:
        return None
    weight = next((p.partition("=")[2] for p in parameters if p.lower().startswith("q=")), "1")
    try:
        return _Range(type_, subtype, min(max(float(weight), 0.0), 1.0))
    except ValueError:
        return _Range(type_, subtype, 0.0)


def _quality(offer: str, ranges: Sequence[_Range]) -> float:
    """The quality that the most specific matching range gives an offer."""
    matching = [(range_.specificity(offer), range_.quality) for range_ in ranges]
    return max((match for match in matching if match[0]), default=(0, 0.0))[1]
