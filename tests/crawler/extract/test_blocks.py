"""A page is a list of blocks; a page that no parser should touch is named before it is parsed."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.extract.blocks import Flag, read_blocks, too_complex
from crawler.extract.complexity import _at_most, _growth
from crawler.extract.page import Page


def blocks(markup):
    return read_blocks(Page(f"<html><body>{markup}</body></html>", "https://ward.example/n/1"))


def texts(markup):
    return [block.text for block in blocks(markup)]


def test_elements_and_breaks_part_blocks_and_inline_markup_does_not():
    assert texts("<p>a <b>b</b>\n c</p>d<br>e<hr>f<div>g<span>h</span></div>i") == ["a b c", "d", "e", "f", "gh", "i"]


def test_a_block_inside_inline_markup_is_a_block():
    assert texts("<font>a<p>b</p>c</font>") == ["a", "b", "c"]


def test_code_and_forms_are_no_text():
    skipped = "<script>x</script><style>x</style><textarea>x</textarea><select><option>x</select><button>x</button>"
    assert texts(f"<p>a</p>{skipped}<template>x</template><svg><text>x</text></svg><p>b</p>") == ["a", "b"]


def test_what_stands_behind_an_embedded_player_is_read():
    assert texts("<p>a</p><embed src=v.swf><p>b</p><iframe src=x></iframe><p>c</p>") == ["a", "b", "c"]


def test_a_break_and_an_empty_line_are_told_apart():
    one, two, three = blocks("<div>a<br>b<br><br>c</div>")
    assert (one.broken, two.broken, two.ruled, three.broken, three.ruled) == (False, True, False, True, True)


def test_the_share_of_links_is_measured():
    none, half, whole = blocks("<p>abcd</p><p>abcd<a href=/x>abcd</a></p><p><a href=/x>abcd</a></p>")
    assert (none.link_density, half.link_density, whole.link_density) == (0.0, 0.5, 1.0)


def test_flags_are_inherited():
    found = blocks("<nav><ul><li>a</li></ul></nav><div style='display: none'><p>b</p></div><p hidden>c</p><p>d</p>")
    assert [bool(b.element.flags & Flag.NAV) for b in found] == [True, False, False, False]
    assert [bool(b.element.flags & Flag.HIDDEN) for b in found] == [False, True, True, False]


def test_an_element_knows_its_blocks_and_the_elements_below_it():
    found = blocks("<p>a</p><section><p>b</p><ul><li>c</li></ul></section><p>d</p>")
    section = next(element for element in found.elements if element.tag == "section")
    assert [block.text for block in found.inside(section)] == ["b", "c"]
    assert [element.tag for element in found.below(section)] == ["p", "ul", "li"]


def test_a_picture_alone_is_a_block_without_text():
    (block,) = blocks("<p><img src=/a.jpg></p>")
    assert block.text == "" and len(block.images) == 1


PARAGRAPH = "<p>The ward office opens at eight in the morning.</p>"
BOMBS = {
    "attributes": "<p " + " ".join(f"a{i}=1" for i in range(200_000)) + ">x",
    "attributes behind a stray quote": '<p " ' + " ".join(f"a{i}" for i in range(200_000)),
    "attributes on many elements": ("<p " + " ".join(f"a{i}" for i in range(1_900)) + ">x") * 100,
    "elements": "<p>x</p>" * 100_000,
    "depth": "<div>" * 10_000 + "x",
    "depth behind a comment that ends at once": "<!-->" + "<div>" * 10_000 + "-->x",
    "depth behind an element of another name": "<title-x>" + "<div>" * 10_000 + "x",
    "one line": "<p>" + "word and more. " * 340_000,
    "open formatting": "<p>" + "".join(f"<font color={i}>" for i in range(1000)) + "<p>x" * 1000,
    "formatting shut in": "".join(f"<p><font color={i}></p>" for i in range(5000)),
    "formatting closed in a comment": "<p>" + "<b>" * 900 + f"<!--{'</b>' * 900}-->" + "<p>x" * 900,
}
HONEST = {
    "a long page": PARAGRAPH * 3000,
    "a table without end tags": "<table>" + "<tr><td>a<td>b" * 4000,
    "a list without end tags": "<ul>" + "<li>a <b>b</b>" * 5000,
    "paragraphs without end tags": "<p>The office opens." * 5000,
    "coloured paragraphs": "".join(f"<p><font color={i}>a</font></p>" for i in range(5000)),
    "a script that writes markup": f"<script>{'document.write(<div>);' * 4000}</script>" + PARAGRAPH,
    "a script of two megabytes": f"<script>{'a = 1; ' * 300_000}</script>" + PARAGRAPH,
    "data in an attribute": f"<div data-state='{chr(34)}a b c{chr(34)} {'x y z ' * 20_000}'>" + PARAGRAPH,
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_named_at_once(name):
    started = time.process_time()
    assert too_complex(Page(BOMBS[name]))
    assert time.process_time() - started < 1


@pytest.mark.parametrize("name", HONEST)
def test_an_honest_page_is_not_too_complex(name):
    assert too_complex(Page(HONEST[name])) is None


def test_deep_pages_end_no_walk():
    assert texts("<div><span>" * 1400 + "x") == ["x"]


@given(st.lists(st.sampled_from([end + name for name in "p b i a div td tr table br".split() for end in ("", "/")])))
def test_the_quick_look_never_sees_less_than_the_whole_one(names):
    quick, whole = _at_most(names), _growth(names)
    assert quick[0] >= whole[0]
    assert quick[1] >= whole[1]


@settings(max_examples=60)
@given(st.text(alphabet="<>/=\"' abpdivtr!-\x00é", max_size=200))
def test_any_text_is_blocks_in_order(markup):
    page = Page(markup)
    too_complex(page)
    found = read_blocks(page)
    assert [block.number for block in found] == list(range(len(found)))
    for element in found.elements:
        assert all(element in block.element.up() for block in found.inside(element))
