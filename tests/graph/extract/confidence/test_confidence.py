"""What the pipeline is sure of, and the judgements that it learned it from."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import orjson
import pytest

from siegegraph.graph.extract.confidence.confidence import shipped_weights
from siegegraph.graph.extract.confidence.judged import claims_in
from siegegraph.graph.extract.confidence.train_confidence import main
from siegegraph.graph.extract.pipeline import Pipeline, load_pipeline
from siegegraph.graph.model.extraction import Extraction
from siegegraph.graph.model.report import Report

JUDGED = Path(__file__).parents[3] / "gold" / "judged.jsonl"
PUBLISHED = date(1993, 6, 20)


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return load_pipeline()


def read(pipeline: Pipeline, text: str) -> Extraction:
    return pipeline.extract(Report(text=text, published=PUBLISHED))


def test_every_claim_has_a_confidence_between_none_and_full(pipeline: Pipeline) -> None:
    extraction = read(
        pipeline,
        "The Drina Corps shelled Gorazde on 18 June 1993. The mayor of Gorazde, Hadzo Efendic, said that the town "
        "would not surrender.",
    )
    confidences = [each.confidence for each in extraction.events]
    confidences += [each.confidence for each in extraction.relations]
    confidences += [each.confidence for each in extraction.attributions]
    assert len(confidences) > 2
    assert all(confidence is not None and 0 < confidence < 1 for confidence in confidences)


def test_what_is_stated_plainly_is_surer_than_what_is_pieced_together(pipeline: Pipeline) -> None:
    stated = read(pipeline, "On 18 June 1993 the Drina Corps shelled Gorazde.").events
    pieced = read(
        pipeline,
        "Gorazde and Zepa lie on the Drina. In April 1992 there had been talks. Many people left the towns. Some say "
        "that it might possibly come to an attack there, from which they would flee.",
    ).events
    (shelling,) = [each for each in stated if each.type == "Bombardment"]
    attacks = [each for each in pieced if each.type == "Attack"]
    assert attacks
    assert all((shelling.confidence or 0) > (each.confidence or 1) for each in attacks)


def test_claims_are_judged_by_what_they_mean(pipeline: Pipeline) -> None:
    text = "The Drina Corps shelled Gorazde on 18 June 1993. It killed 12 people, the mayor said."
    claims = list(claims_in(read(pipeline, text)))
    shelling = next(claim for claim in claims if claim.view.startswith("Bombardment"))
    assert text[shelling.span.start : shelling.span.end] == "shelled"
    assert "actor The Drina Corps" in shelling.view or "actor Drina Corps" in shelling.view
    assert shelling.view.endswith("asserted positive certain; speaker the outlet")
    deaths = next(claim for claim in claims if claim.view.startswith("Casualties"))
    assert "number 12 people" in deaths.view
    assert deaths.view.endswith("speaker the mayor")


def test_the_judgements_are_of_both_kinds_and_on_every_kind_of_claim() -> None:
    rows = [orjson.loads(line) for line in JUDGED.read_bytes().splitlines()]
    assert {row["kind"] for row in rows} == {"event", "relation", "statement"}
    assert 0.5 < sum(row["right"] for row in rows) / len(rows) < 0.9
    assert all(bool(row["wrong"]) != row["right"] for row in rows)


def test_the_training_lists_what_is_not_judged_and_fits_what_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("siegegraph.graph.extract.confidence.train_confidence.samples", lambda: ())
    for name in ("one.md", "two.md"):
        text = "The Drina Corps shelled Gorazde on Friday. The army left Zepa, the mayor of Zepa said."
        (tmp_path / name).write_text(text, encoding="utf-8")
    judged, weights = tmp_path / "judged.jsonl", tmp_path / "confidence.json"
    main(judged, tmp_path, only_list=True)
    listed = [orjson.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert {row["text"] for row in listed} == {"one.md", "two.md"}
    lines = (orjson.dumps({**row, "right": row["kind"] == "event"}) for row in listed)
    judged.write_bytes(b"\n".join(lines))
    main(judged, tmp_path, only_list=False, weights=weights)
    assert f"{len(listed)} claims judged" in capsys.readouterr().out
    assert orjson.loads(weights.read_bytes()).keys() & shipped_weights().values.keys()
