"""How well the participants of events are read: `python -m tests.bench.roles [--held-out] [--errors]`.

Read on the annotated reports of ../shared/gold/dev/wikievents.jsonl, whose KAIROS roles stand for ours as below. What
counts are the events that both annotate, by overlapping trigger and type; an argument is right in the same role when
its words overlap the gold's, or the entity that they name does. `--errors` prints what is missed and what is spare.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterator
from datetime import date

import orjson
from tests.bench.layers import SHARED, Row, held_out

from siegegraph.graph.extract.pipeline import load_pipeline
from siegegraph.graph.model.extraction import EventMention, Extraction
from siegegraph.graph.model.report import Report
from siegegraph.graph.model.span import Span
from siegegraph.ontology.event_types import event_types, family

# KAIROS types by their start, with the families that they may be here.
TYPES = {
    "Conflict.Attack": {"Attack", "Invasion"},
    "Life.": {"Casualties", "Attack"},
    "Justice.ArrestJail": {"Detention"},
    "ArtifactExistence.DamageDestroy": {"Destruction", "Attack"},
    "Movement.Transportation": {"Evacuation", "Withdrawal", "Redeployment", "Displacement", "AidDelivery"},
    "Contact.Contact.Meet": {"Meeting", "Negotiation"},
}
# KAIROS roles with ours; where several would do, any of them.
ROLES = {
    "Attacker": {"actor"},
    "Killer": {"actor"},
    "Injurer": {"actor"},
    "Jailer": {"actor"},
    "DamagerDestroyer": {"actor"},
    "Destroyer": {"actor"},
    "Damager": {"actor"},
    "Target": {"target", "victim"},
    "Victim": {"victim", "target"},
    "Detainee": {"victim"},
    "Artifact": {"target"},
    "Instrument": {"instrument"},
    "ExplosiveDevice": {"instrument"},
    "Transporter": {"actor", "victim"},
    "PassengerArtifact": {"beneficiary", "victim", "actor"},
    "Origin": {"origin"},
    "Destination": {"destination"},
    "Participant": {"attendee", "actor"},
    "Place": {"place"},
}


def arguments_of(event: EventMention) -> Iterator[tuple[str, Span]]:
    """The roles of an event with the words that fill them, the places too."""
    yield from ((argument.role, Span(argument.start, argument.end)) for argument in event.arguments)
    yield from (("place", place) for place in event.places)


def same_event(gold: Row, found: EventMention) -> bool:
    """Whether the triggers overlap and the types agree."""
    if found.end <= gold["start"] or gold["end"] <= found.start:
        return False
    wanted = next((types for start, types in TYPES.items() if gold["type"].startswith(start)), set())
    told = family(found.type, found.family)
    return any(told == each or told in event_types().narrower(each) for each in wanted)


class Mentions:
    """Which words of one report name the same thing."""

    def __init__(self, read: Extraction) -> None:
        self._entities = [(Span(e.start, e.end), e.id) for e in read.entities]
        self._entities += [(Span(m.start, m.end), m.entity) for m in read.mentions]

    def same(self, one: Span, other: Span) -> bool:
        """Whether two stretches overlap or name one entity."""
        return one.overlaps(other) or bool(self._named(one) & self._named(other))

    def _named(self, span: Span) -> set[str | None]:
        return {entity for words, entity in self._entities if words == span and entity is not None}


class Tally:
    """Right, found and wanted by role."""

    def __init__(self) -> None:
        self.counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
        self.notes: list[str] = []

    def add(self, text: str, gold: Row, found: EventMention, mentions: Mentions) -> None:
        """Count one event's arguments."""
        given = dict.fromkeys(arguments_of(found))
        left = list(given)
        for row in gold["arguments"]:
            roles = ROLES.get(row["role"], set())
            span = Span(row["start"], row["end"])
            match = next((each for each in left if each[0] in roles and mentions.same(span, each[1])), None)
            kind = match[0] if match else min(roles, default="other")
            self.counts[kind][2] += 1
            if match is not None:
                left.remove(match)
                self.counts[kind][0] += 1
                self.counts[kind][1] += 1
            else:
                self._note("lacks", row["role"], span, found, text)
        for role, span in left:
            self.counts[role][1] += 1
            self._note("spare", role, span, found, text)

    def _note(self, what: str, role: str, span: Span, event: EventMention, text: str) -> None:
        start = text.rfind("\n", 0, event.start) + 1
        line = text[start : text.find("\n", event.end) if "\n" in text[event.end :] else len(text)]
        self.notes.append(f"{what} {role} {text[span.start : span.end]!r} of {text[event.start : event.end]!r}: {line}")

    def print(self, *, errors: bool) -> None:
        """The figures by role and of all together."""
        rows = {"all": [sum(column) for column in zip(*self.counts.values(), strict=True)], **self.counts}
        for role, (right, found, wanted) in sorted(rows.items(), key=lambda row: -row[1][2]):
            precision, recall = right / found if found else 0.0, right / wanted if wanted else 0.0
            f1 = 2 * right / (found + wanted) if found + wanted else 0.0
            print(f"{role:12} P {precision:.3f} R {recall:.3f} F1 {f1:.3f} ({right} of {found} found, {wanted} wanted)")
        if errors:
            print(*self.notes, sep="\n")


def main(*, only_held_out: bool, errors: bool) -> None:
    pipeline, tally = load_pipeline(), Tally()
    lines = (SHARED / "gold" / "dev" / "wikievents.jsonl").read_bytes().splitlines()
    for row in map(orjson.loads, lines):
        if held_out("wikievents", row, set()) is not only_held_out:
            continue
        published = date.fromisoformat(row["published"]) if row.get("published") else None
        read = pipeline.extract(Report(text=row["text"], published=published))
        left, mentions = list(read.events), Mentions(read)
        for gold in row["events"]:
            match = next((event for event in left if same_event(gold, event)), None)
            if match is not None:
                left.remove(match)
                tally.add(row["text"], gold, match, mentions)
    tally.print(errors=errors)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--held-out", action="store_true")
    parser.add_argument("--errors", action="store_true")
    arguments = parser.parse_args()
    main(only_held_out=arguments.held_out, errors=arguments.errors)
