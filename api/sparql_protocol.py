"""The SPARQL 1.1 Protocol on the side of HTTP: what a request asks, and an answer sent bit by bit.

https://www.w3.org/TR/sparql11-protocol/#query-operation
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import parse_qs

from fastapi import Request, Response
from fastapi.responses import StreamingResponse
from starlette.exceptions import HTTPException

from siegegraph.api.revision import REVISION_HEADER
from siegegraph.graph.errors import ParameterError
from siegegraph.graph.store.answers import Answer

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"


@dataclass(frozen=True, slots=True)
class Operation:
    """A query and the data set that it is to be about; None where the request names none."""

    query: str
    default_graphs: tuple[str, ...] | None
    named_graphs: tuple[str, ...] | None


def operation_of(request: Request, body: bytes) -> Operation:
    """What a POST asks: a form, or the query itself with the data set in the address.

    What a form has besides is ignored: clients send hints of their own. Raises 415 for another type of body, and
    ParameterError for a form without a query, with two, or not in UTF-8.
    """
    content_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if content_type not in (FORM, QUERY):
        raise HTTPException(415, f"The body must be {FORM} or {QUERY}.")
    try:
        text = body.decode()
        form = parse_qs(text, keep_blank_values=True, errors="strict") if content_type == FORM else {}
    except UnicodeDecodeError:
        raise ParameterError("query", "it is not UTF-8") from None
    if content_type == QUERY:
        given = request.query_params
        return _operation({"query": [text], **{name: given.getlist(name) for name in given if name != "query"}})
    return _operation(form)


def one_query(values: Sequence[str]) -> str:
    """The one query of a request. Raises ParameterError for none or several."""
    if len(values) != 1:
        raise ParameterError("query", "one query is wanted" + (f", not {len(values)}" if values else ""))
    return values[0]


def _operation(given: Mapping[str, Sequence[str]]) -> Operation:
    return Operation(
        one_query(given.get("query", ())),
        tuple(given["default-graph-uri"]) if "default-graph-uri" in given else None,
        tuple(given["named-graph-uri"]) if "named-graph-uri" in given else None,
    )


def streamed(answer: Answer) -> Response:
    """The answer on its way to the client; a client that leaves ends the query."""
    headers = {REVISION_HEADER: str(answer.revision), "Vary": "Accept"}
    return StreamingResponse(answer.body, media_type=answer.media_type, headers=headers)
