"""Trains the ranking of pronouns anew: `python -m ...coreference.train_coreference GUM_FOLDER RE3D_FOLDER`.

GUM_FOLDER is the folder of GUM's training documents; RE3D_FOLDER holds a folder for each source of re3d, of which the
one that the names are not trained on is left out here too. weights/README.md says what the weights are.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from siegegraph.graph.extract.coreference.lessons import Lesson, gum_lessons, re3d_lessons
from siegegraph.graph.extract.coreference.noun_sorts import NounSorts
from siegegraph.graph.extract.coreference.phrases import Phrase, phrases
from siegegraph.graph.extract.coreference.reading import Reading
from siegegraph.graph.extract.coreference.referents import Referent
from siegegraph.graph.extract.document import annotations_of
from siegegraph.graph.extract.names.train_names import HELD_OUT
from siegegraph.graph.extract.pipeline import load_pipeline
from siegegraph.graph.model.report import Report

ROUNDS, RATE, DECAY, RARE, SMALL = 300, 0.1, 4e-3, 3, 0.02
Floats = NDArray[np.float64]


@dataclass(slots=True)
class Decision:
    """The features of each choice that there was, and which of the choices were right."""

    rows: list[list[str]]
    right: list[bool]


@dataclass(slots=True)
class Teacher:
    """Chooses what a lesson says and notes the decisions."""

    lesson: Lesson
    decisions: list[Decision] = field(default_factory=list)

    def choose(self, pronoun: Phrase, referents: Sequence[Referent], rows: list[list[str]]) -> Referent | None:
        """The nearest referent that has a mention of the same thing."""
        if not self.lesson.is_known(pronoun):
            return None
        thing = self.lesson.thing(pronoun)
        right = [thing is not None and self._mentions(referent, thing) for referent in referents]
        self.decisions.append(Decision(rows, [*right, not any(right)]))
        return next((referent for referent, fits in zip(referents, right, strict=True) if fits), None)

    def _mentions(self, referent: Referent, thing: str) -> bool:
        return any(self.lesson.thing(phrase) == thing for phrase in referent.phrases)


def decisions(doc: Doc, lesson: Lesson, sorts: NounSorts) -> list[Decision]:
    """The decisions that reading one lesson takes."""
    teacher = Teacher(lesson)
    Reading(doc, phrases(doc, annotations_of(doc).entities, sorts), teacher.choose).referents()
    return teacher.decisions


def fitted(examples: Sequence[Decision]) -> dict[str, float]:
    """The weights under which the right choices are likeliest (softmax over each decision's choices), by feature."""
    counts = Counter(name for example in examples for row in example.rows for name in row)
    names = sorted(name for name, times in counts.items() if times >= RARE)
    number = {name: at for at, name in enumerate(names)}
    rows = [[number[name] for name in row if name in number] for example in examples for row in example.rows]
    features = np.concatenate([np.array(row, dtype=np.int64) for row in rows])
    owner = np.repeat(np.arange(len(rows)), [len(row) for row in rows])
    starts = np.cumsum([0, *(len(example.rows) for example in examples)])[:-1]
    group = np.repeat(np.arange(len(examples)), [len(example.rows) for example in examples])
    right = np.concatenate([np.array(example.right) for example in examples])
    weights = np.zeros(len(names))
    mean, square = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, ROUNDS + 1):
        scores: Floats = np.bincount(owner, weights[features], minlength=len(rows)).astype(np.float64)
        slope = _shares(scores, group, starts) - _shares(np.where(right, scores, -np.inf), group, starts)
        gradient = np.bincount(features, slope[owner], minlength=len(names)) / len(examples) + DECAY * weights
        mean = 0.9 * mean + 0.1 * gradient
        square = 0.999 * square + 0.001 * gradient**2
        weights -= RATE * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
    return {name: round(float(w), 2) for name, w in zip(names, weights, strict=True) if abs(w) >= SMALL}


def _shares(scores: Floats, group: NDArray[np.int64], starts: NDArray[np.int64]) -> Floats:
    """The softmax of the scores of each group."""
    top = np.maximum.reduceat(scores, starts)
    powers = np.exp(scores - top[group])
    shares: Floats = powers / np.add.reduceat(powers, starts)[group]
    return shares


def main(gum: Path, re3d: Path) -> None:
    """Write the weights that are fitted to all of GUM's documents and to re3d's, the source held out aside."""
    pipeline = load_pipeline(only=["siegegraph_names", "siegegraph_coreference"])
    sorts = NounSorts(pipeline.nlp.vocab)
    sources = sorted(path.parent for path in re3d.glob("*/documents.json") if path.parent.name != HELD_OUT)
    lessons = [*gum_lessons(gum), *(lesson for source in sources for lesson in re3d_lessons(source))]
    examples = [
        decision
        for lesson in lessons
        for decision in decisions(pipeline.nlp(pipeline.doc(Report(text=lesson.text))), lesson, sorts)
    ]
    path = Path(__file__).parents[1] / "weights" / "coreference" / "pronouns.json"
    path.write_text(json.dumps(fitted(examples), indent=0, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
