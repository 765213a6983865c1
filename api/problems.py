"""Every error that leaves the server: a problem document (RFC 9457, https://www.rfc-editor.org/rfc/rfc9457).

On the pages, a browser is shown the same as a page.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

import orjson
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from typing_extensions import TypedDict

from siegegraph.api.negotiation import prefers_html
from siegegraph.api.pages import rendered
from siegegraph.graph import errors

MEDIA_TYPE = "application/problem+json"
TYPES = "https://w3id.org/siegegraph/problems#"

_log = logging.getLogger(__name__)


class ProblemItem(TypedDict, total=False):
    """What went wrong. `name` is the parameter or field at fault, where there is one."""

    type: str
    title: str
    status: int
    detail: str
    instance: str
    name: str


@dataclass(frozen=True, slots=True)
class Problem:
    """A kind of problem: the status it is answered with, what its type ends in, and its title."""

    status: int
    type: str
    title: str


PROBLEMS: dict[type[Exception], Problem] = {
    errors.ParameterError: Problem(400, "parameter", "A parameter is unknown or ill-formed"),
    errors.ExtractionFormError: Problem(400, "extraction-form", "The line is not in the form of a report"),
    errors.ReadError: Problem(400, "unreadable-report", "The report could not be read"),
    errors.ExtractionError: Problem(500, "extraction", "The report could not be extracted from"),
    errors.PipelineError: Problem(500, "pipeline", "The extraction pipeline cannot be loaded"),
    errors.NotFoundError: Problem(404, "not-found", "Nothing answers to this name"),
    errors.QuerySyntaxError: Problem(400, "query-syntax", "The query is not SPARQL 1.1"),
    errors.QueryForbiddenError: Problem(403, "query-forbidden", "The query asks for what is switched off"),
    errors.QueryTimeoutError: Problem(504, "query-timeout", "The query ran past its time and was ended"),
    errors.QueryLimitError: Problem(422, "query-limit", "The query passed a limit and was ended"),
    errors.QueryError: Problem(400, "query", "The query was refused"),
    errors.StoreError: Problem(503, "store", "The store cannot answer"),
    errors.SiegegraphError: Problem(500, "error", "The request failed"),
}
"""The one table: the nearest class of an error's own and its bases counts."""


_NOT_ACCEPTABLE = Problem(406, "not-acceptable", "No such format is on offer")


def problem_of(error: Exception) -> Problem:
    """The kind of problem that an error is; 500 for one that nobody raised on purpose."""
    if isinstance(error, errors.ParameterError) and error.name == "Accept":
        return _NOT_ACCEPTABLE
    found = (PROBLEMS[kind] for kind in type(error).__mro__ if kind in PROBLEMS)
    return next(found, Problem(500, "internal", "The server failed"))


def install(app: FastAPI) -> None:
    """Answer every error of the app by a problem document."""
    app.add_exception_handler(errors.SiegegraphError, _own_error)
    app.add_exception_handler(RequestValidationError, _invalid_request)
    app.add_exception_handler(HTTPException, _http_error)


def _own_error(request: Request, error: Exception) -> Response:
    problem = problem_of(error)
    if problem.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        _log.warning("%s %s: %s", request.method, request.url.path, error)
    name = getattr(error, "name", None) if isinstance(error, errors.ParameterError) else getattr(error, "field", None)
    return _document(request, problem.status, TYPES + problem.type, problem.title, str(error), name)


def _invalid_request(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    first = error.errors()[0]
    name = str(first["loc"][-1])
    problem = PROBLEMS[errors.ParameterError]
    return _document(request, 400, TYPES + problem.type, problem.title, f"{name}: {first['msg']}", name)


def _http_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    title = HTTPStatus(error.status_code).phrase
    return _document(request, error.status_code, "about:blank", title, error.detail, headers=error.headers)


class UnforeseenMiddleware:
    """Answers an error that nobody raised on purpose, unless the answer has begun; the log tells of it.

    Starlette's own handler for these stands outside of every middleware, so its answers would lack their headers.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        begun = False

        async def noted(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self._app(scope, receive, noted)
        except Exception as error:
            if scope["type"] != "http" or begun:
                raise
            _log.exception("%s %s", scope["method"], scope["path"])
            problem = problem_of(error)
            detail = "The fault is the server's; its log says more."
            answer = _document(Request(scope), problem.status, TYPES + problem.type, problem.title, detail)
            await answer(scope, receive, send)


def _document(
    request: Request,
    status: int,
    type_: str,
    title: str,
    detail: str,
    name: str | None = None,
    headers: Mapping[str, str] | None = None,
) -> Response:
    if _is_page(request.url.path) and prefers_html(request.headers.get("accept")):
        return rendered(request, "problem.html", status, title=title, detail=detail)
    body: dict[str, Any] = {"type": type_, "title": title, "status": status, "detail": detail}
    body["instance"] = request.url.path
    if name:
        body["name"] = name
    return Response(orjson.dumps(body), status, headers, MEDIA_TYPE)


def _is_page(path: str) -> bool:
    """Whether people come here: whoever follows a dead link is told in words, in a browser that asks for HTML."""
    return path == "/" or path.startswith(("/browse/", "/id/"))
