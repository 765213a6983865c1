"""The event types, as event-types.ttl defines them: by notation, broader, narrower."""

from __future__ import annotations

from functools import cache

from siegegraph.ontology.scheme import Scheme, scheme_of
from siegegraph.ontology.terms import SG
from siegegraph.ontology.turtle import triples_of

OTHER = "Other"


@cache
def event_types() -> Scheme:
    """The scheme of event types, read once."""
    return scheme_of(triples_of("event-types.ttl"), SG.EventTypes)


def family(notation: str, given: str | None = None) -> str:
    """The type of the scheme that a type falls under: itself, or for an extractor's own type the family it gives.

    An own type without a family that the scheme has is an Other.
    """
    types = event_types()
    if notation in types:
        return notation
    return given if given is not None and given in types else OTHER


def is_broader(one: str, other: str, other_family: str | None = None) -> bool:
    """Whether the type `one` is `other` or includes it. An extractor's own type includes itself alone."""
    if one == other:
        return True
    return one in event_types() and family(other, other_family) in event_types().narrower(one)
