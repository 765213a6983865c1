"""The Turtle files of the vocabulary, as they ship beside this module."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from importlib.resources import files

from pyoxigraph import RdfFormat, Triple, parse

VOCABULARY_FILES = (
    "siege.ttl",
    "roles.ttl",
    "relations.ttl",
    "schemes.ttl",
    "entity-types.ttl",
    "event-types.ttl",
    "mirrored-codes.ttl",
)

SHAPES_FILE = "shapes.ttl"


def text_of(name: str) -> str:
    """The text of one data file of this package."""
    return (files("siegegraph.ontology") / name).read_text(encoding="utf-8")


def triples_of(name: str) -> Iterator[Triple]:
    """The triples of one Turtle file, in the order in which they stand there."""
    for quad in parse(text_of(name), format=RdfFormat.TURTLE):
        yield quad.triple


def vocabulary() -> Iterator[Triple]:
    """All triples of the vocabulary: what the graph `vocabulary` of a store holds. No shapes, no blank nodes."""
    for name in VOCABULARY_FILES:
        yield from triples_of(name)


def digest() -> str:
    """Changes whenever the vocabulary does."""
    said = hashlib.sha256()
    for name in VOCABULARY_FILES:
        said.update(text_of(name).encode())
    return said.hexdigest()
