"""Sentence boundaries from the layout, set before the parser; and what is heading and dateline rather than prose.

The parser keeps the boundaries that are set here: no sentence runs from a headline, a bullet or a paragraph into the
next. `doc._.blocks` holds the blocks for components that tell captions and by-lines from text.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence

from spacy.language import Language
from spacy.tokens import Doc

from siegegraph.graph.extract.document import annotations_of, text_of
from siegegraph.graph.extract.names.layout import Block, blocks_of, dateline_of
from siegegraph.graph.model.span import Span

if not Doc.has_extension("blocks"):
    Doc.set_extension("blocks", default=())


@Language.factory("siegegraph_paragraphs")
def make_paragraphs(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """The component; it has no settings."""
    return mark_paragraphs


def mark_paragraphs(doc: Doc) -> Doc:
    """Set headings, datelines and blocks, and start a sentence where a block starts or a dateline has ended."""
    text = text_of(doc)
    blocks = blocks_of(text)
    datelines = tuple(span for block in blocks if (span := dateline_of(text, block)))
    annotations = annotations_of(doc)
    annotations.headings = tuple(block.span for block in blocks if block.kind == "heading")
    annotations.datelines = datelines
    doc._.blocks = blocks
    _start_sentences(doc, blocks, datelines)
    return doc


def _start_sentences(doc: Doc, blocks: tuple[Block, ...], datelines: tuple[Span, ...]) -> None:
    starts = {start for block in blocks for start in (block.mark, block.span.start)}
    ends = sorted(span.end for span in datelines)
    headings = [block.span for block in blocks if block.kind == "heading"]
    for token in doc:
        if token.idx in starts:
            token.is_sent_start = True
        elif ends and token.idx >= ends[0] and (token.is_alpha or token.is_quote or token.like_num):
            token.is_sent_start = True
            ends.pop(0)
        elif token.is_space:
            # White space belongs to the sentence before it.
            token.is_sent_start = False
        elif _is_inside(headings, token.idx) and not doc[token.i - 1].is_punct:
            token.is_sent_start = False


def _is_inside(spans: Sequence[Span], at: int) -> bool:
    """Whether a character lies in one of the spans, which stand in order and apart, but is not its first one."""
    place = bisect_left(spans, (at, 0)) - 1
    return place >= 0 and at < spans[place].end
