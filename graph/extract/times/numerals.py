"""English numerals, in figures and in words, as a pattern and as a value.

`CARDINAL` and `ORDINAL` are pattern fragments without groups, for the grammars of times and of quantities.
"""

from __future__ import annotations

import re

_ONES = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TEENS = (
    *("ten", "eleven", "twelve", "thirteen", "fourteen"),
    *("fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_FIRSTS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")

UNITS = {word: number for number, word in enumerate(("zero", *_ONES, *_TEENS))}
TENS = {word: 10 * number for number, word in enumerate(_TENS, 2)}
SCALES = {"dozen": 12, "hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_ORDINALS = {word: number for number, word in enumerate(_FIRSTS, 1)}
_ORDINALS |= {("twelfth" if word == "twelve" else f"{word}th"): number for number, word in enumerate(_TEENS, 10)}
_ORDINALS |= {f"{word[:-1]}ieth": number for word, number in TENS.items()}
_ORDINALS |= {"hundredth": 100, "thousandth": 1000}

_SCALE = rf"(?:{'|'.join(SCALES)})(?!\w)"
_BELOW_HUNDRED = rf"(?:(?:{'|'.join(TENS)})(?:[-\s](?:{'|'.join(_ONES)}))?|{'|'.join(UNITS)})(?!\w)"
FIGURES = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
_GOES_ON = rf"(?:[-\s]{_SCALE})*(?:(?:\s+and)?\s+{_BELOW_HUNDRED}(?:[-\s]{_SCALE})*)*"
CARDINAL = (
    rf"(?:(?:{FIGURES}(?![\w,]*\d)(?!\w)|{_BELOW_HUNDRED})(?:[-\s]{_SCALE}{_GOES_ON})?"
    rf"|(?:an?|half\s+an?)\s+{_SCALE}{_GOES_ON})"
)
ORDINAL = (
    rf"(?:\d+(?:st|nd|rd|th)|(?:{'|'.join(TENS)})[-\s](?:{'|'.join(_FIRSTS)})|"
    rf"(?:{'|'.join(sorted(_ORDINALS, key=len, reverse=True))}))(?!\w)"
)


def number_of(words: str) -> float | None:
    """The value of a cardinal: "1,300", "1.5 million", "two hundred and sixty-four", "a dozen"; None if it is none."""
    tokens = [token for token in re.split(r"[-\s]+", words.lower().strip()) if token != "and"]
    half = tokens[0] == "half" if tokens else False
    total: float = 0
    current: float | None = None
    for token in tokens[half:]:
        if token in SCALES:
            current = (1 if current is None else current) * SCALES[token]
            # What stands before "thousand" is done with; what stands before "hundred" or "dozen" may grow.
            if SCALES[token] >= 1000:
                total, current = total + current, 0.0
        elif token in ("a", "an") and current is None:
            current = 1.0
        elif (value := _simple(token)) is not None and _may_follow(current, value):
            current = (current or 0.0) + value
        else:
            return None
    if current is None:
        return None
    return (total + current) * (0.5 if half else 1)


def _may_follow(current: float | None, value: float) -> bool:
    """Whether a number goes on with a value: a unit after its tens, anything below a hundred after a scale."""
    rest = (current or 0) % 100
    return rest == 0 or (rest >= 20 and rest % 10 == 0 and value < 10)


def ordinal_of(words: str) -> int | None:
    """The value of an ordinal, or of a day's figure: "3rd", "3", "twenty-first", "nineteenth"; None if it is none."""
    first, *rest = re.split(r"[-\s]+", words.lower().strip())
    if found := re.fullmatch(r"(\d+)(?:st|nd|rd|th)?", first):
        return int(found[1]) if not rest else None
    if not rest:
        return _ORDINALS.get(first)
    unit = _ORDINALS.get(rest[0], 10)
    return TENS[first] + unit if len(rest) == 1 and first in TENS and unit < 10 else None


def _simple(token: str) -> float | None:
    if re.fullmatch(FIGURES, token):
        return float(token.replace(",", ""))
    return UNITS.get(token, TENS.get(token))
