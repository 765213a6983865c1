"""Names that the words around them give away: units, ministries, forces, facilities, regions, people with a rank.

Each rule reads a text and yields candidates; names.py weighs them against the statistical reading.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from siegegraph.graph.extract.names.layout import Block
from siegegraph.graph.model.span import Span
from siegegraph.ontology.gazetteer import country_of_leader, demonym, is_adjective
from siegegraph.ontology.lexicon.names import name_words


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stretch that may be a name. `weight` says how far its finder is to be trusted against others.

    A `closed` one is a name that a table lists as a whole; only a country may stand inside it. An `office` stands for
    the person who holds it ("the President of Syria").
    """

    start: int
    end: int
    type: str
    subtype: str | None
    weight: int
    closed: bool = False
    office: bool = False


_CAPITAL = "A-ZÀ-ÖØ-ÞĀĂĄĆĈĊČĎĐĒĔĖĘĚĜĞĠĢĤĦĨĪĬĮİĴĶĹĻĽĿŁŃŅŇŊŌŎŐŒŔŖŘŚŜŞŠŢŤŦŨŪŬŮŰŲŴŶŸŹŻŽҐЄІЇА-Я"
# A capitalised word, Arabic article included, a possessive 's left out.
WORD = rf"(?:[aAeE][a-z]-)?[{_CAPITAL}][\w]*(?:[-.&/][\w]+)*(?:['’](?!s\b)\w+)*"
_ORDINAL = r"(?:\d{1,3}(?:st|nd|rd|th|d)|First|Second|Third|Fourth|Fifth|Sixth|Seventh|Eighth|Ninth|Tenth|[IVX]{1,5})"
_NUMBERED = r"(?:\s+(?:No\.?|Number|№|#)\s?\d+)"
# Words that open a sentence with a capital and belong to no name.
_OPENERS = name_words("opener")


def _any_of(words: Iterable[str], *, either_case: bool = False) -> str:
    forms = {form for word in words for form in ((word, word.lower(), word.title()) if either_case else (word,))}
    return "(?:" + "|".join(re.escape(form) for form in sorted(forms, key=lambda form: (-len(form), form))) + ")"


def bare_start(text: str, start: int, end: int) -> int:
    """Where a stretch begins once words that only open the sentence are left out."""
    while match := re.compile(r"(\w+)\s+").match(text, start, end):
        if match[1] not in _OPENERS:
            break
        start = match.end()
    return start


_UNIT = re.compile(
    rf"\b(?:{_ORDINAL}\s+(?:{WORD}\s+|(?:separate|motorized|motorised|mechanized|mechanised|airborne|assault|guards|tank"
    rf"|naval|infantry|marine|artillery|mountain|rifle|armoured|armored)\s+){{0,5}}|(?:{WORD}\s+){{1,4}})"
    rf"{_any_of(name_words('unit'), either_case=True)}\b"
)
_WORDS = rf"(?:the\s+)?{WORD}(?:\s+{WORD})*"
_OF = rf"(?:\s+(?:of|for|on|against)\s+{_WORDS}(?:\s+(?:and|in)\s+{_WORDS})?)"
_ORGANISATION = re.compile(
    rf"\b(?:(?:{WORD}(?:['’]s?)?\s+){{1,5}}{_any_of(name_words('organisation'))}\b(?!['’]s?\s+{WORD}){_OF}?"
    rf"|{_any_of(name_words('organisation'))}{_OF}{_OF}?)"
)
_FACILITY = re.compile(
    rf"\b(?:(?:{WORD}\s+){{1,4}}{_any_of(name_words('facility'), either_case=True)}\b{_NUMBERED}?"
    rf"|{_any_of(name_words('facility'), either_case=True)}{_NUMBERED}"
    rf"|(?:Camp|Fort|Hotel|Hospital|Checkpoint|Base|Bridge)\s+{WORD}(?:\s+{WORD})?)"
)
_FACILITY_POSSESSIVE = re.compile(
    rf"\b(?:{WORD}\s+){{0,3}}{WORD}['’]s?\s+(?:{WORD}\s+){{0,3}}"
    rf"{_any_of(word.title() for word in name_words('facility'))}\b{_NUMBERED}?"
)
_AREAS = tuple(
    (re.compile(rf"\b(?:{WORD}\s+){{1,3}}{_any_of(name_words(kind))}\b"), subtype)
    for kind, subtype in (("region", "Region"), ("water", "Water"), ("landform", "Landform"), ("road", "Road"))
)
_AREA_FIRST = re.compile(rf"\b(?:Mount|Lake|Gulf of|Sea of|Strait of|River|Bay of|Province of)\s+(?:the\s+)?{WORD}")
_SETTLEMENT_OF = re.compile(rf"\b{_any_of(name_words('settlement_of'))}\s+of\s+({WORD}(?:\s+{WORD})*)")
_TITLES = _any_of({*name_words("rank"), *name_words("office")})
_NAME = rf"{WORD}(?:\s+(?:(?:al|bin|ibn|abu|de|von|van|der|el|ben|du|da|di|la)[\s-])*{WORD}){{0,3}}"
_TITLED = re.compile(
    rf"\b(?:{_TITLES}\.?(?:\s+of\s+(?:the\s+)?{WORD}(?:\s+{WORD}){{0,2}})?,?\s+)+(?P<name>(?:(?:al|el|de|von|van)\s+)?{_NAME})"
)
_TITLE = re.compile(rf"{_TITLES}\.?,?\s+")
_OFFICE = re.compile(rf"{_any_of(name_words('office'), either_case=True)}\b(?!['’])(?:\s+(?:of|for|to)\b.*)?$")
_RANKED = re.compile(rf"(?:{_any_of(name_words('rank'))}\.?(?:\s|$))+")
_OFFICE_OPENING = re.compile(rf"(?:\b[Tt]he )?(?P<words>(?:{WORD} ){{0,3}})\Z")
_OFFICE_CLOSING = re.compile(rf" of State\b| (?:of|for) (?:the )?{WORD}(?: {WORD})?\b(?! {WORD})")
# A field that an office has, and the office after it.
_FIELDS = frozenset({"Defence", "Defense", "Foreign", "Interior", "Health", "Justice", "Finance", "Prime", "Deputy"})
_HOLDER = re.compile(r"\s+(?:Minister|Secretary|Prime Minister|Chief|Attaché)s?\b")
_NOUN_AFTER = re.compile(r"\s[a-z]")
_LED = re.compile(
    rf"\b(?:[Tt]he\s+)?(?:government|regime|administration|army|forces|troops|fighters|militia|men|loyalists|soldiers)"
    rf"\s+(?:of|loyal\s+to|led\s+by)\s+(?P<titles>(?:{_TITLES}\.?\s+)*)(?P<name>{_NAME})"
)
_GOVERNING = ("government", "regime", "administration")
_WHOLE_TITLE = re.compile(rf"\b{_TITLES}(?=\.?\s)")
_PERSON_WORD = re.compile(r"[^\s]+")
_PARTICLES = frozenset(
    {"al", "bin", "ibn", "abu", "de", "von", "van", "der", "el", "ben", "du", "da", "di", "la", "den"}
)
_PREFIXES = ("al-", "el-", "as-", "an-", "ar-", "ash-", "bin-")
_SHIP = re.compile(
    rf"\b(?:{_any_of(name_words('vessel'), either_case=True)}\s+[\"“'‘]?(?P<name>{WORD}(?:\s+{WORD})?)"
    rf"|(?P<prefixed>{_any_of(name_words('vessel_prefix'))}\s+{WORD}(?:\s+{WORD})?))"
)
_WEAPON = re.compile(
    rf"\b(?:{_any_of(name_words('weapon'))}(?:-?\d+\w*)?|(?:T|BM|BMP|BTR|BRDM|Su|Mi|Ka|MiG|Tu|Il|An|S|AK|RPG|M|F|TOS|TB|AH|UH"
    rf"|Kh|KAB|FAB|OFAB|ZU|D|PKM|SVD|AGM|GBU|MQ|TM|PMN|OZM|FIM|FGM|SA|SS|B|C|A|CH)-?\d{{1,4}}[A-Z]{{0,3}}\d?"
    rf"(?:\s+{_any_of(name_words('weapon'))})?)(?:s)?\b"
)
# The word itself says what it is, whatever the recognisers make of it.
_CERTAIN = 15
_CODED = re.compile(r"[A-Z][A-Za-z]*-\d|(?:BM|BMP|BTR|BRDM|MiG|TB)\d|[A-Z][a-z]+|[A-Z]{3,}|sarin")


def rule_candidates(text: str, blocks: Sequence[Block]) -> Iterator[Candidate]:
    """Every candidate that a rule finds in a text's blocks; no name runs from one block into the next."""
    for start, end in [block.span for block in blocks] or [Span(0, len(text))]:
        for found in _in_block(text[start:end]):
            yield replace(found, start=found.start + start, end=found.end + start)


def _in_block(text: str) -> Iterator[Candidate]:
    yield from _units(text)
    yield from _organisations(text)
    yield from _facilities(text)
    yield from _areas(text)
    yield from _people(text)
    yield from _led(text)
    yield from _arms(text)


def _units(text: str) -> Iterator[Candidate]:
    for match in _UNIT.finditer(text):
        start = bare_start(text, *match.span())
        named = text[start : match.end()].split()
        # "the army", "Russian army" are forces, and "Front" or "Company" alone says too little.
        if len(named) > 1 and (
            named[0][0].isdigit() or named[-1].lower() not in ("army", "group", "company", "front", "wing")
        ):
            yield Candidate(start, match.end(), "Organisation", "MilitaryUnit", 5)


def _organisations(text: str) -> Iterator[Candidate]:
    for match in _ORGANISATION.finditer(text):
        start = bare_start(text, *match.span())
        if len(text[start : match.end()].split()) > 1:
            words = text[start : match.end()]
            yield Candidate(start, match.end(), "Organisation", organisation_subtype(words), 3)


def organisation_subtype(name: str) -> str | None:
    """The subtype that an organisation's own words give away, or None."""
    for pattern, subtype in _SUBTYPES:
        if pattern.search(name):
            return subtype
    return None


_SUBTYPES = (
    (
        re.compile(r"\b(?:Brigade|Battalion|Regiment|Division|Platoon|Squadron|Detachment)\b", re.IGNORECASE),
        "MilitaryUnit",
    ),
    (
        re.compile(r"\bArmed Forces|Army|Navy|Air Force|General Staff|[Ff]orces|[Tt]roops|[Mm]ilitary|Marines"),
        "ArmedForces",
    ),
    (re.compile(r"\bPolice|Intelligence|Security Service"), "SecurityService"),
    (
        re.compile(r"\bMinistry|Department|[Gg]overnment|Parliament|Office of|Embassy|Cabinet|Council of Ministers"),
        "Government",
    ),
    (re.compile(r"\b(?:Times|Post|Tribune|Herald|Telegraph|Television|TV|Radio|News|Press)\b"), "Media"),
    (re.compile(r"\bParty\b"), "PoliticalParty"),
    (re.compile(r"\bRed Cross|Red Crescent|Human Rights|Relief|Humanitarian|Observatory"), "AidOrganisation"),
    (re.compile(r"\b(?:UN|U\.N\.|United Nations|European|International)\b"), "InternationalOrganisation"),
    (re.compile(r"\b(?:Institute|University|Academy)\b"), "ResearchBody"),
    (re.compile(r"\b(?:Company|Corporation|Bank|Inc|Ltd)\b"), "Company"),
    (re.compile(r"[Mm]ilitia|[Rr]ebels|[Mm]ilitants|[Ff]ighters|Front\b|Brigades"), "ArmedGroup"),
)


def _facilities(text: str) -> Iterator[Candidate]:
    for pattern in (_FACILITY, _FACILITY_POSSESSIVE):
        for match in pattern.finditer(text):
            start = bare_start(text, *match.span())
            words = text[start : match.end()]
            if len(words.split()) > 1:
                subtype = "Hospital" if "ospital" in words or "linic" in words else "Facility"
                yield Candidate(start, match.end(), "Place", subtype, 3)


def _areas(text: str) -> Iterator[Candidate]:
    for pattern, subtype in _AREAS:
        for match in pattern.finditer(text):
            start = bare_start(text, *match.span())
            if len(text[start : match.end()].split()) > 1:
                yield Candidate(start, match.end(), "Place", subtype, 3)
    for match in _AREA_FIRST.finditer(text):
        yield Candidate(*match.span(), "Place", None, 4)
    for match in _SETTLEMENT_OF.finditer(text):
        yield Candidate(*match.span(1), "Place", "Settlement", 5)


def _people(text: str) -> Iterator[Candidate]:
    for match in _TITLED.finditer(text):
        start, end = match.span("name")
        while title := _TITLE.match(text, start, end):
            start = title.end()
        first = re.match(r"[\w-]+", text[start:end])
        if first and first[0] not in _NOT_A_PERSON and first[0] not in _OPENERS:
            yield Candidate(start, end, "Person", None, 4)


def _led(text: str) -> Iterator[Candidate]:
    """Bodies called by the person at their head: "the government of Izetbegovic", "the army of Gen. Mladic"."""
    for match in _LED.finditer(text):
        if match["titles"] or country_of_leader(match["name"]):
            body = match[0].removeprefix("The ").removeprefix("the ").split()[0]
            subtype = "Government" if body in _GOVERNING else "ArmedForces"
            yield Candidate(*match.span(), "Organisation", subtype, _CERTAIN)
            yield Candidate(*match.span("name"), "Person", None, _CERTAIN)


def untitled_start(text: str, start: int, end: int) -> int:
    """Where a person's name begins after rank, office and nationality; the start where there is nothing else."""
    at = start
    for match in _PERSON_WORD.finditer(text, start, end):
        word = match[0].rstrip(".,")
        ranked = word in name_words("rank") or word in name_words("office") or demonym(word)
        if ranked or (word[0].islower() and word not in _PARTICLES and not word.startswith(_PREFIXES)):
            at = match.end()
    for title in _WHOLE_TITLE.finditer(text, start, end):
        at = max(at, title.end())
    at += len(text[at:end]) - len(text[at:end].lstrip(" .,"))
    return at if at < end else start


def is_office(words: str) -> bool:
    """Whether words are an office with its country or field, in place of a name ("U.S. Secretary of State")."""
    rest = re.sub(r"^(?:the|The)\s+", "", words)
    while (first := rest.split(" ", 1)) and demonym(first[0]) and len(first) > 1:
        rest = first[1]
    return bool(_OFFICE.match(rest))


def whole_office(text: str, start: int, end: int) -> tuple[int, int]:
    """An office's stretch with its article, whose it is, its field and what it is for: "the US Secretary of State"."""
    before = _OFFICE_OPENING.search(text, max(0, start - 60), start)
    after = _OFFICE_CLOSING.match(text, end)
    opened = before and all(_opens_office(word) for word in before["words"].split())
    return before.start() if before and opened else start, after.end() if after else end


def _opens_office(word: str) -> bool:
    return word in _FIELDS or word.isupper() or demonym(word) is not None


def is_title(words: str) -> bool:
    """Whether words are rank and nationality only, without a name ("Ukrainian Maj", "Rear Admiral")."""
    rest = words.split()
    while len(rest) > 1 and demonym(rest[0]):
        rest = rest[1:]
    return bool(_RANKED.fullmatch(" ".join(rest)))


def is_misread(text: str, name: Candidate) -> bool:
    """Whether words are no name: a rank alone, half an office ("Ukraine's Defence" before "Minister"), a common noun
    with its nation or opening its sentence ("Ukrainian port", "Three cars"), a nation's adjective before its noun.
    """
    words = text[name.start : name.end].split()
    if name.type == "Place":
        plain = all(demonym(word) or word in _OPENERS for word in words[:-1])
        return words[-1].islower() and len(words) > 1 and plain
    if name.type == "Organisation":
        if words[-1] in _FIELDS and _HOLDER.match(text, name.end):
            return True
        if len(words) == 1 and is_adjective(words[0]) and _NOUN_AFTER.match(text, name.end):
            return True
    return is_title(" ".join(words))


_NOT_A_PERSON = frozenset(
    {*name_words("organisation"), *name_words("unit"), *name_words("rank"), *name_words("office")}
    | {"Staff", "Assembly", "Elections", "Affairs", "Defence", "Defense", "General", "Ministers"}
)


def _arms(text: str) -> Iterator[Candidate]:
    for match in _SHIP.finditer(text):
        group = "name" if match["name"] else "prefixed"
        yield Candidate(*match.span(group), "Vessel", "Warship" if group == "prefixed" else None, _CERTAIN)
    for match in _WEAPON.finditer(text):
        if _CODED.match(match[0]):
            yield Candidate(*match.span(), "Weapon", None, _CERTAIN)
