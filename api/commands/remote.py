"""Reports sent to a running siegegraph, which alone may write to its store."""

from __future__ import annotations

from types import TracebackType
from typing import Self

import httpx
import orjson

from siegegraph.graph.errors import StoreError
from siegegraph.graph.model.report import Report


class Remote:
    """A running siegegraph, by its address, and the token to write to it; to be used in a `with`."""

    def __init__(self, server: str, token: str | None) -> None:
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        # The extraction of a long report takes a while, and the first one loads the pipeline.
        self._client = httpx.Client(base_url=server, headers=headers, timeout=httpx.Timeout(10, read=600))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._client.close()

    def send(self, line: bytes) -> bool:
        """Send one line as `ingest` or `load` takes it; whether the report is new there.

        Raises StoreError with what the server says where it does not take it.
        """
        try:
            answer = self._client.post("/reports", content=line, headers={"Content-Type": "application/json"})
        except httpx.HTTPError as error:
            raise StoreError(f"{self._client.base_url}: {error}") from error
        if answer.is_success:
            return answer.status_code == httpx.codes.CREATED
        raise StoreError(f"{self._client.base_url}: {_detail(answer)}")


def line_of(report: Report) -> bytes:
    """A report as a line that `ingest` takes."""
    fields = {
        "id": report.input_id,
        "text": report.text,
        "published": report.published,
        "publisher": report.publisher,
        "url": report.url,
        "title": report.title,
        "language": report.language,
    }
    return orjson.dumps({name: value for name, value in fields.items() if value is not None})


def _detail(answer: httpx.Response) -> str:
    try:
        return str(answer.json()["detail"])
    except (ValueError, KeyError, TypeError):
        return f"{answer.status_code} {answer.reason_phrase}"
