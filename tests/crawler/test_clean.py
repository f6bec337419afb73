"""Strangers' text is safe in XML, in a title and in a reader's page."""

import html
import re
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.clean import MOST_TITLE, clean_html, clean_line, clean_text, clean_title, shorten

ANY_TEXT = st.text(alphabet=st.characters(exclude_categories=()))
BAD = ["\x00", "\x0b", "\x1f", "\x7f", "\x9f", "\ud800", "\udfff", "\ufffe", "\uffff", "\ufdd0", "\U0001fffe", "\u202e"]
ATTACKS = [
    "<script>alert(1)</script>",
    "<p onclick='alert(1)'>x</p>",
    "<a href='javascript:alert(1)'>x</a>",
    "<a href=' java\nscript:alert(1)'>x</a>",
    "<img src=x onerror=alert(1)>",
    "<img src='data:image/png;base64,AAAA'>",
    "<iframe src='https://evil.example/'></iframe>",
    "<svg><script>alert(1)</script></svg>",
    "<math><mtext><style><img src=x onerror=alert(1)></style></mtext></math>",
    "<form action='https://evil.example/'><input name=a></form>",
    "<style>@import 'https://evil.example/x.css'</style>",
    "<p style='background:url(javascript:alert(1))'>x</p>",
    "<object data='x.swf'></object><embed src='x.swf'>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "<base href='https://evil.example/'>",
    "<a href='vbscript:x'>x</a><a href='data:text/html,x'>x</a>",
]
ACTIVE = re.compile(
    r"<(?:script|iframe|form|svg|math|style|object|embed|meta|base|input)|\son\w+=|script:|data:|style=", re.I
)


@pytest.mark.parametrize("character", BAD)
def test_a_character_that_xml_forbids_or_that_turns_text_round_is_gone(character):
    assert clean_text(f"a{character}b") == "ab"


@given(ANY_TEXT)
def test_clean_text_makes_well_formed_xml(text):
    cleaned = clean_text(text)
    document = f"<a>{html.escape(cleaned)}</a>".encode()
    assert ElementTree.fromstring(document).text in (cleaned, cleaned or None)


@given(ANY_TEXT)
def test_cleaning_twice_is_cleaning_once(text):
    assert clean_text(clean_text(text)) == clean_text(text)
    assert clean_line(clean_line(text)) == clean_line(text)


def test_letters_of_every_script_stay():
    text = "Đường phố, 市政府, мэрия, بلدية, \U0001f6a7\u200d, e\u0301"
    assert clean_text(text) == text


def test_lines_end_in_one_way():
    assert clean_text("a\r\nb\rc\x85d") == "a\nb\nc\nd"


@given(ANY_TEXT)
def test_a_line_has_no_line_end_and_no_double_space(text):
    line = clean_line(text)
    assert line == " ".join(line.split())


@pytest.mark.parametrize(
    "title", ["<b>Road</b> closed", "&lt;b&gt;Road&lt;/b&gt; closed", "&amp;lt;b&amp;gt;Road closed"]
)
def test_a_title_holds_no_tag_however_often_it_is_escaped(title):
    assert clean_title(title) == "Road closed"


@given(st.text(alphabet="<>&;#!/abltgmpscrip ", max_size=60))
def test_no_title_holds_a_tag_after_two_rounds_of_unescaping(text):
    twice = html.unescape(html.unescape(clean_title(text)))
    assert not re.search(r"<[/!?]?[a-zA-Z]", twice)


def test_a_title_keeps_its_signs():
    assert clean_title("Prices: 3 &lt; 5 &amp; rising") == "Prices: 3 < 5 & rising"


def test_a_long_title_is_cut_at_a_word():
    cut = clean_title("word " * 200)
    assert len(cut) <= MOST_TITLE and cut.endswith("word…")


def test_a_short_text_is_not_cut():
    assert shorten("road works", 10) == "road works"
    assert shorten("road works end", 12) == "road works…"


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_active_html_passes(attack):
    cleaned = clean_html(f"<p>before</p>{attack}<p>after</p>")
    assert not ACTIVE.search(cleaned)
    assert "before" in cleaned and "after" in cleaned


def test_markup_of_an_article_stays():
    markup = '<h2>A</h2>\n<p>b <strong>c</strong></p><ul><li>d</li></ul><table><tbody><tr><td colspan="2">e</td></tr></tbody></table>'
    assert clean_html(markup) == markup


def test_addresses_are_absolute_or_gone():
    assert "href" not in clean_html('<a href="/a">x</a>')
    assert 'href="https://a.example/b?c=1&amp;d=2"' in clean_html('<a href="https://a.example/b?c=1&amp;d=2">x</a>')


@settings(max_examples=50)
@given(st.text(alphabet="<>/=\"' abdefhimoprstuvxy:;&#", max_size=80))
def test_clean_html_stays_clean(text):
    assert clean_html(clean_html(text)) == clean_html(text)
