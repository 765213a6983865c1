"""The building blocks of the grammar of time, as pattern fragments: months, days, years, units, counts, hedges.

In these fragments and in the rules made of them a space stands for any stretch of white space.
"""

from __future__ import annotations

import re

from siegegraph.graph.extract.times.numerals import CARDINAL, ORDINAL
from siegegraph.graph.model.time_display import MONTHS


def spaced(pattern: str) -> str:
    """A pattern with each space widened to any stretch of white space, and its line breaks taken out.

    A look-behind keeps its space (its width is fixed) and a set takes any one white space for it.
    """
    return _PIECE.sub(_widened, re.sub(r"\n\s*", "", pattern))


_PIECE = re.compile(r"[(][?]<[=!][^)]*[)]|\[[^\]]*\]| ")


def _widened(piece: re.Match[str]) -> str:
    if piece.group() == " ":
        return r"\s+"
    return piece.group() if piece.group().startswith("(") else piece.group().replace(" ", r"\s")


def either(*phrases: str) -> str:
    """One of the phrases, with or without a capital, the longest first."""
    longest_first = sorted(phrases, key=len, reverse=True)
    return "(?:" + "|".join(f"[{phrase[0].upper()}{phrase[0]}]{phrase[1:]}" for phrase in longest_first) + ")"


def month_number(name: str) -> int:
    """1 to 12 for a month's name or its usual short form."""
    return next(number for number, month in enumerate(MONTHS, 1) if month[:3].lower() == name[:3].lower())


MONTH_FULL = rf"(?:{'|'.join((*MONTHS, *(month.upper() for month in MONTHS)))})(?!\w)"
MONTH = rf"(?:{MONTH_FULL}|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?)"
DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\w%]|[.,:]\d)"
SOME_ORDINAL = rf"(?:{ORDINAL})"
YEAR = r"(?:1\d|20)\d\d(?![\w%]|[.,:]\d)"
WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun|MON|TUES|WEDNES|THURS|FRI|SATUR|SUN)(?:day|DAY)(?!\w)"
SOME_WEEKDAY = rf"(?:{WEEKDAY}|(?:Mon|Tue|Tues|Wed|Thu|Thur|Thurs|Fri|Sat|Sun)\b\.?)"
PART = (
    r"(?:morning|afternoon|evening|night|dawn|dusk|noon|midnight|midday|daybreak|sunrise|sunset|nightfall|daylight)"
    r"(?!\w)"
)
UNIT = r"(?:second(?=s)|minute|hour|day|night|weekend|week|fortnight|month|season|year|decade|century|centurie)"
SEASON = r"(?:[Ss]pring|[Ss]ummer|[Aa]utumn|fall|Fall(?= \d)|[Ww]inter)(?!\w)"
BC = r"(?:B\.C\.(?:E\.)?|B\.C|BCE?)(?!\w)"
AD = r"(?:A\.D\.|AD|CE)"
JOIN = r"(?:\s?[-–—/]\s?| (?:to|and|or|until|till|through) (?:the )?)"
DAYS = rf"{DAY}(?:, {DAY})*(?:,?{JOIN}{DAY})"
ZONE = r"(?: ?(?:(?:GMT|UTC|EST|EDT|EET|EEST|BST|CET|CEST|ET|Z)(?:[+-]\d+)?\b|local time|[A-Z][a-z]+ time))?"

# "early", "at the end of": what narrows a month, a year or an era without changing its value.
NARROW = (
    rf"(?:(?:[Tt]he )?(?:very )?{either('early', 'mid', 'middle', 'late', 'later', 'earlier')}"
    r"(?:[- ]to[- ](?:mid|late))?(?: in)?[- ](?:the )?"
    rf"|(?:[Tt]he )?(?:very )?(?:{either('beginning', 'start', 'middle', 'end', 'close', 'rest', 'remainder', 'turn')}"
    r"|(?:first|second|latter|last) half"
    r"|(?:first|second|third|fourth|last|final|opening|closing|early) (?:days|weeks?|months|hours|part)) of (?:the )?)"
)
WITHIN = (
    rf"(?:{either('early', 'mid', 'late', 'earlier', 'later')}(?:-| (?:on |in )?)|(?:[Tt]he )?"
    rf"{either('beginning', 'start', 'middle', 'end', 'rest', 'remainder', 'first half', 'second half')} of )"
)
PART_OF = (
    rf"(?:(?:the )?(?:(?:early|late|mid)[- ])?(?:{PART}|hours) (?:of|on) (?:the )?"
    rf"|(?:[Vv]ery )?{either('early', 'late', 'earlier', 'later')} (?:on )?)"
)
COUNT = (
    rf"(?:{CARDINAL}(?:\s?(?:-|–|to|or)\s?{CARDINAL})?|another|half an?|an?"
    r"|an? (?:few|couple(?: of)?|number of|single|further|mere)(?: more)?"
    r"|(?:many|several|some|numerous|countless|few|couple of)(?: more)?|(?:tens|dozens|hundreds) of)(?= |[-–])"
)
HEDGE = (
    rf"(?:(?:[Nn]o )?{either('more', 'less', 'fewer')} than|[Oo]ver(?! the )|"
    + either(
        *("about", "around", "nearly", "almost", "some", "only", "approximately", "roughly", "barely", "just"),
        *("at least", "just over", "just under", "up to", "well over", "as many as", "as few as", "as long as"),
        *("a mere", "a further"),
    )
    + ")"
)
OWNED = r"(?:(?:[Tt]he|[Ii]ts|[Tt]heir)(?: (?:first|last|next|past|following|previous|preceding|coming|final|entire))?)"
THIS = (
    r"(?:(?:[Tt]h(?:at|e|is) )?(?:very )?"
    + either(
        *("same", "next", "last", "past", "following", "previous", "preceding", "prior", "coming", "current"),
        *("present", "upcoming"),
    )
    + r"|[Tt]h(?:is|at))"
)
