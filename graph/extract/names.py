"""The named mentions of a report: spaCy's names, mended and added to by rules, tables and the report itself."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from spacy.language import Language
from spacy.tokens import Doc, Span

from siegegraph.graph.extract.document import annotations_of
from siegegraph.graph.extract.layout import is_capitals, is_title_case
from siegegraph.graph.extract.name_merging import agreed_types, merged
from siegegraph.graph.extract.name_rules import Candidate, organisation_subtype, rule_candidates
from siegegraph.graph.extract.name_scan import table_candidates
from siegegraph.graph.model.extraction import EntityMention
from siegegraph.ontology.gazetteer import area, country_named, demonym, listed_actor, places
from siegegraph.ontology.lexicon.names import name_words

_TYPES = {
    "PERSON": "Person",
    "ORG": "Organisation",
    "GPE": "Place",
    "LOC": "Place",
    "FAC": "Place",
    "NORP": "Organisation",
}
_SUBTYPES = {"FAC": "Facility", "NORP": "PeopleGroup"}
_LEADING = re.compile(
    r"(?:the|a|an|this|its|their|his|her|our|all|both|some|many|most)\s+|[\s\"“”'‘’*_(\[#-]+", re.IGNORECASE
)
_TRAILING = re.compile(r"(?:['’]s?|[\s\"“”*_)\],;:-])$")
_PERSON_MINIMUM = 3


@Language.factory("siegegraph_names")
def make_names(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """The component; it has no settings."""
    return mark_names


def mark_names(doc: Doc) -> Doc:
    """Set the Doc's entities, in text order, outer names before those inside them; ids come from coreference."""
    annotations = annotations_of(doc)
    loud = [span for span in annotations.headings if _is_loud(doc.text[span.start : span.end])]
    candidates = [*rule_candidates(doc.text), *table_candidates(doc), *_located(doc)]
    candidates = [c for c in (*candidates, *_statistical(doc)) if _is_name(doc.text[c.start : c.end])]
    quiet = [c for c in candidates if c.weight >= 6 or not any(s.start <= c.start < s.end for s in loud)]
    named = _retyped(doc.text, merged(quiet))
    named = _retyped(doc.text, merged([*named, *_repeated(doc, named)]))
    annotations.entities = tuple(_mention(doc.text, name) for name in named)
    return doc


def _is_loud(heading: str) -> bool:
    return is_capitals(heading) or is_title_case(heading)


def _is_name(words: str) -> bool:
    return any(c.isupper() for c in words) or listed_actor(words) is not None


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
    return {"region": "Region", "settlement": "Settlement"}.get(listed[-1].feature) if listed else None


def _statistical(doc: Doc) -> Iterator[Candidate]:
    """spaCy's own names with their edges trimmed: no article, possessive, quotation mark or rank."""
    for ent in doc.ents:
        if ent.label_ not in _TYPES or (ent.label_ == "NORP" and not _is_noun(ent)):
            continue
        for start, end in _pieces(ent):
            start, end = trimmed(doc.text, start, end)
            if end > start and not (demonym(doc.text[start:end]) and ent.label_ != "NORP"):
                yield _by_head(doc.text[start:end], Candidate(start, end, _TYPES[ent.label_], _SUBTYPES.get(ent.label_), 2))


def _by_head(words: str, name: Candidate) -> Candidate:
    """A name that ends in a word for a building is a place, whatever it was taken for ("Azovstal Iron and Steel Works")."""
    if name.type != "Person" and words.split()[-1].lower() in name_words("facility") and " " in words:
        return Candidate(name.start, name.end, "Place", "Facility", 3)
    return name


def _is_noun(ent: Span) -> bool:
    return ent.root.tag_ in ("NNPS", "NNS") or (
        ent.root.tag_ in ("NNP", "NN") and ent.root.dep_ not in ("amod", "compound", "nmod")
    )


def _pieces(ent: Span) -> Iterator[tuple[int, int]]:
    """The lines of a name that runs over a line break are names of their own."""
    for line in re.finditer(r"[^\n\r]+", ent.text):
        yield ent.start_char + line.start(), ent.start_char + line.end()


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A stretch without what is around a name: articles and marks before it, 's and marks after it."""
    while start < end and (match := _LEADING.match(text, start, end)):
        start = match.end()
    while start < end and (match := _TRAILING.search(text[start:end])):
        end = start + match.start()
    return start, end


def _located(doc: Doc) -> Iterator[Candidate]:
    """Proper nouns after words of place ("in", "near", "north of") that the gazetteer lists."""
    for token in doc:
        if token.lower_ not in name_words("locative") or token.i + 1 >= len(doc):
            continue
        at = token.i + 1
        if doc[at].lower_ in ("the", "of", "western", "eastern", "northern", "southern", "central", "besieged"):
            at += 1
        for end in range(min(at + 4, len(doc)), at, -1):
            span = doc[at:end]
            if _is_proper(span) and places(span.text) and not _continues(doc, end):
                weight = 3 if token.lower_ not in ("to", "from", "into", "within") else 2
                yield Candidate(span.start_char, span.end_char, "Place", None, weight)
                break


def _is_proper(span: Span) -> bool:
    return span[0].text[0].isupper() and span[-1].text[0].isupper() and all(t.pos_ != "VERB" for t in span)


def _continues(doc: Doc, end: int) -> bool:
    """Whether the name goes on, so that what was read is only its beginning."""
    return end < len(doc) and doc[end].text[0].isupper() and doc[end].ent_iob_ == "I" and doc[end].pos_ == "PROPN"


def _retyped(text: str, names: list[Candidate]) -> list[Candidate]:
    types = agreed_types((text[name.start : name.end], name) for name in names)
    retyped = []
    for name in names:
        type_, subtype = types[text[name.start : name.end]]
        retyped.append(Candidate(name.start, name.end, type_, subtype, name.weight))
    return retyped


def _repeated(doc: Doc, names: list[Candidate]) -> Iterator[Candidate]:
    """Further mentions of what the report names elsewhere: the same words, and people by their surname alone."""
    known: dict[str, tuple[str, str | None]] = {}
    for name in names:
        words = doc.text[name.start : name.end]
        if name.type == "Person" and " " in words:
            surname = words.split()[-1]
            if len(surname) >= _PERSON_MINIMUM:
                known.setdefault(surname, ("Person", None))
        if name.weight >= 2 and (" " in words or len(words) >= _PERSON_MINIMUM):
            known.setdefault(words, (name.type, name.subtype))
    if not known:
        return
    pattern = "|".join(re.escape(words) for words in sorted(known, key=lambda words: (-len(words), words)))
    for match in re.finditer(rf"\b(?:{pattern})\b(?!-)", doc.text):
        yield Candidate(*match.span(), *known[match[0]], 1)
    yield from _in_capitals(doc, known)


def _in_capitals(doc: Doc, known: dict[str, tuple[str, str | None]]) -> Iterator[Candidate]:
    """Names of the body in a headline written in capitals."""
    upper = {words.upper(): type_ for words, type_ in known.items() if len(words) > _PERSON_MINIMUM}
    for span in annotations_of(doc).headings:
        if is_capitals(doc.text[span.start : span.end]) and upper:
            pattern = "|".join(re.escape(words) for words in sorted(upper, key=lambda words: (-len(words), words)))
            for match in re.finditer(rf"\b(?:{pattern})\b", doc.text[span.start : span.end]):
                yield Candidate(span.start + match.start(), span.start + match.end(), *upper[match[0]], 2)
