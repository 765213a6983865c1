"""GET /export/{format}: the graph as a file."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path
from fastapi.responses import StreamingResponse

from siegegraph.api.parameters import FilterParameters
from siegegraph.api.state import Graph
from siegegraph.graph.errors import ParameterError
from siegegraph.graph.export import EXPORT_FORMATS, export

router = APIRouter(tags=["linked data"])


@router.get("/export/{format}", response_class=StreamingResponse)
def exported(
    graph: Graph,
    filters: FilterParameters,
    format: Annotated[str, Path(description=", ".join(EXPORT_FORMATS))],
) -> StreamingResponse:
    """All that the filters keep, complete, in one file."""
    if format not in EXPORT_FORMATS:
        raise ParameterError("format", f"there is {', '.join(EXPORT_FORMATS)}, not {format!r}")
    headers = {"Content-Disposition": f'attachment; filename="siegegraph.{format}"'}
    return StreamingResponse(export(graph, format, filters), headers=headers, media_type=EXPORT_FORMATS[format])
