"""Pages in the markup of public themes are read by their family's shape; everything else is left to the reader."""

from html import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.extract.blocks import read_blocks
from crawler.extract.body import Body
from crawler.extract.complexity import too_complex
from crawler.extract.families import SHAPES, body_by_family, shape_of, template_of
from crawler.extract.page import Page
from crawler.extract.template.values import from_json

TITLE = "Cầu Bến Đá thông xe sau hai năm"
LINES = tuple(
    f"Đoạn thứ {n} kể rằng người dân hai bên sông đã chờ cây cầu này từ lâu, và nay xe cộ đi lại dễ dàng hơn nhiều."
    for n in range(8)
)
TEXT = "".join(f"<p>{line}</p>" for line in LINES)
SHARE = '<div class="sharedaddy"><p>Chia sẻ bài này với bạn bè của bạn trên các mạng xã hội nhé.</p></div>'
FIGURE = '<figure><img src="/cau.jpg"><figcaption>Cây cầu nhìn từ bờ bắc</figcaption></figure>'
OTHERS = "".join(f'<li><a href="/tin-{n}">Tin khác trong ngày số {n} của phường</a></li>' for n in range(5))
HEADS = {
    "wordpress": '<link href="/wp-content/themes/x/style.css">',
    "nukeviet": '<meta name="generator" content="NukeViet v4.5">',
    "drupal": '<meta name="Generator" content="Drupal 10 (https://www.drupal.org)">',
    "joomla": '<meta name="generator" content="Joomla! - Open Source Content Management">',
    "typo3": '<link href="/typo3temp/assets/x.css">',
    "liferay": "<script>Liferay.ThemeDisplay = {}</script>",
    "sharepoint": "<script>var _spPageContextInfo = {};</script>",
}
# By family: what stands before the text's element, its start and end, and what stands after it in the same box.
THEMES = {
    "wordpress": (
        f'<article class="post type-post"><header class="entry-header"><h1 class="entry-title">{TITLE}</h1></header>',
        f'<div class="entry-content">{FIGURE}',
        f'{SHARE}<div class="page-links">Trang: <a href="2">2</a></div></div>',
        '<footer class="entry-footer">Đăng trong Tin tức</footer></article>',
    ),
    "wordpress blocks": (
        f'<main><h1 class="wp-block-post-title">{TITLE}</h1>',
        '<div class="entry-content wp-block-post-content is-layout-flow">',
        "</div>",
        f'<ul class="wp-block-latest-posts">{OTHERS}</ul></main>',
    ),
    "nukeviet": (
        f'<div class="news_column panel"><div class="panel-body"><h1 class="title">{TITLE}</h1>'
        '<span class="h5">Thứ hai - 23/11/2026 08:15</span>',
        '<div id="news-bodyhtml" class="bodytext margin-bottom-lg">',
        "</div>",
        f'<p class="h5 text-right"><strong>Tác giả: </strong>Lan</p></div></div><ul class="related">{OTHERS}</ul>',
    ),
    "drupal": (
        f'<h1 class="page-title">{TITLE}</h1><article class="node"><div class="node__meta">Gửi bởi Lan</div>',
        '<div class="node__content"><div class="field field--name-body field--type-text-with-summary field__item">',
        "</div>",
        '<div class="field field--name-field-tags"><a href="/t">Cầu</a></div></div></article>',
    ),
    "joomla": (
        f'<div class="com-content-article item-page"><div class="page-header"><h1>{TITLE}</h1></div>'
        '<dl class="article-info"><dd class="published">Đăng ngày 23 tháng 11 năm 2026</dd></dl>',
        '<div class="com-content-article__body">',
        "</div>",
        f'<nav class="pagenavigation"><ul>{OTHERS}</ul></nav></div>',
    ),
    "typo3": (
        f'<div class="news news-single"><div class="article"><div class="header"><h3>{TITLE}</h3></div>'
        '<div class="footer"><p><span class="news-list-date">23.11.2026</span></p></div>',
        '<div class="news-text-wrap" itemprop="articleBody">',
        "</div>",
        f'<div class="news-related-wrap"><h4>Liên quan</h4><ul>{OTHERS}</ul></div></div></div>',
    ),
    "liferay": (
        f'<div class="portlet-body"><h1>{TITLE}</h1>',
        '<div class="journal-content-article" data-analytics-asset-type="web-content">',
        "</div>",
        "</div>",
    ),
    "sharepoint": (
        f'<h1>{TITLE}</h1><div class="article article-left"><div class="captioned-image">{FIGURE}</div>'
        '<div class="article-header"><div class="date-line">23/11/2026</div><div class="by-line">Lan</div></div>',
        '<div class="article-content"><div class="ms-rtestate-field">',
        "</div></div>",
        "</div>",
    ),
}


def a_page(theme: str, *, head: str | None = None, inside: str = TEXT, below: str = "") -> Page:
    before, start, end, after = THEMES[theme]
    head = HEADS[theme.split()[0]] if head is None else head
    menu = f"<nav><ul>{OTHERS}</ul></nav>"
    return Page(
        f"<html><head><title>{TITLE}</title>{head}</head><body>{menu}{before}{start}{inside}{end}{after}{below}"
        f'<div class="sidebar"><ul>{OTHERS}</ul></div></body></html>',
        "https://phuong.example/tin/1",
    )


def body_of(page: Page, title: str = TITLE, **told: str) -> Body | str:
    return body_by_family(read_blocks(page), title, **told)


@pytest.mark.parametrize("theme", THEMES)
def test_the_text_and_nothing_but_the_text(theme: str) -> None:
    body = body_of(a_page(theme))
    assert isinstance(body, Body), body
    assert body.text.splitlines() == list(LINES)
    assert body.rule == f"family:{theme.split()[0]}"


def test_each_family_with_a_shape_has_its_page_here() -> None:
    assert {shape.family for shape in SHAPES} == {theme.split()[0] for theme in THEMES}


@pytest.mark.parametrize("theme", THEMES)
def test_the_same_names_without_the_family_are_no_shape_of_it(theme: str) -> None:
    found = body_of(a_page(theme, head=""))
    assert found == "" or (isinstance(found, Body) and found.rule == "family:named")


@pytest.mark.parametrize(
    "name",
    ["article-body", "c-post__content", "storytext", "Article_body__x7Yz1", "noi-dung", "texto-noticia", "richText"],
)
def test_what_is_named_as_the_text_of_the_article_is_the_text_on_any_system(name: str) -> None:
    page = Page(
        f"<html><head><title>{TITLE}</title></head><body><nav><ul>{OTHERS}</ul></nav><div class='{name}-wrapper'>"
        f"<h1>{TITLE}</h1><p>Con đường này nay đã ngắn lại một nửa.</p><div class='meta'>Lan, 23/11/2026</div>"
        f"<div class='{name}'>{FIGURE}{TEXT}{SHARE}</div><div class='related'><ul>{OTHERS}</ul></div></div></body></html>",
        "https://phuong.example/tin/1",
    )
    body = body_of(page)
    assert isinstance(body, Body), body
    assert body.rule == "family:named"
    assert body.text.splitlines() == ["Con đường này nay đã ngắn lại một nửa.", *LINES]


@pytest.mark.parametrize(
    "name", ["article-body-wrapper", "related-post-content", "main-content", "postcard", "content"]
)
def test_a_box_round_the_text_or_beside_it_is_not_the_text(name: str) -> None:
    page = a_page("wordpress", head="")
    assert body_of(Page(page.html.replace("entry-content", name), page.url)) == ""


def test_of_named_elements_inside_each_other_the_innermost_with_most_of_the_text_is_taken() -> None:
    inside = f'<div class="article-text">{TEXT}</div><p>Tin đọc nhiều trong tuần này của cả thành phố.</p>'
    body = body_of(a_page("wordpress", head="", inside=inside))
    assert isinstance(body, Body), body
    assert body.text.splitlines() == list(LINES)


def test_a_list_of_articles_has_no_element_for_the_text() -> None:
    cards = "".join(f'<div class="post-content">{TEXT.replace("Đoạn", word)}</div>' for word in ("Khúc", "Câu", "Mục"))
    assert body_of(Page(f"<h1>{TITLE}</h1>{cards}", "https://phuong.example/")) == ""


def test_teasers_among_the_text_are_not_the_text() -> None:
    links = "".join(f'<p><a href="/tin-{n}">Tin khác trong ngày số {n} của phường</a></p>' for n in range(3))
    body = body_of(a_page("wordpress", inside=TEXT + links + TEXT.replace("Đoạn", "Khúc")))
    assert isinstance(body, Body), body
    assert body.text.splitlines() == [*LINES, *(line.replace("Đoạn", "Khúc") for line in LINES)]


def test_the_lede_of_its_own_box_is_the_text_s_first_line() -> None:
    lede = "Sáng nay cây cầu được mong đợi nhất của phường đã đón những chiếc xe đầu tiên qua sông."
    page = a_page("nukeviet")
    html = page.html.replace('<div id="news-bodyhtml"', f'<div class="hometext">{lede}</div><div id="news-bodyhtml"')
    body = body_of(Page(html, page.url))
    assert isinstance(body, Body), body
    assert body.text.splitlines() == [lede, *LINES]


def test_lists_tables_and_headings_of_the_text_stay() -> None:
    more = (
        "<h2 id='chia-se-social-share'>Giờ mở cầu</h2><ul><li>Sáng</li><li>Chiều</li></ul>"
        "<table><tr><td>Xe máy</td><td>0 đồng</td></tr></table><blockquote><p>Rất vui.</p></blockquote>"
    )
    body = body_of(a_page("wordpress", inside=TEXT + more + TEXT.replace("Đoạn", "Khúc")))
    assert isinstance(body, Body), body
    lines = body.text.splitlines()
    assert [line for line in lines if len(line) < 20] == ["Giờ mở cầu", "Sáng", "Chiều", "Xe máy", "0 đồng", "Rất vui."]


def test_who_gave_a_text_out_and_when_stands_before_it() -> None:
    front = "<p>Ngày phát hành: 23/11/2026</p><p>Liên hệ: Lan, lan@phuong.example</p>"
    body = body_of(a_page("wordpress", inside=front + TEXT))
    assert isinstance(body, Body), body
    assert body.text.splitlines() == list(LINES)


def test_a_text_that_begins_with_a_heading_keeps_its_first_lines() -> None:
    front = "<p>Số 2026 của năm</p><h2>Hai năm chờ đợi</h2>"
    body = body_of(a_page("wordpress", inside=front + TEXT))
    assert isinstance(body, Body), body
    assert body.text.splitlines()[:2] == ["Số 2026 của năm", "Hai năm chờ đợi"]


@pytest.mark.parametrize(
    ("inside", "below", "why"),
    [
        ("<p>Xem tệp đính kèm.</p>", "", "little text"),
        ("<p>Xem tiếp.</p>", TEXT, "elsewhere"),
        (TEXT, TEXT.replace("Đoạn", "Khúc"), "much text outside"),
        (TEXT + TEXT.replace("Đoạn", "Khúc").replace("<p>", '<p class="promo">'), "", "not taken"),
    ],
)
def test_what_may_not_be_all_of_the_article_is_left_to_the_reader(inside: str, below: str, why: str) -> None:
    found = body_of(a_page("wordpress", inside=inside, below=below))
    assert isinstance(found, str)
    assert why in found


def test_a_page_that_shows_another_title_is_left_to_the_reader() -> None:
    assert body_of(a_page("wordpress"), "Một bài khác hẳn") == "the title is not shown"


def test_a_page_that_repeats_the_element_has_no_one_text() -> None:
    cards = "".join(f'<div class="entry-content">{TEXT.replace("Đoạn", word)}</div>' for word in ("Khúc", "Câu"))
    assert body_of(a_page("wordpress", below=cards)) == ""


def test_an_excerpt_of_the_same_name_before_the_text_is_not_taken() -> None:
    page = a_page("wordpress")
    html = page.html.replace("<article", '<div><div class="entry-content"><p>Trích ngắn.</p></div></div><article', 1)
    body = body_of(Page(html, page.url))
    assert isinstance(body, Body), body
    assert body.text.splitlines() == list(LINES)


def test_structured_data_that_says_something_else_speaks_against_the_shape() -> None:
    other = "Một bài hoàn toàn khác nói về chợ hoa. " * 20
    assert body_of(a_page("wordpress"), article_body=other) == "the text differs from the page's structured data"


def test_a_shape_is_a_template_like_any_other() -> None:
    blocks = read_blocks(a_page("joomla"))
    found = shape_of(blocks)
    assert found is not None
    template = template_of(blocks, *found)
    assert from_json(template.to_json()) == template


NAMES = [shape.body for shape in SHAPES] + [
    "share",
    "sharedaddy",
    "caption",
    "a:b",
    "",
    "\x00",
    "entry-content related",
]
PIECES = st.one_of(
    st.sampled_from(LINES).map(lambda line: f"<p>{line}</p>"),
    st.text(max_size=30).map(escape),
    st.builds(
        lambda tag, name: f'<{tag} class="{name}">',
        st.sampled_from(["div", "p", "ul", "li", "table", "td", "article", "aside", "h2", "a"]),
        st.sampled_from(NAMES),
    ),
    st.sampled_from(["</div>", "</p>", "</ul>", "<br>", "<img src=x>", f"<h1>{TITLE}</h1>", "</article>", "</a>"]),
)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(sorted(HEADS)), st.lists(PIECES, max_size=40))
def test_any_page_is_read_or_refused_and_never_more_than_it_shows(family: str, pieces: list[str]) -> None:
    page = Page(f"<html><head>{HEADS[family]}</head><body>{''.join(pieces)}</body></html>", "https://x.example/")
    blocks = read_blocks(page)
    found = body_by_family(blocks, TITLE)
    if isinstance(found, Body):
        shown = {line for block in blocks for line in block.text.split()}
        assert {word for word in found.text.split()} <= shown
        assert len(found.text) >= 400


def test_a_deep_page_with_many_names_ends() -> None:
    inner = "".join(f'<div class="entry-content share n{n}">' for n in range(150)) + TEXT
    page = a_page("wordpress", inside=inner)
    assert not too_complex(page)
    assert isinstance(body_of(page), str)


def test_a_page_deeper_than_people_write_is_left_to_the_reader() -> None:
    page = a_page("wordpress", inside="<div>" * 300 + TEXT)
    assert not too_complex(page)
    assert body_of(page) == "too many elements stand inside each other"
