"""Which addresses name one page."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.address import address_key, believed_canonical, site_of

PAGE = "https://www.bao.example/tin/cau-moi-42.html?id=7"


@pytest.mark.parametrize(
    "other",
    [
        "http://www.bao.example/tin/cau-moi-42.html?id=7",
        "https://bao.example/tin/cau-moi-42.html?id=7",
        "https://BAO.example:443/tin/cau-moi-42.html?id=7",
        "https://www.bao.example/tin/cau-moi-42.html?id=7&utm_source=x&fbclid=y",
        "https://www.bao.example/tin/cau-moi-42.html;jsessionid=AB12?id=7",
        "https://www.bao.example/tin/cau-moi-42.html?PHPSESSID=1a2b&id=7",
        "https://www.bao.example//tin//cau-moi-42.html/?id=7#top",
        "https://www.bao.example/tin/c%61u-moi-42.html?id=7",
    ],
)
def test_spellings_of_one_address_have_one_key(other: str) -> None:
    assert address_key(other) == address_key(PAGE)


@pytest.mark.parametrize(
    "other",
    [
        "https://www.bao.example/tin/cau-moi-43.html?id=7",
        "https://www.bao.example/tin/cau-moi-42.html?id=8",
        "https://www.bao.example/tin/cau-moi-42.html",
        "https://bao2.example/tin/cau-moi-42.html?id=7",
        "https://www.bao.example/Tin/cau-moi-42.html?id=7",
        "https://www.bao.example:8080/tin/cau-moi-42.html?id=7",
    ],
)
def test_other_pages_have_other_keys(other: str) -> None:
    assert address_key(other) != address_key(PAGE)


@given(st.text())
def test_a_key_is_made_of_any_text(text: str) -> None:
    assert isinstance(address_key(text), str)


@given(st.from_regex(r"https?://[a-z.]{1,20}(:[0-9]{1,4})?/[ -~]{0,40}", fullmatch=True))
def test_the_key_of_a_key_is_the_key(url: str) -> None:
    assert address_key("http://" + address_key(url)) == address_key(url)


@pytest.mark.parametrize(
    ("canonical", "believed"),
    [
        ("https://bao.example/tin/cau-moi-42.html?id=7", True),
        ("https://m.bao.example/tin/cau-42.html", True),
        ("https://bao.example/", False),
        ("https://bao.example", False),
        ("https://bao.example/tin", False),  # the section above the page
        ("https://other.example/tin/cau-moi-42.html", False),
        (None, False),
    ],
)
def test_a_canonical_link_home_upwards_or_away_is_not_believed(canonical: str | None, believed: bool) -> None:
    assert believed_canonical(canonical, PAGE) is believed


def test_the_mobile_host_is_of_the_same_site() -> None:
    assert site_of("https://m.bao.example/x") == site_of("http://www.bao.example/y") == "bao.example"
