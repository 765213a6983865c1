"""Layers on who and what a report speaks of: entities, their types, and all that refers to them."""

from __future__ import annotations

from siegegraph.graph.evaluate.clusters import b_cubed
from siegegraph.graph.evaluate.gold import Gold
from siegegraph.graph.evaluate.matching import likeness, pairs
from siegegraph.graph.evaluate.naming import Naming
from siegegraph.graph.evaluate.reading import Reading
from siegegraph.graph.evaluate.scores import Scores
from siegegraph.graph.model.span import Span
from siegegraph.ontology.gazetteer import demonym

Mention = tuple[str, Span]

# What two stretches share at least of what they cover, for them to be one mention.
_ALIKE = 0.5


def compare_entities(gold: Gold, reading: Reading, naming: Naming, scores: Scores) -> None:
    """Count entities and entity types."""
    matches = {iri: naming.gold_ids(iri) for iri in reading.entities}
    counted = [iri for iri, ids in matches.items() if ids or not naming.names[iri] & gold.optional]
    hit = {each for ids in matches.values() for each in ids}
    right = sum(bool(matches[iri]) for iri in counted)
    scores.add("entities", right=right, found=len(counted), hit=len(hit), wanted=len(gold.entities))
    for iri in counted:
        label, kind = reading.entities[iri]["label"], reading.entities[iri]["type"]
        if not matches[iri]:
            scores.notes.append(f"entities: {label} ({kind}) is none of the gold's")
        elif kinds := {gold.entities[each].type for each in matches[iri]} - {None}:
            scores.judge("entity types", kind in kinds, f"{label} is a {kind}")
    scores.notes.extend(f"entities: {missed} is not found" for missed in sorted(gold.entities.keys() - hit))


def compare_coreference(gold: Gold, reading: Reading, scores: Scores) -> None:
    """Count mentions by how far those that are together with them belong together (B-cubed)."""
    if not gold.chains:
        return
    wanted = {
        (report, span): chain.entity for chain in gold.chains for report, spans in chain.spans.items() for span in spans
    }
    every = [(report, span) for report, spans in reading.mentions.items() for span in spans]
    same = _same_mentions(list(wanted), every)
    clusters = {reading.mentions[report][span] for report, span in same}
    # A nationality alone ("the Russian shelling") is a mention only where the gold says so.
    spare = [mention for mention in every if not _nested(mention, wanted) and not demonym(_words(mention, reading))]
    found = {
        same.get(mention, mention): reading.mentions[mention[0]][mention[1]]
        for mention in (*same, *spare)
        if mention in same or reading.mentions[mention[0]][mention[1]] in clusters
    }
    figure = b_cubed(wanted, found)
    scores.add("coreference", right=figure.right, found=figure.found, hit=figure.hit, wanted=figure.wanted)
    for report, span in sorted(wanted.keys() - found.keys()):
        words = _words((report, span), reading)
        scores.notes.append(f"coreference: {words!r} at {span.start} ({wanted[report, span]}) is not found")
    for report, span in sorted(found.keys() - wanted.keys()):
        label = reading.entities[found[report, span]]["label"]
        words = _words((report, span), reading)
        scores.notes.append(f"coreference: {words!r} at {span.start} is taken for {label}")


def _same_mentions(wanted: list[Mention], found: list[Mention]) -> dict[Mention, Mention]:
    """The mentions found that are one of those wanted, each with the one it is."""
    candidates: dict[str, list[str]] = {}
    for number, (report, span) in enumerate(wanted):
        alike = {
            str(at): likeness(span, other)
            for at, (where, other) in enumerate(found)
            if where == report and likeness(span, other) >= _ALIKE
        }
        candidates[str(number)] = sorted(alike, key=lambda at: (-alike[at], int(at)))
    return {found[int(at)]: wanted[int(number)] for number, at in pairs(candidates).items()}


def _words(mention: Mention, reading: Reading) -> str:
    report, span = mention
    return reading.texts[report][span.start : span.end]


def _nested(mention: Mention, wanted: dict[Mention, str]) -> bool:
    """Whether a mention lies within one that is wanted, or around it with a title, which says nothing of it."""
    where, here = mention
    return any(report == where and (span.contains(here) or here.contains(span)) for report, span in wanted)
