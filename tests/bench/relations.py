"""How well relations of re3d are found: `python tests/bench/relations.py [--held-out]`.

The types of re3d that have counterparts here are looked for, of pairs that are both named: being in one place (within,
located_in), fighting (attacks, detains), belonging (member_of), being in charge (commands, controls), alliance. One
source is held out and scored only with --held-out. Its annotators tied whatever a sentence puts together ("talks in
Paris" puts all who talk there), so recall is low by design; what is found should be among theirs, save for sentences
that they passed over: only sentences with one of their relations are looked at for precision.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

from siegegraph.graph.extract.names.train_names import HELD_OUT
from siegegraph.graph.extract.pipeline import load_pipeline
from siegegraph.graph.model.report import Report
from siegegraph.graph.model.span import Span

CORPUS = Path(__file__).parents[3] / "shared" / "corpora" / "re3d"
COUNTERPARTS: Mapping[str, str] = MappingProxyType(
    {
        "within": "CoLocated",
        "located_in": "CoLocated",
        "attacks": "FightingAgainst",
        "detains": "FightingAgainst",
        "member_of": "BelongsTo",
        "commands": "InChargeOf",
        "controls": "InChargeOf",
        "allied_with": "AlliesOf",
    }
)
Tie = tuple[str, Span, Span]


def rows(source: Path, name: str) -> Iterator[dict[str, object]]:
    """The objects of one file of a source, one a line."""
    for line in (source / f"{name}.json").read_text(encoding="utf-8").splitlines():
        if line.strip():
            yield json.loads(line)


def ties(source: Path) -> dict[str, list[Tie]]:
    """The relations of each document whose types have counterparts and whose ends are both named."""
    found: dict[str, list[Tie]] = defaultdict(list)
    for row in rows(source, "relations"):
        named = all(any(word[:1].isupper() for word in str(row[end]).split()) for end in ("source", "target"))
        if row["type"] in COUNTERPARTS.values() and named:
            ends = [Span(int(str(row[f"{end}Begin"])), int(str(row[f"{end}End"]))) for end in ("source", "target")]
            found[str(row["documentId"])].append((str(row["type"]), ends[0], ends[1]))
    return found


def is_same(one: Tie, other: Tie) -> bool:
    """Whether two are of one type between the same two, either way round."""
    (type_, a, b), (other_type, c, d) = one, other
    straight = a.overlaps(c) and b.overlaps(d)
    return type_ == other_type and (straight or (a.overlaps(d) and b.overlaps(c)))


def main(*, only_held_out: bool) -> None:
    pipeline = load_pipeline()
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for source in sorted(path for path in CORPUS.iterdir() if path.is_dir()):
        if (source.name == HELD_OUT) is not only_held_out:
            continue
        gold = ties(source)
        for document in rows(source, "documents"):
            text, wanted = str(document["text"]), gold[str(document["_id"])]
            extraction = pipeline.extract(Report(text=text))
            given = [
                (COUNTERPARTS[row.predicate], row.subject, row.object)
                for row in extraction.relations
                if row.predicate in COUNTERPARTS and isinstance(row.object, Span)
            ]
            given = [tie for tie in given if any(abs(tie[1].start - each[1].start) < 200 for each in wanted)]
            for tie in given:
                counts[tie[0]]["found"] += 1
                counts[tie[0]]["right"] += any(is_same(tie, each) for each in wanted)
            for tie in wanted:
                counts[tie[0]]["gold"] += 1
                counts[tie[0]]["hit"] += any(is_same(tie, each) for each in given)
    for type_, count in sorted(counts.items()):
        right, hit = (f"{count[one]} of {count[other]}" for one, other in (("right", "found"), ("hit", "gold")))
        print(f"{type_:<16} {right} right, {hit} found")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--held-out", action="store_true")
    main(only_held_out=parser.parse_args().held_out)
