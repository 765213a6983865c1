"""The name and version that a pipeline's extractions carry, told without loading spaCy."""

from __future__ import annotations

import json
from configparser import ConfigParser
from configparser import Error as ConfigParserError
from importlib import resources
from importlib.metadata import version
from pathlib import Path

from siegegraph.graph.errors import PipelineError
from siegegraph.graph.model.extraction import Extractor


def extractor_of(config_path: Path | None = None) -> Extractor:
    """The extractor that the config at `config_path`, or else the shipped one, describes. Raises PipelineError."""
    parser = ConfigParser(interpolation=None)
    try:
        parser.read_string(config_text(config_path))
        return Extractor(name=json.loads(parser["siegegraph"]["name"]), version=version("siegegraph"))
    except (ConfigParserError, KeyError, json.JSONDecodeError) as error:
        raise PipelineError(f"{config_path}: it has no name in a section [siegegraph]: {error!r}") from error


def config_text(config_path: Path | None = None) -> str:
    """The text of a pipeline's config. Raises PipelineError where it cannot be read."""
    if config_path is not None:
        try:
            return config_path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise PipelineError(f"{config_path}: {getattr(error, 'strerror', None) or error}") from error
    return resources.files("siegegraph.graph.extract").joinpath("pipeline.cfg").read_text(encoding="utf-8")
