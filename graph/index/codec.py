"""Model objects as the bytes in which the index keeps them, and back."""

from __future__ import annotations

from typing import Any, TypeVar

import orjson
from pydantic import TypeAdapter

from siegegraph.graph.model.claim import Claim
from siegegraph.graph.model.entity import EntityView

T = TypeVar("T", Claim, EntityView)

_ADAPTERS: dict[type[Any], TypeAdapter[Any]] = {Claim: TypeAdapter(Claim), EntityView: TypeAdapter(EntityView)}


def packed(value: Claim | EntityView | dict[str, Any]) -> bytes:
    """The value as JSON; spans, being tuples, become pairs."""
    return orjson.dumps(value, default=list)


def unpacked(kind: type[T], stored: bytes) -> T:
    """The model object that was packed."""
    value = _ADAPTERS[kind].validate_json(stored)
    assert isinstance(value, kind)
    return value
