"""Model objects as JSON v1 items. Where an item names an entity, it holds the number of the entity's atom as its `id`:
the index keeps items so, and `references.resolve` puts in whatever entity the atom belongs to when the item is read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from siegegraph.graph.model.account import Account
from siegegraph.graph.model.claim import Claim, Speaker
from siegegraph.graph.model.event import Disagreement, Event, Relationship
from siegegraph.graph.model.interval import Interval
from siegegraph.graph.model.quantity import Quantity

AtomOf = Callable[[str], int]
"""The atom, by its number, that stands for a report's view of an entity."""

Item = dict[str, Any]

CONTEXT = 32
"""Characters of text given before and after a quote."""


def report_item(account: Account) -> Item:
    """A report, without its text."""
    report = account.report
    return {
        "id": account.iri,
        "url": report.url,
        "title": report.title,
        "published": report.published.isoformat() if report.published else None,
        "publisher": report.publisher,
        "language": report.language,
        "status": report.status,
        "reason": report.reason,
        "input_id": report.input_id,
        "claims": len(account.claims),
        "near_copy_of": None,
    }


def claim_item(claim: Claim, account: Account, atom_of: AtomOf) -> Item:
    """A claim, but for the event or relationship that it turns out to be about."""
    report, (start, end) = account.report, claim.quote
    speakers = [speaker_item(speaker, atom_of) for speaker in claim.speakers]
    return {
        "id": claim.iri,
        "quote": claim.quote_text,
        "prefix": report.text[max(0, start - CONTEXT) : start],
        "suffix": report.text[end : end + CONTEXT],
        "start": start,
        "end": end,
        "report": claim.report,
        "published": report.published.isoformat() if report.published else None,
        "publisher": report.publisher,
        "speaker": speakers[-1] if speakers else None,
        "speakers": speakers,
        "type": claim.type,
        **({"family": claim.family} if claim.family else {}),
        "modality": claim.modality,
        "polarity": claim.polarity,
        "certainty": claim.certainty,
        "outcome": claim.outcome,
        "confidence": claim.confidence,
    }


def speaker_item(speaker: Speaker, atom_of: AtomOf) -> Item:
    """A speaker; one known by description only has no id."""
    body = speaker.on_behalf_of
    return {
        "id": atom_of(speaker.entity) if speaker.entity else None,
        "label": speaker.label,
        "on_behalf_of": {"id": atom_of(body), "label": ""} if body else None,
        "party": None,
    }


def time_item(time: Interval) -> Item:
    """A time, with the words for showing it."""
    bounds = {
        "earliest": time.earliest,
        "begin_latest": time.begin_latest,
        "end_earliest": time.end_earliest,
        "latest": time.latest,
    }
    return {
        "edtf": time.edtf,
        **{name: bound.isoformat() if bound else None for name, bound in bounds.items()},
        "precision": time.precision,
        "ongoing": time.ongoing,
        "undated": time.undated,
        "phrase": time.phrase,
        "display": time.display,
    }


def event_item(event: Event, atom_of: AtomOf) -> Item:
    """An event without its claims."""
    return {
        "id": event.iri,
        "type": event.type,
        "types": list(event.types),
        "label": event.label,
        "time": time_item(event.time),
        "places": [{"id": atom_of(view)} for view in event.places],
        "participants": [
            {"role": each.role, "id": atom_of(each.view) if each.view else None, "label": each.label}
            for each in event.participants
        ],
        "quantities": [
            quantity_item(quantity, claim, atom_of) for claim in event.claims for quantity in claim.quantities
        ],
        "modality": event.modality,
        "polarity": event.polarity,
        "outcome": event.outcome,
        "part_of": event.part_of,
        "reports": event.reports,
        "independent": event.independent,
        "disagreements": [disagreement_item(each, event.claims, atom_of) for each in event.disagreements],
    }


def quantity_item(quantity: Quantity, claim: Claim, atom_of: AtomOf) -> Item:
    """A number with who gives it."""
    return {
        "of": quantity.of,
        "min": _number(quantity.min),
        "max": _number(quantity.max),
        "value": _number(quantity.value),
        "approximate": quantity.approximate,
        "unit": quantity.unit,
        "quote": quantity.text,
        "speaker": speaker_item(claim.speaker, atom_of) if claim.speaker else None,
        "claim": claim.iri,
    }


def disagreement_item(disagreement: Disagreement, claims: Sequence[Claim], atom_of: AtomOf) -> Item:
    """A disagreement inside its event."""
    speakers = {claim.iri: claim.speaker for claim in claims}
    sides = []
    for side in disagreement.sides:
        speaker = speakers.get(side.claims[0])
        sides.append({
            "speaker": speaker_item(speaker, atom_of) if speaker else None,
            "party": None,
            "value": side.value,
            "claims": list(side.claims),
        })  # fmt: skip
    return {"on": disagreement.on, "of": disagreement.of, "score": disagreement.score, "sides": sides}


def relationship_item(relationship: Relationship, atom_of: AtomOf) -> Item:
    """A relationship without its claims."""
    held = relationship.object
    return {
        "id": relationship.iri,
        "predicate": relationship.predicate,
        "subject": {"id": atom_of(relationship.subject), "label": ""},
        "object": {"id": atom_of(held) if held else None, "label": relationship.value or ""},
        "time": time_item(relationship.time),
        "reports": relationship.reports,
        "independent": relationship.independent,
    }


def _number(value: float | None) -> float | int | None:
    return int(value) if value is not None and value == int(value) else value
