"""Places that what stands around them gives away: a dateline, a word of place before them, the region after a comma,
the local body that is called after them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Span

from siegegraph.graph.extract.document import annotations_of
from siegegraph.graph.extract.names.name_evidence import MONTHS
from siegegraph.graph.extract.names.name_rules import WORD, Candidate, bare_start
from siegegraph.ontology.gazetteer import GazetteerPlace, country_named, demonym, listed_actor, places
from siegegraph.ontology.lexicon.names import name_words

_SURE_OF_PLACE = frozenset({"in", "near", "at", "outside", "around", "inside"})
_WEAK_OF_PLACE = frozenset({"to", "from", "into", "within", "leave", "left", "enter", "entered", "reach", "reached"})
_BETWEEN = frozenset({"the", "of", "western", "eastern", "northern", "southern", "central", "besieged"})
# What is called after a town of fewer people may be called after something else.
_KNOWN_TOWN = 15_000
# As sure as a table, less than what names the body as a whole.
_VOUCHED = 6
# More than what both recognisers together say against it, less than a table.
_SURELY = 11
# More than what both recognisers together say against it.
_CERTAIN = 12
# Where a report was sent from: up to its date, its agency or the end.
_SENT_FROM = re.compile(r"[^,(/]+(?:(?:, ?|/ ?)[^,(/]*[^\W\d][^,(/]*)*")
_PART = re.compile(r"[^,/]*[^,/\s]")
_DATED = re.compile(r"\d|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?\s*$", re.IGNORECASE)
_IN_REGION = re.compile(rf"({WORD}(?: {WORD}){{0,2}}), ({WORD}\.?(?:{WORD}\.)?(?: {WORD})?)")
_LOCAL_BODY = re.compile(rf"\b({WORD}(?: {WORD})?) (?:{WORD} )?(?:{'|'.join(sorted(name_words('local_body')))})\b")
_CONTAINERS = frozenset({"country", "region"})


def placed_candidates(doc: Doc, text: str) -> Iterator[Candidate]:
    """Every candidate that its surroundings show to be a place."""
    yield from _after_words_of_place(doc)
    for start, end in annotations_of(doc).datelines:
        yield from _in_dateline(text, start, end)
    yield from _before_region(text)
    yield from _before_body(text)


def _in_dateline(text: str, start: int, end: int) -> Iterator[Candidate]:
    """ "KYIV, Ukraine (AP)": the town and what it lies in."""
    sent_from = _SENT_FROM.match(text, start, end)
    for part in _PART.finditer(text, start, sent_from.end()) if sent_from else ():
        first = part.start() + len(part[0]) - len(part[0].lstrip())
        if not _DATED.search(text[first : part.end()]) and places(text[first : part.end()]):
            yield Candidate(first, part.end(), "Place", None, _CERTAIN)


def _before_region(text: str) -> Iterator[Candidate]:
    """ "Ada, Oklahoma": a place that the gazetteer lists in the region or country written after it."""
    for match in _IN_REGION.finditer(text):
        containers = [place for place in _listed(match[2]) if place.feature in _CONTAINERS]
        for start in _word_starts(match[1]):
            inside = _inside(places(match[1][start:]), containers)
            if inside and not country_named(match[1][start:]):
                yield Candidate(match.start(1) + start, match.end(1), "Place", None, _CERTAIN)
                break


def _listed(words: str) -> tuple[GazetteerPlace, ...]:
    """What the gazetteer lists under the words or the first of them."""
    return places(words) or places(words.split(" ")[0])


def _word_starts(words: str) -> list[int]:
    return [match.start() for match in re.finditer(r"\S+", words)]


def _inside(options: Sequence[GazetteerPlace], containers: Sequence[GazetteerPlace]) -> bool:
    return any(
        option.feature in ("settlement", "district")
        and option.country == container.country
        and container.admin1 in (None, option.admin1)
        for option in options
        for container in containers
    )


def _before_body(text: str) -> Iterator[Candidate]:
    """ "Danbury police", "Queensland Police Service": the town or region within the name of its body."""
    for match in _LOCAL_BODY.finditer(text):
        start = bare_start(text, *match.span(1))
        for end in (match.end(1), start + len(text[start : match.end(1)].split(" ")[0])):
            words = text[start:end]
            if listed_actor(words) or demonym(words) or _is_plain(words):
                break
            if any(place.population >= _KNOWN_TOWN or place.feature == "region" for place in places(words)):
                yield Candidate(start, end, "Place", None, _VOUCHED)
                break


def _is_plain(words: str) -> bool:
    """Whether bodies of many places have these words in their names ("Human Rights Council")."""
    return words in name_words("organisation") or words.lower() in name_words("plain_of_body")


def _after_words_of_place(doc: Doc) -> Iterator[Candidate]:
    """Proper nouns after words of place ("in", "near", "north of") that the gazetteer lists."""
    for token in doc:
        if token.lower_ not in name_words("locative") or token.i + 1 >= len(doc):
            continue
        at = token.i + 1
        while at < len(doc) and doc[at].lower_ in _BETWEEN:
            at += 1
        for end in range(min(at + 4, len(doc)), at, -1):
            span = doc[at:end]
            if _is_proper(span) and places(span.text) and not _continues(doc, end):
                if token.lower_ not in _WEAK_OF_PLACE or span[0].ent_type_ != "PERSON":
                    weight = _SURELY if token.lower_ in _SURE_OF_PLACE else 3
                    yield Candidate(span.start_char, span.end_char, "Place", None, weight)
                break


def _is_proper(span: Span) -> bool:
    if span.text in MONTHS or not (span[0].text[0].isupper() and span[-1].text[0].isupper()):
        return False
    return all(token.pos_ != "VERB" and not token.is_punct for token in span)


def _continues(doc: Doc, end: int) -> bool:
    """Whether the name goes on, so that what was read is only its beginning."""
    if end + 1 < len(doc) and (doc[end].text == "-" or doc[end].lower_ in ("al", "el")) and not doc[end].is_space:
        return doc[end].text != "-" or not doc[end - 1].whitespace_
    return end < len(doc) and doc[end].text[0].isupper() and doc[end].ent_iob_ == "I" and doc[end].pos_ == "PROPN"
