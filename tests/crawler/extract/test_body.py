"""The body is the article: complete, clean, and never made of the page's menus."""

import time

import pytest

from crawler.extract.blocks import too_complex
from crawler.extract.body import read_body
from crawler.extract.page import Page

URL = "https://ward.example/news/7"
TITLE = "River road closes for three weeks"
MENU = "<ul id=menu>" + "".join(f"<li><a href=/s{i}>Section number {i}</a></li>" for i in range(12)) + "</ul>"
FOOTER = "<footer><p>Office of the ward, 12 Harbour Street. All rights reserved by the office of the ward.</p></footer>"
SENTENCES = [
    "The city council decided on Monday that the river road will be closed to all traffic for three weeks.",
    "Buses of line four will take the bridge instead, and the stop at the market will not be served at all.",
    "Residents can leave their cars on the parking ground of the school, which stays open during the holidays.",
    "The works cost about two million and are paid by the province, the engineer of the office told the council.",
    "Whoever has questions can call the office on working days between eight and eleven in the morning.",
]


def page(article, head=""):
    markup = (
        f"<html><head><title>{TITLE}</title>{head}</head><body>{MENU}<div class=c>{article}</div>{FOOTER}</body></html>"
    )
    return Page(markup, URL)


def body(article, **known):
    return read_body(page(article).blocks, TITLE, **known)


def paragraphs(sentences=SENTENCES):
    return "".join(f"<p>{sentence}</p>" for sentence in sentences)


def test_the_article_and_nothing_else_is_taken():
    read = body(f"<h1>{TITLE}</h1>{paragraphs()}")
    assert read.text.split("\n") == SENTENCES
    assert read.html.count("<p>") == len(SENTENCES)


@pytest.mark.parametrize(
    "article",
    [
        "<div>" + "<br><br>".join(SENTENCES) + "</div>",
        "<table><tr><td>" + "<br>".join(SENTENCES) + "</td></tr></table>",
        "".join(f"<div><span>{sentence}</span></div>" for sentence in SENTENCES),
        f"<font size=2>{paragraphs()}</font>",
        "<article>" + paragraphs(SENTENCES[:3]) + "<embed src=/v.swf>" + paragraphs(SENTENCES[3:]) + "</article>",
        "<article>" + paragraphs(SENTENCES[:3]) + "<iframe src=/v></iframe>" + paragraphs(SENTENCES[3:]) + "</article>",
    ],
    ids=["breaks", "table", "divs", "font", "embed", "iframe"],
)
def test_no_layout_loses_a_sentence(article):
    text = body(f"<h1>{TITLE}</h1>{article}").text
    assert all(sentence in text for sentence in SENTENCES)


def test_a_lede_in_a_box_of_its_own_is_kept():
    lede = "Drivers must take another way until the end of the month, since the river road is under repair."
    read = body(f"<h1>{TITLE}</h1><table><tr><td>{lede}</td></tr><tr><td>{paragraphs()}</td></tr></table>")
    assert read.text.startswith(lede)
    assert read.lede == lede


def test_a_caption_is_no_line_of_the_text():
    figure = "<figure><img src=/river.jpg><figcaption>The road on Sunday. Photo: the office</figcaption></figure>"
    read = body(f"<h1>{TITLE}</h1>{paragraphs(SENTENCES[:2])}{figure}{paragraphs(SENTENCES[2:])}")
    assert "Photo: the office" not in read.text
    assert "<figcaption>The road on Sunday. Photo: the office</figcaption>" in read.html
    assert read.image is not None and read.image.url == "https://ward.example/river.jpg"


def test_the_picture_that_the_page_names_leads():
    read = body(f"<h1>{TITLE}</h1>{paragraphs()}", image="/lead.jpg")
    assert read.image is not None and read.image.url == "https://ward.example/lead.jpg"


def test_the_headline_and_a_dateline_are_not_repeated():
    text = body(f"<h1>{TITLE}</h1><p>Monday, 4 March 2024, 8:30</p>{paragraphs()}").text
    assert TITLE not in text and "2024" not in text


def test_related_links_behind_the_article_are_left_out():
    related = "<ul class=related>" + "".join(f"<li><a href=/n{i}>Another story number {i}</a></li>" for i in range(6))
    assert "Another story" not in body(f"<h1>{TITLE}</h1>{paragraphs()}{related}</ul>").text


def test_a_page_without_text_of_its_own_has_none_and_carries_its_file():
    read = body(f'<h1>{TITLE}</h1><p><a href="/f/decision.pdf">Decision 12</a></p>')
    assert (read.html, read.text) == ("", "")
    assert [file.url for file in read.attachments] == ["https://ward.example/f/decision.pdf"]


def test_files_of_the_article_are_carried_beside_its_text():
    read = body(f'<h1>{TITLE}</h1>{paragraphs()}<p><a href="/f/plan.pdf">The plan</a></p>')
    assert [file.title for file in read.attachments] == ["The plan"]


def test_a_page_of_nothing_but_menus_has_no_text():
    assert read_body(Page(f"<html><body>{MENU}{MENU}</body></html>", URL).blocks, TITLE).text == ""


@pytest.mark.parametrize("markup", ["", "<", "<html>", "\x00", "plain words", "<title>x</title>"])
def test_scraps_of_pages_raise_nothing(markup):
    assert isinstance(read_body(Page(markup, URL).blocks, TITLE).text, str)


HUGE = {
    "one line": "<p>" + "word and more. " * 340_000,
    "breaks": "<div>" + "some text here<br>" * 29_000,
    "links": "<ul>" + "<li><a href=/x>Some link text here</a>" * 28_000,
    "nested lists": "<ul><li>" * 1400 + paragraphs(),
    "signs": "<p>" + "&amp;lt; " * 300_000,
}


@pytest.mark.parametrize("name", HUGE)
def test_no_page_takes_long(name):
    huge = Page(f"<html><body>{HUGE[name]}", URL)
    started = time.process_time()
    if too_complex(huge) is None:
        read_body(huge.blocks, TITLE)
    assert time.process_time() - started < 6
