"""Answers in JSON: the items of the query layer as bytes, without another pass over them."""

from __future__ import annotations

from typing import Any

import orjson
from fastapi import Response


class ItemResponse(Response):
    """An item, or a page of items, of JSON v1."""

    media_type = "application/json"

    def render(self, content: Any) -> bytes:
        """The content as JSON; a Page is written as the object that it is."""
        return orjson.dumps(content)
