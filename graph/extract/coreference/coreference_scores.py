"""How well pronouns and descriptions are tied to what they refer to: precision, recall and F1."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from siegegraph.graph.model.extraction import EntityMention, Reference
from siegegraph.graph.model.span import Span


@dataclass(frozen=True, slots=True)
class ReferenceExample:
    """A report's things by their mentions, and what was found in it."""

    wanted: Mapping[Span, str]
    entities: Sequence[EntityMention]
    references: Sequence[Reference]


def score_references(examples: Iterable[ReferenceExample]) -> dict[str, float]:
    """`reference_p`, `reference_r` and `reference_f`; a name that was found is no reference.

    Two stretches are one mention where they end together. A found entity stands for the thing that most of its names
    are names of.
    """
    right = found = wanted = 0
    for example in examples:
        things = _things(example)
        ends = {span.end: thing for span, thing in example.wanted.items()}
        named = {span.end for span in example.wanted if any(_overlap(span, name) for name in example.entities)}
        right += sum(things.get(r.entity) == ends.get(r.end, "") for r in example.references)
        found += len(example.references)
        wanted += len(ends.keys() - named)
    precision = right / found if found else 0.0
    recall = right / wanted if wanted else 0.0
    f1 = 2 * precision * recall / (precision + recall) if right else 0.0
    return {"reference_p": precision, "reference_r": recall, "reference_f": f1}


def _things(example: ReferenceExample) -> dict[str, str]:
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for name in example.entities:
        fitting = [span for span in example.wanted if _overlap(span, name)]
        if name.id and fitting:
            shortest = min(fitting, key=lambda span: span.end - span.start)
            votes[name.id][example.wanted[shortest]] += 1
    return {id_: counted.most_common(1)[0][0] for id_, counted in votes.items()}


def _overlap(span: Span, name: EntityMention) -> bool:
    return span.start < name.end and name.start < span.end
