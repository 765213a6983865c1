"""English numerals, in figures and in words, as a pattern and as a value.

`CARDINAL` and `ORDINAL` are pattern fragments without groups, for the grammars of times and of quantities.
"""

from __future__ import annotations

import re

UNITS = {
    word: number
    for number, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
}
TENS = {
    word: 10 * number
    for number, word in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2)
}
SCALES = {"dozen": 12, "hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_ORDINAL_UNITS = {
    word: number
    for number, word in enumerate(
        [
            "first",
            "second",
            "third",
            "fourth",
            "fifth",
            "sixth",
            "seventh",
            "eighth",
            "ninth",
            "tenth",
            "eleventh",
            "twelfth",
            "thirteenth",
            "fourteenth",
            "fifteenth",
            "sixteenth",
            "seventeenth",
            "eighteenth",
            "nineteenth",
        ],
        1,
    )
}
_ORDINAL_TENS = {f"{word[:-1]}ieth": number for word, number in TENS.items()}
_ORDINAL_SCALES = {f"{word}th": number for word, number in SCALES.items() if word != "dozen"}

_UNIT = "|".join(UNITS)
_TEN = "|".join(TENS)
_SCALE = "|".join(SCALES)
_BELOW_HUNDRED = rf"(?:(?:{_TEN})(?:[-\s](?:{'|'.join(list(UNITS)[1:10])}))?|{_UNIT})"
_FIGURES = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_WORDS = rf"(?:(?:an?|half\s+an?)\s+(?:{_SCALE})|{_BELOW_HUNDRED})"
CARDINAL = (
    rf"(?:(?:{_FIGURES}|{_WORDS})(?!\w)(?:[-\s](?:{_SCALE})(?!\w))*"
    rf"(?:(?:\s+and)?\s+{_BELOW_HUNDRED}(?!\w)(?:[-\s](?:{_SCALE})(?!\w))*)*)"
)
_ORDINAL_UNIT = "|".join(_ORDINAL_UNITS)
ORDINAL = rf"(?:\d+(?:st|nd|rd|th)|(?:(?:{_TEN})[-\s])?(?:{_ORDINAL_UNIT})|{'|'.join(_ORDINAL_TENS)}|hundredth)(?!\w)"


def number_of(words: str) -> float | None:
    """The value of a cardinal: "1,300", "1.5 million", "two hundred and sixty-four", "a dozen"; None if it is none."""
    tokens = [token for token in re.split(r"[-\s]+", words.lower().strip()) if token != "and"]
    if not tokens:
        return None
    total, current, seen = 0.0, 0.0, False
    half = False
    for token in tokens:
        if token == "half":
            half = True
        elif token in ("a", "an"):
            current, seen = current or 1, True
        elif token in SCALES:
            seen = True
            scaled = (current or 1) * SCALES[token]
            if SCALES[token] > 100:
                total, current = total + scaled, 0
            else:
                current = scaled
        elif (value := _simple(token)) is not None:
            current, seen = current + value, True
        else:
            return None
    return (total + current) * (0.5 if half else 1) if seen else None


def ordinal_of(words: str) -> int | None:
    """The value of an ordinal: "3rd", "twenty-first", "nineteenth"; None if it is none."""
    tokens = re.split(r"[-\s]+", words.lower().strip())
    if found := re.fullmatch(r"(\d+)(?:st|nd|rd|th)?", tokens[-1]):
        return int(found[1]) if len(tokens) == 1 else None
    last = _ORDINAL_UNITS.get(tokens[-1]) or _ORDINAL_TENS.get(tokens[-1]) or _ORDINAL_SCALES.get(tokens[-1])
    if last is None or len(tokens) > 2:
        return None
    if len(tokens) == 1:
        return last
    return TENS[tokens[0]] + last if tokens[0] in TENS and last < 10 else None


def _simple(token: str) -> float | None:
    if re.fullmatch(_FIGURES, token):
        return float(token.replace(",", ""))
    return UNITS.get(token, TENS.get(token))
