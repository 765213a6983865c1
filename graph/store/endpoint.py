"""Where a SPARQL 1.1 server answers and takes updates, and requests to it.

SPARQL 1.1 Protocol: https://www.w3.org/TR/sparql11-protocol/
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import httpx

from siegegraph.graph.errors import QuerySyntaxError, StoreError

# What a server says to a bad query may be a whole page.
MESSAGE = 500


@dataclass(frozen=True, slots=True)
class Endpoint:
    """The addresses of a server, without what they carried of credentials, and these as headers or as Basic."""

    query_url: str
    update_url: str
    headers: dict[str, str]
    basic: tuple[str, str] | None

    @classmethod
    def of(cls, url: str, update_url: str | None = None) -> Endpoint:
        """Read `http://user:password@host/...` (Basic) or `http://:token@host/...` (Bearer).

        Where no `update_url` is given it is `url`, its last segment `query` read as `update`, as Oxigraph and
        Fuseki have it.
        """
        query = httpx.URL(url)
        path = query.path
        guessed = query.copy_with(path=f"{path.removesuffix('query')}update" if path.endswith("/query") else path)
        update = httpx.URL(update_url) if update_url else guessed
        user, password = query.username, query.password
        bearer = {"Authorization": f"Bearer {password}"} if password and not user else {}
        return cls(_bare(query), _bare(update), bearer, (user, password) if user else None)

    def client(self, timeout: httpx.Timeout) -> httpx.Client:
        """A client that carries the credentials. Proxies and .netrc of the environment do not count."""
        auth = httpx.BasicAuth(*self.basic) if self.basic else None
        return httpx.Client(headers=self.headers, auth=auth, timeout=timeout, trust_env=False)

    @contextmanager
    def faults(self, url: str) -> Iterator[None]:
        """Errors of the network as StoreError naming the URL."""
        try:
            yield
        except httpx.HTTPError as error:
            raise StoreError(f"{url}: {error or type(error).__name__}") from error


def checked(response: httpx.Response) -> httpx.Response:
    """The response to a query if it is a success.

    Raises QuerySyntaxError for 400, with what the server says, and StoreError for another failure.
    """
    if response.status_code == httpx.codes.BAD_REQUEST:
        raise QuerySyntaxError(_message(response) or f"{_bare(response.url)} calls the query bad")
    return succeeded(response)


def succeeded(response: httpx.Response) -> httpx.Response:
    """The response if it is a success; raises StoreError, with what the server says, if not."""
    if response.is_success:
        return response
    status = f"{response.status_code} {response.reason_phrase}"
    raise StoreError(f"{_bare(response.url)}: {status}: {_message(response)}")


def _message(response: httpx.Response) -> str:
    return response.read()[:MESSAGE].decode(errors="replace").strip()


class ResponseFile(io.RawIOBase):
    """A response's body as a file, for parsers that read as they go."""

    def __init__(self, response: httpx.Response) -> None:
        self._chunks = response.iter_bytes()
        self._rest = b""

    def readable(self) -> bool:
        """A response can be read."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Fill the buffer with what has come."""
        if not self._rest:
            self._rest = next(self._chunks, b"")
        count = min(len(buffer), len(self._rest))
        buffer[:count] = self._rest[:count]
        self._rest = self._rest[count:]
        return count


def _bare(url: httpx.URL) -> str:
    return str(url.copy_with(username="", password=""))
