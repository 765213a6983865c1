"""The rules of the grammar of time, in the order in which they are tried: calendar dates first, then what counts
from another day, in each part the longer forms before the shorter ones. The parts that the readings use are named.
"""

from __future__ import annotations

from siegegraph.graph.extract.times.numerals import CARDINAL
from siegegraph.graph.extract.times.time_words import (
    AD,
    BC,
    COUNT,
    DAY,
    DAYS,
    HEDGE,
    JOIN,
    MONTH,
    MONTH_FULL,
    NARROW,
    OWNED,
    PART,
    PART_OF,
    SEASON,
    SOME_ORDINAL,
    SOME_WEEKDAY,
    THIS,
    UNIT,
    WEEKDAY,
    WITHIN,
    YEAR,
    ZONE,
    either,
    spaced,
)

_NINETEEN = (
    r"(?:sixteen|seventeen|eighteen|nineteen)[- ](?:hundred(?: and)? )?(?:twenty|thirty|forty|fifty|sixty|seventy"
)
_NINETEEN += r"|eighty|ninety)(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?(?!\w)"
WARS = "war|siege|invasion|battle|blockade|conflict|offensive|bombardment|encirclement|assault|fighting|campaign"
_FEAST = (
    r"(?:Good Friday|Palm Sunday|Holy (?:Thursday|Saturday)|Easter(?: (?:Sunday|Monday|Saturday))?|Pentecost"
    r"|Ascension Day|Christmas(?: (?:Eve|Day))?|Boxing Day|New Year['’]s (?:Eve|Day)|Victory Day"
    r"|(?:[Tt]he )?(?:month of )?Ramadan|Eid [Aa]l[- ](?:Fitr|Adha)|Ashura)(?!\w)"
)

_CALENDAR = {
    "iso": r"(?P<iso>\d{4}-\d\d-\d\d)(?:[T ](?P<clock>\d\d:\d\d)(?::\d\d)?Z?)?(?!\w)",
    "figures": r"(?P<one>\d{1,2})(?P<mark>[./])(?P<two>\d{1,2})(?P=mark)(?P<year>(?:19|20)\d\d)(?![\w/])",
    "days_month": rf"""(?P<pre>{PART_OF})?(?:{SOME_WEEKDAY},? )?(?P<list>(?:[Tt]he )?{DAYS})
        (?: of)? (?P<month>{MONTH})(?:,? (?P<year>{YEAR}))?""",
    "month_days": rf"""(?P<pre>{PART_OF})?(?:{SOME_WEEKDAY},? )?(?P<month>{MONTH}) (?P<list>{DAYS})
        (?! (?:{MONTH}|[a-z]*(?:people|soldiers|civilians|others|men|women|children|troops|percent)\b))
        (?:,? (?P<year>{YEAR}))?""",
    "date": rf"""(?P<pre>{PART_OF})?(?:{SOME_WEEKDAY},? (?:the )?)?(?:(?P<part>{PART}),? (?:on )?)?
        (?:(?:[Tt]he )?(?P<day>{DAY}|{SOME_ORDINAL}(?=(?: day)? of))(?:(?: day)? of)? (?P<month>{MONTH})
        |(?P<month2>{MONTH}) (?P<day2>(?:the )?{DAY}|(?:the )?{SOME_ORDINAL}))
        (?:(?: of|\s?,)? (?P<year>{YEAR}))?(?: (?:at )?(?P<part2>{PART}))?""",
    "month_year": rf"(?P<narrow>{NARROW})?(?P<month>{MONTH})(?:\s?,| of)? (?P<year>{YEAR})",
    "clock": rf"""(?P<hour>[01]?\d|2[0-3])(?:[:.](?P<minute>[0-5]\d))?\s?
        (?P<half>[AaPp](?:\.\s?[Mm]\b\.?|\s?[Mm]\b)){ZONE}""",
    "clock24": rf"(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d)(?![\d:]|\.\d)(?:\s?(?:hours|hrs|h)\b|{ZONE})",
    "clock4": r"(?P<hour>[01]\d|2[0-3])(?P<minute>[0-5]\d)\s?(?:hours|hrs|GMT|UTC|Z)\b(?: local time)?",
    "oclock": rf"(?P<count>{CARDINAL}) o['’]clock(?: in the (?P<part>{PART}))?",
    "year_bc": rf"(?P<narrow>{NARROW})?(?P<year>\d{{1,4}})(?=\s?{BC}|{JOIN}\d{{1,4}}\s?{BC})(?:\s?{BC})?",
    "year_ad": rf"(?:{AD}\s?(?P<year>\d{{1,4}})|(?P<year2>\d{{1,4}})\s?{AD})(?!\w)",
    "year_words": rf"(?P<words>{_NINETEEN})",
    "century": rf"""(?P<narrow>{NARROW})?(?:[Tt]he )?(?P<narrow2>(?:early|mid|late)[- ])?(?P<ordinal>{SOME_ORDINAL})[- ]
        centur(?:y|ies)(?!\w)(?: (?P<bc>{BC})| {AD}(?!\w))?""",
    "decade": rf"""(?P<narrow>{NARROW})?(?:[Tt]he )?(?P<narrow2>(?:early|mid|late)[- ])?
        (?:(?P<decade>(?:1\d|20)\d0)['’]?s|['’](?P<short>[2-9]0)s
        |(?:nineteen[- ])?(?P<word>(?:twen|thir|for|fif|six|seven|eigh|nine)ties))(?!\w)""",
    "season": rf"""(?P<narrow>{NARROW})?(?:(?P<this>{THIS}) |[Tt]he )?(?:(?P<narrow2>early|mid|late)[- ])?
        (?P<season>{SEASON})(?:(?: of|,)? (?P<year>{YEAR})(?:[-–/](?P<end>\d\d(?:\d\d)?)(?!\w))?)?""",
    "feast": rf"""(?P<rite>[Oo]rthodox |[Ww]estern |Catholic |Coptic )?(?P<feast>{_FEAST})
        (?: (?P<part>night|morning|evening))?(?:,?(?: of| in)? (?P<year>{YEAR}))?""",
    "month": rf"(?P<narrow>{NARROW})?(?P<month>{MONTH_FULL})(?: (?P<this>this|last|next) year(?!\w))?",
}  # fmt: skip

_NOW = ("now", "currently", "at present", "presently", "present-day", "present day", "nowadays", "these days")
_NOW_ENDS = ("to date", "so far")
_BEFORE_TIME = "|".join(
    rf"(?<={word} )" for word in ("[Aa]t", "[Bb]y", "[Aa]round", "[Dd]uring", "ntil", "till", "[Aa]bout")
)

_COUNTED = {
    "day_count": rf"""(?:[Tt]he )?(?:[Dd]ay (?P<number>\d+)|(?P<ordinal>{SOME_ORDINAL}) (?P<unit>day|week|month)
        |D\s?\+\s?(?P<plus>\d+))(?!\w)
        (?: of (?P<of>[^.,;:()\n]{{0,60}}?\b(?P<war>{WARS})(?: (?:of|in|against|on) [A-Z]\w+)?)\b)?""",
    "deictic": r"""(?i:(?:(?P<narrow>early|late|earlier|later|mid-afternoon|mid-morning) )?
        (?P<word>the day before yesterday|the day after tomorrow|last night|tonight|today|overnight
        |(?:yesterday|tomorrow)(?: (?:morning|afternoon|evening|night))?))(?!\w)""",
    "present": rf"""(?:{either(*_NOW, *_NOW_ENDS)}|(?:{_BEFORE_TIME})(?:the moment(?=\s*[.,;:)])
        |(?:the|this|that) time(?! (?:[A-Z]\w*|he|she|they|it|the|a|of|when|that|to)\b)))(?!\w)""",
    "past": rf"""(?:{either('recently', 'lately', 'formerly')}|(?<=in )the past(?=\s?[.,;)])
        |(?:[Tt]he )?{either('recent', 'past')} (?:days|weeks|months|years|decades)(?: and (?:weeks|months|years))?
        |{either('recent', 'former')})(?!\w)""",
    "future": r"""(?:(?:[Tt]he )?[Cc]oming (?P<units>hours|days|weeks|months|years)
        |the (?:near )?future(?=\s?[.,;:)])|future)(?!\w)""",
    "offset": rf"""(?:{HEDGE} )?(?:{OWNED} )?(?:(?P<count>(?i:{COUNT})) )?(?P<unit>(?i:{UNIT}s?))(?: and a half)?\s+
        (?P<way>ago|later|earlier|before|after(?:wards?)?|previously|hence|from now|since|prior|following)(?!\w)""",
    "day_after": r"""(?:[Tt]he|[Aa]) (?P<unit>morning|evening|afternoon)\s+
        (?P<way>before|after|earlier|later)(?!\w)""",
    "spans": rf"""(?:[Tt]he )?
        (?P<this>{either('last', 'past', 'next', 'previous', 'preceding', 'following', 'coming', 'first', 'final')})\s+
        (?P<count>(?i:{COUNT})) (?P<unit>{UNIT}s?)(?!\w)""",
    "this_part": rf"(?P<within>{WITHIN})?(?P<this>{THIS}|[Tt]he) (?:(?:early|late) )?(?P<part>{PART})",
    "weekday": rf"""(?P<within>{WITHIN})?(?:(?P<this>{THIS}) )?(?P<weekday>{WEEKDAY})(?:,? (?P<part>{PART}))?
        (?: (?P<last>last|next)(?!\w))?""",
    "this_unit": rf"(?P<within>{WITHIN})?(?P<this>{THIS}) (?P<unit>{UNIT})(?!\w)(?: (?P<part>{PART}))?",
    "this_month": rf"(?P<within>{WITHIN})?(?P<this>{THIS}) (?P<month>{MONTH})",
    "the_unit": rf"""(?:(?P<within>{WITHIN})|(?<=[Oo]f )|(?<=ntil )|(?<=[Oo]ver )(?=the weekend))
        [Tt]he (?P<unit>day|weekend|week|month|year|decade|century)(?!\w)""",
    "day_of": rf"""(?:[Tt]he )?(?P<day>{DAY}|{SOME_ORDINAL})(?: day)? of\s+
        (?P<this>the|that|this|the same|last|next) month(?!\w)""",
    "bare_day": r"""(?:(?<=[Oo]n )|(?<=[Bb]y )|(?<=ntil )|(?<=from )|(?<=and ))
        the (?P<day>(?:3[01]|[12]\d|[1-9])(?:st|nd|rd|th))
        (?=\s*[,.;:)]| (?:the|an?|he|she|they|it|in|his|her|their|and|at|when|after|to|from)\b)""",
    "age": rf"(?:{HEDGE} )?(?P<count>(?i:{CARDINAL}))[-–](?P<unit>year|month|day|week)s?[-–]olds?(?!\w)",
    "rate": rf"""(?:{either('every', 'each', 'per')}|(?:[Oo]nce|[Tt]wice|times) an?)\s+
        (?:(?P<count>other|few|{CARDINAL}) )?(?P<unit>{UNIT}s?|{WEEKDAY}|{MONTH}|{PART})(?!\w)""",
    "daily": r"(?P<word>(?i:daily|nightly|hourly|weekly|monthly|yearly|annually|annual))(?!\w)",
    "hyphened": rf"(?:{HEDGE} )?(?P<count>(?i:{COUNT}))[-–](?P<unit>{UNIT}s?)(?!\w)(?:[-–]long(?!\w))?",
    "duration": rf"""(?:{HEDGE} )?(?:{OWNED} )?(?:{HEDGE} )?(?P<count>(?i:{COUNT}))\s+
        (?:(?:more|long|full|whole|consecutive|straight|further|additional|short|bloody|hard) )*
        (?P<unit>(?i:{UNIT}s?))(?!\w)(?: long(?!\w))?(?: and a half)?""",
    "while": r"""(?:for some time|(?:[Aa]|some|its|their) (?:very )?(?:short|long|brief|considerable)\s+
        (?:(?:amount|period) of )?time)(?!\w)""",
    "year_span": r"(?P<year>(?:1\d|20)\d\d)(?=[-–/]\d\d(?![\w-]))",
    "year": rf"(?P<narrow>{NARROW}|[Tt]he year (?:of )?)?(?P<year>{YEAR})",
    "day_part": r"""(?:(?<=[Aa]t )|(?<=[Bb]y )|(?<=[Bb]efore )|(?<=[Aa]fter )|(?<=ntil ))
        (?P<part>dawn|dusk|noon|midnight|midday|daybreak|sunrise|sunset|nightfall|night)(?!\w)""",
    "the_time": r"(?<=[Bb]y )the time(?!\w)|(?:[Tt]h(?:e|at) )?same time(?!\w)",
}  # fmt: skip

RULES: tuple[tuple[str, str], ...] = tuple((name, spaced(rule)) for name, rule in (_CALENDAR | _COUNTED).items())
