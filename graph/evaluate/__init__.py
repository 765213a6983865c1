"""How right is the graph? Its reading of annotated reports, held against what a careful reader takes from them.

The form of a gold file is in `gold`. Layer by layer:

entities     a mentioned entity is right when its label or an alias equals one of a gold entity's aliases (case, a
             leading "the" and the form of apostrophes aside); `optional` names count neither way
entity types of the entities found, those whose type is the gold one
events found an event matches, one to one, when one of its claims overlaps the gold quote
events typed and when that claim's type is the gold type or one of `types` as well
dates        of the events typed: every bound that the gold gives is found and lies inside it; `ongoing` agrees
participants of the events typed: those in the roles that the gold lists, and the places
quantities   of the events typed: the numbers that the gold gives (min, max, value), each found once
quotes       claims whose quote is exactly what the text has between its offsets
claims       gold claims that a claim of any kind overlaps
speakers     of those, the ones whose nearest claim has the gold speaker
modality, polarity, certainty, outcome       where the gold gives them, of events typed and of claims
relations    subject and predicate are right, and the object: an entity, or a value in the same words

Precision is of what was found, recall of what the gold has; where the gold does not list all there is, as with
relations or roles, precision is a lower bound.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from siegegraph.graph.evaluate.gold import BOUNDS, ROLE_KEYS, STANCE, Gold, GoldEvent, gold_of, name_key
from siegegraph.graph.evaluate.matching import likeness, pairs
from siegegraph.graph.evaluate.reading import Reading, reading_of
from siegegraph.graph.evaluate.scores import Figure, Scores
from siegegraph.graph.knowledge import KnowledgeGraph
from siegegraph.graph.model.span import Span

__all__ = ["Figure", "Scores", "evaluate"]

Item = dict[str, Any]

# A bound that nothing may come before; the others are bounds that nothing may come after.
_LOWER = ("earliest", "end_earliest")


def evaluate(graph: KnowledgeGraph, gold_paths: Iterable[Path]) -> Scores:
    """The scores over all gold files together, each thing counting once.

    Raises ReadError for a gold file or a report of it that cannot be read, NotFoundError for a report that is not in
    the graph.
    """
    scores = Scores()
    for path in gold_paths:
        gold = gold_of(path)
        _Comparison(gold, reading_of(graph, gold.texts), scores).compare()
    return scores


class _Comparison:
    """One gold file against what the graph reads in its reports."""

    def __init__(self, gold: Gold, reading: Reading, scores: Scores) -> None:
        self.gold = gold
        self.reading = reading
        self.scores = scores
        self.claims = list(reading.claims.values())
        self.names = {iri: _names_of(item) for iri, item in reading.entities.items()}

    def compare(self) -> None:
        """Count every layer."""
        self._entities()
        self._events()
        self._quotes()
        self._claims()
        self._relations()

    def _entities(self) -> None:
        matches = {
            iri: [each for each in self.gold.entities.values() if each.names & names]
            for iri, names in self.names.items()
        }
        counted = [iri for iri, found in matches.items() if found or not self.names[iri] & self.gold.optional]
        hit = {each.id for found in matches.values() for each in found}
        right = sum(bool(matches[iri]) for iri in counted)
        self.scores.add("entities", right=right, found=len(counted), hit=len(hit), wanted=len(self.gold.entities))
        for iri in counted:
            label, kind = self.reading.entities[iri]["label"], self.reading.entities[iri]["type"]
            if not matches[iri]:
                self.scores.notes.append(f"entities: {label} ({kind}) is none of the gold's")
            elif kinds := {each.type for each in matches[iri]} - {None}:
                self.scores.judge("entity types", kind in kinds, f"{label} is a {kind}")
        for missed in sorted(self.gold.entities.keys() - hit):
            self.scores.notes.append(f"entities: {missed} is not found")

    def _events(self) -> None:
        self._count_events("events found", self._pairs(lambda event, claim: True))
        typed = self._pairs(lambda event, claim: claim["type"] in event.types)
        self._count_events("events typed", typed)
        for event in self.gold.events:
            found = self.reading.events.get(typed.get(event.id, ""))
            self._date(event, found)
            if found:
                self._stance(event.id, event.row, found)
                self._participants(event, found)
                self._quantities(event, found)

    def _pairs(self, fits: Callable[[GoldEvent, Item], bool]) -> dict[str, str]:
        """Gold events by id with the IRIs of the events that they match."""
        candidates: dict[str, list[str]] = {}
        for event in self.gold.events:
            best: dict[str, float] = {}
            for claim in self.claims:
                overlap = max(
                    (likeness(span, _span(claim)) for span in event.spans.get(claim["report"], ())), default=0
                )
                if "event" in claim and overlap and fits(event, claim):
                    best[claim["event"]] = max(best.get(claim["event"], 0), overlap)
            candidates[event.id] = sorted(best, key=lambda iri: (-best[iri], iri))
        return pairs(candidates)

    def _count_events(self, layer: str, matched: dict[str, str]) -> None:
        self.scores.add(
            layer,
            right=len(matched),
            found=len(self.reading.events),
            hit=len(matched),
            wanted=len(self.gold.events),
        )
        missed = (event.id for event in self.gold.events if event.id not in matched)
        self.scores.notes.extend(f"{layer}: {event} is not" for event in missed)
        spare = (self.reading.events[iri] for iri in sorted(self.reading.events.keys() - set(matched.values())))
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

    def _stance(self, what: str, row: Item, found: Item) -> None:
        for name in STANCE:
            if name in row:
                self.scores.judge(name, found.get(name) == row[name], f"{what} is {found.get(name)}")

    def _participants(self, event: GoldEvent, found: Item) -> None:
        roles = {**ROLE_KEYS, "places": "place"}
        wanted = {(roles[key], entity) for key in roles.keys() & event.row.keys() for entity in event.row[key]}
        looked_at = {role for role, _ in wanted}
        named = [(each["role"], each) for each in found["participants"]] + [("place", each) for each in found["places"]]
        given = {(role, self._gold_id(each) or each["label"]) for role, each in named if role in looked_at}
        hits = wanted & given
        self.scores.add("participants", right=len(hits), found=len(given), hit=len(hits), wanted=len(wanted))
        self.scores.notes.extend(f"participants: {event.id} lacks {role} {who}" for role, who in sorted(wanted - given))

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
        missed = (row for n, row in enumerate(wanted) if str(n) not in matched)
        self.scores.notes.extend(f"quantities: {event.id} lacks {row}" for row in missed)

    def _quotes(self) -> None:
        for claim in self.claims:
            text = self.reading.texts[claim["report"]]
            exact = text[claim["start"] : claim["end"]] == claim["quote"]
            self.scores.judge("quotes", exact, f"{claim['id']} is not what the text has")

    def _claims(self) -> None:
        for gold in self.gold.claims:
            near = [each for each in self.claims if each["report"] == gold.report]
            best = max(near, key=lambda claim: likeness(gold.span, _span(claim)), default=None)
            if best is None or not gold.span.overlaps(_span(best)):
                self.scores.miss("claims", f"{gold.words!r} is not found")
                self.scores.miss("speakers", f"of {gold.words!r}: not found")
                continue
            self.scores.judge("claims", True, "")
            speaker = best["speaker"]
            right = self._gold_id(speaker) == gold.speaker if speaker else gold.speaker is None
            said = speaker["label"] if speaker else "the outlet itself"
            self.scores.judge("speakers", right, f"of {gold.words!r}: {said}")
            self._stance(repr(gold.words), gold.row, best)

    def _gold_id(self, named: Item) -> str | None:
        """The gold entity that something named in an item is."""
        names = self.names.get(named["id"] or "") or {name_key(named["label"])}
        return next((each.id for each in self.gold.entities.values() if each.names & names), None)

    def _relations(self) -> None:
        if not self.gold.relations:
            return
        wanted = {(each["predicate"], each["subject"], self._end(each["object"])) for each in self.gold.relations}
        given = {
            (
                each["predicate"],
                self._gold_id(each["subject"]),
                self._gold_id(each["object"]) or name_key(each["object"]["label"]),
            )
            for each in self.reading.relationships.values()
        }
        hits = wanted & given
        self.scores.add("relations", right=len(hits), found=len(given), hit=len(hits), wanted=len(wanted))
        self.scores.notes.extend(f"relations: {' '.join(each)} is not found" for each in sorted(wanted - given))

    def _end(self, object_: str) -> str:
        return object_ if object_ in self.gold.entities else name_key(object_)


def _names_of(item: Item) -> frozenset[str]:
    return frozenset(map(name_key, [item["label"], *(alias["text"] for alias in item["aliases"])]))


def _span(claim: Item) -> Span:
    return Span(claim["start"], claim["end"])


def _agrees(wanted: Item, found: Item) -> bool:
    """Whether a number found says what the gold says of it, in as far as the gold says anything."""
    return all(found[name] == wanted[name] for name in ("min", "max", "value") if name in wanted)
