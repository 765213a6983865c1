"""A SKOS concept scheme as an immutable tree, looked up by notation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Triple

from siegegraph.ontology.terms import SKOS


@dataclass(frozen=True, slots=True)
class Concept:
    """One concept: how JSON and the command line call it, its IRI, and what it means."""

    notation: str
    term: NamedNode
    label: str
    definition: str
    example: str
    broader: str | None


class Scheme(Mapping[str, Concept]):
    """The concepts of one scheme by notation. A notation that it lacks raises KeyError."""

    def __init__(self, concepts: Iterable[Concept]) -> None:
        self._concepts = {concept.notation: concept for concept in concepts}
        self._notations = {concept.term: concept.notation for concept in self._concepts.values()}
        self._narrower: dict[str, set[str]] = {notation: {notation} for notation in self._concepts}
        for notation in self._concepts:
            for above in self.broader(notation):
                self._narrower[above].add(notation)

    def __getitem__(self, notation: str) -> Concept:
        return self._concepts[notation]

    def __iter__(self) -> Iterator[str]:
        return iter(self._concepts)

    def __len__(self) -> int:
        return len(self._concepts)

    def notation(self, term: NamedNode) -> str | None:
        """The notation of a concept's IRI; None where the scheme has no such concept."""
        return self._notations.get(term)

    def broader(self, notation: str) -> tuple[str, ...]:
        """The notations above this one, nearest first."""
        above: list[str] = []
        parent = self._concepts[notation].broader
        while parent is not None:
            above.append(parent)
            parent = self._concepts[parent].broader
        return tuple(above)

    def narrower(self, notation: str) -> frozenset[str]:
        """This notation and all those below it: what a filter on it lets through."""
        return frozenset(self._narrower[notation])

    def broadest(self, notation: str) -> str:
        """The top concept above this one (itself where it is one)."""
        return (notation, *self.broader(notation))[-1]


def scheme_of(triples: Iterable[Triple], scheme: NamedNode) -> Scheme:
    """The scheme as the triples tell it, in their order."""
    said: dict[NamedNode, dict[NamedNode, NamedNode | Literal]] = {}
    for triple in triples:
        if isinstance(triple.subject, NamedNode) and isinstance(triple.object, NamedNode | Literal):
            said.setdefault(triple.subject, {})[triple.predicate] = triple.object
    members = {node: facts for node, facts in said.items() if facts.get(SKOS.inScheme) == scheme}
    notations = {node: facts[SKOS.notation].value for node, facts in members.items()}
    return Scheme(
        Concept(
            notation=notations[node],
            term=node,
            label=facts[SKOS.prefLabel].value,
            definition=facts[SKOS.definition].value,
            example=facts[SKOS.example].value,
            broader=notations.get(broader) if isinstance(broader := facts.get(SKOS.broader), NamedNode) else None,
        )
        for node, facts in members.items()
    )
