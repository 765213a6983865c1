"""The blocks of a web page's main part, in reading order, without what only serves the site.

The main part is what the page marks as such (article, main, articleBody); on a page that marks nothing it is the
element whose paragraphs hold the most words outside links, after the way of reading modes in browsers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bs4 import BeautifulSoup, Tag
from bs4.element import Comment, NavigableString

_SELDOM_TEXT = (
    "script style noscript template nav aside form button select iframe svg canvas object video audio figure dialog"
)
_BLOCKS = frozenset({
    "address", "article", "blockquote", "body", "caption", "center", "dd", "details", "div", "dl", "dt", "fieldset",
    "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "ol", "p", "pre", "section",
    "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
})  # fmt: skip
# Words in class names and ids by which sites mark what surrounds an article.
_SURROUNDINGS = frozenset({
    "ad", "ads", "advert", "advertisement", "breadcrumb", "breadcrumbs", "comments", "cookie", "cookies", "menu",
    "nav", "navbar", "navigation", "newsletter", "promo", "recirculation", "related", "share", "sharing", "sidebar",
    "social", "sponsored", "subscribe",
})  # fmt: skip
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_MARKED = ('[itemprop~="articleBody"]', "article", "main", '[role="main"]')
# A marked part shorter than this share of the page's paragraphs is a teaser, not the text.
_MAIN_SHARE = 0.5


def blocks_of(page: BeautifulSoup) -> Iterator[str]:
    """The main part's headings, paragraphs, list items and table rows, each on one line (line breaks kept).

    Takes what is not text out of the tree on the way.
    """
    _prune(page)
    body = page.body or page
    main = _main_part(body)
    heading = _heading_outside(body, main)
    if heading:
        yield heading
    yield from _Flow().blocks(main)


def _prune(page: BeautifulSoup) -> None:
    for tag in page.find_all(_SELDOM_TEXT.split()):
        tag.decompose()
    for tag in page.find_all(True):
        if not tag.decomposed and (_is_hidden(tag) or _is_surroundings(tag)):
            tag.decompose()


def _is_hidden(tag: Tag) -> bool:
    style = tag.get("style")
    return tag.has_attr("hidden") or tag.get("aria-hidden") == "true" or bool(_HIDDEN_STYLE.search(str(style or "")))


def _is_surroundings(tag: Tag) -> bool:
    if tag.name in ("html", "body", "main", "article"):
        return False
    if tag.name == "footer" or tag.get("role") in ("navigation", "banner", "contentinfo", "complementary"):
        return True
    if tag.name == "header" and not tag.find(["h1", "h2", "h3"]):
        return True
    names = " ".join(str(name) for key in ("id", "class") for name in tag.get_attribute_list(key) if name)
    return not _SURROUNDINGS.isdisjoint(re.split(r"[\s_-]+", names.lower()))


def _main_part(body: Tag) -> Tag:
    whole = _weight(body)
    for selector in _MARKED:
        marked = body.select(selector)
        # A live page is one article of many; a page with a list of articles is taken whole.
        if marked and (part := max(marked, key=_weight)) and _weight(part) >= _MAIN_SHARE * whole:
            return part
    return _densest(body)


def _weight(part: Tag) -> int:
    """How many characters of running text its paragraphs hold, links aside."""
    return sum(_own_words(block) for block in part.find_all(["p", "li", "blockquote", "pre", "dd"]))


def _own_words(block: Tag) -> int:
    linked = sum(len(link.get_text()) for link in block.find_all("a"))
    return max(len(block.get_text()) - 2 * linked, 0)


def _densest(body: Tag) -> Tag:
    """The smallest element with nearly all of the page's running text; the body where no paragraph is marked."""
    part, whole = body, _weight(body)
    while whole:
        inner = [child for child in part.find_all(True, recursive=False) if _weight(child) >= 0.8 * whole]
        if not inner or inner[0].name in ("ul", "ol", "dl", "p"):
            break
        part = inner[0]
    return part


def _heading_outside(body: Tag, main: Tag) -> str | None:
    """The page's one main heading where it stands outside the main part: it belongs to the report all the same."""
    headings = body.find_all("h1")
    if len(headings) != 1 or headings[0] in main.find_all("h1"):
        return None
    return " ".join(headings[0].get_text(" ").split()) or None


class _Flow:
    """Text as it flows: inline elements run on, block elements and two line breaks in a row begin a new block."""

    def __init__(self) -> None:
        self.pieces: list[str] = []

    def blocks(self, part: Tag) -> Iterator[str]:
        yield from self._walk(part)
        yield from self._flush()

    def _walk(self, part: Tag) -> Iterator[str]:
        for child in part.children:
            if isinstance(child, NavigableString):
                if not isinstance(child, Comment):
                    self.pieces.append(re.sub(r"\s+", " ", child))
            elif isinstance(child, Tag):
                yield from self._element(child)

    def _element(self, tag: Tag) -> Iterator[str]:
        if tag.name == "br":
            self.pieces.append("\n")
        elif tag.name in ("td", "th"):
            # Cells of a row are read together.
            yield from self._walk(tag)
            self.pieces.append("\t")
        elif tag.name in _BLOCKS:
            yield from self._flush()
            yield from self._walk(tag)
            yield from self._flush()
        else:
            yield from self._walk(tag)

    def _flush(self) -> Iterator[str]:
        flowed, self.pieces = "".join(self.pieces), []
        for block in re.split(r"\n\s*\n", flowed):
            kept = "\n".join(filter(None, map(_tidy, block.split("\n"))))
            if kept:
                yield kept


def _tidy(line: str) -> str:
    """A line without needless spaces and empty cells."""
    return "\t".join(filter(None, (" ".join(cell.split()) for cell in line.split("\t"))))
