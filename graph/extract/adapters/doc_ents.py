"""Names from `doc.ents`, so that any spaCy entity recogniser can stand in for `siegegraph_names`."""

from __future__ import annotations

from collections.abc import Mapping

from spacy.language import Language
from spacy.tokens import Doc

from siegegraph.graph.extract.document import annotations_of
from siegegraph.graph.extract.names.names import subtype_of
from siegegraph.graph.model.extraction import EntityMention

# The labels of OntoNotes, CoNLL 2003 and WikiNER; NORP are peoples and parties, who act as bodies do.
LABELS = {
    "PERSON": "Person", "PER": "Person",
    "ORG": "Organisation", "NORP": "Organisation",
    "GPE": "Place", "LOC": "Place", "FAC": "Place",
}  # fmt: skip


@Language.factory("siegegraph_doc_ents", default_config={"labels": LABELS})
def make(nlp: Language, name: str, labels: Mapping[str, str]) -> DocEnts:
    """The component. `labels` gives the entity type for each label that is kept."""
    return DocEnts(labels)


class DocEnts:
    """Takes the entities that an earlier component has set."""

    def __init__(self, labels: Mapping[str, str]) -> None:
        self._labels = labels

    def __call__(self, doc: Doc) -> Doc:
        """The Doc, its annotations' entities those of `doc.ents`."""
        annotations_of(doc).entities = tuple(
            EntityMention(
                start=ent.start_char,
                end=ent.end_char,
                text=ent.text,
                type=self._labels[ent.label_],
                subtype=subtype_of(self._labels[ent.label_], ent.text),
            )
            for ent in doc.ents
            if ent.label_ in self._labels
        )
        return doc
