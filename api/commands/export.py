"""`siegegraph export`: the graph as a file."""

from __future__ import annotations

import sys
from pathlib import Path

from siegegraph.graph.errors import ParameterError
from siegegraph.graph.export import EXPORT_FORMATS
from siegegraph.graph.export import export as exported
from siegegraph.graph.opening import open_graph
from siegegraph.graph.query.filters import Filters
from siegegraph.graph.settings import Settings


def export(settings: Settings, form: str, output: Path | None) -> None:
    """Write all that the graph holds. Raises ParameterError for a format that there is not."""
    if form not in EXPORT_FORMATS:
        raise ParameterError("format", f"there is {', '.join(EXPORT_FORMATS)}, not {form!r}")
    with open_graph(settings, create=False) as graph:
        content = exported(graph, form, Filters())
        if output is None:
            sys.stdout.buffer.writelines(content)
            return
        try:
            with output.open("wb") as file:
                file.writelines(content)
        except OSError as error:
            raise ParameterError("output", f"{output} cannot be written ({error.strerror or error})") from None
