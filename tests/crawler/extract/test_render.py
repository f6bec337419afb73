"""Chosen blocks become clean HTML of the page's own elements, and a text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.extract.blocks import read_blocks
from crawler.extract.page import Page
from crawler.extract.pictures import largest, same_picture
from crawler.extract.render import render, render_fragment

URL = "https://ward.example/news/7"


def html(markup):
    return " ".join(render_fragment(markup, URL).html.split())


def test_paragraphs_headings_quotes_and_emphasis_stay():
    markup = "<h2>A</h2><p>b <b>c</b> <i>d</i></p><blockquote><p>e</p></blockquote>"
    assert html(
        markup
    ) == "<h2>A</h2> <p>b <strong>c</strong> <em>d</em></p> <blockquote> <p>e</p> </blockquote>".replace(
        "<blockquote> <p>", "<blockquote><p>"
    )


def test_a_list_and_its_items_stay():
    assert html("<p>x</p><ul><li>a</li><li><a href=/b>b</a></li></ul>").replace(" ", "") == (
        '<p>x</p><ul><li>a</li><li><ahref="https://ward.example/b"rel="noopenernoreferrer">b</a></li></ul>'
    )


def test_a_table_of_figures_stays_and_a_table_that_is_the_frame_does_not():
    data = "<p>x</p><table><tr><th>Day</th><th>Water</th></tr><tr><td>Monday</td><td colspan=1>off</td></tr></table>"
    assert "<th>Day</th>" in html(data) and "<td>Monday</td>" in html(data)
    frame = "<table><tr><td>" + "A long paragraph of the article itself. " * 9 + "</td></tr></table>"
    assert "<table" not in html(frame) and html(frame).startswith("<p>A long paragraph")


def test_lines_of_one_paragraph_stay_lines_and_an_empty_line_parts_paragraphs():
    assert html("<div>a<br>b<br><br>c</div>") == "<p>a<br> b</p> <p>c</p>"


def test_lines_of_an_item_stay_apart():
    assert "<li>a<br> b<br> c</li>" in html("<p>x</p><ul><li>a<br>b<br><br>c</li><li>d</li></ul>")


def test_only_what_is_taken_is_shown():
    blocks = read_blocks(Page("<ul><li>a</li><li>b</li><li>c</li></ul><p>d</p>", URL))
    rendered = render(blocks, {0, 2, 3})
    assert "b" not in rendered.text.split("\n") and "<li>b" not in rendered.html
    assert rendered.text == "a\nc\nd"


def test_addresses_are_absolute_and_scripts_are_no_links():
    assert 'href="https://ward.example/a"' in html('<p><a href="/a">x</a></p>')
    assert "href" not in html('<p><a href="javascript:alert(1)">x</a></p>')


@pytest.mark.parametrize(
    "picture",
    [
        '<img src="/real.jpg">',
        '<img src="data:image/gif;base64,R0" data-src="/real.jpg">',
        '<img src="/lazy/blank.gif" data-original="/real.jpg">',
        '<img data-lazy-srcset="/small.jpg 300w, /real.jpg 1200w">',
        '<img src="/img/placeholder.png" srcset="/small.jpg 1x, /real.jpg 2x">',
        '<picture><source srcset="/real.jpg"><img src="data:image/gif;base64,R0"></picture>',
    ],
)
def test_a_lazy_picture_shows_its_real_address(picture):
    assert 'src="https://ward.example/real.jpg"' in html(f"<p>text</p><figure>{picture}</figure>")


def test_a_picture_that_exists_only_as_data_is_not_shown():
    assert "<img" not in html('<p>text</p><p><img src="data:image/png;base64,AAAA"></p>')


def test_a_caption_stands_under_its_picture_and_not_in_the_text():
    blocks = read_blocks(Page("<p>a</p><figure><img src=/p.jpg><figcaption>The bridge</figcaption></figure>", URL))
    picture = next(block.number for block in blocks if block.images)
    caption = next(block.number for block in blocks if block.text == "The bridge")
    rendered = render(blocks, {0, picture}, {caption: picture})
    assert "<figcaption>The bridge</figcaption>" in rendered.html
    assert rendered.text == "a"
    assert rendered.image is not None and rendered.image.caption == "The bridge"


def test_a_picture_shown_twice_is_shown_once():
    assert html("<p>t</p><p><img src=/a.jpg></p><p><img src=/a.jpg></p>").count("<img") == 1


def test_signs_of_the_text_are_no_markup():
    rendered = render_fragment("<p>a &lt;script&gt; b &amp; c</p>", URL)
    assert rendered.html == "<p>a &lt;script&gt; b &amp; c</p>"
    assert rendered.text == "a <script> b & c"


def test_preformatted_lines_keep_their_spaces():
    assert "a\n  b" in render_fragment("<p>x</p><pre>a\n  b</pre>", URL).html


def test_a_text_of_signs_takes_no_minute():
    assert len(render_fragment("<p>" + "&amp;lt; " * 300_000, URL).html) < 3_000_000


def test_the_largest_picture_of_a_set_is_taken():
    assert largest("/a.jpg 300w, /b.jpg 1200w, /c.jpg 600w") == "/b.jpg"
    assert largest(None) is None


def test_two_sizes_of_one_picture_are_the_same():
    assert same_picture("https://a.example/x/harbour-300x200.jpg", "https://b.example/harbour.jpg")
    assert not same_picture("https://a.example/x/harbour.jpg", "https://a.example/x/bridge-1.jpg")


@settings(max_examples=80)
@given(st.text(alphabet="<>/=\"' abplitdruhscox:\x00&;", max_size=200))
def test_any_markup_renders_to_passive_html_without_doubt(markup):
    rendered = render_fragment(markup, URL)
    for active in ("<script", "<iframe", "<style", "javascript:", " onx", "<form"):
        assert active not in rendered.html.lower()
    assert "\x00" not in rendered.html + rendered.text
