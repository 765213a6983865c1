"""Made-up reports on a war that never was, already extracted: few names, so that many reports tell of one event."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any

from siegegraph.graph.knowledge import KnowledgeGraph
from siegegraph.graph.model.extraction import (
    AttributionMention,
    Bounds,
    EntityMention,
    EventArgument,
    EventMention,
    Extraction,
    Extractor,
    QuantityExpression,
    RelationMention,
    TimeExpression,
)
from siegegraph.graph.model.report import Report
from siegegraph.graph.model.span import Span
from siegegraph.graph.query.filters import Filters
from siegegraph.graph.query.page import PageRequest
from siegegraph.graph.query.timeline import timeline

EXTRACTOR = Extractor(name="made-up", version="1")
START = date(2031, 3, 1)

PLACES = ("Arden", "Borovo", "Port Cassel")
UNITS = (("4th Brigade", "Fourth Brigade"), ("River Guard",), ("Harbour Militia", "Militia of the Harbour"))
PEOPLE = ("Ana Dorn", "Milo Vest", "Ruta Kell")
OUTLETS = ("Coast Courier", "Northern Wire", None)
DEEDS = (("shelled", "Bombardment", "target"), ("captured", "Capture", "target"), ("evacuated", "Evacuation", "origin"))


class Writer:
    """Writes a report sentence by sentence and keeps the rows that an extractor would give."""

    def __init__(self) -> None:
        self.text = ""
        self.entities: list[EntityMention] = []
        self.times: list[TimeExpression] = []
        self.quantities: list[QuantityExpression] = []
        self.events: list[EventMention] = []
        self.relations: list[RelationMention] = []
        self.attributions: list[AttributionMention] = []

    def put(self, words: str) -> Span:
        """Append words; gives where they stand."""
        start = len(self.text)
        self.text += words
        return Span(start, len(self.text))

    def name(self, words: str, kind: str, id_: str | None = None) -> Span:
        """Append a name."""
        span = self.put(words)
        self.entities.append(EntityMention(start=span.start, end=span.end, text=words, type=kind, id=id_ or words))
        return span

    def day(self, day: date) -> int:
        """Append a date; gives its index."""
        span = self.put(f"{day.day} {day:%B %Y}")
        words = self.text[span.start : span.end]
        self.times.append(
            TimeExpression(start=span.start, end=span.end, text=words, type="DATE", value=str(day), edtf=str(day))
        )
        return len(self.times) - 1

    def count(self, number: int, of: str) -> int:
        """Append a number of people; gives its index."""
        span = self.put(f"{number} {of}")
        self.quantities.append(
            QuantityExpression(start=span.start, end=span.end, of=of, min=number, max=number, value=number, unit=None)
        )
        return len(self.quantities) - 1

    def deed(
        self, day: date, unit: tuple[str, ...], verb: str, kind: str, role: str, place: str, number: int, speaker: str
    ) -> None:
        """Append one sentence that tells of an event, vouched for by a speaker ("" is the outlet itself)."""
        start = self.put("On ").start
        time = self.day(day)
        self.put(" the ")
        actor = self.name(unit[0], "Organisation", unit[-1])
        self.put(" ")
        trigger = self.put(verb)
        self.put(" ")
        where = self.name(place, "Place")
        self.put(" with ")
        quantity = self.count(number, "fighters")
        quote = Span(start, len(self.text))
        attribution = self.said(quote, speaker) if speaker else None
        self.put(". ")
        self.events.append(
            EventMention(
                start=trigger.start,
                end=trigger.end,
                type=kind,
                quote=quote,
                time=time,
                quantities=(quantity,),
                attribution=attribution,
                arguments=(
                    EventArgument(role="actor", start=actor.start, end=actor.end),
                    EventArgument(role=role, start=where.start, end=where.end),
                ),
                places=(where,),
            )
        )

    def said(self, content: Span, speaker: str) -> int:
        """Append who said it; gives the attribution's index."""
        self.put(", ")
        source = self.name(speaker, "Person")
        self.put(" ")
        cue = self.put("said")
        self.attributions.append(AttributionMention(source=(source,), cue=(cue,), content=(content,), speaker=speaker))
        return len(self.attributions) - 1

    def commands(self, person: str, unit: tuple[str, ...]) -> None:
        """Append one sentence that tells who commands whom."""
        subject = self.name(person, "Person")
        self.put(" commands the ")
        unit_span = self.name(unit[0], "Organisation", unit[-1])
        quote = Span(subject.start, unit_span.end)
        self.put(". ")
        self.relations.append(RelationMention(predicate="commands", subject=subject, object=unit_span, quote=quote))

    def extraction(self, published: date | None, publisher: str | None, url: str | None) -> Extraction:
        """What was written so far, as an extraction."""
        return Extraction(
            report=Report(text=self.text, published=published, publisher=publisher, url=url, title=self.text[:20]),
            extractor=EXTRACTOR,
            entities=tuple(self.entities),
            times=tuple(self.times),
            quantities=tuple(self.quantities),
            events=tuple(self.events),
            relations=tuple(self.relations),
            attributions=tuple(self.attributions),
        )


def reports(count: int, seed: int) -> list[Extraction]:
    """So many reports; about a third of what they tell is told by others too, often with another number."""
    rng = random.Random(seed)
    made: list[Extraction] = []
    for n in range(count):
        writer = Writer()
        for _ in range(rng.randint(1, 3)):
            day = START + timedelta(days=rng.randrange(4))
            speaker = rng.choice((*PEOPLE, ""))
            # Both names in one report tie two name-keys: such a report coming or going merges or splits an entity.
            unit = rng.choice(UNITS)
            unit = (rng.choice(unit), unit[-1]) if rng.random() < 0.3 else (rng.choice(unit),)
            writer.deed(day, unit, *rng.choice(DEEDS), rng.choice(PLACES), rng.choice((20, 20, 25, 200)), speaker)
        if rng.random() < 0.4:
            writer.commands(rng.choice(PEOPLE), (rng.choice(UNITS)[0],))
        published = None if rng.random() < 0.1 else START + timedelta(days=rng.randrange(8))
        made.append(writer.extraction(published, rng.choice(OUTLETS), f"https://example.org/{seed}/{n}"))
    return made


def timed(n: int) -> Extraction:
    """A report of one event whose bounds are known in another combination for each `n`, over days or over years."""
    day = START + timedelta(days=(n * 37) % 500 - 250)
    width = timedelta(days=(1, 3, 40, 700, 9000)[n % 5])
    known = n % 16
    bounds = Bounds(
        earliest=day if known & 1 else None,
        begin_latest=day + width if known & 2 else None,
        end_earliest=day + width if known & 4 else None,
        latest=day + 2 * width if known & 8 else None,
    )
    return Extraction(
        report=Report(
            text=f"Number {n}: fighting.", published=START + timedelta(days=n % 7), publisher="Coast Courier"
        ),
        extractor=Extractor(name="made-up", version="1"),
        events=(EventMention(start=10 if n > 9 else 9, end=19 if n > 9 else 18, type="Attack", bounds=bounds),),
    )


def every(
    graph: KnowledgeGraph, filters: Filters, limit: int = 1000, *, descending: bool = False
) -> list[dict[str, Any]]:
    """What the timeline keeps, from all its pages."""
    items: list[dict[str, Any]] = []
    cursor: str | None = None
    while True:
        page = timeline(graph, filters, PageRequest(limit=limit, cursor=cursor), descending=descending)
        items += page.items
        cursor = page.next
        if cursor is None:
            return items
