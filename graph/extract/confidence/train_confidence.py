"""Fits confidence to judged claims: `python -m siegegraph.graph.extract.confidence.train_confidence JUDGED FOLDER`.

JUDGED holds judgements in the form of `judged`, FOLDER some of the texts that they are on, the shipped samples being
the others. Prints the reliability table, the
expected calibration error and the AUROC, each text being judged by weights that were fitted to the other texts; then
writes weights fitted to all. With --list, it writes instead the claims of the texts that have no judgement yet, to
standard output, for a reader to judge.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import orjson

from siegegraph.graph.extract.confidence.calibration import (
    Features,
    auroc,
    expected_calibration_error,
    fitted,
    reliability,
)
from siegegraph.graph.extract.confidence.features import FeatureReader
from siegegraph.graph.extract.confidence.judged import JudgedClaim, claims_in
from siegegraph.graph.extract.pipeline import Pipeline, extraction_of, load_pipeline
from siegegraph.graph.model.report import Report
from siegegraph.graph.samples import samples

PENALTY = 10.0
WEIGHTS = Path(__file__).parents[1] / "weights" / "confidence.json"
PUBLISHED = date(2023, 7, 1)
"""The day on which the texts of FOLDER, articles that look back, are taken to have been published."""


class Example(NamedTuple):
    """A claim as it is read now, with its features and whether it was judged right (None: not judged)."""

    text: str
    claim: JudgedClaim
    features: Features
    right: bool | None


def examples(judged: Path, folder: Path) -> list[Example]:
    """All claims of the texts."""
    rows = [orjson.loads(line) for line in judged.read_bytes().splitlines()] if judged.exists() else []
    verdicts = {_key(row): bool(row["right"]) for row in rows}
    pipeline = load_pipeline()
    every = [example for name, report in _texts(folder) for example in _claims(pipeline, name, report)]
    return [example._replace(right=verdicts.get(_key(_row(example)))) for example in every]


def _texts(folder: Path) -> Iterator[tuple[str, Report]]:
    """The texts by the names of their files."""
    given = [(path, PUBLISHED) for path in sorted(folder.glob("*.md"))]
    shipped = [(each.path, each.published) for each in samples() if each.path.suffix in (".txt", ".md")]
    for path, published in given + shipped:
        yield path.name, Report(text=path.read_text(encoding="utf-8"), published=published)


def _claims(pipeline: Pipeline, name: str, report: Report) -> Iterator[Example]:
    doc = pipeline.nlp(pipeline.doc(report))
    reader, extraction = FeatureReader(doc), extraction_of(doc, pipeline.extractor)
    for claim in claims_in(extraction):
        match claim.kind:
            case "event":
                features = reader.of_event(extraction.events[claim.place])
            case "relation":
                features = reader.of_relation(extraction.relations[claim.place])
            case _:
                features = reader.of_statement(claim.place)
        yield Example(name, claim, features, None)


def _row(example: Example) -> dict[str, Any]:
    claim = example.claim
    where = {"text": example.text, "kind": claim.kind, "start": claim.span.start, "end": claim.span.end}
    return {**where, "view": claim.view, "quote": claim.quote}


def _key(row: dict[str, Any]) -> tuple[Any, ...]:
    return tuple(row[name] for name in ("text", "kind", "start", "end", "view"))


def cross_validated(rows: Sequence[Example]) -> list[float]:
    """For each judged claim the confidence by weights that were fitted to all other texts."""
    weights = {
        text: fitted(
            [row.features for row in rows if row.text != text],
            [bool(row.right) for row in rows if row.text != text],
            PENALTY,
        )
        for text in {row.text for row in rows}
    }
    return [weights[row.text].probability(row.features) for row in rows]


def main(judged: Path, folder: Path, *, only_list: bool, weights: Path = WEIGHTS) -> None:
    """Fit and write the weights, or list what is not judged yet."""
    every = examples(judged, folder)
    if only_list:
        for example in every:
            if example.right is None:
                print(orjson.dumps(_row(example)).decode())
        return
    rows = [example for example in every if example.right is not None]
    promised, right = cross_validated(rows), [bool(row.right) for row in rows]
    print(f"{len(rows)} claims judged, {sum(right) / len(right):.3f} of them right")
    print("claims  promised  right")
    for each in reliability(promised, right):
        print(f"{each.claims:>6}  {each.promised:>8.3f}  {each.right:>5.3f}")
    print(f"expected calibration error {expected_calibration_error(promised, right):.3f}")
    print(f"AUROC {auroc(promised, right):.3f}")
    values = fitted([row.features for row in rows], right, PENALTY).values
    weights.write_bytes(orjson.dumps(dict(values), option=orjson.OPT_INDENT_2) + b"\n")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("judged", type=Path, metavar="JUDGED")
    parser.add_argument("folder", type=Path, metavar="FOLDER")
    parser.add_argument("--list", action="store_true", dest="only_list")
    arguments = parser.parse_args()
    main(arguments.judged, arguments.folder, only_list=arguments.only_list)
