"""The extraction pipeline: which components run, in which order, and how a report goes through them."""

from __future__ import annotations

import importlib
import warnings
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.pipeline import EntityRecognizer
from spacy.tokens import Doc
from spacy.util import import_file, load_config_from_str
from thinc.api import NumpyOps, get_current_ops, use_ops

from siegegraph.graph.errors import PipelineError
from siegegraph.graph.extract.document import Annotations, annotations_of
from siegegraph.graph.extract.extractor import config_text, extractor_of
from siegegraph.graph.model.extraction import Extraction, Extractor
from siegegraph.graph.model.report import Report

# The modules that register our factories; spaCy finds those of others by its entry points.
FACTORIES = (
    "names.paragraphs",
    "names.decoding",
    "names.names",
    "coreference.coreference",
    "names.places",
    "times.times",
    "times.quantities",
    "attributions.attributions",
    "events.events",
    "events.arguments",
    "events.modality",
    "events.retellings",
    "relations.relations",
    "names.titled_names",
    "confidence.confidence",
    "adapters.doc_ents",
    "adapters.standoff_reader",
)


@dataclass(frozen=True, slots=True)
class Pipeline:
    """A loaded pipeline with the name and version that its extractions carry."""

    nlp: Language
    extractor: Extractor

    def doc(self, report: Report) -> Doc:
        """The report's Doc, ready for the pipeline's components. Front matter is no prose and is not in it."""
        doc = self.nlp.make_doc(report.prose)
        doc._.annotations = Annotations(report=report)
        return doc

    def extract(self, report: Report) -> Extraction:
        """All that the pipeline reads in one report."""
        return extraction_of(self.nlp(self.doc(report)), self.extractor)


def extraction_of(doc: Doc, extractor: Extractor) -> Extraction:
    """What the components have written on a Doc, as one value."""
    read = annotations_of(doc)
    return Extraction(
        report=read.report,
        extractor=extractor,
        entities=read.entities,
        mentions=read.mentions,
        times=read.times,
        quantities=read.quantities,
        events=read.events,
        relations=read.relations,
        attributions=read.attributions,
    )


def load_pipeline(config_path: Path | None = None, only: Sequence[str] | None = None) -> Pipeline:
    """Load the pipeline that a config describes: the shipped one, or that at `config_path`.

    `only` keeps the named components and drops the rest, for measuring one layer on its own. Raises PipelineError.
    """
    extractor = extractor_of(config_path)
    for module in FACTORIES:
        importlib.import_module(f"siegegraph.graph.extract.{module}")
    try:
        with _quick_products():
            return Pipeline(nlp=_assembled(config_path, only), extractor=extractor)
    except Exception as error:  # whatever a config can be wrong in, or the code that it names
        raise PipelineError(f"{config_path or 'pipeline.cfg'}: {_first_line(error)}") from error


def _quick_products() -> AbstractContextManager[None]:
    """Models that are made within it multiply matrices with numpy's BLAS, where on a CPU thinc would take BLIS.

    Some builds of BLIS know no processor's own instructions and are three times slower; numpy's picks them as it runs.
    """
    return use_ops("numpy", use_blis=False) if isinstance(get_current_ops(), NumpyOps) else nullcontext()


def _assembled(config_path: Path | None, only: Sequence[str] | None) -> Language:
    config = load_config_from_str(config_text(config_path))
    ours = config["siegegraph"]
    for file in ours.get("code", ()):
        import_file(Path(file).stem, (config_path or Path()).parent / file)
    nlp = _language(ours["language_package"])
    if nlp.has_pipe("ner") and isinstance(nlp.get_pipe("ner"), EntityRecognizer):
        nlp.add_pipe("siegegraph_entities", after="ner")
        nlp.disable_pipe("ner")
    for name in ours["before_parser"]:
        nlp.add_pipe(name, before="parser" if "parser" in nlp.pipe_names else None, config=_component(config, name))
    for name in ours["components"]:
        if only is None or name in only:
            nlp.add_pipe(name, config=_component(config, name))
    return nlp


def _first_line(error: Exception) -> str:
    """What an error says, in one line; spaCy's go on for many."""
    return next((line.strip() for line in str(error).splitlines() if line.strip()), type(error).__name__)


def _component(config: dict[str, dict[str, dict[str, object]]], name: str) -> dict[str, object]:
    return config.get("components", {}).get(name, {})


def _language(package: str) -> Language:
    """A spaCy pipeline installed as an ordinary package, whether it offers `load()` or is found by spaCy itself."""
    with warnings.catch_warnings():
        # W095: the weights were made with spaCy 3.7; they load and run under 3.8.
        warnings.filterwarnings("ignore", message=r"\[W095\]")
        module = importlib.import_module(package)
        loaded = module.load() if hasattr(module, "load") else spacy.load(package)
    if not isinstance(loaded, Language):
        raise TypeError(f"{package}.load() gave no spaCy pipeline")
    return loaded
