"""Who may write: whoever shows the token; nobody where none is set."""

from __future__ import annotations

import secrets
from typing import Annotated

from fastapi import Depends, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from starlette.exceptions import HTTPException

_bearer = HTTPBearer(auto_error=False, description="The token that the server was started with (SIEGEGRAPH_TOKEN).")


async def may_write(
    request: Request, credentials: Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)]
) -> None:
    """Let a request through that may write. Raises 403 where no token is set, 401 for a missing or wrong one."""
    token: str | None = request.app.state.settings.token
    if not token:
        raise HTTPException(403, "This server takes no writes: no token is set (SIEGEGRAPH_TOKEN).")
    shown = credentials.credentials if credentials is not None else ""
    if not secrets.compare_digest(shown.encode(), token.encode()):
        raise HTTPException(401, "The bearer token is missing or wrong.", {"WWW-Authenticate": "Bearer"})
