"""Which mentions of a report are one thing: names by rules, descriptions by rules, pronouns by a trained ranking."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from spacy.language import Language
from spacy.tokens import Doc, Token

from siegegraph.graph.extract.coreference.first_person import first_persons
from siegegraph.graph.extract.coreference.metonyms import with_governments
from siegegraph.graph.extract.coreference.name_linking import by_office, linked
from siegegraph.graph.extract.coreference.noun_sorts import NounSorts
from siegegraph.graph.extract.coreference.phrases import Form, phrases
from siegegraph.graph.extract.coreference.ranker import likeliest
from siegegraph.graph.extract.coreference.reading import Reading
from siegegraph.graph.extract.coreference.referents import Referent
from siegegraph.graph.extract.document import annotations_of, text_of
from siegegraph.graph.model.extraction import EntityMention, Reference


@Language.factory("siegegraph_coreference")
def make_coreference(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """The component; it has no settings."""
    sorts = NounSorts(nlp.vocab)
    return lambda doc: link_mentions(doc, sorts)


def link_mentions(doc: Doc, sorts: NounSorts) -> Doc:
    """Give every entity mention the id of the thing it names, and add a Reference for what points back to one."""
    annotations = annotations_of(doc)
    entities = linked(text_of(doc), with_governments(doc, annotations.entities))
    offices = by_office(entities)
    found = [*references(doc, entities, sorts)]
    found += (Reference(start=each.start, end=each.end, entity=each.id or "") for each in offices)
    annotations.entities = tuple(entity for entity in entities if entity not in offices)
    annotations.mentions = tuple(sorted(found, key=lambda reference: (reference.start, reference.end)))
    return doc


def references(doc: Doc, entities: Sequence[EntityMention], sorts: NounSorts) -> Iterator[Reference]:
    """What pronouns and definite descriptions of the Doc refer to."""
    reading = Reading(doc, phrases(doc, entities, sorts), likeliest)
    named = [referent for referent in reading.referents() if referent.id is not None]
    for referent in named:
        for phrase in referent.phrases:
            if phrase.form in (Form.PRONOUN, Form.DEFINITE):
                yield _reference(doc[phrase.first], phrase.root, referent)
    for token, speaker in first_persons(doc, reading.quoted, named):
        yield _reference(token, token, speaker)


def _reference(first: Token, last: Token, referent: Referent) -> Reference:
    return Reference(start=first.idx, end=last.idx + len(last), entity=referent.id or "")
