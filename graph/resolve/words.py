"""The words of a text, as they are looked for and compared."""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W_]+")


def words_of(text: str) -> list[str]:
    """Runs of letters and digits, in lower case."""
    return [word.casefold() for word in _WORD.findall(text)]
