"""People named with what they are ("Maj. Serhiy Volyna", "the UN envoy Staffan de Mistura"): the whole as a further,
wider mention of the person.

Last in the pipeline: what comes before reads the name alone and the title beside it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc

from siegegraph.graph.extract.document import annotations_of, text_of
from siegegraph.graph.model.extraction import EntityMention
from siegegraph.ontology.gazetteer import country_named, demonym
from siegegraph.ontology.lexicon.names import name_words
from siegegraph.ontology.lexicon.titles import LONGEST, title_ending

# How far before a name its titles are looked for, in characters.
_REACH = 90
_BEFORE = re.compile(r"(?:[^\W_][\w'’.-]* )+$")
_ARTICLE = re.compile(r"\bthe $", re.IGNORECASE)


@Language.factory("siegegraph_titled_names")
def make_titled_names(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """The component; it has no settings."""
    return widen_names


def widen_names(doc: Doc) -> Doc:
    """Add a mention with title, owner and article for each person who has a title before the name."""
    annotations = annotations_of(doc)
    annotations.entities = tuple(
        sorted((*annotations.entities, *titled(text_of(doc), annotations.entities)), key=lambda e: (e.start, -e.end))
    )
    return doc


def titled(text: str, entities: Iterable[EntityMention]) -> Iterator[EntityMention]:
    """The wider mentions of the people among the entities, with the id of the narrower ones."""
    owners = {entity.end: entity.start for entity in entities if entity.type in ("Organisation", "Place")}
    for entity in entities:
        if entity.type == "Person" and (start := _titled_start(text, entity.start, owners)) < entity.start:
            yield replace(entity, start=start, text=text[start : entity.end])


def _titled_start(text: str, name_start: int, owners: dict[int, int]) -> int:
    """Where titles before a name begin, with whose office it is and the article; the name's start without a title."""
    start = name_start
    while words := _title_words(_words_before(text, start)):
        for _ in range(words):
            start = _word_start(text, start)
    if start == name_start:
        return start
    if start - 1 in owners:
        start = owners[start - 1]
    while (owner := _word_start(text, start)) < start and _is_owner(text[owner : start - 1]):
        start = owner
    article = _ARTICLE.search(text, max(0, start - 4), start)
    return article.start() if article else start


def _title_words(words: Sequence[str]) -> int:
    """How many words at the end of a run are a title or a form of address."""
    if words and words[-1].rstrip(".") in name_words("address"):
        return 1
    title = title_ending(words)
    return title.words if title else 0


def _words_before(text: str, at: int) -> list[str]:
    before = _BEFORE.search(text[max(0, at - _REACH) : at])
    return before[0].split()[-LONGEST:] if before else []


def _word_start(text: str, at: int) -> int:
    """Where the word before a place in the text begins; the place itself where none stands before it."""
    before = _BEFORE.search(text[max(0, at - _REACH) : at])
    return at - len(before[0].split()[-1]) - 1 if before else at


def _is_owner(word: str) -> bool:
    return bool(demonym(word) or (country_named(word) and word[0].isupper()))
