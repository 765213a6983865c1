"""What a web page states of itself: JSON-LD (schema.org), then meta elements, then microdata and the visible page."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from bs4 import BeautifulSoup, Tag

from siegegraph.graph.read.metadata import Metadata, day_of

_PUBLISHED = ("article:published_time", "datePublished", "date", "dc.date", "dc.date.issued", "dcterms.date", "pubdate")
_PUBLISHER = ("og:site_name", "dc.publisher", "dcterms.publisher", "application-name")
_TITLE = ("og:title", "dc.title", "dcterms.title", "twitter:title")
_ARTICLE = re.compile(r"(?:\w*Article|\w*BlogPosting|Report|WebPage)$")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}(?!\d)")
# "Title | Outlet", "Title - Outlet": how the title element of a page names its site.
_SITE = re.compile(r"\s+[|\u2013\u2014-]\s+[^|\u2013\u2014]{1,40}$")


def metadata_of(page: BeautifulSoup) -> Metadata:
    """What the page states. A publication's time of day is left out and its day taken as it stands, in its own zone."""
    stated = _JsonLd(page)
    metas = _metas(page)
    return Metadata(
        published=_first_day([*stated.published, *_values(metas, _PUBLISHED), *_times(page)]),
        publisher=_first([*stated.publishers, *_values(metas, _PUBLISHER)]),
        url=_first_address([*_canonical(page), *_values(metas, ("og:url",)), *stated.addresses]),
        title=_first([*stated.headlines, *_values(metas, _TITLE), *_headings(page), *_title_element(page)]),
    )


class _JsonLd:
    """The articles that the page's JSON-LD describes."""

    def __init__(self, page: BeautifulSoup) -> None:
        nodes = [node for script in page.find_all("script", type="application/ld+json") for node in _nodes(script)]
        articles = [node for node in nodes if any(map(_ARTICLE.match, _strings(node.get("@type"))))]
        # What a page says as an article is nearer to the report than what it says as a page.
        articles.sort(key=lambda node: "WebPage" in _strings(node.get("@type")))
        names = {node.get("@id"): node.get("name") for node in nodes if node.get("@id") and node.get("name")}
        publishers = [node.get("publisher") for node in articles]
        self.published = [value for node in articles for value in _strings(node.get("datePublished"))]
        self.headlines = [value for node in articles for value in _strings(node.get("headline"))]
        self.addresses = [value for node in articles for value in _strings(node.get("url"))]
        self.publishers = [name for publisher in publishers for name in _names(publisher, names)]


def _nodes(script: Tag) -> Iterator[dict[str, Any]]:
    try:
        content = json.loads(script.get_text())
    except json.JSONDecodeError:
        return
    for item in content if isinstance(content, list) else [content]:
        if isinstance(item, dict):
            yield item
            graph = item.get("@graph")
            yield from (node for node in graph if isinstance(node, dict)) if isinstance(graph, list) else ()


def _names(publisher: object, known: dict[Any, Any]) -> list[str]:
    """The names of a publisher, which is given in place or by reference to another node."""
    nodes = publisher if isinstance(publisher, list) else [publisher]
    objects = [node for node in nodes if isinstance(node, dict)]
    return [name for node in objects for name in _strings(node.get("name") or known.get(node.get("@id")))]


def _strings(value: object) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [each for each in values if isinstance(each, str)]


def _metas(page: BeautifulSoup) -> dict[str, str]:
    found: dict[str, str] = {}
    for meta in page.find_all("meta", content=True):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop")
        if isinstance(name, str):
            found.setdefault(name.lower(), str(meta["content"]))
    return found


def _values(metas: dict[str, str], names: tuple[str, ...]) -> list[str]:
    return [metas[name.lower()] for name in names if name.lower() in metas]


def _times(page: BeautifulSoup) -> list[str]:
    """Times that are marked as the publication's, then that of the article's own header."""
    marked = page.select('[itemprop~="datePublished"], time[pubdate]')
    return [str(time.get("datetime") or time.get("content") or "") for time in [*marked, *page.select("header time")]]


def _canonical(page: BeautifulSoup) -> list[str]:
    return [str(link["href"]) for link in page.select('link[rel~="canonical"][href]')]


def _headings(page: BeautifulSoup) -> list[str]:
    """The one heading of the first level; where there are several, none names the report."""
    headings = [" ".join(heading.get_text(" ").split()) for heading in page.find_all("h1")]
    return headings if len(headings) == 1 else []


def _title_element(page: BeautifulSoup) -> list[str]:
    return [_SITE.sub("", page.title.get_text())] if page.title else []


def _first(values: list[str]) -> str | None:
    return next((" ".join(value.split()) for value in values if value.strip()), None)


def _first_address(values: list[str]) -> str | None:
    return next((value.strip() for value in values if re.match("https?://", value.strip())), None)


def _first_day(values: list[str]) -> date | None:
    for value in values:
        found = _DAY.match(value.strip())
        try:
            if found:
                return day_of(found[0])
        except ValueError:
            continue  # a page's own slip: the next statement may be sound
    return None
