from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siegegraph.graph.errors import ParameterError
from siegegraph.graph.query.page import MAX_LIMIT, PageRequest, cursor_of

positions = st.lists(st.one_of(st.none(), st.integers(), st.text(max_size=20)), max_size=4)


@given(positions)
def test_a_cursor_gives_back_the_position_it_holds(position: list[str | int | None]) -> None:
    shape = [type(part) for part in position]
    assert PageRequest(cursor=cursor_of("list", position)).after("list", *shape) == tuple(position)


@given(positions)
def test_a_cursor_needs_no_encoding_in_an_address(position: list[str | int | None]) -> None:
    assert cursor_of("list", position).replace("-", "").replace("_", "").isalnum()


@given(st.text(max_size=60))
def test_what_is_no_cursor_is_a_parameter_error(text: str) -> None:
    with pytest.raises(ParameterError, match="cursor"):
        PageRequest(cursor=text).after("list", str)


@given(st.data())
def test_a_cursor_with_one_letter_changed_is_refused(data: st.DataObject) -> None:
    cursor = cursor_of("list", ["2022-04-09", "x"])
    at = data.draw(st.integers(0, len(cursor) - 2))
    letter = data.draw(st.sampled_from("abcXYZ019-_"))
    changed = cursor[:at] + letter + cursor[at + 1 :]
    if changed != cursor:
        with pytest.raises(ParameterError):
            PageRequest(cursor=changed).after("list", str, str)


def test_the_cursor_of_another_list_is_refused() -> None:
    with pytest.raises(ParameterError):
        PageRequest(cursor=cursor_of("claims", ["a"])).after("timeline", str)


def test_a_cursor_of_another_shape_is_refused() -> None:
    with pytest.raises(ParameterError):
        PageRequest(cursor=cursor_of("list", ["a"])).after("list", int)


def test_the_first_page_has_no_position() -> None:
    assert PageRequest().after("list", str) is None


@pytest.mark.parametrize("limit", [0, -1, MAX_LIMIT + 1])
def test_a_limit_out_of_bounds_names_itself(limit: int) -> None:
    with pytest.raises(ParameterError) as caught:
        PageRequest(limit=limit)
    assert caught.value.name == "limit"
