"""Which addresses name one page."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.address import address_key, address_marks, believed_canonical, dressed, plain_address, site_of

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


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("http://b.example/tin/c%E1%BA%A7u", "http://b.example/tin/cầu"),
        ("http://b.example/tin/ca%CC%82%CC%80u", "http://b.example/tin/c%e1%ba%a7u"),
        ("http://báo.example/a", "http://XN--BO-MIA.example/a"),
        ("http://b.example/tin/index.html", "https://b.example/tin/"),
        ("http://b.example/index.php?id=7", "http://b.example/?id=7"),
        ("http://b.example/?q=a+b", "http://b.example/?q=a%20b"),
        ("http://b.example/#!/tin/42", "https://www.b.example/#!/tin/42/"),
        ("http://b.example/a#top", "http://b.example/a"),
    ],
)
def test_letters_escapes_hosts_and_index_files_have_one_spelling(one: str, other: str) -> None:
    assert address_key(one) == address_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("http://b.example/tin/%E9", "http://b.example/tin/%E8"),
        ("http://b.example/?t=%E9", "http://b.example/?t=%E8"),
        ("http://b.example/article.php?sid=42", "http://b.example/article.php?sid=43"),
        ("http://b.example/#!/tin/42", "http://b.example/#!/tin/43"),
        ("http://b.example/#/tin/42", "http://b.example/"),
    ],
)
def test_bytes_of_old_encodings_numbers_and_routes_count(one: str, other: str) -> None:
    assert address_key(one) != address_key(other)


@pytest.mark.parametrize(
    "other",
    [
        "https://m.b.example/tin/cau-moi-42.html",
        "https://b.example/Tin/Cau-Moi-42.html?ref=home",
        "https://b.example/amp/tin/cau-moi-42",
        "https://b.example/tin/cau-moi-42.amp.html",
        "https://b.example/tin/cau-moi-42.html?tmpl=component&print=1",
        "https://moi.example:8080/index.php/tin/cau-moi-42.aspx",
    ],
)
def test_dresses_hosts_and_letter_case_leave_the_marks(other: str) -> None:
    assert address_marks(other) == address_marks("https://b.example/tin/cau-moi-42.html")


@pytest.mark.parametrize(
    ("url", "number"),
    [
        ("https://b.example/tin/2026/11/24/cau-moi", None),
        ("https://b.example/tin-nam-2026", None),
        ("https://b.example/4217-cau-moi-nam-2026", "4217"),
        ("https://b.example/tin/post123456.html", "123456"),
        ("https://b.example/xem.aspx?NewsID=7&CatID=3", "7"),
        ("https://b.example/tin/20261124081512345.htm", "20261124081512345"),
    ],
)
def test_the_number_of_an_article_is_no_day_and_no_section(url: str, number: str | None) -> None:
    assert [mark for mark in address_marks(url) if mark.startswith("#number")] == (
        [f"#number {number}"] if number else []
    )


@pytest.mark.parametrize("path", ["/a?print=1", "/a/amp", "/in-trang/a", "/a;print", "/a.amp", "/a?view=print"])
def test_a_print_or_amp_version_is_known_by_its_looks(path: str) -> None:
    assert dressed("https://b.example" + path)
    assert not dressed("https://b.example/may-in/a-b.html?id=7")


@given(st.text(), st.from_regex(r"https?://[a-zA-Z.]{1,20}/[!-~áầ́%]{0,40}", fullmatch=True))
def test_marks_are_made_of_any_text_and_a_plain_address_has_the_key(text: str, url: str) -> None:
    for address in (text, url):
        assert all(mark.startswith("#") for mark in address_marks(address))
        assert dressed(address) in (True, False)
        believed_canonical(address, url)
    assert address_key(plain_address(url)) == address_key(url)


@given(st.text())
def test_a_key_is_made_of_any_text(text: str) -> None:
    assert isinstance(address_key(text), str)


@given(st.from_regex(r"https?://[a-z.]{1,20}(:[0-9]{1,4})?/[ -~áầ]{0,40}", fullmatch=True))
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
