from __future__ import annotations

import csv
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI

from siegegraph.api import cli
from siegegraph.api.app import create_app
from siegegraph.graph.knowledge import KnowledgeGraph
from siegegraph.graph.settings import Settings

Serving = Callable[[FastAPI], AbstractContextManager[str]]
Run = Callable[..., tuple[int, str, str]]

TEXT = "The mayor said that 40 people were evacuated from Mariupol on Tuesday."
QUOTES = "SELECT ?quote WHERE { ?claim a sg:Claim ; oa:exact ?quote }"


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes], tmp_path: Path) -> Run:
    """Runs the command line in an empty folder: arguments in, exit code and what was printed out."""
    monkeypatch.chdir(tmp_path)

    def call(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["siegegraph", *arguments])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        out, err = capfdbinary.readouterr()
        code = ended.value.code
        return code if isinstance(code, int) else 0, out.decode(), err.decode()

    return call


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_help_loads_nothing_that_takes_long() -> None:
    heavy = {"spacy", "rdflib", "networkx", "scipy", "numpy", "fastapi", "pyoxigraph"}
    code = (
        "import sys, siegegraph.api.cli as cli\n"
        "try: cli.app(['--help'])\n"
        f"except SystemExit: sys.exit(', '.join({heavy!r} & set(sys.modules)) or 0)"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert shown.stderr == b""
    assert b"ingest" in shown.stdout


def test_nothing_but_extraction_loads_spacy() -> None:
    code = "import sys, siegegraph.api.app, siegegraph.api.commands.demo; sys.exit('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_report_is_ingested_once_and_found_by_a_query(run: Run, report: Path) -> None:
    command = ("ingest", str(report), "--published", "2022-04-20", "--publisher", "Herald", "--store", "here")
    first = run(*command)
    assert (first[0], first[1]) == (0, "")
    assert "1 added" in first[2]
    assert "1 unchanged" in run(*command)[2]
    code, out, _ = run("query", QUOTES, "--store", "here")
    assert code == 0
    assert "40 people were evacuated" in out


def test_what_extract_writes_load_takes_and_ingest_gives_the_same(run: Run, report: Path) -> None:
    code, out, _ = run("extract", str(report), "--published", "2022-04-20")
    assert code == 0
    [line] = out.splitlines()
    assert json.loads(line)["text"] == TEXT
    Path("extracted.jsonl").write_text(out, encoding="utf-8")
    assert run("load", "extracted.jsonl", "--store", "loaded")[0] == 0
    assert run("ingest", str(report), "--published", "2022-04-20", "--store", "ingested")[0] == 0
    exports = [run("export", "--format", "nquads", "--store", store)[1] for store in ("loaded", "ingested")]
    assert sorted(exports[0].splitlines()) == sorted(exports[1].splitlines())


def test_extract_can_indent(run: Run, report: Path) -> None:
    out = run("extract", str(report), "--format", "json")[1]
    assert out.startswith('{\n  "id"')
    assert json.loads(out)["text"] == TEXT
    several = run("extract", str(report), str(report), "--format", "json")[1]
    assert [each["text"] for each in json.loads(several)] == [TEXT, TEXT]


def test_a_failing_report_is_named_and_the_rest_goes_on(run: Run, report: Path) -> None:
    Path("broken.pdf").write_bytes(b"not a PDF")
    code, _, err = run("ingest", "broken.pdf", str(report), "missing.txt", "--store", "here")
    assert code == 1
    assert "broken.pdf" in err
    assert "missing.txt" in err
    assert "1 added, 2 failed" in err


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (("ingest", "report.txt", "--published", "yesterday"), "published"),
        (("serve", "--port", "70000"), "port"),
        (("export", "--format", "docx"), "format"),
        (("withdraw", "two words"), "report"),
    ],
)
def test_an_ill_formed_option_is_named(run: Run, report: Path, arguments: tuple[str, ...], named: str) -> None:
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert err.startswith(f"siegegraph: {named}: ")
    assert len(err.splitlines()) == 1


def test_a_setting_may_come_from_the_environment(
    run: Run, report: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SIEGEGRAPH_STORE", str(tmp_path / "by-environment"))
    run("ingest", str(report))
    assert (tmp_path / "by-environment").is_dir()


def test_an_answer_comes_as_csv_json_and_xml(run: Run, report: Path) -> None:
    run("ingest", str(report), "--store", "here")
    asked = ("query", "SELECT ?text WHERE { ?report schema:text ?text }", "--store", "here", "--format")
    assert list(csv.reader(run(*asked, "csv")[1].splitlines())) == [["text"], [TEXT]]
    assert json.loads(run(*asked, "json")[1])["results"]["bindings"][0]["text"]["value"] == TEXT
    assert TEXT in run(*asked, "xml")[1]
    Path("question.rq").write_text("ASK { ?report schema:text ?text }", encoding="utf-8")
    assert run("query", "question.rq", "--store", "here")[1] == "yes\n"
    assert "schema:text" in run("query", "CONSTRUCT WHERE { ?r schema:text ?t }", "--store", "here")[1]


def test_what_is_no_query_is_told_in_one_line(run: Run) -> None:
    code, out, err = run("query", "SELECT", "--store", "here")
    assert (code, out) == (1, "")
    assert len(err.splitlines()) == 1


def test_a_withdrawn_report_is_gone(run: Run, report: Path) -> None:
    run("ingest", str(report), "--store", "here")
    iri = json.loads(run("query", "SELECT ?r { ?r schema:text ?t }", "--store", "here", "--format", "json")[1])
    name = iri["results"]["bindings"][0]["r"]["value"]
    assert run("withdraw", name, "--store", "here") == (0, "", "")
    assert run("query", "ASK { ?claim a sg:Claim }", "--store", "here")[1] == "no\n"
    code, _, err = run("withdraw", name, "--store", "here")
    assert code == 1
    assert "no report is called" in err


def test_a_valid_store_is_told_so(run: Run, report: Path) -> None:
    run("ingest", str(report), "--published", "2022-04-20", "--store", "here")
    assert run("validate", "--store", "here") == (0, "valid: no violations\n", "")


def test_a_reading_is_held_against_a_gold_file(run: Run, report: Path) -> None:
    gold = {
        "report": "report.txt",
        "entities": [
            {"id": "city", "type": "Place", "aliases": ["Mariupol"]},
            {"id": "nobody", "type": "Person", "aliases": ["Nobody Atall"]},
        ],
        "events": [],
        "claims": [],
    }
    Path("gold.json").write_text(json.dumps(gold), encoding="utf-8")
    run("ingest", str(report), "--store", "here")
    code, out, _ = run("evaluate", "gold.json", "--notes", "--store", "here")
    assert code == 0
    assert "1 of 2 found" in next(line for line in out.splitlines() if line.startswith("entities"))
    assert "entities: nobody" in out


def test_an_export_goes_to_a_file(run: Run, report: Path) -> None:
    run("ingest", str(report), "--store", "here")
    assert run("export", "--format", "trig", "--output", "graph.trig", "--store", "here") == (0, "", "")
    assert TEXT in Path("graph.trig").read_text(encoding="utf-8")


def test_a_running_server_takes_reports_for_its_store(run: Run, report: Path, served: Serving, tmp_path: Path) -> None:
    settings = Settings(store=str(tmp_path / "served"), token="open sesame")
    line = {"text": "The army left.", "events": [{"start": 9, "end": 13, "type": "Withdrawal"}]}
    Path("lines.jsonl").write_text(json.dumps({**line, "extractor": {"name": "by hand", "version": "1"}}) + "\n")
    with served(create_app(settings)) as address:
        token = ("--server", address, "--token", "open sesame")
        assert "1 added" in run("ingest", str(report), *token)[2]
        assert "1 unchanged" in run("ingest", str(report), *token)[2]
        assert "1 added" in run("load", "lines.jsonl", *token)[2]
        code, _, err = run("load", "lines.jsonl", "--server", address, "--token", "wrong")
        assert code == 1
        assert "token" in err
        assert run("query", QUOTES, "--store", settings.store)[0] == 1  # one process at a time writes to a store


def test_the_demo_tells_what_it_found_and_does_no_work_twice(
    run: Run, demo: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = demo.settings.store
    demo.store.flush()
    copied = Path("copy")
    subprocess.run(["cp", "-r", store, str(copied)], check=True)
    began = time.perf_counter()
    code, out, _ = run("demo", "--no-serve", "--store", str(copied))
    assert code == 0
    assert time.perf_counter() - began < 3
    numbers = {name: int(value) for name, value in _rows(out)}
    assert numbers["Reports"] >= 20
    assert 0 < numbers["Events"] < numbers["Claims"]
    assert numbers["Events on which sources differ"] > 0


def test_a_server_says_where_it_is_keeps_its_store_to_itself_and_stops_on_interrupt(run: Run, tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    command = [sys.executable, "-m", "siegegraph.api", "serve", "--store", str(tmp_path / "store")]
    environment = {**os.environ, "SIEGEGRAPH_PORT": port}
    with subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        assert any(f"http://127.0.0.1:{port}" in line for line in process.stderr)
        code, _, err = run("serve", "--store", str(tmp_path / "store"))
        assert code == 1
        assert "in use" in err
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=20) == 0


def _rows(table: str) -> list[Any]:
    cells = [[cell.strip() for cell in line.split("│")[1:-1]] for line in table.splitlines() if "│" in line]
    return [row for row in cells if len(row) == 2]


@pytest.mark.parametrize(
    ("command", "named"),
    [
        (("validate", "--store", "nowhere"), "nowhere"),
        (("export", "--store", "nowhere"), "nowhere"),
        (("query", "no-such.rq", "--store", "here"), "no-such.rq"),
        (("ingest", "report.txt", "--store", "report.txt"), "report.txt"),
    ],
)
def test_what_cannot_be_opened_is_told_in_a_line(run: Run, report: Path, command: tuple[str, ...], named: str) -> None:
    run("ingest", str(report), "--store", "here")
    code, _, told = run(*(str(report) if word == "report.txt" else word for word in command))
    assert code
    assert told.startswith("siegegraph: ")
    assert len(told.strip().splitlines()) == 1
    assert Path(named).stem in told
    assert not Path(report.parent, "nowhere").exists()


def test_decisions_are_taken_and_undone(run: Run, report: Path) -> None:
    run("ingest", str(report), "--published", "2022-04-20")
    labels = "SELECT ?label WHERE { ?entity a sg:Entity ; rdfs:label ?label } ORDER BY ?label"
    _, before, _ = run("query", labels, "--format", "csv")
    _, found, _ = run("query", 'SELECT ?e WHERE { ?e a sg:Entity ; rdfs:label "Mariupol"@en }', "--format", "csv")
    code, out, _ = run("decide", "rename", found.split()[1], "Marioupol", "--by", "R. Reader")
    assert code == 0
    _, renamed, _ = run("query", labels, "--format", "csv")
    assert "Marioupol" in renamed
    assert run("decide", "undo", out.strip())[0] == 0
    assert run("query", labels, "--format", "csv")[1] == before
    assert run("decide", "undo", out.strip())[::2] == (1, f"siegegraph: no decision is called {out.strip()}\n")
