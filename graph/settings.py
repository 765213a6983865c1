"""Every setting: its name, unit, default and one sentence. Each is also the environment variable SIEGEGRAPH_<NAME>."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from pydantic import Field, StringConstraints
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """What a command or a server runs with; arguments win over the environment, the environment over defaults."""

    model_config = SettingsConfigDict(env_prefix="SIEGEGRAPH_", frozen=True, extra="forbid")

    store: str = Field(
        default="siegegraph-store",
        description="Where the graph lives: a folder (embedded Oxigraph) or the URL of a SPARQL 1.1 server.",
    )
    store_update_url: str | None = Field(
        default=None, description="Where a remote store takes SPARQL updates, when this differs from its query URL."
    )
    index: Path | None = Field(
        default=None,
        description="The folder of the index kept beside a remote store; an embedded store keeps its own.",
    )
    base: Annotated[str, StringConstraints(pattern=r"^https?://[^\s<>\"]+/$")] = Field(
        default="http://127.0.0.1:8000/",
        description="What the IRIs of things begin with, ending in a slash; fixed in a store when it is made.",
    )
    host: str = Field(default="127.0.0.1", description="The address that the server listens on.")
    port: int = Field(default=8000, ge=1, le=65535, description="The port that the server listens on.")
    token: str | None = Field(
        default=None,
        description="The bearer token that writing over HTTP wants; where none is set, every write is 403.",
    )
    workers: int = Field(default=1, ge=1, le=64, description="How many processes extraction is spread over.")
    pipeline: Path | None = Field(
        default=None, description="A spaCy config file that takes the place of the shipped extraction pipeline."
    )
    sparql_timeout: float = Field(default=10.0, gt=0, description="Seconds after which a SPARQL query is ended.")
    sparql_memory: int = Field(
        default=1024, ge=64, description="MiB of memory that a SPARQL query may take before it is ended."
    )
    sparql_max_bytes: int = Field(
        default=256 * 1024 * 1024, ge=1024, description="Bytes of a SPARQL answer after which it is ended."
    )
    sparql_workers: int = Field(default=4, ge=1, le=64, description="How many SPARQL queries run side by side.")
