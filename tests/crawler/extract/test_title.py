"""The title that the page shows, not the site's name, not the kicker."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.extract.head import read_head
from crawler.extract.page import Page
from crawler.extract.title import MAX_TITLE, read_title

PROSE = "<p>" + "The council said on Monday that the works on the river road will take three weeks. " * 3 + "</p>"
URL = "https://ward.example/news/123.html"


def title(body, markup="", url=URL, listed="", prose=PROSE):
    page = Page(f"<html><head>{markup}</head><body>{body}{prose}</body></html>", url)
    return read_title(page, read_head(page), listed=listed)


SITE = '<meta property="og:site_name" content="Gazette">'


def og(text):
    return f'<meta property="og:title" content="{text}">'


def news(**parts):
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", **parts})}</script>'


def test_the_heading_is_the_title_and_its_case_is_kept():
    found = title("<h1>RIVER ROAD closed</h1>", "<title>River road closed | Ward Gazette</title>")
    assert found.text == "RIVER ROAD closed"
    assert "h1" in found.rule and "title" in found.rule


def test_a_heading_that_names_the_site_is_no_title():
    found = title(
        "<h1>Ward Gazette</h1><h2>River road closed</h2>",
        '<title>River road closed - Ward Gazette</title><meta property="og:site_name" content="Ward Gazette">',
    )
    assert found.text == "River road closed"


@pytest.mark.parametrize("word", ["Home", "Trang chủ", "Tin tức"])
def test_a_heading_that_is_the_same_on_every_page_is_no_title(word):
    found = title(f'<h1>{word}</h1><div class="news-title">Đóng đường ven sông</div>', og("Đóng đường ven sông"))
    assert found.text == "Đóng đường ven sông"


def test_a_logo_in_a_heading_is_no_title():
    assert (
        title('<h1><a href="/">The Town</a></h1><h2 class="title">River road closed</h2>').text == "River road closed"
    )


def test_a_kicker_inside_the_heading_is_kept_apart():
    found = title(
        '<h1><span class="kicker">Traffic:</span> <span>River road closed</span></h1>', og("River road closed")
    )
    assert (found.text, found.kicker) == ("River road closed", "Traffic")


def test_a_kicker_above_the_heading_is_kept_apart():
    found = title('<div class="kicker">Traffic</div><h1>River road closed</h1>')
    assert (found.text, found.kicker) == ("River road closed", "Traffic")


def test_a_title_that_only_the_head_has_is_cut_from_the_sites_name():
    found = title(
        "", '<title>River road closed | Ward Gazette</title><meta property="og:site_name" content="Ward Gazette">'
    )
    assert found.text == "River road closed"


def test_the_list_pages_text_finds_the_line_that_shows_the_title():
    body = "<h2>Other news</h2><div><span>River road closed until June</span></div>"
    tag = "<title>Website of the ward</title>"
    assert (
        title(body, tag, listed="River road closed until June (06.05.2024 08:15)").text
        == "River road closed until June"
    )
    assert title(body, tag, listed="River road closed...").text == "River road closed until June"


def test_the_address_finds_the_line_that_shows_the_title():
    body = "<div>Ward office</div><div><span>Đóng đường ven sông trong ba tuần</span></div>"
    found = title(
        body, "<title>Cổng thông tin phường</title>", "https://ward.example/dong-duong-ven-song-trong-ba-tuan"
    )
    assert found.text == "Đóng đường ven sông trong ba tuần"
    assert "address" in found.rule


def test_the_editors_words_win_over_those_that_were_made_for_search_engines():
    made = "River road: closure dates, maps and diversions"
    body = f"<h1>{made}</h1>"
    markup = (
        f"<title>{made} | Gazette</title>" + og("Three weeks of works on the river road") + SITE + news(headline=made)
    )
    assert title(body, markup).text == "Three weeks of works on the river road"
    assert title(body, markup, listed=made).text == made, "the list page decides"


def test_what_is_said_to_every_network_alike_is_no_editors_title():
    shared = "These three weeks will change the river road"
    markup = "<title>River road works explained | Gazette</title>" + og(shared) + SITE
    markup += '<meta property="og:type" content="article">'
    shown = "<h1>The river road is closed for three weeks</h1>"
    assert title(shown, markup).text == shared
    network = f'<meta name="twitter:title" content="{shared}">'
    assert title(shown, markup + network).text == "The river road is closed for three weeks"


def test_words_that_style_sheets_keep_apart_do_not_run_together():
    found = title("<h1><span>Traffic:</span><span>River road closed</span></h1>", og("Traffic: River road closed"))
    assert found.text == "Traffic: River road closed"


def test_words_parted_by_inline_markup_stay_whole():
    assert title("<h1>River<em>side</em> road closed</h1>").text == "Riverside road closed"


def test_unusual_letters_are_kept_as_shown():
    assert title("<h1>𝐑𝐢𝐯𝐞𝐫 road closed</h1>", og("River road closed")).text == "𝐑𝐢𝐯𝐞𝐫 road closed"
    decomposed = "Đóng đường ven sông".encode().decode()
    import unicodedata

    decomposed = unicodedata.normalize("NFD", decomposed)
    assert title(f"<h1>{decomposed}</h1>", og("Đóng đường ven sông")).text == decomposed


def test_no_markup_is_left_after_unescaping_twice():
    assert title("<h1>River &amp;lt;b&amp;gt;road&amp;lt;/b&amp;gt; closed</h1>").text == "River road closed"


def test_a_long_title_is_cut_between_words():
    found = title("<h1>" + "river road " * 60 + "</h1>").text
    assert len(found) <= MAX_TITLE
    assert found.endswith(("river…", "road…"))


def test_an_empty_page_has_no_title():
    assert title("", prose="") is None


def test_headings_below_the_text_are_not_the_title():
    assert title(
        "<h2>River road closed</h2>" + PROSE + "<h1>More from the ward</h1>", og("River road closed"), prose=""
    ).text == ("River road closed")


def test_the_sites_name_is_cut_from_a_line_that_repeats_the_head():
    whole = "Seven walks along the river | Ward Gazette"
    site = '<meta property="og:site_name" content="Ward Gazette">'
    crumb = f"<div>{whole}</div>"
    assert title(crumb, f"<title>{whole}</title>" + og(whole) + site).text == "Seven walks along the river"


def test_general_words_at_the_end_of_a_heading_are_left_alone():
    assert title("<h1>Road works | News</h1>", "<title>Road works | News</title>").text == "Road works | News"


def test_a_sections_name_behind_the_title_is_cut_where_the_page_shows_the_title_alone():
    told = "<title>Bridge opens a week early | Traffic</title>" + og("Bridge opens a week early | Traffic")
    told += '<meta name="twitter:title" content="Bridge opens a week early | Traffic">'
    assert title(PROSE * 3 + "<h4>Bridge opens a week early</h4>", told).text == "Bridge opens a week early"
    assert title(PROSE * 3 + "<h4>Our paper</h4>", told).text == "Bridge opens a week early | Traffic"


def test_of_two_things_that_the_title_names_the_longer_one_is_the_article():
    body = "<h1>Notes of a ferryman</h1><h3>■ Why the river road floods each autumn, and what helps</h3>"
    tag = "<title>Notes of a ferryman - Why the river road floods each autumn, and what helps</title>"
    assert title(body, tag).text == "■ Why the river road floods each autumn, and what helps"


def test_a_source_and_a_counter_behind_the_heading_are_left_out():
    body = '<h1><span><a href="/1">Council buys the old brewery</a> <i>(courier.example)</i></span> <b>87</b></h1>'
    told = "<title>Council buys the old brewery - Ward Gazette</title>" + og("Council buys the old brewery")
    assert title(body, told).text == "Council buys the old brewery"
    assert title("<h1>Council buys the old brewery at last</h1>", told).text == "Council buys the old brewery at last"


def test_a_standfirst_in_the_heading_is_no_title():
    standfirst = "Learn what a season ticket costs, where to buy it and who pays less. " * 4
    told = "<title>Season tickets explained</title>" + og("Season tickets explained")
    assert title(f"<h1>{standfirst}</h1>", told).text == "Season tickets explained"


def test_the_address_decides_between_the_heading_and_a_head_of_one_mind():
    heading = "<h1>Form your own allotment club today</h1>"
    told = "<title>How to found an allotment club</title>" + og("How to found an allotment club")
    spelt = "https://ward.example/how-to-found-an-allotment-club"
    assert title(heading, told, spelt).text == "How to found an allotment club"
    assert title(heading, told, "https://ward.example/allotments").text == "Form your own allotment club today"


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=400), st.text(max_size=400), st.text(max_size=60))
def test_no_bytes_break_the_reading(heading, tag, listed):
    found = title(f"<h1>{heading}</h1>", f"<title>{tag}</title>", listed=listed)
    assert found is None or 0 < len(found.text) <= MAX_TITLE
