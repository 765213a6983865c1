"""A claim with what its report lends it: when it was said and by which outlet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from siegegraph.graph.model.claim import Claim

EntityOf = Callable[[str], int]
"""The entity, by its number, that a report's view is of."""


@dataclass(frozen=True, slots=True)
class Telling:
    """One claim as told on a day (None where the report is undated) by an outlet.

    `origin` is where the report's words come from: the outlet, or that of the report that it is a near copy of.
    """

    claim: Claim
    published: date | None = None
    publisher: str | None = None
    origin: str = ""

    @property
    def order(self) -> tuple[date, str, int, str]:
        """By publication day (undated last), report, place in the report: the first lends its event the name."""
        return (self.published or date.max, self.claim.report, self.claim.trigger.start, self.claim.iri)

    @property
    def voice(self) -> str:
        """Who vouches: the speaker, else the outlet."""
        speaker = self.claim.speaker
        if speaker is None:
            return f"outlet:{self.publisher or self.claim.report}"
        return speaker.entity or f"described:{self.claim.report}:{speaker.label}"

    def views(self) -> set[str]:
        """Every view of an entity that the claim leans on: participants, places, speakers, relation's ends."""
        claim = self.claim
        found = {argument.mention.entity for argument in claim.arguments}
        found |= {place.entity for place in claim.places}
        for speaker in claim.speakers:
            found |= {speaker.entity, speaker.on_behalf_of}
        for end in (claim.subject, claim.object):
            if end is not None and not isinstance(end, str):
                found.add(end.entity)
        return {view for view in found if view is not None}
