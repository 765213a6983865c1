"""Layers on the words themselves: quotes, claims, who vouches for them, and relations."""

from __future__ import annotations

from typing import Any

from siegegraph.graph.evaluate.gold import STANCE, Gold, GoldClaim, name_key
from siegegraph.graph.evaluate.matching import likeness
from siegegraph.graph.evaluate.naming import Naming
from siegegraph.graph.evaluate.reading import Reading, span_of
from siegegraph.graph.evaluate.scores import Scores
from siegegraph.ontology.lexicon.titles import title_ending

Item = dict[str, Any]

# What relations.ttl calls symmetric.
_MUTUAL = frozenset({"negotiates_with", "allied_with", "family_of"})


def compare_quotes(reading: Reading, scores: Scores) -> None:
    """Count claims whose quote is exactly what the text has."""
    for claim in reading.claims.values():
        exact = reading.texts[claim["report"]][claim["start"] : claim["end"]] == claim["quote"]
        scores.judge("quotes", exact, f"{claim['id']} is not what the text has")


def compare_claims(gold: Gold, reading: Reading, naming: Naming, scores: Scores) -> None:
    """Count claims, their speakers, and their stance."""
    for wanted in gold.claims:
        near = [each for each in reading.claims.values() if each["report"] == wanted.report]
        best = max(near, key=lambda claim: likeness(wanted.span, span_of(claim)), default=None)
        if best is None or not wanted.span.overlaps(span_of(best)):
            scores.miss("claims", f"{wanted.words!r} is not found")
            scores.miss("speakers", f"of {wanted.words!r}: not found")
        else:
            scores.judge("claims", True, "")
            _compare_speakers(wanted, best, naming, scores)
            scores.judge_fields(repr(wanted.words), wanted.row, best, STANCE)


def _compare_speakers(wanted: GoldClaim, claim: Item, naming: Naming, scores: Scores) -> None:
    speaker = claim["speaker"]
    said = speaker["label"] if speaker else "the outlet itself"
    right = naming.gold_id(speaker) == wanted.speaker if speaker else wanted.speaker is None
    scores.judge("speakers", right, f"of {wanted.words!r}: {said}")
    if "speakers" in wanted.row:
        chain = [naming.gold_id(each) for each in claim["speakers"]]
        labels = " > ".join(each["label"] for each in claim["speakers"])
        scores.judge("speaker chains", chain == wanted.row["speakers"], f"of {wanted.words!r}: {labels}")


def compare_relations(gold: Gold, reading: Reading, naming: Naming, scores: Scores) -> None:
    """Count relationships by subject, predicate and object."""
    if not gold.relations:
        return
    wanted = {
        _related(
            each["predicate"],
            each["subject"],
            each["object"] if each["object"] in gold.entities else _value_key(each["object"]),
        )
        for each in gold.relations
    }
    given = {
        _related(
            each["predicate"],
            naming.gold_id(each["subject"]) or each["subject"]["label"],
            naming.gold_id(each["object"]) or _value_key(each["object"]["label"]),
        )
        for each in reading.relationships.values()
    }
    hits = wanted & given
    scores.add("relations", right=len(hits), found=len(given), hit=len(hits), wanted=len(wanted))
    scores.notes.extend(f"relations: {' '.join(each)} is not found" for each in sorted(wanted - given))
    scores.notes.extend(f"relations: {' '.join(each)} is none of the gold's" for each in sorted(given - wanted))


def _value_key(value: str) -> str:
    """A rank or office written out, whichever way it is spelt: "presidential advisor" is "Presidential Adviser"."""
    words = value.split()
    title = title_ending(words)
    whole = title is not None and title.words == len(words)
    return name_key(title.canonical if title is not None and whole and title.canonical else value)


def _related(predicate: str, subject: str, object_: str) -> tuple[str, str, str]:
    """A relation's key: of one that holds both ways, whichever end is named first."""
    first, second = sorted((subject, object_)) if predicate in _MUTUAL else (subject, object_)
    return predicate, first, second
