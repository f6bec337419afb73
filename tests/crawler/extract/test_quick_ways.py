"""What is done in a quicker way says the same as the plain way."""

import gc
import re
import unicodedata
import weakref
from urllib.parse import urljoin

from hypothesis import given
from hypothesis import strategies as st

from crawler.clean import clean_line, clean_text
from crawler.extract import affixes, names, prose, render
from crawler.extract.page import Page
from crawler.extract.reader import text as texts
from crawler.extract.reader import words

TEXTS = st.text(alphabet=st.one_of(st.characters(max_codepoint=127), st.sampled_from("éßẞ字\u200b\xa0\x85ｆ")))
NAMES = st.lists(
    st.sampled_from(
        "post meta related share5 caption-text 12 widget_ widget_7 tag-list article_body credit \xa0lead".split(" ")
    )
)


@given(TEXTS)
def test_letters_words_and_signs_of_ascii_are_those_of_any_text(text: str) -> None:
    assert prose.flat(text) == re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text).casefold())
    assert prose.letters(text) == re.sub(r"\W+", "", text.casefold())
    marks = len(re.findall("[,，。、]|[.] ", text))
    odd, figures = len(re.findall(r"[{}/|©@_=<>\\]", text)), len(re.findall("[0-9]", text))
    assert texts.signs(text) == (marks, odd, figures, sum(map(str.isupper, text[:60])))
    folded = text.casefold()
    assert words._words(folded) == [word for word in words._SPLIT.split(folded) if len(word) > 1][: words._MOST]
    if text.isascii():
        assert prose.size(text) == len(prose._TOKEN.findall(text))
        assert affixes.folded_words(text) == affixes._WORD.findall(folded)


def test_half_a_character_is_no_letter() -> None:
    assert prose.letters("A \ud800b") == prose.flat("A \ud800b") == "ab"


@given(TEXTS)
def test_white_space_becomes_one_space(text: str) -> None:
    text = clean_text(text)
    assert render._spaced(text) == re.sub(r"\s+", " ", text)
    assert clean_line(text) == " ".join(text.split())


@given(NAMES)
def test_names_say_what_each_of_them_says(found: list[str]) -> None:
    told = " ".join(found)
    plain = {said: rf"(?:^|[^a-z])(?:{'|'.join(words.split())})(?:$|[^a-z])" for said, words in names._WORDS.items()}
    assert names._says(told) == {said for said, pattern in plain.items() if re.search(pattern, told)}


@given(
    st.sampled_from(("http://", "https://")),
    st.text("ab.-1", min_size=1, max_size=6),
    st.sampled_from(("", "/", "/../a", "/a/./b", "//c", "/a;b", "/a.html")),
    st.sampled_from(("", "?", "?a=1", "?a=%2&b", "?a=b?c", "?;")),
)
def test_a_whole_address_stays_as_joining_leaves_it(scheme: str, host: str, path: str, query: str) -> None:
    page = Page("", "https://town.example/news/")
    address = f"{scheme}{host}{path}{query}"
    assert page.absolute(address) in (None, urljoin(page.url, address))


def test_a_page_that_was_taken_apart_is_freed_at_once() -> None:
    page = Page("<p>Hello, town.</p>", "https://town.example/")
    assert [block.text for block in page.blocks] == ["Hello, town."]
    gone = weakref.ref(page)
    gc.disable()
    try:
        del page
        assert gone() is None
    finally:
        gc.enable()
