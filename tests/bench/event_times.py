"""Which time is given to events: `python -m tests.bench.event_times [--held-out] [--errors]`.

Read on TimeBank and AQUAINT (../shared/corpora/timebank). What counts are the events that both annotate, by
overlapping trigger words. A TLINK says that an event IS_INCLUDED in a time, or SIMULTANEOUS with it:

own time     ours, where it has both ends, is right when it lies inside a time linked; a link to the day of the
             document counts where there is no other
tense        of the events linked BEFORE or AFTER the day of the document, those that ours places so
"""

from __future__ import annotations

import argparse
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

from tests.bench.layers import SHARED, held_out

from siegegraph.graph.extract.pipeline import Pipeline, load_pipeline
from siegegraph.graph.extract.times.timex_values import Extent, extent_of
from siegegraph.graph.model.edtf import bounds_of
from siegegraph.graph.model.extraction import Bounds, EventMention, Extraction
from siegegraph.graph.model.report import Report
from siegegraph.graph.model.span import Span

CORPUS = SHARED / "corpora" / "timebank" / "TBAQ-cleaned"
WITHIN = {"IS_INCLUDED", "SIMULTANEOUS", "DURING", "IDENTITY"}
INVERSE = {
    "INCLUDES": "IS_INCLUDED",
    "IS_INCLUDED": "INCLUDES",
    "SIMULTANEOUS": "SIMULTANEOUS",
    "IDENTITY": "IDENTITY",
    "BEFORE": "AFTER",
    "AFTER": "BEFORE",
}


@dataclass(slots=True)
class Annotated:
    """One document: its text, its day, where its events stand, and their links to times by relation."""

    name: str
    text: str = ""
    published: date | None = None
    events: dict[str, Span] = field(default_factory=dict)
    links: dict[str, list[tuple[str, str]]] = field(default_factory=lambda: defaultdict(list))
    times: dict[str, str] = field(default_factory=dict)
    of_document: str = ""

    def times_of(self, event: str, relations: set[str]) -> list[Extent]:
        """The days that an event is linked to; that of the document only where there is no other."""
        linked = [time for relation, time in self.links[event] if relation in relations]
        named = [time for time in linked if time != self.of_document] or linked
        return [extent for time in named if (extent := extent_of(self.times[time])) is not None]


def annotated(path: Path) -> Annotated:
    """One .tml file as read."""
    root = ElementTree.parse(path).getroot()
    read = Annotated(path.stem)
    body = root.find("TEXT")
    if body is not None:
        read.text = "".join(_words(body, read, 0))
    for timex in root.iter("TIMEX3"):
        read.times[timex.attrib["tid"]] = timex.attrib.get("value", "")
        if timex.attrib.get("functionInDocument") == "CREATION_TIME":
            read.of_document = timex.attrib["tid"]
            days = extent_of(timex.attrib["value"])
            read.published = days[0] if days else None
    instances = {row.attrib["eiid"]: row.attrib["eventID"] for row in root.iter("MAKEINSTANCE")}
    for link in root.iter("TLINK"):
        row, relation = link.attrib, link.attrib["relType"]
        if {"eventInstanceID", "relatedToTime"} <= row.keys():
            read.links[instances[row["eventInstanceID"]]].append((relation, row["relatedToTime"]))
        elif {"timeID", "relatedToEventInstance"} <= row.keys() and relation in INVERSE:
            read.links[instances[row["relatedToEventInstance"]]].append((INVERSE[relation], row["timeID"]))
    return read


def _words(element: ElementTree.Element, read: Annotated, start: int) -> Iterator[str]:
    words = [element.text or ""]
    for child in element:
        begin = start + sum(map(len, words))
        words.extend(_words(child, read, begin))
        if child.tag == "EVENT":
            read.events[child.attrib["eid"]] = Span(begin, start + sum(map(len, words)))
        words.append(child.tail or "")
    yield from words


def found_bounds(event: EventMention, read: Extraction) -> Bounds:
    """The bounds that an event has in the end."""
    if event.bounds is not None:
        return event.bounds
    literal = read.times[event.time].edtf if event.time is not None else None
    return bounds_of(literal) if literal else Bounds()


def compare(document: Annotated, pipeline: Pipeline, counts: Counter[str]) -> Iterator[str]:
    """Count one document's events, and say what is wrong of them."""
    read = pipeline.extract(Report(text=document.text, published=document.published))
    for event in read.events:
        span = Span(event.start, event.end)
        gold = next((eid for eid, words in document.events.items() if words.overlaps(span)), None)
        if gold is None:
            continue
        bounds = found_bounds(event, read)
        verdict = _own_time(document.times_of(gold, WITHIN), bounds)
        counts[f"own time {verdict}"] += 1
        if verdict in ("wrong", "open", "spare"):
            line = re.sub(r"\s+", " ", document.text[max(0, span.start - 150) : span.end + 80])
            words = document.text[span.start : span.end]
            yield f"{verdict} {document.name} {words!r} {bounds} {document.links[gold]}: {line}"
        counts.update(_order(document, gold, bounds))


def _own_time(linked: list[Extent], found: Bounds) -> str:
    closed = found.earliest is not None and found.latest is not None
    if not linked:
        return "spare" if closed else "rightly none"
    if found.earliest is None or found.latest is None:
        return "open"
    return "right" if any(first <= found.earliest and found.latest <= last for first, last in linked) else "wrong"


def _order(document: Annotated, event: str, found: Bounds) -> Iterator[str]:
    relations = {relation for relation, time in document.links[event] if time == document.of_document}
    today = document.published
    if today is None:
        return
    if "BEFORE" in relations:
        yield "past right" if found.latest is not None and found.latest <= today else "past wrong"
    if "AFTER" in relations:
        yield "future right" if found.earliest is not None and found.earliest >= today else "future wrong"


def share(right: int, whole: int) -> str:
    """A share in figures, with what it is of."""
    return f"{right / whole if whole else 0:.3f} ({right} of {whole})"


def main(*, only_held_out: bool, errors: bool) -> None:
    pipeline, counts, notes = load_pipeline(), Counter[str](), list[str]()
    for path in sorted(CORPUS.rglob("*.tml")):
        if held_out("timebank", {"id": path.stem}, set()) is only_held_out:
            notes.extend(compare(annotated(path), pipeline, counts))
    right, wrong, missing = (counts[f"own time {each}"] for each in ("right", "wrong", "open"))
    print("own time, of those given one where one is linked:", share(right, right + wrong))
    print("own time, of those linked to one:", share(right, right + wrong + missing))
    print("without a link to a time, but given one:", share(counts["own time spare"], counts.total()))
    for tense in ("past", "future"):
        print(f"{tense}:", share(counts[f"{tense} right"], counts[f"{tense} right"] + counts[f"{tense} wrong"]))
    if errors:
        print(*notes, sep="\n")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--held-out", action="store_true")
    parser.add_argument("--errors", action="store_true")
    arguments = parser.parse_args()
    main(only_held_out=arguments.held_out, errors=arguments.errors)
