"""Words that attribute: verbs, nouns and adjectives of saying, denying, judging, wanting and believing (cues.tsv)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Literal

from siegegraph.ontology.lexicon.tables import rows_of

PartOfSpeech = Literal["verb", "noun", "adj", "adv"]
PARTS_OF_SPEECH: tuple[PartOfSpeech, ...] = ("verb", "noun", "adj", "adv")


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that attributes.

    `kind` says how: say, ask, deny, judge, name, want, plan, refuse, order, believe, know or show; feel (a noun of
    feeling), tell (a noun for what tells), stand (to support or oppose, by deeds too) and seem (nobody is named).
    `frames` are the complements that hold what is attributed: `that` (a clause), `inf` (an infinitive), `ger` (a
    gerund), `obj` (the object), `claim` (an object that is itself a claim), `hearer` (the object is spoken to),
    `quote` (direct speech), `aside` (the clause that it stands beside), or a preposition.
    """

    lemma: str
    kind: str
    frames: frozenset[str]
    modality: str
    polarity: str
    certainty: str


@cache
def cues(pos: PartOfSpeech) -> Mapping[str, Cue]:
    """The cues of one part of speech by lemma."""
    return MappingProxyType(
        {
            row["lemma"]: Cue(
                lemma=row["lemma"],
                kind=row["kind"],
                frames=frozenset(row["frames"].split(",")),
                modality=row["modality"],
                polarity=row["polarity"],
                certainty=row["certainty"],
            )
            for row in rows_of("cues")
            if row["pos"] == pos
        }
    )


@cache
def verdicts() -> frozenset[tuple[str, str]]:
    """The cues, as in `attitudes`, that call or judge something that is taken to be so ("was seen as", "condemned")."""
    return frozenset(
        (pos.upper(), lemma)
        for pos in PARTS_OF_SPEECH
        for lemma, cue in cues(pos).items()
        if cue.kind == "name" or (cue.kind == "judge" and "of" not in cue.frames)
    )


@cache
def attitudes() -> frozenset[tuple[str, str]]:
    """The cues, as (spaCy's part of speech, lemma), that leave the teller to vouch: states of mind, deeds, hedges."""
    mental = frozenset({"want", "believe", "know", "feel", "stand", "seem"})
    return frozenset(
        (pos.upper(), lemma) for pos in PARTS_OF_SPEECH for lemma, cue in cues(pos).items() if cue.kind in mental
    )
