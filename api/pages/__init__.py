"""Pages for people, rendered here: no script, no build step, nothing fetched from elsewhere, all text escaped."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any
from urllib.parse import urlencode

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse
from fastapi.staticfiles import StaticFiles
from jinja2 import Environment, PackageLoader, StrictUndefined, pass_context
from jinja2.runtime import Context

from siegegraph.ontology.iris import kind_and_name


def install(app: FastAPI) -> None:
    """Serve what the pages are drawn with."""
    app.mount("/static", StaticFiles(directory=str(resources.files(__name__) / "static")), name="static")


def rendered(request: Request, template: str, status: int = 200, **context: Any) -> HTMLResponse:
    """A page from a template of this package. `json_twin` in the context is where the same is served as JSON."""
    shared = {
        "root": request.scope.get("root_path", ""),
        "revision": request.app.state.graph.revision,
        "as_of": None,
        "json_twin": None,
    }
    html = _environment().get_template(template).render(shared | context)
    return HTMLResponse(html, status, {"Vary": "Accept"})


def with_query(path: str, parameters: Mapping[str, Any]) -> str:
    """A path with those parameters that have a value."""
    given = {name: str(value) for name, value in parameters.items() if value}
    return f"{path}?{urlencode(given)}" if given else path


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader(__name__),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(href=_href, outside=_outside, spaced=_spaced)
    environment.globals.update(with_query=with_query)
    return environment


@pass_context
def _href(context: Context, iri: str, fragment: str = "") -> str:
    """Where this server shows a thing of ours, as of the day that the page is about."""
    found = kind_and_name(iri)
    if found is None:
        return _outside(iri)
    path = f"{context['root']}/id/{found[0]}/{found[1]}"
    return with_query(path, {"as_of": context["as_of"]}) + (f"#{fragment}" if fragment else "")


def _outside(url: str) -> str:
    """An address elsewhere; "#" for one that is no web address, which a report may give as its own."""
    return url if url.startswith(("http://", "https://")) else "#"


def _spaced(name: str) -> str:
    """A notation as words: "CeasefireViolation", "member_of"."""
    words = "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in name.replace("_", " "))
    return words.strip().capitalize()
