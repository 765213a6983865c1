"""The mentions of one Doc by the tokens in them, for whoever asks often who a word stands for."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from spacy.tokens import Doc, Token

from siegegraph.graph.extract.document import Annotations, text_of
from siegegraph.graph.model.extraction import EntityMention

_SPEAKING = frozenset({"Person", "Organisation", "Place"})


class SpeakerIndex:
    """Who is named or referred to by each token; a person's name before all others, then the widest."""

    def __init__(self, doc: Doc, read: Annotations) -> None:
        self.text = text_of(doc)
        self._starts = [token.idx for token in doc]
        self._doc = doc
        self._named: dict[int, EntityMention] = {}
        self._referred: dict[int, str] = {}
        people = [row for row in read.entities if row.type == "Person"]
        self._people = sorted((row.start, row.id or "") for row in people)
        for row in sorted((row for row in read.entities if row.type in _SPEAKING), key=_weight):
            self._named.update(dict.fromkeys(self._tokens(row.start, row.end), row))
        for reference in reversed(read.mentions):
            self._referred.update(dict.fromkeys(self._tokens(reference.start, reference.end), reference.entity))
        self._names = dict(self._described(people))

    def named(self, token: Token) -> EntityMention | None:
        """The named mention that holds the token."""
        return self._named.get(token.i)

    def referred(self, token: Token) -> str | None:
        """The entity that a reference around the token means."""
        return self._referred.get(token.i)

    def people(self, start: int, end: int) -> list[tuple[int, str]]:
        """Where people are named in the characters from `start` to `end`, with their ids."""
        return self._people[bisect_left(self._people, (start, "")) : bisect_left(self._people, (end, ""))]

    def by_name(self, entity: str | None) -> str | None:
        """The person whom a description is set beside somewhere: the mayor of Brod, where "the mayor of Brod, Ana"."""
        return self._names.get(entity, entity) if entity is not None else None

    def _tokens(self, start: int, end: int) -> Iterator[int]:
        for i in range(bisect_left(self._starts, start), bisect_right(self._starts, end - 1)):
            if self._starts[i] + len(self._doc[i]) <= end:
                yield i

    def _described(self, people: list[EntityMention]) -> Iterator[tuple[str, str]]:
        """Descriptions, taken for people of their own, that a person's name follows after a comma."""
        by_start = {row.start: row for row in people}
        for one in people:
            other = by_start.get(one.end + len(", "))
            if other is None or self.text[one.end : other.start] != ", " or not one.text[:1].islower():
                continue
            if one.id is not None and other.id is not None and other.text[:1].isupper():
                yield one.id, other.id


def _weight(row: EntityMention) -> tuple[bool, int]:
    return row.type == "Person", row.end - row.start
