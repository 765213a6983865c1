"""The skeleton of a name: what is left once the ways to write it in Latin letters no longer count.

Names from Cyrillic and Arabic come in as many spellings as there are tables of transliteration ("Zelenskyy",
"Zelenskiy", "Selenskyj"). The skeleton is for comparing whole names only: short words of one language fall together.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from anyascii import anyascii

from siegegraph.ontology.lexicon.names import given_name

# Applied in this order to a word in small ASCII letters.
_RULES = tuple(
    (re.compile(pattern), plain)
    for pattern, plain in (
        (r"s?ch?tch|shch|schtsch|tsch|tch", "ch"),
        (r"dzh|dj", "j"),
        (r"zh|kh|gh|ph|th|dh|sh", lambda m: {"zh": "z", "kh": "h", "gh": "h", "ph": "f"}.get(m[0], m[0][0])),
        (r"tz|ts", "c"),
        (r"c?k|q|c(?=[aou])", "k"),
        (r"x", "ks"),
        (r"w", "v"),
        (r"g", "h"),
        # A soft vowel before another one, then y, j and their doubles.
        (r"[iyj]+(?=[aou])", "i"),
        (r"[iyj]+(?=e)", ""),
        (r"(?<=[aeou])[iyj]+$", "i"),
        (r"[iyj]+", "i"),
        (r"ou|oo", "u"),
        (r"ae", "e"),
        (r"ee", "i"),
        (r"(?<=[aeiou])h$", ""),
        (r"(.)\1+", r"\1"),
        # Germans write the first letter of "Zelensky" with an s.
        (r"^z", "s"),
    )
)
_ARTICLES = frozenset({"al", "el", "ul", "as", "ad", "ar", "ash", "at", "an", "az"})


@lru_cache(maxsize=50_000)
def skeleton(name: str) -> str:
    """The skeletons of a name's words, joined by blanks; given names by the form that stands for all of theirs.

    "Volodymyr Zelenskyy", "Vladimir Zelenskiy" and "Володимир Зеленський" have one. Articles are left out.
    """
    plain = anyascii(unicodedata.normalize("NFKC", name)).casefold()
    words = re.findall(r"[a-z0-9]+", re.sub(r"^(?:(?:the|an?)\s+)+|['`’]", "", plain.strip()))
    kept = [word for word in words if word not in _ARTICLES] or words
    return " ".join(_word(given_name(word)) for word in kept)


def _word(word: str) -> str:
    for pattern, plain in _RULES:
        word = pattern.sub(plain, word)
    return word
