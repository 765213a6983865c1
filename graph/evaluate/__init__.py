"""How right is the graph? Its reading of annotated reports, held against what a careful reader takes from them.

The form of a gold file is in `gold`. Layer by layer:

entities     a mentioned entity is right when its label or an alias equals one of a gold entity's aliases (case, a
             leading "the" and the form of apostrophes aside); `optional` names count neither way
entity types of the entities found, those whose type is the gold one
events found an event matches, one to one, when one of its claims overlaps the gold quote
events typed and when that claim's type, or its family, is the gold type or one of `types` as well
dates        of the events typed: every bound that the gold gives is found and lies inside it; `ongoing` agrees
participants of the events typed: those in the roles that the gold lists, and the places
quantities   of the events typed: the numbers that the gold gives (min, max, value), each found once
what is counted   of those numbers, the ones that count what the gold says
quotes       claims whose quote is exactly what the text has between its offsets
claims       gold claims that a claim of any kind overlaps
speakers     of those, the ones whose nearest claim has the gold speaker
speaker chains   where the gold gives the whole chain, those that are the same
modality, polarity, certainty, outcome       where the gold gives them, of events typed and of claims
coreference  B-cubed of the mentions that the gold has, and of those found of the same entities
events merged   pairs of tellings, of all that the gold has, that are of one event
disagreements   of the gold's events that it says sources differ on: what they differ on (number, date ...)
kept apart   pairs of entities or events that the gold says are not one
relations    subject and predicate are right, and the object: an entity, or a value in the same words (an office
             spelt any way); either way round for one that is symmetric

Precision is of what was found, recall of what the gold has; where the gold does not list all there is, as with
relations or roles, precision is a lower bound.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from siegegraph.graph.evaluate.claims import compare_claims, compare_quotes, compare_relations
from siegegraph.graph.evaluate.entities import compare_coreference, compare_entities
from siegegraph.graph.evaluate.events import compare_events
from siegegraph.graph.evaluate.gold import gold_of
from siegegraph.graph.evaluate.naming import Naming
from siegegraph.graph.evaluate.reading import reading_of
from siegegraph.graph.evaluate.scores import Figure, Scores
from siegegraph.graph.knowledge import KnowledgeGraph

__all__ = ["Figure", "Scores", "evaluate"]


def evaluate(graph: KnowledgeGraph, gold_paths: Iterable[Path]) -> Scores:
    """The scores over all gold files together, each thing counting once.

    Raises ReadError for a gold file or a report of it that cannot be read, NotFoundError for a report that is not in
    the graph.
    """
    scores = Scores()
    for path in gold_paths:
        gold = gold_of(path)
        reading = reading_of(graph, gold.texts)
        naming = Naming(gold, reading)
        compare_entities(gold, reading, naming, scores)
        compare_coreference(gold, reading, scores)
        compare_events(gold, reading, naming, scores)
        compare_quotes(reading, scores)
        compare_claims(gold, reading, naming, scores)
        compare_relations(gold, reading, naming, scores)
    return scores
