"""The parameters of all routes, each with the sentence that documents it."""
# Annotations are not postponed here: FastAPI could not resolve those of the inner functions, which name what encloses
# them.

from datetime import date
from typing import Annotated, Any

from fastapi import Depends, FastAPI, Path, Query, Request

from siegegraph.graph.errors import ParameterError
from siegegraph.graph.query.filters import Filters, day_of, filters_of, name_in
from siegegraph.graph.query.page import PageRequest

Values = list[str] | None


async def _filters(
    from_: Annotated[Values, Query(alias="from", description="The time may reach this day or one after it.")] = None,
    to: Annotated[Values, Query(description="The time may reach this day or one before it.")] = None,
    as_of: Annotated[Values, Query(description="Only what was published on or before this day.")] = None,
    type: Annotated[Values, Query(description="An event type; narrower ones are included.")] = None,
    actor: Annotated[Values, Query(description="Somebody who takes part, in any role: an entity.")] = None,
    place: Annotated[Values, Query(description="Where it happened: a place; what lies in it is included.")] = None,
    within: Annotated[Values, Query(description="A box in degrees: west,south,east,north.")] = None,
    q: Annotated[Values, Query(description="Words.")] = None,
    speaker: Annotated[Values, Query(description="Somebody anywhere in the chain of speakers: an entity.")] = None,
    party: Annotated[Values, Query(description="The side in the conflict that the speaker belongs to.")] = None,
    report: Annotated[Values, Query(description="A report.")] = None,
    modality: Annotated[Values, Query(description="asserted, reported, future, proposed, possible or denied.")] = None,
    min_reports: Annotated[Values, Query(description="At least so many reports tell it.")] = None,
    min_independent: Annotated[Values, Query(description="At least so many tell it without repeating another.")] = None,
    undated: Annotated[Values, Query(description="What has no date: include, only or exclude.")] = None,
) -> Filters:
    return filters_of({name.rstrip("_"): values or [] for name, values in locals().items()})


async def _page(
    limit: Annotated[int, Query(description="How many items, from 1 to 1000.")] = 50,
    cursor: Annotated[str | None, Query(description="The `next` of the page before.")] = None,
) -> PageRequest:
    return PageRequest(limit=limit, cursor=cursor)


def _named(kind: str, parameter: str) -> object:
    """A thing that a query parameter names, as the last segment of its IRI."""

    async def name(
        value: Annotated[str, Query(alias=parameter, description=f"The {kind}'s IRI or its last segment.")],
    ) -> str:
        return name_in(parameter, value, kind)

    return Depends(name)


def _in_path(kind: str) -> object:
    """A thing that the path names, as the last segment of its IRI."""

    async def name(
        id_: Annotated[str, Path(alias="id", description=f"The {kind}'s IRI, percent-encoded, or its last segment.")],
    ) -> str:
        return name_in("id", id_, kind)

    return Depends(name)


def _day(parameter: str, description: str) -> object:
    async def day(value: Annotated[str | None, Query(alias=parameter, description=description)] = None) -> date | None:
        return None if value is None else day_of(parameter, value)

    return Depends(day)


async def _parties(
    party: Annotated[Values, Query(description="The side in the conflict that it belongs to: an entity.")] = None,
) -> tuple[str, ...]:
    return tuple(name_in("party", value, "entity") for value in party or ())


FilterParameters = Annotated[Filters, Depends(_filters)]
PageParameters = Annotated[PageRequest, Depends(_page)]
AsOf = Annotated[date | None, _day("as_of", "Only what was published on or before this day.")]
Since = Annotated[date | None, _day("from", "The time may reach this day or one after it.")]
Until = Annotated[date | None, _day("to", "The time may reach this day or one before it.")]
Parties = Annotated[tuple[str, ...], Depends(_parties)]
Source = Annotated[str, _named("entity", "source")]
Target = Annotated[str, _named("entity", "target")]
Report = Annotated[str, _in_path("report")]
Claim = Annotated[str, _in_path("claim")]
Entity = Annotated[str, _in_path("entity")]
Event = Annotated[str, _in_path("event")]
Decision = Annotated[str, _in_path("decision")]


async def known_parameters(request: Request) -> None:
    """Refuse a parameter that the route does not document. Raises ParameterError, naming it."""
    known = _documented(request.app).get((request.scope["route"].path_format, request.method.lower()), frozenset())
    for name in request.query_params:
        if name not in known:
            there_are = f"; there are {', '.join(sorted(known))}" if known else ""
            raise ParameterError(name, f"there is no such parameter here{there_are}")


def _documented(app: FastAPI) -> dict[tuple[str, str], frozenset[str]]:
    """By path and method, the query parameters in the app's own documentation, which is what they are checked by."""
    if not hasattr(app.state, "documented_parameters"):
        paths: dict[str, dict[str, Any]] = app.openapi()["paths"]
        app.state.documented_parameters = {
            (path, method): frozenset(p["name"] for p in operation.get("parameters", ()) if p["in"] == "query")
            for path, operations in paths.items()
            for method, operation in operations.items()
        }
    found: dict[tuple[str, str], frozenset[str]] = app.state.documented_parameters
    return found
