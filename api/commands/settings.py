"""The settings of a command: its options first, then the environment, then the defaults."""

from __future__ import annotations

from typing import Any

from pydantic import ValidationError

from siegegraph.graph.errors import ParameterError
from siegegraph.graph.settings import Settings


def settings_of(**options: Any) -> Settings:
    """The settings with those options that were given. Raises ParameterError, naming an ill-formed setting."""
    given = {name: value for name, value in options.items() if value is not None}
    try:
        return Settings(**given)
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(map(str, first["loc"]))
        raise ParameterError(name, f"{first['msg']} (option or SIEGEGRAPH_{name.upper()})") from None
