"""How names are compared: one folding for the tables and for what is looked up in them."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_JOINERS = re.compile(r"[\s\-‐‑–—/.]+")
_MARKS = re.compile(r"['’‘`´ʼʻʿʾ\"“”]")


@lru_cache(maxsize=50_000)
def fold(name: str) -> str:
    """A name without case, accents, apostrophes and hyphens, in its own script: "Al-Ḥasakah" gives "al hasakah".

    Nothing is transliterated: names in two scripts are equal only where a gazetteer lists both.
    """
    if name.isascii():
        bare = name
    else:
        bare = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return _JOINERS.sub(" ", _MARKS.sub("", bare)).strip().casefold()
