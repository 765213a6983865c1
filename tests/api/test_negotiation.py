from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.exceptions import HTTPException

from siegegraph.api.negotiation import negotiated, preferences, prefers_html

OFFERS = ("text/html", "text/turtle", "application/ld+json")
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        (None, "text/html"),
        ("", "text/html"),
        ("*/*", "text/html"),
        (BROWSER, "text/html"),
        ("text/turtle", "text/turtle"),
        ("TEXT/Turtle; charset=utf-8", "text/turtle"),
        ("application/*", "application/ld+json"),
        ("text/html;q=0.5, text/turtle;q=0.9", "text/turtle"),
        ("text/*;q=0.9, text/html;q=0.1", "text/turtle"),
        ("text/turtle;q=0, */*", "text/html"),
        ('application/ld+json;profile="http://www.w3.org/ns/json-ld#compacted"', "application/ld+json"),
        ("nonsense, text/turtle", "text/turtle"),
    ],
)
def test_the_most_wanted_offer_is_chosen(accept: str | None, chosen: str) -> None:
    assert negotiated(accept, OFFERS) == chosen


@pytest.mark.parametrize("accept", ["image/png", "text/html;q=0", "*/*;q=0", "text/turtle;q=much"])
def test_what_nobody_offers_is_406(accept: str) -> None:
    with pytest.raises(HTTPException) as caught:
        negotiated(accept, OFFERS)
    assert caught.value.status_code == 406


@given(st.text(max_size=80))
def test_any_header_chooses_an_offer_or_is_406(accept: str) -> None:
    try:
        chosen = negotiated(accept, OFFERS)
    except HTTPException as error:
        chosen = str(error.status_code)
    assert chosen in (*OFFERS, "406")


def test_preferences_are_in_order_of_quality_and_leave_out_what_is_refused() -> None:
    assert preferences("text/csv;q=0.5, application/json, text/html;q=0") == ["application/json", "text/csv"]
    assert preferences(None) == []


def test_only_who_names_html_is_a_browser() -> None:
    assert prefers_html(BROWSER)
    assert not prefers_html("*/*")
    assert not prefers_html("text/html;q=0.1, application/json")
    assert not prefers_html(None)


def test_a_browser_that_refuses_html_is_no_error() -> None:
    assert not prefers_html("text/html;q=0")
