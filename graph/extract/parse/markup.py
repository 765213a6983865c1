"""What of a report's text is markdown rather than words: front matter at its top, images, marks of emphasis."""

from __future__ import annotations

import re

from spacy.tokens import Token

from siegegraph.graph.model.span import Span

# Fields ("title: ..."), and lines that go on with one: indented, or items of a list.
_FRONT_MATTER = re.compile(
    r"\s*---[ \t]*\r?\n(?:[\w-]+[ \t]*:[^\n]*\n|(?:[ \t]|- )[^\n]*\n|\r?\n)+---[ \t]*(?:\r?\n|$)"
)
# "![what it shows](where it is)"; file names may hold brackets of their own.
_IMAGE = re.compile(r"!\[[^\]\n]*\]\((?:[^()\n]|\([^()\n]*\))*\)")
_EMPHASIS = re.compile(r"[*_]+")


def text_start(text: str) -> int:
    """The offset at which a text begins after its front matter (`---`, fields such as `title:`, `---`); 0 without."""
    block = _FRONT_MATTER.match(text)
    return block.end() if block is not None else 0


def images(text: str) -> tuple[Span, ...]:
    """Where a text shows images: their captions name what is seen and tell of nothing."""
    return tuple(Span(*match.span()) for match in _IMAGE.finditer(text))


def is_emphasis(token: Token) -> bool:
    """Whether a token is a mark of emphasis alone ("**")."""
    return _EMPHASIS.fullmatch(token.text) is not None
