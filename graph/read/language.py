"""Which language a text is in. English, the one that is read, is told in a millisecond; only others load a model."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from lingua import Language, LanguageDetector, LanguageDetectorBuilder

from siegegraph.graph.model.report import Report

READ = "en"
"""The language whose reports are read for claims (ISO 639-1)."""

# A sample is enough and keeps a book as fast as a note.
_SAMPLE = 20_000
# Fewer letters than this tell no language from another: such a text is read as if it were English.
_FEWEST_LETTERS = 20
# Up to this many the model must be sure (its confidence is from 0 to 1).
_FEW_LETTERS = 200
_SURE = 0.95
# The most frequent English function words but for those that neighbours share ("in", "a", "on", "me").
_ENGLISH = frozenset({
    "the", "of", "and", "to", "that", "with", "for", "from", "were", "was", "are", "is", "has", "have", "had",
    "been", "which", "their", "they", "this", "by", "at", "as", "not", "be", "it", "his", "he", "its", "said",
    "after", "who", "will", "would",
})  # fmt: skip
# English prose has some four such words in ten; Dutch, the nearest of the others, below one in ten.
_ENGLISH_SHARE = 0.18
_LATIN_SHARE = 0.8
_WORD = re.compile(r"[^\W\d_]+")


def language_of(text: str) -> str | None:
    """The language that most of the text is in (ISO 639-1); None where it is too short to tell."""
    sample = text[:_SAMPLE]
    words = _WORD.findall(sample.lower())
    letters = sum(map(len, words))
    if letters < _FEWEST_LETTERS:
        return None
    if _is_english(words):
        return READ
    best, *_ = _detector().compute_language_confidence_values(sample)
    # A headline of names looks like any language, but not like another script.
    if letters < _FEW_LETTERS and best.value < _SURE and _is_latin(words):
        return None
    return best.language.iso_code_639_1.name.lower()


def judged(report: Report) -> Report:
    """The report with its language, stated or detected, and whether it is one that is read.

    A text in another language, or none at all, is kept with status not_extracted and the reason.
    """
    if not report.text.strip():
        return replace(report, status="not_extracted", reason="the report has no text")
    language = _primary(report.language) or language_of(report.text)
    if language in (None, READ):
        return replace(report, language=language)
    reason = f"the text is in {name_of(language)} ({language}); only English is read"
    return replace(report, language=language, status="not_extracted", reason=reason)


@cache
def name_of(code: str) -> str:
    """The English name of a language by its ISO 639-1 code; the code itself where it is not a common one."""
    names = (each.name.title() for each in Language.all() if each.iso_code_639_1.name.lower() == code)
    return next(names, code)


def _primary(tag: str | None) -> str | None:
    """The language in a BCP 47 tag ("en-GB"); None for what is no tag ("English"), which is then told from the text."""
    found = re.fullmatch(r"([A-Za-z]{2})(?:[-_][\w-]+)?", tag or "")
    return found[1].lower() if found else None


def _is_english(words: list[str]) -> bool:
    common = sum(word in _ENGLISH for word in words)
    return _is_latin(words) and common >= _ENGLISH_SHARE * len(words)


def _is_latin(words: list[str]) -> bool:
    return sum(word.isascii() for word in words) >= _LATIN_SHARE * len(words)


@cache
def _detector() -> LanguageDetector:
    # The low accuracy mode is as good on more than a line of text; the high one takes 900 MB and ten seconds.
    return LanguageDetectorBuilder.from_all_languages().with_low_accuracy_mode().build()
