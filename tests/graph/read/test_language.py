"""English is told fast and surely; anything else is kept, named and not read."""

from __future__ import annotations

import subprocess
import sys

import pytest

from siegegraph.graph.model.report import Report
from siegegraph.graph.read.language import judged, language_of

ENGLISH = "The garrison of the town has been cut off for three weeks, and its commander said that the water is gone."
OTHERS = {
    "ru": "Военные окружили город и обстреливают его уже третью неделю, сообщили в министерстве обороны.",
    "uk": "Військові оточили місто і обстрілюють його вже третій тиждень, повідомили в міській раді.",
    "ar": "قصفت القوات المدينة لعدة أيام وقال رئيس البلدية إن المياه مقطوعة عن السكان",
    "fr": "Les troupes encerclent la ville depuis trois semaines et le maire affirme que l'eau est coupée.",
    "nl": "De troepen hebben de stad omsingeld en het water is afgesloten, zo zei de burgemeester van de stad.",
    "zh": "军队包围了这座城市已经三个星期了,市长说供水已经中断,居民无法离开。",
}


def test_english_is_english() -> None:
    assert language_of(ENGLISH) == "en"


@pytest.mark.parametrize(("code", "text"), OTHERS.items())
def test_other_languages_are_told_apart(code: str, text: str) -> None:
    assert language_of(text) == code


@pytest.mark.parametrize(
    "text", ["Vukovar: 23 killed", "Zelenskyy urges Russia's Putin: end Mariupol siege", "", "1234"]
)
def test_too_few_words_tell_no_language(text: str) -> None:
    assert language_of(text) is None


def test_a_quotation_in_another_language_leaves_a_report_english() -> None:
    assert language_of(ENGLISH * 4 + OTHERS["ru"]) == "en"


def test_a_report_in_another_language_is_kept_and_says_why_it_was_not_read() -> None:
    report = judged(Report(text=OTHERS["ru"]))
    assert (report.language, report.status) == ("ru", "not_extracted")
    assert report.reason == "the text is in Russian (ru); only English is read"


def test_a_report_without_text_is_not_read() -> None:
    report = judged(Report(text=" \n"))
    assert (report.status, report.reason) == ("not_extracted", "the report has no text")


def test_an_english_report_is_to_be_read() -> None:
    assert judged(Report(text=ENGLISH)) == Report(text=ENGLISH, language="en")


@pytest.mark.parametrize(("stated", "language"), [("en-GB", "en"), ("uk", "uk"), ("English", "en"), ("FR_fr", "fr")])
def test_a_stated_language_wins_where_it_is_a_tag(stated: str, language: str) -> None:
    report = judged(Report(text=ENGLISH, language=stated))
    assert report.language == language
    assert (report.status == "extracted") == (language == "en")


def test_english_loads_no_model() -> None:
    script = (
        f"from siegegraph.graph.read import language as l; l.language_of({ENGLISH!r}); print(l._detector.cache_info())"
    )
    printed = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
    assert "misses=0" in printed
