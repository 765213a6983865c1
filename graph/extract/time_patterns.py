"""The patterns of time expressions, as data: what the grammar's rules look for, longest forms first.

Spaces in a pattern stand for any white space; parts that the readings use are named.
"""

from __future__ import annotations

import re

from siegegraph.graph.extract.numerals import CARDINAL, ORDINAL
from siegegraph.graph.model.time_display import MONTHS


def _spaced(pattern: str) -> str:
    """A pattern with each space widened to any stretch of white space, and its line breaks taken out.

    A look-behind keeps its space (its width is fixed) and a set takes any one white space for it.
    """
    return _PIECE.sub(_widened, re.sub(r"\n\s*", "", pattern))


_PIECE = re.compile(r"[(][?]<[=!][^)]*[)]|\[[^\]]*\]| ")


def _widened(piece: re.Match[str]) -> str:
    if piece.group() == " ":
        return r"\s+"
    return piece.group() if piece.group().startswith("(") else piece.group().replace(" ", r"\s")


def _any(words: str) -> str:
    """One of the words, capital or not at its beginning; alternatives stand between bars."""
    forms = [f"[{word[0].upper()}{word[0]}]{word[1:]}" if word[0].isalpha() else word for word in words.split("|")]
    return f"(?:{'|'.join(forms)})"


_MONTH_FULL = rf"(?:{'|'.join((*MONTHS, *(month.upper() for month in MONTHS)))})(?!\w)"
MONTH = rf"(?:{_MONTH_FULL}|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?)"
DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\w:%]|[.,]\d)"
YEAR = r"(?:1\d|20)\d\d(?![\w%]|[.,:]\d)"
WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun|MON|TUES|WEDNES|THURS|FRI|SATUR|SUN)(?:day|DAY)(?!\w)"
_SOME_WEEKDAY = rf"(?:{WEEKDAY}|(?:Mon|Tue|Tues|Wed|Thu|Thur|Thurs|Fri|Sat|Sun)\b\.?)"
PART = (
    r"(?:morning|afternoon|evening|night|dawn|dusk|noon|midnight|midday|daybreak|sunrise|sunset|nightfall|daylight)"
    r"(?!\w)"
)
_UNIT = (
    r"(?:second(?=s)|minute|hour|day|night|weekend|week|fortnight|month|season|quarter|year|decade|century|centurie)"
)
SEASON = r"(?:[Ss]pring|[Ss]ummer|[Aa]utumn|fall|Fall(?= \d)|[Ww]inter)(?!\w)"
_BC = r"(?:B\.C\.(?:E\.)?|B\.C|BCE?)(?!\w)"
JOIN = r"(?:\s?[-–—/]\s?|\s+(?:to|and|or|until|till|through)\s+(?:the\s+)?)"
_LIST = rf"{DAY}(?:, {DAY})*(?:,?{JOIN}{DAY})"
_ORDINAL = rf"(?:{ORDINAL})"

# "early", "at the end of": what narrows a month, a year or an era without changing its value.
_NARROW = (
    rf"(?:(?:[Tt]he )?(?:very )?{_any('early|mid|middle|late|later|earlier')}(?:[- ]to[- ](?:mid|late))?(?: in)?[- ](?:the )?"
    rf"|(?:[Tt]he )?(?:very )?(?:{_any('beginning|start|middle|end|close|rest|remainder|turn')}|(?:first|second|latter|last) half"
    r"|(?:first|second|third|fourth|last|final|opening|closing|early) (?:days|weeks?|months|hours|part)) of (?:the )?)"
)
_PART_OF = (
    rf"(?:(?:the )?(?:(?:early|late|mid)[- ])?(?:{PART}|hours) (?:of|on) (?:the )?"
    rf"|(?:[Vv]ery )?{_any('early|late|earlier|later')} (?:on )?)"
)
_COUNT = (
    rf"(?:{CARDINAL}(?:\s?(?:-|–|to|or)\s?{CARDINAL})?|an? (?:few|couple(?: of)?|number of|single|further|mere)(?: more)?"
    r"|(?:many|several|some|numerous|countless|few|couple of)(?: more)?|half an?|another|an?|(?:tens|dozens|hundreds) of)"
)
_ABOUT = (
    rf"(?:{_any('more|less|fewer')} than|{_any('about|around|nearly|almost|some|only|approximately|roughly|over|barely|just')}|"
    rf"{_any('at least|just over|just under|up to|well over|as many as|as few as|as long as|a mere|a further')}|"
    r"(?:[Tt]he|[Ii]ts|[Tt]heir)(?: (?:first|last|next|past|following|previous|preceding|coming|final|entire))?)"
)
_THIS = (
    r"(?:(?:[Tt]h(?:at|e|is) )?(?:very )?"
    rf"{_any('same|next|last|past|following|previous|preceding|prior|coming|current|present|upcoming')}|[Tt]h(?:is|at))"
)
_WITHIN = (
    rf"(?:{_any('early|mid|late|earlier|later')}(?:-| (?:on |in )?)"
    rf"|(?:[Tt]he )?{_any('beginning|start|middle|end|rest|remainder|first half|second half')} of )"
)
_ZONE = r"(?:\s?(?:\(?(?:GMT|UTC|EST|EDT|EET|EEST|BST|CET|CEST|ET|Z)(?:[+-]\d+)?\b\)?|local time|[A-Z][a-z]+ time))?"
_WAR = "war|siege|invasion|battle|blockade|conflict|offensive|bombardment|encirclement|assault|fighting|campaign|operation|uprising"

_ABSOLUTE = {
    "iso": r"(?P<iso>\d{4}-\d\d-\d\d)(?:[T ](?P<clock>\d\d:\d\d)(?::\d\d)?Z?)?(?!\w)",
    "figures": r"(?P<one>\d{1,2})(?P<mark>[./])(?P<two>\d{1,2})(?P=mark)(?P<year>(?:19|20)\d\d)(?![\w/])",
    "days_month": rf"""(?P<pre>{_PART_OF})?(?:{_SOME_WEEKDAY},? )?(?P<list>(?:[Tt]he )?{_LIST})
        (?: of)? (?P<month>{MONTH})(?:,? (?P<year>{YEAR}))?""",
    "month_days": rf"""(?P<pre>{_PART_OF})?(?:{_SOME_WEEKDAY},? )?(?P<month>{MONTH}) (?P<list>{_LIST})
        (?! (?:{MONTH}|[a-z]*(?:people|soldiers|civilians|others|men|women|children|troops|percent)\b))
        (?:,? (?P<year>{YEAR}))?""",
    "date": rf"""(?P<pre>{_PART_OF})?(?:{_SOME_WEEKDAY},? (?:the )?)?(?:(?P<part>{PART}),? (?:on )?)?
        (?:(?:[Tt]he )?(?P<day>{DAY}|{_ORDINAL}(?=(?: day)? of))(?:(?: day)? of)? (?P<month>{MONTH})
        |(?P<month2>{MONTH}) (?P<day2>(?:the )?{DAY}|the {_ORDINAL}))
        (?:(?: of|\s?,)? (?P<year>{YEAR}))?(?: (?:at )?(?P<part2>{PART}))?""",
    "month_year": rf"(?P<narrow>{_NARROW})?(?P<month>{MONTH})(?:\s?,| of)? (?P<year>{YEAR})",
    "clock": rf"(?P<hour>[01]?\d|2[0-3])(?:[:.](?P<minute>[0-5]\d))?\s?(?P<half>[AaPp]\.?\s?[Mm]\b\.?){_ZONE}",
    "clock24": rf"(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d)(?![\d:]|\.\d)(?:\s?(?:hours|hrs|h)\b|{_ZONE})",
    "clock4": r"(?P<hour>[01]\d|2[0-3])(?P<minute>[0-5]\d)\s?(?:hours|hrs|GMT|UTC|Z)\b(?: local time)?",
    "oclock": rf"(?P<count>{CARDINAL}) o['’]clock(?: in the (?P<part>{PART}))?",
    "year_bc": rf"(?P<narrow>{_NARROW})?(?P<year>\d{{1,4}})(?=\s?{_BC}|{JOIN}\d{{1,4}}\s?{_BC})(?:\s?{_BC})?",
    "year_ad": r"(?:(?:A\.D\.|AD|CE)\s?(?P<year>\d{1,4})|(?P<year2>\d{1,4})\s?(?:A\.D\.|AD|CE))(?!\w)",
    "century": rf"""(?P<narrow>{_NARROW})?(?:[Tt]he )?(?P<narrow2>(?:early|mid|late)[- ])?(?P<ordinal>{_ORDINAL})[- ]
        centur(?:y|ies)(?!\w)(?: (?P<bc>{_BC})| (?:AD|A\.D\.|CE)(?!\w))?""",
    "decade": rf"""(?P<narrow>{_NARROW})?(?:[Tt]he )?(?P<narrow2>(?:early|mid|late)[- ])?(?:(?P<decade>(?:1\d|20)\d0)['’]?s
        |['’](?P<short>[2-9]0)s|(?:nineteen[- ])?(?P<word>(?:twen|thir|for|fif|six|seven|eigh|nine)ties))(?!\w)""",
    "season": rf"""(?P<narrow>{_NARROW})?(?:(?P<this>{_THIS}) |[Tt]he )?(?:(?P<narrow2>early|mid|late)[- ])?
        (?P<season>{SEASON})(?:(?: of|,)? (?P<year>{YEAR})(?:[-–/](?P<end>\d\d(?:\d\d)?)(?!\w))?)?""",
    "feast": rf"""(?P<rite>[Oo]rthodox |[Ww]estern |Catholic |Coptic )?(?P<feast>Good Friday|Palm Sunday|Holy (?:Thursday|Saturday)
        |Easter(?: (?:Sunday|Monday|Saturday))?|Pentecost|Ascension Day|Christmas(?: (?:Eve|Day))?|Boxing Day
        |New Year['’]s (?:Eve|Day)|(?:[Tt]he )?(?:month of )?Ramadan|Eid [Aa]l[- ](?:Fitr|Adha)|Ashura|Victory Day)(?!\w)
        (?: (?P<part>night|morning|evening))?(?:,?(?: of| in)? (?P<year>{YEAR}))?""",
}  # fmt: skip

_RELATIVE = {
    "day_count": rf"""(?:[Tt]he )?(?:[Dd]ay (?P<number>\d+)|(?P<ordinal>{_ORDINAL}) (?P<unit>day|week|month)
        |D\s?\+\s?(?P<plus>\d+))(?!\w)(?: of (?P<of>[^.,;:()\n]{{0,60}}?\b(?P<war>{_WAR})(?: (?:of|against|on) [A-Z]\w+)?)\b)?""",
    "deictic": r"""(?i:(?:(?P<narrow>early|late|earlier|later) )?(?P<word>the day before yesterday|the day after tomorrow
        |(?:yesterday|tomorrow)(?: (?:morning|afternoon|evening|night))?|last night|tonight|today|overnight))(?!\w)""",
    "present": rf"""(?:{_any('now|right now|currently|at present|presently|present[- ]day|nowadays|these days|to date|so far')}
        |(?:(?<=[Aa]t )|(?<=[Bb]y )|(?<=[Aa]round )|(?<=[Dd]uring )|(?<=[Uu]ntil )|(?<=till )|(?<=[Aa]bout ))(?:the|this|that) (?:time|moment)
        (?! (?:[A-Z]\w*|he|she|they|it|the|a|of|when|that|to)\b))(?!\w)""",
    "past": rf"""(?:{_any('recently|lately|formerly')}|(?:[Tt]he )?{_any('recent|past')} (?:days|weeks|months|years|decades)
        (?: and (?:weeks|months|years))?|{_any('recent|former')}|(?<=in )the past(?= ?[.,;)]))(?!\w)""",
    "future": r"(?:(?:[Tt]he )?[Cc]oming (?P<units>hours|days|weeks|months|years)|the (?:near )?future(?= ?[.,;:)])|future)(?!\w)",
    "offset": rf"""(?:{_ABOUT} )?(?:(?P<count>(?i:{_COUNT})) )?(?P<unit>(?i:{_UNIT}s?))(?: and a half)?\s+
        (?P<way>ago|later|earlier|before|after(?:wards?)?|previously|hence|from now|since|prior|following)(?!\w)""",
    "day_after": r"(?:[Tt]he|[Aa]) (?P<unit>day|week|month|year|night|morning|evening) (?P<way>before|after|earlier|later)(?!\w)",
    "spans": rf"""(?:[Tt]he )?(?P<this>{_any('last|past|next|previous|preceding|following|coming|first|final|intervening|opening')})\s+
        (?P<count>(?i:{_COUNT})) (?P<unit>{_UNIT}s?)(?!\w)""",
    "this_part": rf"(?P<within>{_WITHIN})?(?P<this>{_THIS}|[Tt]he) (?:(?:early|late) )?(?P<part>{PART})",
    "weekday": rf"""(?P<within>{_WITHIN})?(?:(?P<this>{_THIS}) )?(?P<weekday>{WEEKDAY})(?:,? (?P<part>{PART}))?
        (?: (?P<last>last|next)(?!\w))?""",
    "this_unit": rf"(?P<within>{_WITHIN})?(?P<this>{_THIS}) (?P<unit>{_UNIT})(?!\w)(?: (?P<part>{PART}))?",
    "this_month": rf"(?P<within>{_WITHIN})?(?P<this>{_THIS}) (?P<month>{MONTH})",
    "the_unit": rf"""(?:(?P<within>{_WITHIN})|(?<=[Oo]f )|(?<=[Uu]ntil ))[Tt]he (?P<unit>day|week|month|year|decade|century)(?!\w)""",
    "day_of": rf"(?:[Tt]he )?(?P<day>{DAY}|{_ORDINAL})(?: day)? of (?P<this>the|that|this|the same|last|next) month(?!\w)",
    "bare_day": r"""(?:(?<=[Oo]n )|(?<=[Bb]y )|(?<=until )|(?<=from )|(?<=and ))the (?P<day>(?:3[01]|[12]\d|[1-9])(?:st|nd|rd|th))
        (?=\s*[,.;:)]| (?:the|an?|he|she|they|it|in|his|her|their|and|at|when|after|to|from)\b)""",
    "age": rf"(?:{_ABOUT} )?(?P<count>(?i:{CARDINAL}))[-– ](?P<unit>year|month|day|week)s?[-– ]olds?(?!\w)",
    "rate": rf"""(?:{_any('every|each|per')}|(?:[Oo]nce|[Tt]wice|times) an?) (?:(?P<count>other|few|{CARDINAL}) )?
        (?P<unit>{_UNIT}s?|{WEEKDAY}|{MONTH}|{PART})(?!\w)""",
    "daily": rf"(?P<word>{_any('daily|nightly|hourly|weekly|monthly|yearly|annually|annual')})(?!\w)",
    "duration": rf"""(?:{_ABOUT} ){{0,2}}(?P<count>(?i:{_COUNT}))[-– ](?:(?:more|long|full|whole|consecutive|straight|further
        |additional|short|bloody|hard) )*(?P<unit>(?i:{_UNIT}s?))(?!\w)(?:[-– ]long(?!\w))?(?: and a half)?""",
    "while": r"(?:for some time|(?:[Aa]|some|its|their) (?:very )?(?:short|long|brief|considerable) (?:(?:amount|period) of )?time)(?!\w)",
    "month": rf"(?P<narrow>{_NARROW})?(?P<month>{_MONTH_FULL})",
    "year_span": r"(?P<year>(?:1\d|20)\d\d)(?=[-–/]\d\d(?![\w-]))",
    "year": rf"(?P<narrow>{_NARROW}|[Tt]he year (?:of )?)?(?P<year>{YEAR})",
    "day_part": r"""(?:(?<=[Aa]t )|(?<=[Bb]y )|(?<=[Bb]efore )|(?<=[Aa]fter )|(?<=until ))
        (?P<part>dawn|dusk|noon|midnight|midday|daybreak|sunrise|sunset|nightfall|night)(?!\w)""",
    "the_time": r"(?<=[Bb]y )the time(?!\w)|(?:[Tt]h(?:e|at) )?same time(?!\w)",
}  # fmt: skip

RULES: tuple[tuple[str, str], ...] = tuple(
    (name, _spaced(rule)) for name, rule in (*_ABSOLUTE.items(), *_RELATIVE.items())
)
