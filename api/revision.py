"""Every answer names the store's revision, and one that a client has already is not made again.

The ETag stands for the revision, the address and the Accept header, so it holds for one representation alone and a
match can be answered before anything is looked up. It is weak: a page rendered anew may differ in its bytes.
"""

from __future__ import annotations

import hashlib
import secrets

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

REVISION_HEADER = "Siegegraph-Revision"

# What does not depend on the revision alone: queries may ask for the time, health is of this moment.
_UNTAGGED = ("/sparql", "/health", "/ready")


class RevisionMiddleware:
    """Adds the revision header to every answer, an ETag to what a GET finds, and answers 304 where it matches."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        # Another store may be served at the same address after a restart, with the same revision.
        self._started = secrets.token_hex(4)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        revision = str(scope["app"].state.graph.revision)
        tag = self._tag(scope, revision)
        headers = {REVISION_HEADER: revision} | ({"ETag": tag, "Cache-Control": "no-cache"} if tag else {})
        if tag and _matches(Headers(scope=scope).get("if-none-match"), tag):
            await Response(status_code=304, headers=headers)(scope, receive, send)
            return

        async def tagged(message: Message) -> None:
            if message["type"] == "http.response.start":
                names = MutableHeaders(scope=message)
                for name, value in headers.items():
                    if name == REVISION_HEADER or message["status"] == 200:
                        names.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, tagged)

    def _tag(self, scope: Scope, revision: str) -> str | None:
        path = scope["path"]
        if scope["method"] not in ("GET", "HEAD") or path in _UNTAGGED:
            return None
        accept = Headers(scope=scope).get("accept", "")
        address = b"\n".join((self._started.encode(), path.encode(), scope["query_string"], accept.encode()))
        return f'W/"{revision}-{hashlib.blake2b(address, digest_size=8).hexdigest()}"'


def _matches(if_none_match: str | None, tag: str) -> bool:
    if if_none_match is None:
        return False
    given = [part.strip() for part in if_none_match.split(",")]
    return any(part.removeprefix("W/") == tag.removeprefix("W/") for part in given)
