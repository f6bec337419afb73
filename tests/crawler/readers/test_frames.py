"""Frames carry any value whole, one after the other, and a stream that ends early is an end."""

from io import BytesIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.readers.frames import Broke, frame, read_frame, write_frame

leaves = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.text()
    | st.binary()
    | st.builds(Broke, st.text(), st.text(), st.booleans())
)
values = st.recursive(leaves, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4))


@given(st.lists(values, max_size=5))
def test_what_goes_in_comes_out_in_its_order(given: list[Any]) -> None:
    stream = BytesIO()
    for value in given:
        write_frame(stream, frame(value))
    stream.seek(0)
    assert [read_frame(stream) for _ in given] == given
    with pytest.raises(EOFError):
        read_frame(stream)


@given(values, st.data())
def test_a_frame_that_is_cut_is_the_end(value: Any, data: st.DataObject) -> None:
    whole = frame(value)
    cut = data.draw(st.integers(0, len(whole) - 1))
    with pytest.raises(EOFError):
        read_frame(BytesIO(whole[:cut]))
