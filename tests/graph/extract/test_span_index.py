"""An index of spans finds what a look at every span finds."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from siegegraph.graph.extract.span_index import SpanIndex
from siegegraph.graph.model.span import Span

spans = st.builds(lambda start, length: Span(start, start + length), st.integers(0, 60), st.integers(1, 15))


@given(st.lists(spans), spans)
def test_what_overlaps_holds_or_lies_in_a_stretch_comes_in_the_order_given(given_: list[Span], stretch: Span) -> None:
    index = SpanIndex(given_)
    assert index.numbers(stretch) == [number for number, span in enumerate(given_) if span.overlaps(stretch)]
    assert index.around(stretch) == [span for span in given_ if span.contains(stretch)]
    assert index.within(stretch) == [span for span in given_ if stretch.contains(span)]
