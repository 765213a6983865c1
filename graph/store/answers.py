"""What a stranger asks and what comes back, whichever way the store answers."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Query:
    """A SPARQL query with how it is to be answered.

    `results` and `graphs` are the media types for a SELECT or ASK and for a CONSTRUCT or DESCRIBE; None where the
    asker takes none of that family. `default_graphs` and `named_graphs` are the protocol's data set, which wins over
    the query's FROM clauses; None where the asker names none. `has_dataset` tells that the query has such a clause.
    """

    text: str
    results: str | None
    graphs: str | None
    has_dataset: bool = False
    default_graphs: tuple[str, ...] | None = None
    named_graphs: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer on its way. `body` yields bytes and raises a QueryError where the answer breaks off half-way.

    `revision` is that of the store that was asked. Closing `body` early ends the query.
    """

    media_type: str
    revision: int
    body: AsyncIterator[bytes]


class Queries(Protocol):
    """Where strangers' queries are answered."""

    async def answer(self, query: Query) -> Answer:
        """Start answering.

        Raises QuerySyntaxError, QueryTimeoutError, QueryLimitError, ParameterError (`Accept`: the query's family of
        media types is not wanted) or StoreError as long as nothing of the answer has been sent.
        """

    def close(self) -> None:
        """End what is running."""
