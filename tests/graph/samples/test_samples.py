"""The samples are what `demo` and the questions rest on: complete, varied, and ours."""

import json
import subprocess
import sys
from collections import Counter
from datetime import date
from pathlib import Path

import pypdf
from bs4 import BeautifulSoup

from siegegraph.graph.samples import Sample, samples

HERE = Path(__file__).parent
SAMPLES = samples()
FOLDER = SAMPLES[0].path.parent
READABLE = {".txt", ".md", ".html", ".pdf", ".jsonl"}


def texts(sample: Sample) -> list[str]:
    if sample.path.suffix == ".pdf":
        return ["\n".join(page.extract_text() for page in pypdf.PdfReader(sample.path).pages)]
    text = sample.path.read_text(encoding="utf-8")
    if sample.path.suffix == ".html":
        return [BeautifulSoup(text, "lxml").get_text(" ")]
    if sample.path.suffix == ".jsonl":
        return [json.loads(line)["text"] for line in text.splitlines()]
    return [text]


def by_number(number: str) -> Sample:
    return next(sample for sample in SAMPLES if sample.path.name.startswith(number))


def shingles(text: str, size: int = 5) -> set[tuple[str, ...]]:
    words = text.lower().split()
    return {tuple(words[i : i + size]) for i in range(len(words) - size + 1)}


def overlap(one: Sample, other: Sample) -> float:
    a, b = shingles(texts(one)[0]), shingles(texts(other)[0])
    return len(a & b) / min(len(a), len(b))


def test_every_entry_has_its_file_and_every_file_its_entry() -> None:
    listed = [sample.path.name for sample in SAMPLES]
    assert sorted(listed) == sorted(path.name for path in FOLDER.iterdir() if path.name[0].isdigit())
    assert len(set(listed)) == len(listed)


def test_there_are_more_than_a_dozen_reports() -> None:
    assert sum(len(texts(sample)) for sample in SAMPLES) >= 14


def test_every_format_that_ingest_reads_is_among_them() -> None:
    assert {sample.path.suffix for sample in SAMPLES} == READABLE


def test_every_report_says_when_and_by_whom_it_was_published() -> None:
    for sample in SAMPLES:
        if sample.path.suffix == ".jsonl":
            lines = [json.loads(line) for line in sample.path.read_text(encoding="utf-8").splitlines()]
            assert all(line["publisher"] and line["title"] and date.fromisoformat(line["published"]) for line in lines)
        else:
            assert sample.published
            assert sample.publisher
            assert sample.title


def test_a_jsonl_leaves_to_its_lines_what_it_knows() -> None:
    sample = next(sample for sample in SAMPLES if sample.path.suffix == ".jsonl")
    assert (sample.published, sample.publisher, sample.url, sample.title) == (None, None, None, None)
    assert len(texts(sample)) == 2


def test_urls_are_unique_and_reserved_for_examples() -> None:
    urls = [sample.url for sample in SAMPLES if sample.url]
    assert len(set(urls)) == len(urls)
    assert all(url.startswith("https://example.org/") for url in urls)


def test_at_least_six_outlets_report() -> None:
    outlets = Counter(sample.publisher for sample in SAMPLES if sample.publisher)
    assert len(outlets) >= 6
    assert outlets["Harbour Wire"] > 1


def test_the_reports_run_from_the_siege_to_the_time_after_it() -> None:
    dates = [sample.published for sample in SAMPLES if sample.published]
    assert date(2022, 2, 24) <= min(dates) < date(2022, 5, 20) < max(dates)


def test_the_herald_copies_the_wire() -> None:
    assert overlap(by_number("01"), by_number("02")) > 0.8


def test_no_other_two_reports_are_near_copies() -> None:
    single = [sample for sample in SAMPLES if sample.path.name[:2] not in {"02", "05"}]
    pairs = [(a, b) for i, a in enumerate(single) for b in single[i + 1 :]]
    assert all(overlap(a, b) < 0.2 for a, b in pairs)


def test_the_correction_names_the_report_that_it_corrects() -> None:
    earlier, later = by_number("06"), by_number("10")
    assert earlier.publisher == later.publisher
    assert earlier.published
    assert f"{earlier.published:%B} {earlier.published.day}" in texts(later)[0]


def test_titles_stand_in_the_text() -> None:
    for sample in SAMPLES:
        if sample.title:
            assert sample.title in texts(sample)[0]


def test_lengths_differ_as_those_of_real_reports_do() -> None:
    lengths = [len(text.split()) for sample in SAMPLES for text in texts(sample)]
    assert min(lengths) >= 100
    assert max(lengths) <= 750
    assert max(lengths) > 3 * min(lengths)


def test_the_pdf_has_a_text_layer_with_the_words_it_was_made_from() -> None:
    made_from = (HERE / "looking-back.txt").read_text(encoding="utf-8")
    assert texts(by_number("20"))[0].split() == made_from.split()


def test_the_script_makes_the_pdf_again(tmp_path: Path) -> None:
    made = tmp_path / "again.pdf"
    subprocess.run([sys.executable, HERE / "typeset.py", HERE / "looking-back.txt", made], check=True)
    again = "\n".join(page.extract_text() for page in pypdf.PdfReader(made).pages)
    assert again == texts(by_number("20"))[0]


def test_the_page_has_more_than_its_article() -> None:
    page = BeautifulSoup(by_number("04").path.read_text(encoding="utf-8"), "lxml")
    assert page.nav
    assert page.footer
    assert page.title
    assert len(page.article.find_all("section")) > 3 if page.article else False


def test_sources_are_named_for_every_report() -> None:
    rows = [line for line in (FOLDER / "SOURCES.md").read_text(encoding="utf-8").splitlines() if line[:3] != "|--"]
    numbers = {number for row in rows if row.startswith("| ") for number in row.split("|")[1].replace(",", " ").split()}
    assert {sample.path.name[:2] for sample in SAMPLES} <= numbers
