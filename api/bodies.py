"""The body of a request, up to a limit."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from fastapi import Request
from starlette.exceptions import HTTPException


def body_up_to(limit: int) -> Callable[[Request], Awaitable[bytes]]:
    """A dependency that reads a request's body of at most `limit` bytes. It raises 413 as soon as there are more."""

    async def body(request: Request) -> bytes:
        received = bytearray()
        async for chunk in request.stream():
            received += chunk
            if len(received) > limit:
                raise HTTPException(413, f"The body is over {limit} bytes, the limit.")
        return bytes(received)

    return body
