"""Layers on what happened: events, their dates, stance, participants and numbers, and which tellings are one event."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from siegegraph.graph.evaluate.clusters import pairwise
from siegegraph.graph.evaluate.gold import BOUNDS, ROLE_KEYS, STANCE, Gold, GoldEvent
from siegegraph.graph.evaluate.matching import likeness, pairs
from siegegraph.graph.evaluate.naming import Naming
from siegegraph.graph.evaluate.reading import Reading, span_of
from siegegraph.graph.evaluate.scores import Scores
from siegegraph.graph.model.span import Span
from siegegraph.ontology.iris import fold

Item = dict[str, Any]

# A bound that nothing may come before; the others are bounds that nothing may come after.
_LOWER = ("earliest", "end_earliest")
# So many letters at the start of two words make them one word in other forms ("injured", "injuries").
_STEM = 5


def compare_events(gold: Gold, reading: Reading, naming: Naming, scores: Scores) -> None:
    """Count every layer on events."""
    _Comparison(gold, reading, naming, scores).compare()


def _is_of_type(event: GoldEvent, claim: Item) -> bool:
    """Whether the claim's type, or the family of one that the scheme lacks, is one that the gold takes."""
    return claim["type"] in event.types or claim.get("family") in event.types


class _Comparison:
    """The events of one gold file against those found."""

    def __init__(self, gold: Gold, reading: Reading, naming: Naming, scores: Scores) -> None:
        self.gold = gold
        self.reading = reading
        self.naming = naming
        self.scores = scores
        self.claims = [claim for claim in reading.claims.values() if "event" in claim]

    def compare(self) -> None:
        self._count("events found", self._pairs(lambda event, claim: True))
        typed = self._pairs(_is_of_type)
        self._count("events typed", typed)
        for event in self.gold.events:
            found = self.reading.events.get(typed.get(event.id, ""))
            self._date(event, found)
            if found:
                self.scores.judge_fields(event.id, event.row, {**self._certainty(event, found), **found}, STANCE)
                self._participants(event, found)
                self._quantities(event, found)
        self._disagreements(typed)
        self._tellings()

    def _certainty(self, event: GoldEvent, found: Item) -> Item:
        """That of the claim that tells most nearly what the gold does: events have none of their own."""
        near = [
            (max(likeness(span, span_of(claim)) for span in event.spans[claim["report"]]), claim["certainty"])
            for claim in self.claims
            if claim["event"] == found["id"] and event.spans.get(claim["report"])
        ]
        return {"certainty": max(near)[1]} if near else {}

    def _pairs(self, fits: Callable[[GoldEvent, Item], bool]) -> dict[str, str]:
        """Gold events by id with the IRIs of the events that they match."""
        candidates: dict[str, list[str]] = {}
        for event in self.gold.events:
            best: dict[str, float] = {}
            for claim in self.claims:
                overlap = max(
                    (likeness(span, span_of(claim)) for span in event.spans.get(claim["report"], ())), default=0
                )
                if overlap and fits(event, claim):
                    best[claim["event"]] = max(best.get(claim["event"], 0), overlap)
            candidates[event.id] = sorted(best, key=lambda iri: (-best[iri], iri))
        return pairs(candidates)

    def _count(self, layer: str, matched: dict[str, str]) -> None:
        hits, events = len(matched), self.reading.events
        self.scores.add(layer, right=hits, found=len(events), hit=hits, wanted=len(self.gold.events))
        missed = (event.id for event in self.gold.events if event.id not in matched)
        self.scores.notes.extend(f"{layer}: {event} is not" for event in missed)
        spare = (events[iri] for iri in sorted(events.keys() - set(matched.values())))
        self.scores.notes.extend(
            f"{layer}: {each['label']} ({each['type']}) matches none of the gold's" for each in spare
        )

    def _date(self, event: GoldEvent, found: Item | None) -> None:
        """Whether the bounds found lie inside those given: not before the earliest ones, not after the latest ones."""
        given = {name: event.row[name] for name in BOUNDS if event.row.get(name)}
        if not given and "ongoing" not in event.row:
            return
        if found is None:
            self.scores.miss("dates", f"{event.id} is not found")
            return
        time = found["time"]
        inside = all(
            time[name] and (time[name] >= bound if name in _LOWER else time[name] <= bound)
            for name, bound in given.items()
        )
        agrees = event.row.get("ongoing", time["ongoing"]) == time["ongoing"]
        self.scores.judge("dates", inside and agrees, f"{event.id} is {time['display']}")

    def _participants(self, event: GoldEvent, found: Item) -> None:
        roles = {**ROLE_KEYS, "places": "place"}
        keys = roles.keys() & event.row.keys()
        wanted = {(roles[key], entity) for key in keys for entity in event.row[key]}
        looked_at = {roles[key] for key in keys}
        named = [(each["role"], each) for each in found["participants"]] + [("place", each) for each in found["places"]]
        given = {(role, self.naming.gold_id(each) or each["label"]) for role, each in named if role in looked_at}
        hits = wanted & given
        self.scores.add("participants", right=len(hits), found=len(given), hit=len(hits), wanted=len(wanted))
        self.scores.notes.extend(f"participants: {event.id} lacks {role} {who}" for role, who in sorted(wanted - given))
        self.scores.notes.extend(f"participants: {event.id} has {role} {who}" for role, who in sorted(given - wanted))

    def _quantities(self, event: GoldEvent, found: Item) -> None:
        wanted = event.row.get("quantities", ())
        if not wanted:
            return
        given = [each for each in found["quantities"] if each["claim"] in self.reading.claims]
        candidates = {
            str(n): [str(m) for m, each in enumerate(given) if _agrees(row, each)] for n, row in enumerate(wanted)
        }
        matched = pairs(candidates)
        self.scores.add("quantities", right=len(matched), found=len(given), hit=len(matched), wanted=len(wanted))
        for n, row in enumerate(wanted):
            if str(n) not in matched:
                self.scores.notes.append(f"quantities: {event.id} lacks {row}")
            elif "of" in row:
                counted = given[int(matched[str(n)])]
                note = f"{event.id} counts {counted['of']!r}, not {row['of']!r}"
                self.scores.judge("what is counted", _counts(row["of"], counted), note)

    def _disagreements(self, matched: dict[str, str]) -> None:
        """Count what sources differ on, by event and kind: of the gold's events, those that it says anything of."""
        wanted = self.gold.disagreements
        if not wanted:
            return
        given = {
            (event, each["on"])
            for event in {event for event, _ in wanted} & matched.keys()
            for each in self.reading.events[matched[event]]["disagreements"]
        }
        hits = wanted & given
        self.scores.add("disagreements", right=len(hits), found=len(given), hit=len(hits), wanted=len(wanted))
        self.scores.notes.extend(f"disagreements: {event} lacks one on {on}" for event, on in sorted(wanted - given))
        self.scores.notes.extend(f"disagreements: {event} has one on {on}" for event, on in sorted(given - wanted))

    def _kept_apart(self, told: dict[str, set[str]]) -> None:
        """Count pairs of entities or events that are not one; `told` has the events found for each of the gold's."""
        for one, other in self.gold.apart:
            both = [told[each] if each in told else self.naming.found(each) for each in (one, other)]
            self.scores.judge("kept apart", not both[0] & both[1], f"{one} and {other} are one")

    def _tellings(self) -> None:
        """Count pairs of tellings, within and across reports, that are rightly of one event.

        A telling is found where a claim of its own tells it; of those that are not, no pair is.
        """
        tellings = [
            (event, report, span)
            for event in self.gold.events
            for report, spans in event.spans.items()
            for span in spans
        ]
        claims = {claim["id"]: claim for claim in self.claims}
        matched = pairs({str(n): self._tellers(*telling) for n, telling in enumerate(tellings)})
        wanted = {str(n): event.id for n, (event, _, _) in enumerate(tellings)}
        told: dict[str, set[str]] = {event.id: set() for event in self.gold.events}
        for n, claim in matched.items():
            told[wanted[n]].add(claims[claim]["event"])
        self._kept_apart(told)
        if len(set(wanted.values())) < len(wanted):
            figure = pairwise(wanted, {n: claims[claim]["event"] for n, claim in matched.items()})
            self.scores.add(
                "events merged", right=figure.right, found=figure.found, hit=figure.hit, wanted=figure.wanted
            )

    def _tellers(self, event: GoldEvent, report: str, span: Span) -> list[str]:
        """The claims that may be a telling: those of a fitting type first, then by how nearly they tell the same."""
        near = [each for each in self.claims if each["report"] == report and span.overlaps(span_of(each))]
        near.sort(key=lambda claim: (claim["type"] not in event.types, -likeness(span, span_of(claim)), claim["id"]))
        return [claim["id"] for claim in near]


def _agrees(wanted: Item, found: Item) -> bool:
    """Whether a number found says what the gold says of it, in as far as the gold says anything."""
    return all(found[name] == wanted[name] for name in ("min", "max", "value") if name in wanted)


def _counts(wanted: str, found: Item) -> bool:
    """Whether the things counted, or the words of the number, are what the gold says, in any form of the word."""
    stems = {word[:_STEM] for word in fold(f"{found['of'] or ''} {found['quote']}").split()}
    return bool(stems & {word[:_STEM] for word in fold(wanted).split()})
