"""Words that take an event out of plain fact: negation, plans, offers, attempts, hedges (modality_cues.tsv).

Each cue has one effect, and `EFFECTS` says what an effect means in the terms of a claim. The kinds are where the cue
stands: a `governor` has the event in its complement, an `infinitive` governor only where that is one ("told them to
leave"), a `noun` likewise, an `auxiliary`, `adverb` or `adjective` stands on the trigger, a `marker` opens its clause,
a `predicative` is said of its noun ("is impossible"), a `negation` negates, a `verifier` leaves open what it is denied
of ("could not confirm"), and so does `evidence` that there is none of ("no sign of an attack").
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from siegegraph.ontology.lexicon.tables import rows_of


@dataclass(frozen=True, slots=True)
class Effect:
    """What a cue changes; None leaves the value as it is."""

    modality: str | None = None
    certainty: str | None = None
    polarity: str | None = None
    outcome: str | None = None


EFFECTS: Mapping[str, Effect] = MappingProxyType(
    {
        "asserted": Effect(),
        "reported": Effect(modality="reported", certainty="unknown"),
        "future": Effect(modality="future", certainty="probable"),
        "conditional": Effect(modality="possible", certainty="possible"),
        "intended": Effect(modality="future", certainty="possible"),
        "alleged": Effect(modality="reported", certainty="possible"),
        "unverified": Effect(certainty="unknown"),
        "proposed": Effect(modality="proposed", certainty="unknown"),
        "possible": Effect(modality="possible", certainty="possible"),
        "probable": Effect(certainty="probable"),
        "improbable": Effect(modality="possible", certainty="possible", polarity="negative"),
        "denied": Effect(modality="denied", polarity="negative"),
        "failed": Effect(outcome="failed"),
        "impossible": Effect(polarity="negative", outcome="failed"),
        "attempted": Effect(outcome="unknown"),
        "succeeded": Effect(outcome="succeeded"),
        "partial": Effect(outcome="partial"),
        "nearly": Effect(outcome="failed"),
    }
)


@dataclass(frozen=True, slots=True)
class ModalityLexicon:
    """The cues by kind: word -> effect."""

    governors: Mapping[str, Effect]
    orders: Mapping[str, Effect]
    nouns: Mapping[str, Effect]
    auxiliaries: Mapping[str, Effect]
    adverbs: Mapping[str, Effect]
    adjectives: Mapping[str, Effect]
    predicatives: Mapping[str, Effect]
    markers: Mapping[str, Effect]
    verifiers: Mapping[str, Effect]
    evidence: Mapping[str, Effect]
    negators: frozenset[str]


@cache
def modality_lexicon() -> ModalityLexicon:
    """The shipped cues, read once."""
    rows = list(rows_of("modality_cues"))

    def cues(kind: str) -> Mapping[str, Effect]:
        return MappingProxyType({row["word"]: EFFECTS[row["effect"]] for row in rows if row["kind"] == kind})

    return ModalityLexicon(
        governors=cues("governor"),
        orders=cues("infinitive"),
        nouns=cues("noun"),
        auxiliaries=cues("auxiliary"),
        adverbs=cues("adverb"),
        adjectives=cues("adjective"),
        predicatives=cues("predicative"),
        markers=cues("marker"),
        verifiers=cues("verifier"),
        evidence=cues("evidence"),
        negators=frozenset(row["word"] for row in rows if row["kind"] == "negation"),
    )
