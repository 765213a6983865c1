"""The main text of a page, and what the page says of itself."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from siegegraph.graph.model.report import Report
from siegegraph.graph.read.html import read_html

ARTICLE = """<!DOCTYPE html><html><head><title>Pump stopped | Canal Daily</title>{head}</head><body>
<header><a href="/">Home</a></header><nav><ul><li><a href="/w">World</a></li></ul></nav>
{body}
<aside><p>Read also: ten more stories that everybody reads today.</p></aside>
<div class="share-buttons">Share this</div><footer><p>All rights reserved.</p></footer>
<script>track()</script></body></html>"""
STORY = (
    "<article><h1>Pump&nbsp;stopped</h1>"
    "<p>The pumping station\n has <b>stopped</b>, the mayor said.</p>{more}</article>"
)


def page(folder: Path, body: str, head: str = "") -> Report:
    path = folder / "page.html"
    path.write_text(ARTICLE.format(body=body, head=head), encoding="utf-8")
    return read_html(path)


def blocks(folder: Path, more: str) -> list[str]:
    return page(folder, STORY.format(more=more)).text.split("\n\n")[2:]


def test_headings_and_paragraphs_have_blank_lines_between_them(tmp_path: Path) -> None:
    report = page(tmp_path, STORY.format(more="<h2>Shelling</h2><p>It went on.</p>"))
    assert report.text == "Pump stopped\n\nThe pumping station has stopped, the mayor said.\n\nShelling\n\nIt went on."


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ("<ul><li>Two dead</li><li>Five <i>hurt</i></li></ul>", ["Two dead", "Five hurt"]),
        ("<p>One<br>line</p>", ["One\nline"]),
        ("<div>First.<br><br>Second.</div>", ["First.", "Second."]),
        ("<div>Loose words <p>and a paragraph</p> after</div>", ["Loose words", "and a paragraph", "after"]),
        ("<table><tr><td>1 May</td><td>12 dead</td></tr><tr><td></td><td>3</td></tr></table>", ["1 May\t12 dead", "3"]),
        ("<p hidden>no</p><p style='display: none'>no</p><p aria-hidden=true>no</p><!-- no -->", []),
        ("<figure><img><figcaption>A photo</figcaption></figure><form><p>Sign up</p></form>", []),
        ("<div class='newsletter-box'><p>Our newsletter</p></div><p class='adsorption'>Kept</p>", ["Kept"]),
        ("<p>A&amp;B &lt;3</p><p> \n </p>", ["A&B <3"]),
        ("<blockquote>We stay.</blockquote>", ["We stay."]),
    ],
)
def test_blocks_are_what_a_reader_sees(tmp_path: Path, more: str, expected: list[str]) -> None:
    assert blocks(tmp_path, more) == expected


def test_the_article_with_the_most_text_is_the_report(tmp_path: Path) -> None:
    teaser = "<article><h3>Teaser</h3><p>Short.</p></article>"
    assert "Teaser" not in page(tmp_path, teaser + STORY.format(more="")).text


def test_a_page_of_many_articles_is_read_whole(tmp_path: Path) -> None:
    posts = "".join(f"<article><p>Post number {n} of the live page.</p></article>" for n in range(4))
    assert page(tmp_path, posts).text.count("Post number") == 4


def test_a_page_that_marks_nothing_is_read_where_its_paragraphs_are(tmp_path: Path) -> None:
    body = (
        "<div><div><a href=x>Sport</a> <a href=y>Weather</a></div><h1>Pump stopped</h1>"
        "<div><p>The pumping station has stopped, the mayor said on Monday.</p><p>Nobody was hurt.</p></div></div>"
    )
    text = page(tmp_path, body).text
    assert text.startswith("Pump stopped\n\nThe pumping station")
    assert "Weather" not in text


def test_paragraphs_without_paragraph_elements_are_read_too(tmp_path: Path) -> None:
    assert page(tmp_path, "<div>The bridge fell.<br><br>No one died.</div>").text == "The bridge fell.\n\nNo one died."


HEADS = {
    "json-ld": """<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", "headline": "Pump stops",
        "datePublished": "1993-04-12T23:30:00-05:00", "url": "https://example.org/p", "publisher": {"@id": "#org"}},
        {"@type": "Organization", "@id": "#org", "name": "Canal Daily"}]}</script>""",
    "open graph": """<meta property="og:title" content="Pump stops"><meta property="og:site_name" content="Canal Daily">
        <meta property="article:published_time" content="1993-04-12T23:30:00Z">
        <meta property="og:url" content="https://example.org/p">""",
    "dublin core": """<meta name="DC.title" content="Pump stops"><meta name="DC.date" content="1993-04-12">
        <meta name="DC.publisher" content="Canal Daily"><link rel="canonical" href="https://example.org/p">""",
}


@pytest.mark.parametrize("head", HEADS.values(), ids=list(HEADS))
def test_the_page_states_its_metadata_and_the_day_is_not_moved(tmp_path: Path, head: str) -> None:
    report = page(tmp_path, STORY.format(more=""), head)
    assert (report.title, report.published) == ("Pump stops", date(1993, 4, 12))
    assert (report.publisher, report.url) == ("Canal Daily", "https://example.org/p")


def test_a_page_that_states_nothing_has_its_heading_for_a_title(tmp_path: Path) -> None:
    report = page(tmp_path, STORY.format(more="<p>On <time datetime='1990-01-01'>1 January</time> it ran.</p>"))
    assert (report.title, report.published, report.publisher, report.url) == ("Pump stopped", None, None, None)


def test_the_title_element_loses_the_name_of_the_site(tmp_path: Path) -> None:
    assert page(tmp_path, "<p>Words of the page.</p>").title == "Pump stopped"


def test_a_time_in_the_header_of_the_article_is_the_publications(tmp_path: Path) -> None:
    body = (
        "<article><header><h1>A</h1><time datetime='1993-04-12T08:00'>12 April</time></header><p>Words.</p></article>"
    )
    assert page(tmp_path, body).published == date(1993, 4, 12)


@pytest.mark.parametrize(
    "head", ["<script type='application/ld+json'>{not json</script>", "<meta name='date' content='soon'>"]
)
def test_what_is_ill_formed_in_a_page_is_passed_over(tmp_path: Path, head: str) -> None:
    assert page(tmp_path, STORY.format(more=""), head).published is None


def test_a_declared_encoding_is_honoured_and_xhtml_is_read(tmp_path: Path) -> None:
    path = tmp_path / "old.html"
    markup = '<?xml version="1.0" encoding="windows-1251"?><html><body><p>Осада</p></body></html>'
    path.write_bytes(markup.encode("windows-1251"))
    assert read_html(path).text == "Осада"


def test_an_empty_page_has_no_text(tmp_path: Path) -> None:
    path = tmp_path / "empty.html"
    path.write_bytes(b"")
    assert read_html(path).text == ""
