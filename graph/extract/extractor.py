"""The name and version that a pipeline's extractions carry, told without loading spaCy."""

from __future__ import annotations

import json
from configparser import ConfigParser
from importlib import resources
from importlib.metadata import version
from pathlib import Path

from siegegraph.graph.model.extraction import Extractor


def extractor_of(config_path: Path | None = None) -> Extractor:
    """The extractor that the config at `config_path`, or else the shipped one, describes."""
    parser = ConfigParser(interpolation=None)
    parser.read_string(config_text(config_path))
    return Extractor(name=json.loads(parser["siegegraph"]["name"]), version=version("siegegraph"))


def config_text(config_path: Path | None = None) -> str:
    """The text of a pipeline's config."""
    if config_path is not None:
        return config_path.read_text(encoding="utf-8")
    return resources.files("siegegraph.graph.extract").joinpath("pipeline.cfg").read_text(encoding="utf-8")
