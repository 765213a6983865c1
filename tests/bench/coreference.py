"""How well mentions are put together: `python tests/bench/coreference.py [GUM_FOLDER | GOLD.json ...]`.

GUM_FOLDER is a folder of GUM (../shared/corpora/gum/dev unless given), of which the things that a text calls by name
count; a gold file is one of tests/gold with "coreference". B-cubed over all their mentions, by the way of `evaluate`,
then how many pronouns and descriptions are tied to the right name.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from siegegraph.graph.evaluate.clusters import b_cubed
from siegegraph.graph.evaluate.gold import gold_of
from siegegraph.graph.evaluate.matching import likeness, pairs
from siegegraph.graph.evaluate.scores import Figure
from siegegraph.graph.extract.coreference.coreference_scores import ReferenceExample, score_references
from siegegraph.graph.extract.coreference.gum import GumReport, gum_reports
from siegegraph.graph.extract.pipeline import Pipeline, load_pipeline
from siegegraph.graph.model.extraction import Extraction
from siegegraph.graph.model.report import Report
from siegegraph.graph.model.span import Span

SPEAKING = frozenset(
    {"i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves", "you", "your", "yours"}
)
GUM_DEV = Path(__file__).resolve().parents[3] / "shared" / "corpora" / "gum" / "dev"


@dataclass(frozen=True, slots=True)
class Annotated:
    """A text with the things it speaks of, by mention. `every_name`: no name is left out, adjectives included."""

    id: str
    text: str
    wanted: dict[Span, str]
    every_name: bool

    def read(self, pipeline: Pipeline) -> Extraction:
        """What the pipeline finds; without "I" where it is not wanted either."""
        read = pipeline.extract(Report(text=self.text))
        if self.every_name:
            return read
        third = [m for m in read.mentions if self.text[m.start : m.end].lower() not in SPEAKING]
        return replace(read, mentions=tuple(third))


def of_gum(report: GumReport) -> Annotated:
    """The named things of a document of GUM, without "I" and "you", whose speakers only the layout names."""
    things = report.named_things()
    third = [m for m in report.mentions if report.text[m.span.start : m.span.end].lower() not in SPEAKING]
    wanted = {m.span: m.thing for m in reversed(third) if m.thing in things}
    return Annotated(report.id, report.text, wanted, every_name=False)


def of_gold(path: Path) -> Iterator[Annotated]:
    """The chains of a gold file, report by report."""
    gold = gold_of(path)
    for report, text in gold.texts.items():
        wanted = {span: chain.entity for chain in gold.chains for span in chain.spans.get(report, ())}
        if wanted:
            yield Annotated(f"{path.stem}:{report}", text, wanted, every_name=True)


def mentions_of(read: Extraction) -> dict[Span, str]:
    """What was found, as one entity's id for each stretch."""
    named = {Span(e.start, e.end): e.id for e in read.entities if e.id}
    return {Span(m.start, m.end): m.entity for m in read.mentions} | named


def clusters(report: Annotated, read: Extraction) -> Figure:
    """B-cubed; what is found besides counts where it is put to something wanted, and lies in no wanted mention."""
    wanted, every = report.wanted, mentions_of(read)
    spans, golden = list(every), list(wanted)
    names = set() if report.every_name else {Span(e.start, e.end) for e in read.entities}
    alike = {str(n): _alike(span, spans) for n, span in enumerate(golden)}
    same = {spans[int(at)]: golden[int(n)] for n, at in pairs(alike).items()}
    taken = {every[span] for span in same}
    found = {
        same.get(span, span): thing
        for span, thing in every.items()
        if span in same or (thing in taken and span not in names and not any(gold.contains(span) for gold in golden))
    }
    return b_cubed(wanted, found)


def _alike(span: Span, spans: list[Span]) -> list[str]:
    near = {str(at): likeness(span, other) for at, other in enumerate(spans) if likeness(span, other) >= 0.5}
    return sorted(near, key=lambda at: (-near[at], int(at)))


def main(paths: list[Path]) -> None:
    pipeline = load_pipeline(only=["siegegraph_names", "siegegraph_coreference"])
    total, examples = Figure(), []
    for report in (each for path in paths for each in annotated(path)):
        read = report.read(pipeline)
        figure = clusters(report, read)
        total += figure
        example = ReferenceExample(report.wanted, read.entities, read.mentions)
        examples.append(example)
        print(f"{report.id:40} {line(figure)}  {rounded(score_references([example]))}")
    print(f"{'B-cubed, references':40} {line(total)}  {rounded(score_references(examples))}")


def annotated(path: Path) -> Iterator[Annotated]:
    """The annotated reports at a path: a folder of GUM or a gold file."""
    return map(of_gum, gum_reports(path)) if path.is_dir() else of_gold(path)


def line(figure: Figure) -> str:
    """Precision, recall and F1 in three columns."""
    precision, recall = figure.precision or 0, figure.recall or 0
    return f"{precision:.3f} {recall:.3f} {2 * precision * recall / ((precision + recall) or 1):.3f}"


def rounded(figures: dict[str, float]) -> str:
    """The same in one line."""
    return " ".join(f"{value:.3f}" for value in figures.values())


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*", type=Path, default=[GUM_DEV])
    main(parser.parse_args().paths)
