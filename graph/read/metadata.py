"""What is known of a report apart from its text, and where from: the file itself first, then whoever hands it over."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from siegegraph.graph.errors import ParameterError
from siegegraph.graph.model.report import Report

_FULL_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What is said of files that do not say it themselves; None where nothing is said."""

    published: date | None = None
    publisher: str | None = None
    url: str | None = None
    title: str | None = None

    @classmethod
    def stated(
        cls,
        published: str | None = None,
        publisher: str | None = None,
        url: str | None = None,
        title: str | None = None,
    ) -> Metadata:
        """The metadata in the words of a command line; empty words say nothing.

        Raises ParameterError for a `published` that is no date.
        """
        try:
            day = day_of(published) if published else None
        except ValueError as error:
            raise ParameterError("published", str(error)) from None
        return cls(published=day, publisher=publisher or None, url=url or None, title=title or None)

    def fill(self, report: Report) -> Report:
        """The report with what it does not state itself taken from here."""
        return replace(
            report,
            published=report.published or self.published,
            publisher=report.publisher or self.publisher,
            url=report.url or self.url,
            title=report.title or self.title,
        )


def day_of(value: str) -> date:
    """The day that `YYYY-MM-DD` names. Raises ValueError, its text a sentence's end, for anything else."""
    try:
        if _FULL_DATE.fullmatch(value):
            return date.fromisoformat(value)
    except ValueError:
        pass  # it looks like a date but the calendar has no such day
    raise ValueError(f"{value!r} is not a date of the form YYYY-MM-DD")
