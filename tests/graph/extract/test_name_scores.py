from __future__ import annotations

from dataclasses import replace

from siegegraph.graph.extract.names.layout import Block
from siegegraph.graph.extract.names.name_scores import score_names, score_paragraphs, score_places
from siegegraph.graph.model.extraction import EntityMention
from siegegraph.graph.model.span import Span

HEADING, TEXT = Block("heading", Span(0, 10), 0), Block("text", Span(12, 40), 12)
KHERSON = EntityMention(start=4, end=11, text="Kherson", type="Place", lat=46.6, lon=32.6)
MAYOR = EntityMention(start=20, end=32, text="Oleksandr V.", type="Person")


def test_a_block_of_another_kind_has_the_right_extent_only() -> None:
    scores = score_paragraphs([([HEADING, TEXT], [replace(HEADING, kind="caption"), TEXT])])
    assert scores == {"extent": 1.0, "kind": 0.5}


def test_a_name_cut_short_counts_as_overlap() -> None:
    assert score_names([([KHERSON], [replace(KHERSON, start=6)])]) == {"exact": 0.0, "overlap": 1.0}


def test_a_name_of_another_type_is_wrong_and_one_in_excess_costs_precision() -> None:
    assert score_names([([KHERSON], [replace(KHERSON, type="Person")])]) == {"exact": 0.0, "overlap": 0.0}
    assert score_names([([KHERSON], [KHERSON, MAYOR])])["exact"] == 2 / 3


def test_weapons_and_vessels_are_left_out_of_the_names() -> None:
    assert score_names([([KHERSON], [KHERSON, replace(MAYOR, type="Weapon")])])["exact"] == 1.0


def test_a_place_far_off_is_found_but_not_near() -> None:
    texas = replace(KHERSON, lat=33.0, lon=-96.0)
    assert score_places([([KHERSON], [texas])]) == {"recall": 1.0, "near": 0.0, "score": 0.0}


def test_a_place_without_a_point_is_not_found() -> None:
    elsewhere = replace(KHERSON, start=50, end=57)
    scores = score_places([([KHERSON, elsewhere], [KHERSON, replace(elsewhere, lat=None, lon=None)])])
    assert scores == {"recall": 0.5, "near": 1.0, "score": 0.5}


def test_nothing_wanted_scores_zero() -> None:
    assert score_places([([], [KHERSON])])["score"] == 0.0
    assert score_names([([], [])]) == {"exact": 0.0, "overlap": 0.0}
