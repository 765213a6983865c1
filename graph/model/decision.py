"""A researcher's decision: it overrules what the rules say, is never overwritten, and can be undone."""

from __future__ import annotations

from dataclasses import dataclass

PAIRED = frozenset({"same", "different"})
VALUED = frozenset({"rename", "retype"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What was decided of a thing, by its IRI: it binds the names that it gives, whatever they are merged into.

    `kind` is same or different (of `subject` and `object`, two entities or two events), rename or retype (of an entity
    or event, to `value`), or reject (a claim). `at` is an ISO 8601 date and time with its zone.
    """

    iri: str
    kind: str
    subject: str
    at: str
    object: str | None = None
    value: str | None = None
    note: str | None = None
    by: str | None = None
