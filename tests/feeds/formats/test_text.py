"""Titles, addresses and languages that strangers wrote."""

import html
import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from feeds.formats.addresses import link_address, permanent_id, web_address
from feeds.formats.content import clean
from feeds.formats.text import escaped, language_tag, plain, shorten

any_text = st.text(alphabet=st.characters(exclude_categories=()), max_size=80)
marked = st.lists(
    st.sampled_from(["&", "amp;", "lt;", "gt", "<", ">", "b", "#60;", "#x3c;", "script", "/", "!--", " ", "é", "&lt"]),
    max_size=14,
).map("".join)


@given(any_text | marked)
@example("&ltb&gtx")
@example("&amp;amp;amp;lt;script&gt;")
@example("<<b>script>x<</b>/script>")
def test_a_title_holds_no_tag_after_two_rounds_of_unescaping(text: str) -> None:
    shown = plain(text)
    assert not re.search(r"<[a-z/!?]", html.unescape(html.unescape(shown)), re.I)
    assert len(shown) <= 300
    shown.encode("utf-8")


@given(any_text | marked)
def test_a_title_of_a_title_is_the_title(text: str) -> None:
    assert plain(plain(text)) == plain(text)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Mưa &amp; gió", "Mưa & gió"),
        ("Mưa &amp;amp; gió", "Mưa & gió"),
        ("<b>Mưa</b>\n và  gió", "Mưa và gió"),
        ("Nước sâu < 2 m, rộng > 3 m", "Nước sâu < 2 m, rộng > 3 m"),
        ("R&D &copy 2026", "R&D &copy 2026"),
        ("a<!-- b -->c", "a c"),
    ],
)
def test_a_title_says_what_it_said(written: str, shown: str) -> None:
    assert plain(written) == shown


def test_a_long_title_is_cut_at_a_word_and_never_inside_a_letter() -> None:
    assert plain("từ " * 200).endswith("từ…")
    assert len(plain("từ " * 200)) <= 300
    assert shorten("e\u0301" * 100, 10) == "e\u0301" * 4 + "…"


def test_many_rounds_of_escaping_cost_no_time() -> None:
    assert len(plain("&" + "amp;" * 100_000)) < 6


@pytest.mark.parametrize(
    ("written", "valid"),
    [
        ("https://bao.example/tin/1", "https://bao.example/tin/1"),
        ("https://bao.example", "https://bao.example/"),
        (" https://bao.example/a b\t\n", "https://bao.example/a%20b"),
        (
            "https://bao.example/tin tức?q=đ|[1]#x y#z",
            "https://bao.example/tin%20t%E1%BB%A9c?q=%C4%91%7C%5B1%5D#x%20y%23z",
        ),
        ("https://bao.example/100%?a=%41%zz", "https://bao.example/100%25?a=%41%25zz"),
        ("https://PHƯỜNG.example/", "https://xn--phng-rib8295b.example/"),
        ("http://bao.example\\a\\b?c\\d", "http://bao.example/a/b?c%5Cd"),
        ("http://[2001:db8::1]:8080/", "http://[2001:db8::1]:8080/"),
        ("//bao.example/x", "https://bao.example/x"),
        ("../x", "https://nha.example/x"),
        ("https://ai:biet@bao.example/", "https://bao.example/"),
        ("https://bao.example/\ud800\x00a", "https://bao.example/%00a"),
        ("http://bao.example:99999/", None),
        ("http://a b.example/", None),
        ("http://[x]/", None),
        ("javascript:alert(1)", None),
        ("java\nscript:alert(1)", None),
        ("data:text/html,x", None),
        ("ftp://bao.example/x", None),
    ],
)
def test_an_address_becomes_a_uri_that_names_the_same(written: str, valid: str | None) -> None:
    assert web_address(written, "https://nha.example/a/b") == valid


@given(any_text)
def test_an_address_of_an_address_is_the_address(text: str) -> None:
    for made in (web_address(text), web_address("https://bao.example/" + text), web_address("https://" + text)):
        if made is not None:
            assert re.fullmatch(r"https?://[a-z0-9._:\[\]-]+/[A-Za-z0-9;/?:@&=+$.\-_!~*'(),#%]*", made)
            assert web_address(made) == made


def test_a_link_may_lead_to_a_mailbox_or_a_telephone() -> None:
    assert link_address("mailto:xa@chai.example?subject=Hỏi đường") == (
        "mailto:xa@chai.example?subject=H%E1%BB%8Fi%20%C4%91%C6%B0%E1%BB%9Dng"
    )
    assert link_address("tel:+84 225") == "tel:+84%20225"
    assert link_address("sms:1") is None


@given(any_text)
@example("urn:uuid:1")
@example("urn:a:b")
@example("")
def test_every_guid_gives_one_uri(guid: str) -> None:
    made = permanent_id(guid)
    assert re.fullmatch(r"[A-Za-z][A-Za-z0-9+.-]*:[\x21-\x7e]+", made)
    assert permanent_id(made) == made


def test_a_guid_that_is_a_uri_stays() -> None:
    for guid in ("urn:uuid:00000000-0000-5000-8000-000000000001", "tag:bao.example,2026:1", "https://bao.example/1"):
        assert permanent_id(guid) == guid
    assert permanent_id("một") != permanent_id("hai")


@pytest.mark.parametrize(
    ("written", "tag"), [("vi", "vi"), ("VI_vn", "vi-vn"), ("pt-BR", "pt-BR"), ("", ""), ("x", ""), ("tiếng Việt", "")]
)
def test_a_language_is_a_tag_or_nothing(written: str, tag: str) -> None:
    assert language_tag(written) == tag


@given(any_text | marked)
def test_clean_html_of_clean_html_is_the_clean_html(text: str) -> None:
    once = clean(text, "https://bao.example/tin/1")
    assert clean(once, "https://bao.example/tin/1") == once


def test_words_of_blocks_stay_apart() -> None:
    assert clean("<div>một</div><section>hai</section>", "") == "<div>một</div><section>hai</section>"


def test_text_shown_as_html_reads_as_it_was() -> None:
    assert html.unescape(escaped("a < b & c > d")) == "a < b & c > d"


@pytest.mark.parametrize("bomb", ["<div>", "<b>", "<p>&amp;", "<", "<table>", "<ul><li>"])
def test_markup_without_measure_costs_no_time(bomb: str) -> None:
    from time import process_time

    begun = process_time()
    clean(bomb * 100_000, "https://bao.example/")
    assert process_time() - begun < 30
