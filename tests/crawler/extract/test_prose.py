"""Measures of a run of text."""

from hypothesis import given
from hypothesis import strategies as st

from crawler.extract import prose

TEXTS = st.text(alphabet=st.sampled_from("ab1_ .,-’é\u0301ởủ字ก\xa0"), max_size=60)


@given(TEXTS, st.integers(min_value=1, max_value=400), st.integers(min_value=0, max_value=20))
def test_no_more_words_in_its_beginning_than_in_the_whole(text: str, times: int, words: int) -> None:
    whole = text * times
    assert prose.at_most(whole, words) == (prose.size(whole) <= words)
