"""The application: every route over one open graph."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing, nullcontext
from importlib.metadata import version

from fastapi import Depends, FastAPI
from fastapi.middleware.cors import CORSMiddleware

from siegegraph.api import documentation, pages, problems
from siegegraph.api.head import HeadMiddleware
from siegegraph.api.parameters import known_parameters
from siegegraph.api.problems import UnforeseenMiddleware
from siegegraph.api.responses import ItemResponse
from siegegraph.api.revision import REVISION_HEADER, RevisionMiddleware
from siegegraph.api.routes import (
    browse,
    claims,
    decisions,
    disagreements,
    entities,
    events,
    export,
    health,
    linked_data,
    network,
    ontology,
    paths,
    reports,
    search,
    sparql,
    start,
    timeline,
)
from siegegraph.api.security import SecurityMiddleware
from siegegraph.graph.knowledge import KnowledgeGraph
from siegegraph.graph.opening import open_graph
from siegegraph.graph.query.answering import queries_of
from siegegraph.graph.settings import Settings

_ROUTERS = (
    start.router,
    browse.router,
    timeline.router,
    events.router,
    claims.router,
    disagreements.router,
    decisions.router,
    entities.router,
    paths.router,
    network.router,
    reports.router,
    search.router,
    sparql.router,
    linked_data.router,
    ontology.router,
    export.router,
    health.router,
)


def create_app(settings: Settings, graph: KnowledgeGraph | None = None) -> FastAPI:
    """The application over the graph that the settings name, opened when it starts and closed when it ends.

    A `graph` that is given is used instead and stays open.
    """

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        with nullcontext(graph) if graph else open_graph(settings) as opened, closing(queries_of(opened)) as queries:
            app.state.graph, app.state.queries = opened, queries
            yield

    app = FastAPI(
        title="siegegraph",
        version=version("siegegraph"),
        description=documentation.DESCRIPTION,
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        default_response_class=ItemResponse,
        dependencies=[Depends(known_parameters)],
    )
    app.state.settings = settings
    problems.install(app)
    documentation.install(app)
    pages.install(app)
    for router in _ROUTERS:
        app.include_router(router)
    _add_middleware(app)
    return app


def _add_middleware(app: FastAPI) -> None:
    """The last one added sees a request first."""
    app.add_middleware(UnforeseenMiddleware)
    app.add_middleware(RevisionMiddleware)
    app.add_middleware(HeadMiddleware)
    app.add_middleware(
        CORSMiddleware,
        allow_origins=["*"],
        allow_methods=["GET", "HEAD", "POST", "DELETE"],
        allow_headers=["*"],
        expose_headers=["ETag", "Link", "Location", REVISION_HEADER],
    )
    app.add_middleware(SecurityMiddleware)
