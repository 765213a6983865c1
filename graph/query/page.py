"""One page of a list: what is asked for, what is answered, and the cursor from one to the next."""

from __future__ import annotations

import base64
import binascii
import json
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from types import UnionType
from typing import Generic, TypeAlias, TypeVar

from siegegraph.graph.errors import ParameterError

MAX_LIMIT = 1000

Position: TypeAlias = tuple[str | int | float | None, ...]
"""Where a page ended: the sort key of its last item, in a list's own form."""

ItemT = TypeVar("ItemT")


@dataclass(frozen=True, slots=True, kw_only=True)
class PageRequest:
    """How many items, from where on. `cursor` is the `next` of an earlier page of the same list.

    Raises ParameterError for a limit out of 1 to 1000.
    """

    limit: int = 50
    cursor: str | None = None

    def __post_init__(self) -> None:
        if not 1 <= self.limit <= MAX_LIMIT:
            raise ParameterError("limit", f"a number from 1 to {MAX_LIMIT} is wanted, not {self.limit}")

    def after(self, list_name: str, *shape: type | UnionType) -> Position | None:
        """The position that the cursor holds, of one element for each type in `shape`; None for the first page.

        Raises ParameterError for a cursor that was not made by `cursor_of` for the list of this name.
        """
        if self.cursor is None:
            return None
        position = _decoded(self.cursor, list_name)
        fits = position is not None and len(position) == len(shape)
        if position is None or not fits or not all(map(isinstance, position, shape)):
            raise ParameterError("cursor", "it is not the `next` of a page of this list")
        return position


@dataclass(frozen=True, slots=True)
class Page(Generic[ItemT]):
    """Some items in order; `next` is the cursor of the page after this one, None on the last."""

    items: Sequence[ItemT]
    next: str | None = None


def cursor_of(list_name: str, position: Sequence[str | int | float | None]) -> str:
    """An opaque cursor that holds a position in the list of this name; it goes into an address as it is."""
    content = json.dumps([list_name, *position], ensure_ascii=False, separators=(",", ":")).encode()
    return base64.urlsafe_b64encode(_checksum(content) + content).decode("ascii").rstrip("=")


def _decoded(cursor: str, list_name: str) -> Position | None:
    try:
        raw = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
        checksum, content = raw[:4], raw[4:]
        parts = json.loads(content) if checksum == _checksum(content) else None
    except (binascii.Error, ValueError):
        return None
    if not isinstance(parts, list) or parts[:1] != [list_name]:
        return None
    return tuple(parts[1:])


def _checksum(content: bytes) -> bytes:
    # Against cut or mistyped cursors, not against forgers: `after` checks the shape of what comes out.
    return zlib.crc32(content).to_bytes(4, "big")
