"""The named mentions of a report: what trained recognisers, rules, tables and the report itself give, merged."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc

from siegegraph.graph.extract.document import annotations_of, text_of
from siegegraph.graph.extract.names.layout import is_capitals, is_title_case
from siegegraph.graph.extract.names.name_evidence import read_candidates
from siegegraph.graph.extract.names.name_merging import agreed_types, merged
from siegegraph.graph.extract.names.name_models import NameModels
from siegegraph.graph.extract.names.name_places import placed_candidates
from siegegraph.graph.extract.names.name_rules import Candidate, is_misread, organisation_subtype, rule_candidates
from siegegraph.graph.extract.names.name_scan import table_candidates
from siegegraph.graph.model.extraction import EntityMention
from siegegraph.graph.model.span import Span
from siegegraph.ontology.gazetteer import area, country_named, listed_actor, places

_SURNAME_MINIMUM = 3
_ACRONYM = re.compile(r"\s*\((?:the\s+)?[\"“]?([A-Z][A-Za-z.&-]{1,9})[\"”]?\)")
# What tables and strong patterns vouch for is taken in headlines too, where every word has a capital.
_SURE = 6


@Language.factory("siegegraph_names")
def make_names(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """The component; it has no settings."""
    models = NameModels(nlp)
    return lambda doc: mark_names(doc, models)


def mark_names(doc: Doc, models: NameModels) -> Doc:
    """Set the Doc's entities, in text order, outer names before those inside them; ids come from coreference."""
    annotations = annotations_of(doc)
    text = text_of(doc)
    named = _named(text, _candidates(doc, text, models))
    named = _named(text, [*named, *_repeated(text, named, annotations.headings)])
    annotations.entities = tuple(_mention(text, name) for name in named)
    return doc


def _candidates(doc: Doc, text: str, models: NameModels) -> list[Candidate]:
    headings = annotations_of(doc).headings
    loud = [span for span in headings if _is_loud(text[span.start : span.end])]
    vouched = (*rule_candidates(text, doc._.blocks), *table_candidates(doc), *placed_candidates(doc, text))
    found = [
        *(c for c in vouched if c.weight >= _SURE or not _in_any(c, loud)),
        *(c for c in read_candidates(doc, text, models) if not _in_any(c, loud)),
    ]
    return [c for c in found if _is_name(text[c.start : c.end]) and not is_misread(text, c)]


def _named(text: str, candidates: list[Candidate]) -> list[Candidate]:
    types = agreed_types((text[c.start : c.end], c) for c in candidates)
    agreed = []
    for name in candidates:
        type_, subtype = types[text[name.start : name.end]]
        agreed.append(replace(name, type=type_, subtype=subtype))
    return _without_offices(text, merged(text, agreed))


def _without_offices(text: str, names: list[Candidate]) -> list[Candidate]:
    """The names without offices that stand right before their holder's name ("Prime Minister Boris Johnson")."""
    people = {name.start for name in names if name.type == "Person"}
    return [n for n in names if not (n.type == "Person" and n.end + 1 in people and text[n.end : n.end + 1] == " ")]


def _is_loud(heading: str) -> bool:
    return is_capitals(heading) or is_title_case(heading)


def _in_any(name: Candidate, spans: Iterable[Span]) -> bool:
    return any(span.start <= name.start < span.end for span in spans)


def _is_name(words: str) -> bool:
    return any(c.isupper() or c.isdigit() for c in words) or listed_actor(words) is not None


def _mention(text: str, name: Candidate) -> EntityMention:
    words = text[name.start : name.end]
    return EntityMention(
        start=name.start, end=name.end, text=words, type=name.type, subtype=name.subtype or subtype_of(name.type, words)
    )


def subtype_of(type_: str, words: str) -> str | None:
    """The subtype that a name's own words or the tables give, or None."""
    if type_ == "Organisation":
        actor = listed_actor(words)
        return actor.subtype if actor else organisation_subtype(words)
    if type_ != "Place":
        return None
    if country_named(words):
        return "Country"
    if found := area(words):
        return found.subtype
    listed = places(words)
    return (
        {"region": "Region", "district": "Region", "settlement": "Settlement"}[listed[-1].feature] if listed else None
    )


def _repeated(text: str, names: list[Candidate], headings: Iterable[Span]) -> Iterator[Candidate]:
    """Further mentions of what the report names elsewhere: the same words, and people by their surname alone."""
    known: dict[str, tuple[str, str | None, int]] = {}
    for name in names:
        words = text[name.start : name.end]
        if " " in words and name.type != "Person" and (acronym := _ACRONYM.match(text, name.end)):
            known.setdefault(acronym[1], (name.type, name.subtype, 4))
        if name.type == "Person" and len(surname := words.split()[-1]) >= _SURNAME_MINIMUM and " " in words:
            # Who is known by full name is a person wherever the surname stands alone, whatever it was taken for.
            known.setdefault(surname, ("Person", None, 20))
        if name.weight >= 2 and len(words) >= _SURNAME_MINIMUM:
            known.setdefault(words, (name.type, name.subtype, 1))
    for start, end, words in _found(text, known):
        type_, subtype, weight = known[words]
        yield Candidate(start, end, type_, subtype, weight)
    upper = {words.upper(): given for words, given in known.items() if len(words) > _SURNAME_MINIMUM}
    for heading in headings:
        if is_capitals(text[heading.start : heading.end]):
            for start, end, words in _found(text[heading.start : heading.end], upper):
                yield Candidate(heading.start + start, heading.start + end, upper[words][0], upper[words][1], 2)


def _found(text: str, known: Iterable[str]) -> Iterator[tuple[int, int, str]]:
    """Where the names stand as whole words; of several that begin at one place the longest."""
    longest_first = sorted(known, key=lambda words: (-len(words), words))
    if longest_first:
        for match in re.finditer(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest_first))})(?![\w-])", text):
            yield match.start(), match.end(), match[0]
