"""The grammar of numbers with what bounds them: "at least 500", "between 5 and 10", "dozens", "10 to 1", "two-thirds".

Conventions. "Dozens", "hundreds", "thousands" say at least one of their kind (12, 100, 1,000) and no exact number;
"several" and "a few" say at least three. "More than 500" and "at least 500" both have the minimum 500, "fewer than
500" and "up to 500" the maximum 500. A share is a percentage, whatever its form; "10 to 1" is the value 10 with the
unit "to 1".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from siegegraph.graph.extract.times.numerals import CARDINAL, SCALES, number_of
from siegegraph.graph.model.span import Span


@dataclass(frozen=True, slots=True)
class Amount:
    """A number found: its words (with "at least" and the unit), its bounds and value, what it is measured in.

    `head` is the span of the number alone; `zero` marks "not one" and "no".
    """

    span: Span
    head: Span
    min: float | None = None
    max: float | None = None
    value: float | None = None
    approximate: bool = False
    unit: str | None = None
    zero: bool = False


def _either(*words: str) -> str:
    return "|".join(word.replace(" ", r"\s+") for word in sorted(words, key=len, reverse=True))


_AT_LEAST = _either(
    *("at least", "no fewer than", "not fewer than", "no less than", "not less than", "more than", "over", "well over"),
    *("upwards of", "in excess of", "a minimum of", "as few as", "above", "exceeding", "greater than"),
)
_AT_MOST = _either(
    *("at most", "no more than", "not more than", "up to", "as many as", "as much as", "a maximum of", "fewer than"),
    *("less than", "under", "below"),
)
_NEAR = _either(
    *("about", "around", "some", "nearly", "almost", "roughly", "approximately", "an estimated", "estimated", "circa"),
    *("close to", "just over", "just under", "in the region of", "an average of"),
)
_UNIT = _either(
    *(
        "percentage points",
        "percent",
        "per cent",
        "%",
        "km/h",
        "kilometers?",
        "kilometres?",
        "km",
        "meters?",
        "metres?",
    ),
    *("centimet(?:er|re)s?", "cm", "millimet(?:er|re)s?", "mm", "miles?", "feet", "foot", "yards?", "tons?", "tonnes?"),
    *("kilograms?", "kg", "pounds?", "lit(?:er|re)s?", "hectares?", "acres?", "megawatts?", "MW", "square miles?"),
    *("square kilomet(?:er|re)s?", "degrees", "dollars?", "euros?", "r(?:o)?ubles?", "hryvnias?", "knots"),
)
# The least that a word without a number says.
_VAGUE = {"several": 3, "a few": 3, "a handful of": 3, "scores": 20, "tens": 10}
_VAGUE |= {f"{scale}s": number for scale, number in SCALES.items()}
_MANY = {"tens": 10, "hundreds": 100}
_PARTS = {"half": 50.0, "third": 100 / 3, "quarter": 25.0, "fifth": 20.0, "tenth": 10.0}
_TIMES = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "nine": 9}
# "20km", "105mm": a unit that follows without a space.
_GLUED = r"\d+(?:\.\d+)?(?=(?:km|kg|cm|mm|MW|m|t)(?!\w))"
_CURRENCY = r"(?:US\$|[$€£])"

_CORE = re.compile(
    rf"(?<![\w.,:/°+-])(?=[\w$€£])(?:(?P<zero>not\s+(?:one|a\s+single)|none|no(?=\s+[a-z-]+s\b))(?!\w)"
    rf"|(?:(?P<times>{'|'.join(_TIMES)})[-\s])?(?P<part>half|third|quarter|fifth|tenth)s?(?=\s+(?:of|the|its|their)\b)"
    rf"|(?:(?P<many>tens|hundreds)\s+of\s+)?(?P<vague>{_either(*_VAGUE)})(?!\w)"
    rf"|(?P<currency>{_CURRENCY})?(?P<number>{CARDINAL}|{_GLUED})(?:(?P<plus>\+)"
    rf"|(?P<join>\s?[-–—]\s?|\s+(?:to|and|or)\s+){_CURRENCY}?(?P<second>{CARDINAL}))?)",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    rf"(?<!\w)(?:(?:(?P<least>{_AT_LEAST})|(?P<most>{_AT_MOST})|(?P<near>{_NEAR})|(?P<between>between|from))\s+(?:the\s+)?"
    rf"(?:(?P<near2>{_NEAR})\s+)?|~)$",
    re.IGNORECASE,
)
_AFTER = re.compile(rf"(?:[-\s]?(?P<unit>{_UNIT})(?![\w]))?(?:\s+or\s+(?P<or>more|fewer|less|so)\b)?", re.IGNORECASE)
_SCALE_AT_END = re.compile(r"\b(?:hundred|thousand|million|billion)$", re.IGNORECASE)
_WINDOW = 40  # characters before a number that may bound it


def scan(text: str) -> Iterator[Amount]:
    """The amounts of a text in order, whatever they count; none overlaps another."""
    place = 0
    while found := _CORE.search(text, place):
        before = _BEFORE.search(text, max(place, found.start() - _WINDOW), found.start())
        amount = _core(found, between=before is not None and bool(before["between"]))
        place = amount.span.end if amount else found.end()
        if amount:
            framed = _framed(amount, before, _AFTER.match(text, amount.span.end))
            place = framed.span.end
            yield framed


def _core(found: re.Match[str], *, between: bool) -> Amount | None:
    span = Span(*found.span())
    if found["zero"]:
        return Amount(span, span, 0, 0, 0, zero=True)
    if found["part"]:
        share = round(_TIMES[(found["times"] or "a").lower()] * _PARTS[found["part"].lower()], 1)
        return Amount(span, span, share, share, share, unit="%")
    if found["vague"]:
        least = _VAGUE[" ".join(found["vague"].lower().split())] * _MANY.get((found["many"] or "").lower(), 1)
        return Amount(span, span, min=float(least), approximate=True)
    return _number(found, span, between=between)


def _number(found: re.Match[str], span: Span, *, between: bool) -> Amount | None:
    """A number alone, a range or a ratio; None for figures that only look like one ("3-2")."""
    first, second = number_of(found["number"]), number_of(found["second"] or "")
    unit = found["currency"]
    if first is None:
        return None
    join = (found["join"] or "").strip().lower()
    if second is None or (join == "and" and not between):
        alone = Span(span.start, found.end("plus") if found["plus"] else found.end("number"))
        exact = None if found["plus"] else first
        return Amount(alone, alone, first, exact, exact, unit=unit)
    scale = _SCALE_AT_END.search(found["second"])
    if scale and first < 1000 and not _SCALE_AT_END.search(found["number"]):
        first *= SCALES[scale.group().lower()]
    if first < second:
        return Amount(span, span, first, second, unit=unit)
    if join == "to" and second:
        return Amount(span, span, first / second, first / second, first / second, unit="to 1")
    return None


def _framed(amount: Amount, before: re.Match[str] | None, after: re.Match[str] | None) -> Amount:
    """The amount with what the words before and after it say of its bounds and unit."""
    unit = after["unit"] if after else None
    more = (after["or"] or "").lower() if after else ""
    start = before.start() if before else amount.span.start
    end = after.end() if after else amount.span.end
    framed = replace(amount, span=Span(start, end), unit=_unit(unit) if unit else amount.unit)
    if amount.value is None or amount.zero:
        return framed
    near = before is not None and (before["near"] or before["near2"] or before.group() == "~")
    if (before and before["least"]) or more == "more":
        return replace(framed, max=None, value=None, approximate=bool(near))
    if (before and before["most"]) or more in ("fewer", "less"):
        return replace(framed, min=None, value=None, approximate=bool(near))
    if near or more == "so":
        return replace(framed, min=None, max=None, approximate=True)
    return framed


def _unit(words: str) -> str:
    """One form for each unit: "%" for percent, the word as it stands for the rest."""
    plain = " ".join(words.lower().split())
    return "%" if plain in ("percent", "per cent") else plain if plain != "mw" else "MW"
