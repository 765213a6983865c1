"""What one report says, with every name minted."""

from __future__ import annotations

from dataclasses import dataclass

from siegegraph.graph.model.claim import Claim
from siegegraph.graph.model.entity import EntityView
from siegegraph.graph.model.extraction import Extractor
from siegegraph.graph.model.report import Report


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """A report, the entities as it sees them and the claims that it makes: all that its named graph holds."""

    iri: str
    report: Report
    extractor: Extractor
    views: tuple[EntityView, ...] = ()
    claims: tuple[Claim, ...] = ()

    @property
    def outlet(self) -> str | None:
        """The IRI of the view of the outlet that published it; it is among the views even where the text is silent."""
        name = self.report.publisher
        return next((view.iri for view in self.views if name in (view.label, *view.names)), None) if name else None
