"""A report as it came in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

Status = Literal["extracted", "not_extracted"]

FRONT_MATTER = re.compile(r"---[ \t]*\r?\n(?=[\w-]+:)(.*?)^---[ \t]*\r?$", re.DOTALL | re.MULTILINE)
"""The block between two lines of three hyphens at the very start, in which publishing tools keep "key: value" lines."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A report: its text as stored, and what is known of where it comes from.

    `published` is None where it is not known; nothing is guessed in its place. `language` is an ISO 639-1 code or
    None. A report that was stored but not read (another language, no text) has status not_extracted and a reason.
    `input_id` is the "id" of the line that it came from, if any.
    """

    text: str
    published: date | None = None
    publisher: str | None = None
    url: str | None = None
    title: str | None = None
    language: str | None = None
    status: Status = "extracted"
    reason: str | None = None
    input_id: str | None = None

    @property
    def prose(self) -> str:
        """The text with spaces in place of front matter, so that offsets stay what they are."""
        front = FRONT_MATTER.match(self.text)
        return " " * front.end() + self.text[front.end() :] if front else self.text
