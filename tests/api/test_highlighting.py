from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from siegegraph.api import examples
from siegegraph.api.pages.highlighting import numbered, pieces
from siegegraph.graph.query.items import ClaimItem, TextWithClaimsItem

spans = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)).map(sorted), max_size=6)


def claim(start: int, end: int) -> ClaimItem:
    return {**examples.CLAIM, "id": f"{examples.CLAIM['id']}-{start}-{end}", "start": start, "end": end}


@given(st.text(min_size=30, max_size=30), spans, spans)
def test_the_pieces_are_the_whole_text_and_each_claim_covers_its_quote(
    text: str, claimed: list[list[int]], mentioned: list[list[int]]
) -> None:
    item: TextWithClaimsItem = {
        "text": text,
        "claims": [claim(start, end) for start, end in claimed if start < end],
        "mentions": [{"start": a, "end": b, "entity": "http://x/id/entity/y"} for a, b in mentioned if a < b],
    }
    claims = numbered(item["claims"])
    cut = pieces(item, claims)
    assert "".join(piece.text for piece in cut) == text
    for each in claims:
        covered = "".join(piece.text for piece in cut if each in piece.claims)
        assert covered == text[each.claim["start"] : each.claim["end"]]
        assert sum(each in piece.begins for piece in cut) == sum(each in piece.ends for piece in cut) == 1


def test_the_shortest_mention_around_a_piece_is_the_one_linked() -> None:
    item: TextWithClaimsItem = {
        "text": "the government of Iraq",
        "claims": [],
        "mentions": [{"start": 0, "end": 22, "entity": "government"}, {"start": 18, "end": 22, "entity": "iraq"}],
    }
    assert [(piece.text, piece.entity) for piece in pieces(item, ())] == [
        ("the government of ", "government"),
        ("Iraq", "iraq"),
    ]


def test_speakers_are_numbered_as_they_appear_and_the_outlet_is_none_of_them() -> None:
    outlet: ClaimItem = {**claim(0, 5), "speaker": None, "speakers": []}
    assert [(each.number, each.speaker) for each in numbered([claim(6, 9), outlet])] == [(1, 0), (2, 1)]
