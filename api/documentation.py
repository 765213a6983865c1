"""The API's own documentation: the OpenAPI document, and the page that shows it without reaching out."""

from __future__ import annotations

import mimetypes
from importlib import resources
from typing import Any

import fastapi_offline
from fastapi import FastAPI, Request
from fastapi.openapi.docs import get_swagger_ui_html
from fastapi.responses import HTMLResponse
from fastapi.staticfiles import StaticFiles
from pydantic import TypeAdapter

from siegegraph.api import examples, problems

_SWAGGER = "/docs/swagger"

DESCRIPTION = """\
Who said what happened, when and where, with the exact words. Every list is a page `{"items", "next"}`; `id` is an IRI,
and a parameter that names a thing takes it or its last segment. A parameter given twice means "or". Every answer names
the store's revision, every error is a problem document (RFC 9457)."""


def answered(item: Any, example: Any, *statuses: int) -> dict[int | str, dict[str, Any]]:
    """What a route documents of its answer: the type of the item and an example of it, for 200 unless given."""
    content = {"application/json": {"example": example}}
    return {status: {"model": item, "content": content} for status in statuses or (200,)}


def report_line() -> dict[str, Any]:
    """What POST /reports documents of its body."""
    schema = {"type": "object", "required": ["text"], "additionalProperties": True}
    body = {"required": True, "content": {"application/json": {"schema": schema, "example": examples.REPORT_LINE}}}
    return {"requestBody": body}


def sparql_body() -> dict[str, Any]:
    """What POST /sparql documents of its body."""
    graphs = {"type": "array", "items": {"type": "string"}}
    fields = {"query": {"type": "string"}, "default-graph-uri": graphs, "named-graph-uri": graphs}
    form = {"schema": {"type": "object", "required": ["query"], "properties": fields}}
    plain = {"schema": {"type": "string"}, "example": "SELECT * WHERE { ?claim oa:exact ?quote } LIMIT 10"}
    content = {"application/x-www-form-urlencoded": form, "application/sparql-query": plain}
    return {"requestBody": {"required": True, "content": content}}


def install(app: FastAPI) -> None:
    """Serve `/docs` from what is installed, and let the OpenAPI document tell how errors look."""
    # Some systems call a script text/plain, and a browser then refuses to run it.
    mimetypes.add_type("text/javascript", ".js")
    folder = str(resources.files(fastapi_offline) / "static")
    app.mount(_SWAGGER, StaticFiles(directory=folder), name="swagger")
    app.add_api_route("/docs", _docs, include_in_schema=False, response_class=HTMLResponse)
    plain = app.openapi

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            _tell_errors(plain())
        return plain()

    app.openapi = openapi  # type: ignore[method-assign]  # the way that FastAPI documents


async def _docs(request: Request) -> HTMLResponse:
    root = request.scope.get("root_path", "")
    return get_swagger_ui_html(
        openapi_url=f"{root}{request.app.openapi_url}",
        title="siegegraph: the API",
        swagger_js_url=f"{root}{_SWAGGER}/swagger-ui-bundle.js",
        swagger_css_url=f"{root}{_SWAGGER}/swagger-ui.css",
        swagger_favicon_url=f"{root}/static/favicon.svg",
        # Its validator is an outside service.
        swagger_ui_parameters={"validatorUrl": None},
    )


def _tell_errors(schema: dict[str, Any]) -> None:
    """Put the problem document in the place of FastAPI's own form of error."""
    schemas = schema.setdefault("components", {}).setdefault("schemas", {})
    for name in ("HTTPValidationError", "ValidationError"):
        schemas.pop(name, None)
    schemas["ProblemItem"] = TypeAdapter(problems.ProblemItem).json_schema()
    problem = {problems.MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/ProblemItem"}}}
    for operations in schema["paths"].values():
        for operation in operations.values():
            operation["responses"].pop("422", None)
            operation["responses"]["default"] = {"description": "A problem (RFC 9457)", "content": problem}
