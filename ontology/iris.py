"""How names are made: the only place that mints an IRI.

A name comes from the content of what it names, never from the order of arrival: no order of loading and no rebuild
changes it. Things are `BASE id/{kind}/{name}`; what exists only inside a thing (a mention, a side of a disagreement,
a geometry) is a fragment of it. Names do not depend on the base, so a store moved to another base keeps them.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Sequence
from typing import Final
from urllib.parse import quote

from anyascii import anyascii

KINDS: Final = frozenset({
    "report", "claim", "entity", "event", "relationship", "judgement", "decision", "disagreement", "run", "graph",
})  # fmt: skip

GRAPHS: Final = ("derived", "decisions", "runs", "vocabulary", "gazetteer")

SLUG_LENGTH: Final = 48


class Minter:
    """Mints the IRIs of one installation. `base` is its address and ends with a slash (http://127.0.0.1:8000/).

    Spans are (start, end) in code points, end exclusive. Every method returns an absolute IRI and is a pure function
    of the base and its arguments; different arguments give different IRIs (entities aside from a 32-bit hash).
    """

    __slots__ = ("base",)

    def __init__(self, base: str) -> None:
        if not base.endswith("/"):
            raise ValueError(f"a base ends with a slash: {base!r}")
        self.base = base

    def iri(self, kind: str, name: str) -> str:
        """The IRI of a thing whose name is known, as it stands in `/id/{kind}/{name}`."""
        if kind not in KINDS:
            raise ValueError(f"no kind of thing is called {kind!r}")
        return f"{self.base}id/{kind}/{name}"

    def report(self, text: str, url: str | None, publisher: str | None) -> str:
        """The report with this text and address, or publisher where it has no address; the date does not count."""
        identity = [text, url, None] if url else [text, None, publisher or None]
        return self.iri("report", digest(identity, 16))

    def claim(self, report: str, start: int, end: int, speaker_span: tuple[int, int] | None = None) -> str:
        """The claim made by the trigger words at start..end.

        `speaker_span` (where the source's words stand) is for the second claim of one trigger: the one that another
        speaker vouches for.
        """
        return self.iri("claim", f"{name_of(report)}-{start}-{end}{_by(speaker_span)}")

    def relation_claim(
        self,
        report: str,
        predicate: str,
        subject: tuple[int, int],
        object_: tuple[int, int] | str,
        speaker_span: tuple[int, int] | None = None,
    ) -> str:
        """The claim that a relation holds, by its predicate's notation and its two arguments' words.

        The object is a span or, for an office or a rank without words of its own, a value.
        """
        last = slug_with_digest(object_, [object_]) if isinstance(object_, str) else _joined([object_])
        local = f"{name_of(report)}-{_segment(predicate)}-{_joined([subject])}-{last}{_by(speaker_span)}"
        return self.iri("claim", local)

    def statement_claim(self, report: str, start: int, end: int, speaker_span: tuple[int, int] | None = None) -> str:
        """The claim of type Statement whose content stands at start..end: words said that tell no event or relation."""
        return self.iri("claim", f"{name_of(report)}-said-{start}-{end}{_by(speaker_span)}")

    def event(self, claim: str) -> str:
        """The name that a claim lends to its event."""
        return self.iri("event", name_of(claim))

    def relationship(self, claim: str) -> str:
        """The name that a relation's claim lends to its relationship."""
        return self.iri("relationship", name_of(claim))

    def entity(self, report: str, label: str, ordinal: int = 0) -> str:
        """A report's own view of what it calls `label`; `ordinal` counts homonyms within the report from 0."""
        identity: list[object] = [name_of(report), fold(label)]
        return self.iri("entity", slug_with_digest(label, [*identity, ordinal] if ordinal else identity))

    def judgement(self, first: str, second: str) -> str:
        """Whether two things (mentions, views or claims) are one; the order of the two does not matter."""
        return self.iri("judgement", digest(sorted((local_name(first), local_name(second))), 16))

    def decision(self, kind: str, subject: str, object_or_value: str | None, at: str, by: str | None) -> str:
        """A researcher's decision, by what it says, when (ISO 8601) and by whom."""
        said = None if object_or_value is None else local_name(object_or_value)
        return self.iri("decision", digest([kind, local_name(subject), said, at, by], 16))

    def disagreement(self, event: str, on: str, of: str | None = None) -> str:
        """What the claims of an event differ on; `of` says of which number."""
        counted = f"-{_segment(of)}" if of else ""
        return self.iri("disagreement", f"{name_of(event)}-{on}{counted}")

    def run(self, extractor: str, version: str) -> str:
        """The readings made by one version of one extractor."""
        return self.iri("run", f"{_segment(extractor, hyphens=True)}-{_segment(version)}")

    def graph(self, name: str) -> str:
        """A named graph that is not a report's: one of `GRAPHS`. A report's graph has the report's own IRI."""
        if name not in GRAPHS:
            raise ValueError(f"no graph is called {name!r}")
        return self.iri("graph", name)


def mention(report: str, start: int, end: int) -> str:
    """A stretch of a report's text (RFC 5147): words that name or refer to something, or words of time."""
    return f"{report}#char={start},{end}"


def quantity(report: str, start: int, end: int, of: str | None = None) -> str:
    """A number in a report's text and what it counts: one number may count two things ("dozens killed and hurt")."""
    counted = f";{_segment(of)}" if of else ""
    return f"{report}#quantity={start},{end}{counted}"


def attribution(report: str, spans: Sequence[tuple[int, int]]) -> str:
    """An attribution, by the spans of its cue and its source (of its content, where it has neither), in this order."""
    return f"{report}#attribution={','.join(f'{start},{end}' for start, end in spans)}"


def claim_time(claim: str) -> str:
    """The time of a claim whose bounds are given for it alone, not by words that other claims may share."""
    return f"{claim}#time"


def quote_selector(claim: str) -> str:
    """A claim's quote by its words (Web Annotation's TextQuoteSelector)."""
    return f"{claim}#quote"


def position_selector(claim: str) -> str:
    """A claim's quote by its offsets (Web Annotation's TextPositionSelector)."""
    return f"{claim}#position"


def geometry(entity: str) -> str:
    """Where a place lies."""
    return f"{entity}#geometry"


def side(disagreement: str, number: int) -> str:
    """One side of a disagreement; numbers start at 1."""
    return f"{disagreement}#side{number}"


def kind_and_name(iri: str) -> tuple[str, str] | None:
    """What kind of thing an IRI names and its name, whatever the base; None where it is no name of ours.

    A fragment counts as the thing that it is part of.
    """
    match = re.search("/id/([a-z]+)/([^/]+)$", iri.partition("#")[0])
    return (match[1], match[2]) if match and match[1] in KINDS else None


def span_of(iri: str) -> tuple[int, int] | None:
    """The span that a mention's IRI carries; None for any other IRI."""
    match = re.search(r"#char=(\d+),(\d+)$", iri)
    return (int(match[1]), int(match[2])) if match else None


def report_of(mention_iri: str) -> str:
    """The report that a mention, a quantity or an attribution is part of."""
    return mention_iri.partition("#")[0]


def name_of(iri: str) -> str:
    """The last segment of a thing's IRI, its fragment aside."""
    return iri.partition("#")[0].rpartition("/")[2]


def local_name(iri_or_value: str) -> str:
    """`kind/name#fragment` of an IRI of ours, so that what is named after it does not depend on the base.

    Anything else (a new label, an outside IRI) comes back as it is.
    """
    return iri_or_value.rpartition("/id/")[2] if kind_and_name(iri_or_value) else iri_or_value


def fold(name: str) -> str:
    """A name without what writing it differently changes: case, width, runs of spaces, the form of apostrophes.

    Entities are named by it, so it stays as it is; what is thought alike in resolving may change (see `gazetteer`).
    """
    plain = unicodedata.normalize("NFKC", name).casefold()
    return " ".join(re.sub("[\u2018\u2019\u02bc`\u00b4]", "'", plain).split())


def slug(text: str) -> str:
    """A readable ASCII path segment: lower case, words joined by hyphens, at most 48 characters; "x" if it has none."""
    words = re.findall("[a-z0-9]+", anyascii(text).lower())
    joined = "-".join(words)
    if len(joined) > SLUG_LENGTH:
        joined = joined[:SLUG_LENGTH].rpartition("-")[0] or joined[:SLUG_LENGTH]
    return joined or "x"


def slug_with_digest(text: str, identity: Sequence[object]) -> str:
    """A slug of the text made distinct by 8 hex digits of what it stands for."""
    return f"{slug(text)}-{digest(identity, 8)}"


def digest(parts: Sequence[object], length: int) -> str:
    """The first hex digits of the SHA-256 of the parts as a JSON array, in which no two lists look alike."""
    return hashlib.sha256(json.dumps(list(parts), separators=(",", ":")).encode("ascii")).hexdigest()[:length]


def _joined(spans: Sequence[tuple[int, int]]) -> str:
    return "-".join(f"{start}-{end}" for start, end in spans)


def _segment(text: str, *, hyphens: bool = False) -> str:
    """The text as part of a name, told apart from its neighbours: no hyphen, and no % that a server would decode."""
    encoded = quote(text, safe="").replace("~", "~7E").replace("%", "~")
    return encoded if hyphens else encoded.replace("-", "~2D")


def _by(span: tuple[int, int] | None) -> str:
    return "" if span is None else f"-by-{span[0]}-{span[1]}"
