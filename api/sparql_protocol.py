"""The SPARQL 1.1 Protocol on the side of HTTP: what a request asks, and an answer sent bit by bit.

https://www.w3.org/TR/sparql11-protocol/#query-operation
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import parse_qs

from fastapi import Response
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
    default_graphs: Sequence[str] | None
    named_graphs: Sequence[str] | None


def operation_of(
    content_type: str, body: bytes, default_graphs: Sequence[str] | None, named_graphs: Sequence[str] | None
) -> Operation:
    """What a POST asks: a form, or the query itself with the data set in the address, whose parameters are given.

    What a form has besides is ignored: clients send hints of their own. Raises 415 for another type of body, and
    ParameterError for a form without a query, with two, or not in UTF-8.
    """
    content_type = content_type.partition(";")[0].strip().lower()
    if content_type not in (FORM, QUERY):
        raise HTTPException(415, f"The body must be {FORM} or {QUERY}.")
    try:
        text = body.decode()
        form = parse_qs(text, keep_blank_values=True, errors="strict") if content_type == FORM else {}
    except UnicodeDecodeError:
        raise ParameterError("query", "it is not UTF-8") from None
    if content_type == QUERY:
        return Operation(text, default_graphs, named_graphs)
    graphs = (form.get("default-graph-uri"), form.get("named-graph-uri"))
    return Operation(one_query(form.get("query", ())), *graphs)


def one_query(values: Sequence[str]) -> str:
    """The one query of a request. Raises ParameterError for none or several."""
    if len(values) != 1:
        raise ParameterError("query", "one query is wanted" + (f", not {len(values)}" if values else ""))
    return values[0]


def streamed(answer: Answer) -> Response:
    """The answer on its way to the client; a client that leaves ends the query."""
    headers = {REVISION_HEADER: str(answer.revision), "Vary": "Accept"}
    return StreamingResponse(answer.body, media_type=answer.media_type, headers=headers)
