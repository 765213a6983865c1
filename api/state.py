"""What a request finds in the app: the open graph and the settings."""

from __future__ import annotations

from typing import Annotated, cast

from fastapi import Depends, Request

from siegegraph.graph.knowledge import KnowledgeGraph
from siegegraph.graph.settings import Settings
from siegegraph.graph.store import answers


async def _graph(request: Request) -> KnowledgeGraph:
    return cast(KnowledgeGraph, request.app.state.graph)


async def _queries(request: Request) -> answers.Queries:
    return cast(answers.Queries, request.app.state.queries)


async def _settings(request: Request) -> Settings:
    return cast(Settings, request.app.state.settings)


Graph = Annotated[KnowledgeGraph, Depends(_graph)]
Queries = Annotated[answers.Queries, Depends(_queries)]
AppSettings = Annotated[Settings, Depends(_settings)]
