"""Candidates from reading in context: the names that recognisers read, their edges and types mended."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Doc, Span

from siegegraph.graph.extract.names.name_models import NameModels
from siegegraph.graph.extract.names.name_rules import Candidate, is_office, is_title, untitled_start, whole_office
from siegegraph.ontology.gazetteer import area, country_named, country_of_capital, demonym, listed_actor, places
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
_UNNAMED = frozenset({"DATE", "TIME", "LANGUAGE", "WORK_OF_ART", "LAW"})
_LEADING = re.compile(
    r"(?:the|a|an|this|its|their|his|her|our|all|both|some|many|most)\s+|[\s\"“”'‘’*_(\[#-]+", re.IGNORECASE
)
_DETERMINER = re.compile(r"[A-Za-z]+\s+(?:[A-Za-z]+\s+)?$")
# What goes on after a person or a body ("the envoy and other diplomats", "Security Council Resolution 2328").
_GOES_ON = re.compile(r"(?:, | and [a-z]| Resolutions?\b).*$", re.DOTALL)
_TRAILING = re.compile(r"(?:['’]s?|[\s\"“”*_)\],;:-]|[.,]?\[[\d\]\[]*)$")
_SMALL_OPENING = re.compile(r"(?:[a-z][\w-]*\s+)+(?=[A-Z])")
# A town of fewer people is taken for one only where more than its name speaks for it.
_KNOWN_TOWN = 15_000
_INDEFINITE = re.compile(
    r"(?:an?|some|several|many|any|no|their|his|her|its|our|two|three|other|more)\s", re.IGNORECASE
)
_UNDERTAKING = re.compile(r"(?:Operation|Battle of|Siege of|Fall of|Resolution)\s")
_DIRECTIONS = frozenset(
    f"{direction}{ending}" for direction in ("north", "south", "east", "west") for ending in ("", "ern")
) | {"central", "northeastern", "northwestern", "southeastern", "southwestern"}
# The kinds of words that tell a name's type where they end it; of a person's name, more of them do.
_OF_PLACES = ("water", "landform", "region")
_OF_BODIES = ("organisation", "unit", "armed_group")
_BODY_NOUNS = ("force", "governing", "people", "facility", "body_noun")
_POSSESSIVE_FORCE = re.compile(rf"['’]s?\s(?:\w+\s)?(?:{'|'.join(sorted(name_words('force')))})$")
_DATED = re.compile(r"(?:\b(?:in|on|of|by|since|until|till|from|to|during|early|mid|late|last|this)[\s-]|\d\s)$", re.I)
MONTHS = frozenset(calendar.month_name[1:])
_PLACING = re.compile(r"\b(?:[Ii]n|[Nn]ear|[Oo]utside|[Aa]round|[Ii]nside)\s$")
# What makes of a name the beginning of a longer one ("Bab al-Saray").
_CUT_SHORT = re.compile(r"-\w|\s(?:al|el|ad|ar|as|an)-\w")


def read_candidates(doc: Doc, text: str, models: NameModels) -> Iterator[Candidate]:
    """The names that the trained recognisers and spaCy's own read, with their edges and types mended."""
    unnamed = _unnamed(doc, text)
    for name in models.candidates(text, doc._.blocks):
        if trim(text, name.start, name.end)[:2] not in unnamed:
            yield from _mended(doc, text, name, keep_article=True)
    for ent in doc.ents:
        if ent.label_ not in _TYPES or (ent.label_ == "NORP" and not _is_noun(ent)):
            continue
        for line in re.finditer(r"[^\n\r]+", ent.text):
            start, end = ent.start_char + line.start(), ent.start_char + line.end()
            name = Candidate(start, end, _TYPES[ent.label_], _SUBTYPES.get(ent.label_), 2)
            if ent.label_ == "NORP" or not demonym(trim(text, start, end)[2]):
                yield from _mended(doc, text, name, keep_article=False)


def _unnamed(doc: Doc, text: str) -> set[tuple[int, int]]:
    """What spaCy's own recogniser reads as a date, a language, a book or a law, which the others do not tell apart."""
    return {trim(text, e.start_char, e.end_char)[:2] for e in doc.ents if e.label_ in _UNNAMED}


def trim(text: str, start: int, end: int) -> tuple[int, int, str]:
    """A stretch without what is around a name (articles and marks before it, 's and marks after it), and its words."""
    while start < end and (match := _LEADING.match(text, start, end)):
        start = match.end()
    while start < end and (match := _TRAILING.search(text[start:end])):
        end = start + match.start()
    return start, end, text[start:end]


def _mended(doc: Doc, text: str, name: Candidate, *, keep_article: bool) -> Iterator[Candidate]:
    start, end, words = trim(text, name.start, name.end)
    if name.type != "Place" and (rest := _GOES_ON.search(words)):
        start, end, words = trim(text, start, start + rest.start())
    # What has no capital but that of its article is no name ("The fighters").
    if not any(c.isupper() for c in words) or _is_month_or_noun(doc, start, end) or _is_cut_short(text, end, words):
        return
    trimmed = replace(name, start=start, end=end)
    article = _DETERMINER.search(text, name.start, start)
    described = replace(trimmed, start=start - len(article[0])) if keep_article and article else trimmed
    if _is_undertaking(words):
        return
    placed = name.type == "Person" and " " not in words and _PLACING.search(text, max(0, start - 9), start)
    if told := "Place" if placed else _type_told(name.type, words):
        # "In al-Sukari" outweighs what else a word is taken for elsewhere.
        weight = 2 * name.weight if placed else name.weight
        name, trimmed, described = (replace(each, type=told, weight=weight) for each in (name, trimmed, described))
    if name.type == "Person" or (name.type == "Organisation" and is_office(words)):
        yield from _person(text, replace(trimmed, type="Person"), described.start)
    elif name.type == "Place":
        yield from _place(text, trimmed)
    else:
        yield from _organisation(text, trimmed if country_named(words) else described)
    # A town that one finder takes for a body or a person is a town, unless the report has that person's full name.
    if _is_town(words) and (name.type == "Organisation" or (name.type == "Person" and " " not in words)):
        yield Candidate(start, end, "Place", "Settlement", name.weight + 1)


def _is_cut_short(text: str, end: int, words: str) -> bool:
    return words.split()[-1] in ("al", "el", "al-", "el-") or bool(_CUT_SHORT.match(text, end) and text[end] == " ")


def _is_undertaking(words: str) -> bool:
    """Whether words name what is done, not who does it ("Operation Matador", "Battle of Vukovar")."""
    return bool(_UNDERTAKING.match(words))


def _type_told(type_: str, words: str) -> str | None:
    """The type that a name's own first or last word tells ("Hamrin Mountains", "Northern Iraq"), or None."""
    first, _, rest = words.partition(" ")
    if not rest:
        return None
    if first.lower() in _DIRECTIONS and (country_named(rest) or area(rest)):
        return "Place"
    last = rest.split()[-1]
    if any(last in name_words(kind) for kind in _OF_PLACES):
        return "Place"
    if type_ == "Person" and any(last in name_words(kind) for kind in _OF_BODIES):
        return "Organisation"
    return "Place" if type_ == "Person" and last.lower() in name_words("facility") else None


def _person(text: str, name: Candidate, described_start: int) -> Iterator[Candidate]:
    start, end, words = name.start, name.end, text[name.start : name.end]
    if owned := _POSSESSIVE_FORCE.search(words):
        # "Dagalo's forces" are no person, though he who has them is.
        yield Candidate(start, end, "Organisation", "ArmedForces", 2 * name.weight + 2)
        end = start + owned.start()
    elif is_title(words) or (words.split()[-1].islower() and not is_office(words)):
        return
    start = _after_month(text, start, end)
    described_start = start if start > name.start else described_start
    bare = untitled_start(text, start, end)
    if is_office(words):
        # An office in place of a name keeps its article ("the Foreign Secretary"), like every description.
        start, end = whole_office(text, described_start, end)
        yield replace(name, start=start, end=end, office=True)
    else:
        yield replace(name, start=bare if bare > start else described_start, end=end)


def _after_month(text: str, start: int, end: int) -> int:
    """Where a name begins once a month that belongs to the words before it is left out ("In May Volyna said")."""
    month, _, rest = text[start:end].partition(" ")
    return (
        start + len(month) + 1
        if rest and month in MONTHS and _DATED.search(text[max(0, start - 12) : start])
        else start
    )


def _place(text: str, name: Candidate) -> Iterator[Candidate]:
    start = _without_description(text, name.start, name.end)
    if text[start : name.end].lower() in name_words("facility"):
        # "Citadel" is a building, not the town that bears that name somewhere.
        name = replace(name, subtype="Facility")
    # "Paris, Texas" names two places.
    for part in re.finditer(
        r"[A-Z][^,]+" if "," in text[start : name.end] else r".+", text[start : name.end], re.DOTALL
    ):
        yield replace(name, start=start + part.start(), end=start + part.end())


def _organisation(text: str, name: Candidate) -> Iterator[Candidate]:
    name = replace(name, start=_after_month(text, name.start, name.end))
    words = text[name.start : name.end]
    if words.split()[-1].lower() in name_words("facility") and " " in trim(text, name.start, name.end)[2]:
        # A name that ends in a word for a building is a place, whatever it was taken for ("Kherson Shipyard Works").
        start, end, _ = trim(text, name.start, name.end)
        yield Candidate(start, end, "Place", "Facility", max(3, name.weight))
    elif _is_body(words):
        yield name


def _without_description(text: str, start: int, end: int) -> int:
    """Where a place's name begins after adjectives and what it is ("the Chadian border town of Adré")."""
    while (word := re.match(r"[^\s]+", text[start:end])) and demonym(word[0]) and word.end() < end - start:
        start += word.end() + 1
    opening = _SMALL_OPENING.match(text, start, end)
    return opening.end() if opening else start


def _is_month_or_noun(doc: Doc, start: int, end: int) -> bool:
    """Whether one word is a month beside its day, or a common noun that only opens its sentence."""
    span = doc.char_span(start, end)
    if span is None or len(span) != 1:
        return False
    token = span[0]
    if token.text in MONTHS:
        return any(near.like_num for near in doc[max(0, token.i - 1) : token.i + 2] if near is not token)
    common = token.tag_ in ("NNS", "NN") or token.lower_ in name_words("force")
    return bool(token.is_sent_start) and common and listed_actor(token.text) is None


def _is_body(words: str) -> bool:
    """Whether an organisation's words are a name, or a description of some body or force and not of anything else."""
    head = words.split()[-1]
    if not head[0].islower() or head.split("-")[-1][0].isupper() or listed_actor(words):
        return True
    return not _INDEFINITE.match(words) and any(head in name_words(kind) for kind in _BODY_NOUNS)


def _is_town(words: str) -> bool:
    if listed_actor(words) or words.isupper():
        return False
    return bool(country_of_capital(words)) or any(place.population >= _KNOWN_TOWN for place in places(words))


def _is_noun(ent: Span) -> bool:
    return ent.root.tag_ in ("NNPS", "NNS")
