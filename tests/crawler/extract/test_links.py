"""Which links of a list page are its news. The pages are written here, after layouts that town sites have."""

import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.extract.links import LONGEST_BESIDE, ListReading, read_list
from crawler.extract.page import Page
from crawler.extract.records import MOST_LINKS

HOME = "http://www.thitran.example"
LIST = f"{HOME}/news/"

HEADLINES = [
    "Bridge over the canal closed until Friday",
    "School admission begins on the first of June",
    "Council approves budget for new bus line",
    "Flood warning for the lower market quarter",
    "Library opens on Sundays from now on",
    "Water will be cut off in Hang Kenh ward",
    "Road works on Station Street last longer",
    "Mayor receives the delegation from Kanazawa",
    "New rules for waste collection in the old town",
    "Fire brigade looks for young volunteers",
    "Concert in the town park cancelled by storm",
    "Registration of dogs moves to the ward office",
]
MENU = [("Home", "/"), ("News", "/news/"), ("Services", "/services/"), ("Council", "/council/"), ("Forms", "/forms/")]


def slug(text: str) -> str:
    return "-".join(text.lower().split())


def url(text: str) -> str:
    return f"{HOME}/news/{slug(text)}"


def menu() -> str:
    return "<nav><ul>" + "".join(f'<li><a href="{at}">{name}</a></li>' for name, at in MENU) + "</ul></nav>"


def footer() -> str:
    names = ["Contact the town hall by telephone", "Legal notice and data protection", "Accessibility of this site"]
    return "<footer>" + "".join(f'<p><a href="/{slug(name)}">{name}</a></p>' for name in names) + "</footer>"


def row(text: str, day: int = 1, href: str | None = None) -> str:
    return f'<li><a href="{href or "/news/" + slug(text)}">{text}</a> <span>{day:02}/03/2024</span></li>'


def rows(texts: list[str]) -> str:
    return "<ul class='list'>" + "".join(row(text, day) for day, text in enumerate(texts, 1)) + "</ul>"


def side(texts: list[str]) -> str:
    return "<div class='box'><h4>Most read</h4><ol>" + "".join(row(text, 9) for text in texts) + "</ol></div>"


def page(body: str, at: str = LIST, head: str = "") -> Page:
    return Page(f"<html><head>{head}</head><body>{menu()}<div id='content'>{body}</div>{footer()}</body></html>", at)


def urls(reading: ListReading) -> list[str]:
    return [link.url for link in reading.taken]


def titles(reading: ListReading) -> list[str]:
    return [link.title for link in reading.taken]


def reason(reading: ListReading, at: str) -> str:
    return next(link.reason for link in reading.left if link.url == at)


# The list


def test_a_plain_list_is_taken_in_the_order_of_the_page_and_nothing_else() -> None:
    reading = read_list(page(rows(HEADLINES)))
    assert urls(reading) == [url(text) for text in HEADLINES]
    assert titles(reading) == HEADLINES
    assert reading.taken[0].beside == "01/03/2024"
    assert reading.cause == ""


def test_what_is_left_out_says_why() -> None:
    reading = read_list(page(rows(HEADLINES)))
    assert reason(reading, f"{HOME}/services/") == "menu"
    assert reason(reading, f"{HOME}/legal-notice-and-data-protection") == "footer"
    assert reason(reading, LIST) == "this page"
    assert all(link.reason for link in (*reading.taken, *reading.left))


def test_picture_title_and_button_to_one_address_are_one_item_with_the_title() -> None:
    cards = "".join(
        f'<article><a href="/news/{slug(t)}"><img src="p.jpg" alt="photo"></a>'
        f'<h2><a href="/news/{slug(t)}">{t}</a></h2>'
        f"<p>What happened and why it matters to you.</p>"
        f'<a href="/news/{slug(t)}#comments">3 comments</a><a href="/news/{slug(t)}">Read more</a></article>'
        for t in HEADLINES
    )
    reading = read_list(page(cards))
    assert urls(reading) == [url(text) for text in HEADLINES]
    assert titles(reading) == HEADLINES
    assert reading.taken[2].beside == "What happened and why it matters to you."


def test_a_card_that_is_one_link_gives_its_heading_as_title_and_the_rest_beside() -> None:
    cards = "".join(
        f'<a class="card" href="/news/{slug(t)}"><div><img src="p.jpg"></div><h3>{t}</h3>'
        f"<p>A teaser of some words.</p><time>{day} March 2024</time></a>"
        for day, t in enumerate(HEADLINES, 1)
    )
    reading = read_list(page(f"<div>{cards}</div>"))
    assert titles(reading) == HEADLINES
    assert reading.taken[4].beside.split("\n") == ["A teaser of some words.", "5 March 2024"]


def test_a_date_inside_the_link_is_beside_the_title_and_not_in_it() -> None:
    table = "".join(
        f'<tr><td><a href="/{slug(t)}">{t}<span> (0{day}.08.2019 21:26)</span></a></td></tr>'
        "<tr><td><p>&nbsp;</p></td></tr>"
        for day, t in enumerate(HEADLINES[:8], 1)
    )
    reading = read_list(page(f"<table>{table}</table>"))
    assert titles(reading) == HEADLINES[:8]
    assert reading.taken[0].beside == "(01.08.2019 21:26)"


def test_details_that_stand_beside_the_record_and_not_in_it_are_its_own() -> None:
    pairs = "".join(
        f'<dt><a href="/news/{slug(t)}">{t}</a></dt><dd>{day} March 2024</dd>' for day, t in enumerate(HEADLINES, 1)
    )
    reading = read_list(page(f"<dl>{pairs}</dl>"))
    assert titles(reading) == HEADLINES
    assert [link.beside for link in reading.taken] == [f"{day} March 2024" for day in range(1, 13)]


def test_where_links_only_say_more_the_heading_beside_them_is_the_title() -> None:
    cards = "".join(
        f'<div class="card"><h3>{t}</h3><p>01.03.2024, some words of the story itself follow here.</p>'
        f'<a href="/news/detail?id={5000 + n}">Read more</a></div>'
        for n, t in enumerate(HEADLINES)
    )
    assert titles(read_list(page(cards))) == HEADLINES


def test_a_section_or_tag_link_inside_an_item_is_no_item() -> None:
    items = "".join(
        f'<div class="item"><span><a href="/topic/{n % 3}">Topic {n % 3}</a></span>'
        f'<h3><a href="/news/{slug(t)}">{t}</a></h3>'
        f'<p>Teaser with <a href="/people/{n}-the-mayor-of-town">a link inside the sentence</a> here.</p></div>'
        for n, t in enumerate(HEADLINES)
    )
    reading = read_list(page(items))
    assert urls(reading) == [url(text) for text in HEADLINES]
    assert reason(reading, f"{HOME}/topic/1") == "beside an item"


def test_pinned_and_undated_items_are_kept() -> None:
    pinned = f'<li class="sticky"><strong><a href="/news/{slug(HEADLINES[0])}">{HEADLINES[0]}</a></strong></li>'
    undated = f'<li><a href="/news/{slug(HEADLINES[1])}">{HEADLINES[1]}</a></li>'
    body = "<ul>" + pinned + "".join(row(text, 2) for text in HEADLINES[2:]) + undated + "</ul>"
    assert set(urls(read_list(page(body)))) == {url(text) for text in HEADLINES}


def test_the_lead_story_in_a_markup_of_its_own_is_taken_first() -> None:
    lead = (
        f'<section class="lead"><h1><a href="/news/{slug(HEADLINES[0])}">{HEADLINES[0]}</a></h1><p>Since last night '
        f"nobody can cross the canal, the town hall said.</p></section>"
    )
    assert urls(read_list(page(lead + rows(HEADLINES[1:])))) == [url(text) for text in HEADLINES]


def test_months_in_lists_of_their_own_are_one_list() -> None:
    body = f"<h2>April</h2>{rows(HEADLINES[:4])}<h2>March</h2>{rows(HEADLINES[4:7])}<h2>May</h2>{rows(HEADLINES[7:])}"
    assert urls(read_list(page(body))) == [url(text) for text in HEADLINES]


def test_items_may_be_files_and_may_lie_on_other_hosts_where_the_list_has_them() -> None:
    files = [f"{HOME}/files/2024/notice-{n}.pdf" for n in range(6)]
    foreign = [f"https://paper.example.net/a/{slug(t)}" for t in HEADLINES[6:]]
    body = "<ul>" + "".join(row(t, 3, at) for t, at in zip(HEADLINES, files + foreign, strict=True)) + "</ul>"
    assert urls(read_list(page(body))) == files + foreign


def test_relative_links_are_joined_to_the_base_of_the_page_and_lose_their_fragment() -> None:
    body = "<ul>" + "".join(row(t, 3, f"../n/{slug(t)}#top") for t in HEADLINES) + "</ul>"
    reading = read_list(page(body, head='<base href="http://static.thitran.example/a/b/">'))
    assert urls(reading) == [f"http://static.thitran.example/a/n/{slug(t)}" for t in HEADLINES]


def test_two_items_of_one_title_at_two_addresses_are_two() -> None:
    body = (
        "<ul>" + row(HEADLINES[0], 1) + row(HEADLINES[0], 1, "/mayor/the-bridge-is-closed") + rows(HEADLINES[1:])[17:]
    )
    assert len(urls(read_list(page(body)))) == len(HEADLINES) + 1


@pytest.mark.parametrize(
    "said",
    [
        "市政府关于春节期间道路管制的公告第{}号",
        "চট্টগ্রামে নতুন সেতুর কাজ শুরু হয়েছে আজ {}",
        "Городская администрация сообщает о ремонте дороги {}",
        "Thông báo lịch cắt điện phường Hải Châu tuần {}",
        "إعلان من البلدية عن إغلاق الطريق الرئيسي {}",
        "ประกาศเทศบาลเรื่องการปิดถนนสายหลัก {}",
    ],
)
def test_any_language_and_script(said: str) -> None:
    names = [said.format(n) for n in range(1, 9)]
    items = "".join(f'<li><a href="/?p={4000 + n}">{name}</a></li>' for n, name in enumerate(names))
    assert titles(read_list(page(f"<ul>{items}</ul>"))) == names


def test_a_page_in_windows_1251_is_read() -> None:
    names = [f"Городская администрация сообщает о ремонте дороги {n}" for n in range(6)]
    items = "".join(
        f'<li><a href="/blog/remont_dorogi_{n}/">{name}</a> 0{n}.03.2016</li>' for n, name in enumerate(names)
    )
    body = f"<html><head><meta charset=windows-1251></head><body><ul>{items}</ul></body></html>".encode("cp1251")
    assert titles(read_list(Page(body, LIST, "text/html; charset=windows-1251"))) == names


# What is no news


def test_a_side_box_of_most_read_is_left_out() -> None:
    box = "<aside>" + side(["A very long headline that many people have read " + str(n) for n in range(5)]) + "</aside>"
    assert urls(read_list(page(rows(HEADLINES) + box))) == [url(text) for text in HEADLINES]


def test_other_news_below_the_list_is_no_more_of_it() -> None:
    older = "<p>Other news</p><div>" + "".join(
        f'<p><a href="/news/{slug(t)}-again">{t} again</a> <i>02.01.2024</i></p>' for t in HEADLINES[:6]
    )
    assert urls(read_list(page(rows(HEADLINES) + older + "</div>"))) == [url(text) for text in HEADLINES]


def test_a_ticker_that_says_the_list_again_adds_nothing() -> None:
    ticker = "<div class='x'>" + "".join(
        f'<span><a href="/news/{slug(t)}">{t}</a></span>' for t in [*HEADLINES, "And one more that is no item here"]
    )
    assert urls(read_list(page(ticker + "</div>" + rows(HEADLINES)))) == [url(text) for text in HEADLINES]


def test_a_repeat_of_an_item_under_a_broken_address_is_left_out() -> None:
    again = "<div>" + "".join(f'<p><a href="{slug(t)}">{t}</a> 01.03.2024</p>' for t in HEADLINES[:5]) + "</div>"
    page_at = page(again.replace('href="', 'href="x/') + rows(HEADLINES))
    assert urls(read_list(page_at)) == [url(text) for text in HEADLINES]


def test_hidden_debris_and_archived_copies_are_left_out() -> None:
    hidden = '<div style="display: none">' + rows([f"An old headline nobody sees any more {n}" for n in range(40)])
    copies = "".join(row(t, 1, f"http://archive.example.org/web/20130127092839/{HOME}/{slug(t)}") for t in HEADLINES)
    reading = read_list(page(hidden + "</div>" + rows(HEADLINES) + f"<ul>{copies}</ul>"))
    assert urls(reading) == [url(text) for text in HEADLINES]
    assert {link.reason for link in reading.left} >= {"hidden", "archived copy"}


def test_a_menu_of_hundreds_of_long_names_is_no_news() -> None:
    names = [f"Apply for the permit number {n} of the town administration" for n in range(300)]
    mega = "<nav>" + "".join(f'<li><a href="/services/{slug(name)}">{name}</a></li>' for name in names) + "</nav>"
    assert urls(read_list(page(mega + rows(HEADLINES)))) == [url(text) for text in HEADLINES]


def test_a_page_of_menus_alone_has_no_news() -> None:
    reading = read_list(page("<p>Nothing was published yet.</p>"))
    assert reading.taken == ()
    assert reading.cause == "only menus, footers and side boxes"


# Other pages of the site


def unnamed_box() -> str:
    texts = [f"A long and dated promise of the town administration {n}" for n in range(9)]
    return "<div class='z'><div>" + "".join(
        f'<p><a href="/p/{slug(t)}">{t}</a> 0{n}.02.2024</p>' for n, t in enumerate(texts)
    )


def article() -> Page:
    return page(f"<h1>{HEADLINES[0]}</h1><p>{'The text of the story. ' * 30}</p>{unnamed_box()}", url(HEADLINES[0]))


def test_what_an_article_repeats_in_place_is_furniture() -> None:
    short = page(f"<ul>{''.join(row(t, 4) for t in HEADLINES[:3])}</ul>{unnamed_box()}")
    reading = read_list(short, [article()])
    assert urls(reading) == [url(text) for text in HEADLINES[:3]]
    assert (
        reason(reading, f"{HOME}/p/a-long-and-dated-promise-of-the-town-administration-3") == "repeated on other pages"
    )


def test_a_short_list_of_short_titles_is_found_with_an_article_at_hand() -> None:
    names = ["Road works in town", "Dog tax is raised", "A new mayor at last"]
    body = "<ul>" + "".join(f'<li><a href="/n/{slug(name)}">{name}</a></li>' for name in names) + "</ul>"
    assert titles(read_list(page(body))) == []
    assert titles(read_list(page(body), [article()])) == names


def test_the_same_list_under_another_number_does_not_make_its_items_furniture() -> None:
    same = page(rows(HEADLINES), f"{HOME}/news/page/9/")
    for others in ([same], [article(), same]):
        assert urls(read_list(page(rows(HEADLINES)), others)) == [url(text) for text in HEADLINES]


def test_lists_of_one_site_may_share_items() -> None:
    other = page(rows(HEADLINES[:4] + [f"Something else that happened in town {n}" for n in range(6)]), f"{HOME}/all/")
    assert urls(read_list(page(rows(HEADLINES)), [other])) == [url(text) for text in HEADLINES]


def test_a_single_item_is_a_list_too() -> None:
    body = f'<div><h2><a href="/news/{slug(HEADLINES[0])}">{HEADLINES[0]}</a></h2><p>12 March 2024</p></div>'
    assert urls(read_list(page(body), [article()])) == [url(HEADLINES[0])]


# The next page


@pytest.mark.parametrize(
    ("at", "pager", "following"),
    [
        (LIST, '<a href="/news/page/2/">2</a> <a href="/news/page/3/">3</a>', f"{HOME}/news/page/2/"),
        (LIST, '<a href="?page=1">2</a> <a href="?page=2">3</a> <a href="?page=1">Next</a>', f"{HOME}/news/?page=1"),
        (f"{LIST}page/2/", '<a href="/news/">1</a> <a href="/news/page/3/">3</a>', f"{HOME}/news/page/3/"),
        (f"{LIST}?p=4", '<a href="?p=3">3</a> <a href="?p=5">5</a> <a href="?p=9">9</a>', f"{HOME}/news/?p=5"),
        (LIST, '<a href="/news/seite-2/">Ältere</a>', f"{HOME}/news/seite-2/"),
        (LIST, '<a rel="next" href="/news/older">older</a>', f"{HOME}/news/older"),
        (LIST, '<a href="/2024/03/01/">1</a> <a href="/2024/03/02/">2</a> <a href="/2024/03/03/">3</a>', None),
        (LIST, '<a href="/2-budget-of-the-town">Budget</a>', None),
        (f"{LIST}page/9/", '<a href="/news/page/7/">7</a> <a href="/news/page/8/">8</a>', None),
    ],
)
def test_the_next_page_is_named_only_where_it_is_clear(at: str, pager: str, following: str | None) -> None:
    reading = read_list(page(rows(HEADLINES) + f"<div>{pager}</div>", at))
    assert reading.next_url == following
    assert urls(reading) == [url(text) for text in HEADLINES]


# Why nothing was taken


@pytest.mark.parametrize(
    ("html", "cause"),
    [
        ("", "an empty page"),
        ("<body><p>Welcome to our town.</p></body>", "no links"),
        ("<body><img src=a.jpg></body>", "only images"),
        ("<body><a href=/a/1><img src=a.jpg></a><a href=/a/2><img src=b.jpg></a></body>", "only images"),
        ("<body><div id=app></div><script>start()</script></body>", "built by scripts"),
        ("<body><form><input type=password></form><a href=/lost>Forgotten?</a></body>", "a log-in form"),
        ("<title>404 Not Found</title><body><h1>Not found</h1><a href=/start>Start</a></body>", "an error page"),
        ("<body><p><a href=/a>Start</a> <a href=/b>Help</a></p></body>", "no group of links reads like news"),
    ],
)
def test_an_empty_reading_says_why(html: str, cause: str) -> None:
    reading = read_list(Page(html, LIST))
    assert (reading.taken, reading.cause) == ((), cause)


# Bounds

ENDLESS = {
    "forty thousand items": "".join(row(f"The council decided number {n} today", 1) for n in range(40_000)),
    "forty thousand links in a row": "".join(f'<a href="/n/{n}-a-b">council number {n}</a> ' for n in range(40_000)),
    "five megabytes of text": "<p>" + "word " * 1_000_000 + "</p><a href=/n/1>one</a>",
    "a link of five megabytes": "<a href=/n/1>" + "<span>word</span> " * 250_000 + "</a>",
    "nesting of ten thousand": "<div>" * 10_000 + "<a href=/n/1>deep</a>",
    "a link at each of ten thousand levels": "".join(
        f'<div>text<a href="/n/{n}-a-b">hello {n}</a>' for n in range(10_000)
    ),
    "links in links": "".join(f'<table><tr><td><a href="/n/{n}">hello {n}' for n in range(3_000)),
    "only images": "<a href=/n/1><img></a>" * 5_000,
}


@pytest.mark.parametrize("body", ENDLESS.values(), ids=ENDLESS.keys())
def test_any_page_ends(body: str) -> None:
    found = Page(body, LIST)
    _ = found.tree
    start = time.process_time()
    reading = read_list(found, [Page(body[: len(body) // 2], f"{HOME}/other")])
    assert time.process_time() - start < 60  # an end, not a speed: bench/ measures that
    assert len(reading.left) <= MOST_LINKS


def check(reading: ListReading) -> None:
    """What holds for every reading, whatever the page."""
    taken = urls(reading)
    assert len(taken) == len(set(taken))
    assert not set(taken) & {link.url for link in reading.left}
    assert bool(reading.cause) == (not taken)
    for link in (*reading.taken, *reading.left):
        assert link.url.startswith(("http://", "https://"))
        assert "#" not in link.url
        assert len(link.beside) <= LONGEST_BESIDE
        assert link.reason


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400), st.text(max_size=80))
def test_never_raises_on_any_bytes(body: bytes, at: str) -> None:
    check(read_list(Page(body, LIST)))
    read_list(Page(body, at), [Page(body, LIST)])


TAGS = [
    "div",
    "p",
    "li",
    "ul",
    "a",
    "h2",
    "table",
    "tr",
    "td",
    "span",
    "nav",
    "article",
    "br",
    "svg",
    "template",
    "form",
]
PIECES = st.one_of(
    st.sampled_from(TAGS).map(lambda tag: f"<{tag}>"),
    st.sampled_from(TAGS).map(lambda tag: f"</{tag}>"),
    st.text(max_size=12).map(lambda text: f'<a href="{text}">{text}</a>'),
    st.integers(0, 9).map(lambda n: f'<a href="/n/{n}-a-b-c">The council decided {n}</a> 01/03/2024'),
    st.text(max_size=20),
)


@settings(max_examples=100, deadline=None)
@given(st.lists(PIECES, max_size=60))
def test_never_raises_on_any_markup(pieces: list[str]) -> None:
    check(read_list(Page("".join(pieces), LIST)))


def test_never_raises_on_damaged_pages() -> None:
    whole = page(rows(HEADLINES) + unnamed_box() + "<div><a href='/news/page/2/'>2</a></div>").html
    dice = random.Random(7)
    for _ in range(150):
        cut = list(whole)
        for _ in range(dice.randrange(1, 40)):
            at = dice.randrange(len(cut))
            cut[at : at + dice.randrange(0, 30)] = dice.choice(
                ["", "<", '"', "\0", "&#x110000;", "</div>", "<a href=//[>"]
            )
        check(read_list(Page("".join(cut), LIST), [article()]))
