from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siegegraph.graph.extract.names.layout import Block, blocks_of, dateline_of


def kinds(text: str) -> list[tuple[str, str]]:
    return [(block.kind, text[block.span.start : block.span.end]) for block in blocks_of(text)]


def test_headline_byline_dateline_and_caption_are_told_from_text() -> None:
    text = (
        "ARMY TIGHTENS RING AROUND VUKOVAR\n\nBy Ana Horvat and John Smith\n\n"
        "ZAGREB, Croatia (AP) — Shells fell on the town on Sunday.\n\nPhoto: A burnt-out street (AFP)\n"
    )
    assert [kind for kind, _ in kinds(text)] == ["heading", "byline", "text", "caption"]


def test_title_case_without_a_stop_is_a_headline_and_a_sentence_is_not() -> None:
    assert kinds("Garrison Holds Out in Ruined Steel Town\n\nThe garrison held out.")[0][0] == "heading"
    assert kinds("Doctors Without Borders said so.\n\nMore came.")[0][0] == "text"


def test_markdown_marks_are_left_out_of_headings_and_bullets() -> None:
    assert kinds("## Health\n- No water since Monday\n* 12 killed in Homs\n1. Open the road") == [
        ("heading", "Health"),
        ("bullet", "No water since Monday"),
        ("bullet", "12 killed in Homs"),
        ("bullet", "Open the road"),
    ]


def test_lines_wrapped_by_hand_are_one_block() -> None:
    text = (
        "The relief column reached the outskirts of the city late on Friday but was\n"
        "turned back by heavy fire from the hills above the only road that was still\n"
        "open to the south. It lost four lorries.\n\nA second column waits."
    )
    assert len(blocks_of(text)) == 2


@pytest.mark.parametrize(
    "dateline",
    [
        "KYIV, Ukraine (AP)",
        "MARIUPOL, April 20",
        "Geneva, 12 March 2022 (ICRC)",
        "SARAJEVO",
        "El Fasher, Sudan (Reuters)",
    ],
)
def test_datelines_of_agencies_are_found_without_their_dash(dateline: str) -> None:
    text = f"{dateline} — Shelling went on all night.\n"
    (block,) = blocks_of(text)
    span = dateline_of(text, block)
    assert span is not None
    assert text[span.start : span.end] == dateline


def test_an_aside_in_dashes_is_no_dateline() -> None:
    text = "The mayor — a former teacher — said so."
    assert dateline_of(text, blocks_of(text)[0]) is None


@given(st.text(alphabet="aB.-#* \n\t—:", max_size=80))
def test_blocks_lie_in_order_and_hold_all_words(text: str) -> None:
    blocks: tuple[Block, ...] = blocks_of(text)
    assert all(a.span.end <= b.mark for a, b in pairwise(blocks))
    outside = "".join(text[a:b] for a, b in _gaps(text, blocks))
    assert not any(c == "B" for c in outside.replace("B.", ""))


def _gaps(text: str, blocks: tuple[Block, ...]) -> list[tuple[int, int]]:
    edges = [0, *(edge for block in blocks for edge in block.span), len(text)]
    return list(zip(edges[::2], edges[1::2], strict=True))
