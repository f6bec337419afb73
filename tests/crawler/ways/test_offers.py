"""A list page offers what it names, and nothing that it does not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.extract.page import Page
from crawler.ways.offers import MOST_FEEDS, MOST_SITEMAPS, Offer, offers

URL = "https://bao.example.com/tin-tuc/"


def offered(
    head: str = "", body: str = "", robots: str = "", *, url: str = URL, classes: str = ""
) -> tuple[Offer, ...]:
    page = f'<!DOCTYPE html><html><head>{head}</head><body class="{classes}"><p>x</p>{body}</body></html>'
    return offers(Page(page.encode(), url, "text/html"), robots)


def addresses(*args: str, **kwargs: str) -> list[str]:
    return [offer.url for offer in offered(*args, **kwargs)]


def alternate(href: str, kind: str = "application/rss+xml", title: str = "Báo", rel: str = "alternate") -> str:
    return f'<link rel="{rel}" type="{kind}" title="{title}" href="{href}">'


@pytest.mark.parametrize(
    ("head", "body", "url"),
    [
        (alternate("/rss.xml"), "", "https://bao.example.com/rss.xml"),
        (alternate("feed/", "application/atom+xml; charset=utf-8"), "", "https://bao.example.com/tin-tuc/feed/"),
        (alternate("/feed.json", "application/feed+json"), "", "https://bao.example.com/feed.json"),
        (alternate("/x?a=1", rel="Alternate Home"), "", "https://bao.example.com/x?a=1"),
        (alternate("/rss", "text/xml"), "", "https://bao.example.com/rss"),
        (alternate("https://feeds.feedburner.com/bao"), "", "https://feeds.feedburner.com/bao"),
        (alternate("https://tin.bao.example.com/rss"), "", "https://tin.bao.example.com/rss"),
        ("<base href='https://bao.example.com/a/'>" + alternate("rss"), "", "https://bao.example.com/a/rss"),
        ("", '<a href="/rss/home.rss">RSS</a>', "https://bao.example.com/rss/home.rss"),
        ("", '<a href="/tin?format=feed&amp;type=rss"><img src="/rss.png"></a>',
         "https://bao.example.com/tin?format=feed&type=rss"),
        ("", '<a href="/?feed=rss2">x</a>', "https://bao.example.com/?feed=rss2"),
        ("", '<a href="/rss/tin-moi.xml">x</a>', "https://bao.example.com/rss/tin-moi.xml"),
    ],
)  # fmt: skip
def test_a_feed_that_the_page_names_is_offered(head: str, body: str, url: str) -> None:
    (offer,) = offered(head, body)
    assert (offer.url, offer.kind) == (url, "feed")
    assert offer.found


@pytest.mark.parametrize(
    ("head", "body"),
    [
        (alternate("/comments/feed/"), ""),
        (alternate("/?feed=comments-rss2"), ""),
        (alternate("/feeds/42/comments/default", "application/atom+xml"), ""),
        (alternate("/binh-luan.xml", title="Báo » Dòng bình luận"), ""),
        (alternate("/en/", "text/html"), ""),
        (alternate("/wp-json/wp/v2/pages/2", "application/json"), ""),
        (alternate("/wp-json/oembed/1.0/embed?url=x", "application/json+oembed"), ""),
        (alternate("/rss.xml", rel="stylesheet"), ""),
        (alternate("https://other.example.net/rss.xml"), ""),
        ("", '<a href="https://other.example.net/rss.xml">RSS</a>'),
        ("", '<a href="https://feeds.feedburner.com/bao">RSS</a>'),
        ("", '<a href="/feedback">x</a><a href="/tin/rss-la-gi.html">x</a><a href="/feed-the-hungry">x</a>'),
        ("", '<a href="javascript:rss()">x</a><a href="http://[/rss.xml">x</a>'),
        (alternate(URL), ""),
        ("", ""),
    ],
)
def test_what_is_no_feed_of_the_news_is_not_offered(head: str, body: str) -> None:
    assert offered(head, body) == ()


def test_the_feed_nearest_to_the_list_comes_first_each_once_and_few() -> None:
    links = "".join(f'<a href="/muc-{n}/rss.xml">x</a>' for n in range(20))
    found = addresses(
        alternate("/feed/"), f'<a href="/tin-tuc/rss.xml">x</a><a href="http://www.bao.example.com/feed">y</a>{links}'
    )
    assert found[:2] == ["https://bao.example.com/tin-tuc/rss.xml", "https://bao.example.com/feed/"]
    assert len(found) == MOST_FEEDS == len(set(found))


def test_a_feed_of_the_same_parameters_is_nearer() -> None:
    head = alternate("/?feed=rss2") + alternate("/?feed=rss2&amp;cat=1")
    assert addresses(head, url="https://bao.example.com/?cat=1")[0] == "https://bao.example.com/?feed=rss2&cat=1"


API = '<link rel="https://api.w.org/" href="{}" />'
POSTS = "wp/v2/posts?per_page=50&_fields=id,link,title,date,date_gmt,modified_gmt"


@pytest.mark.parametrize(
    ("head", "url"),
    [
        (API.format("https://bao.example.com/wp-json/"), f"https://bao.example.com/wp-json/{POSTS}"),
        (API.format("/blog/index.php/wp-json"), f"https://bao.example.com/blog/index.php/wp-json/{POSTS}"),
        (API.format("https://bao.example.com/index.php?rest_route=/"),
         f"https://bao.example.com/index.php?rest_route=/{POSTS.replace('?', '&')}"),
        ('<meta name="generator" content="WordPress 6.9">', f"https://bao.example.com/wp-json/{POSTS}"),
        ('<link rel="stylesheet" href="/web/wp-content/themes/x/style.css?ver=1">',
         f"https://bao.example.com/web/wp-json/{POSTS}"),
        ('<script src="https://www.bao.example.com/wp-includes/js/x.js"></script>',
         f"https://www.bao.example.com/wp-json/{POSTS}"),
    ],
)  # fmt: skip
def test_wordpress_is_known_by_its_marks(head: str, url: str) -> None:
    (offer,) = offered(head)
    assert (offer.url, offer.kind) == (url, "wordpress")


def test_other_sites_marks_are_not_the_pages() -> None:
    head = API.format("https://other.example.net/wp-json/") + '<meta name="generator" content="Joomla!">'
    body = '<img src="https://other.example.net/wp-content/uploads/a.jpg"><a href="/wp-content/uploads/a.pdf">x</a>'
    assert offered(head, body) == ()


@pytest.mark.parametrize(
    ("head", "classes", "subject"),
    [
        ('<link rel="alternate" type="application/json" href="/wp-json/wp/v2/categories/12">', "", "&categories=12"),
        ('<link rel="alternate" type="application/json" href="/wp-json/wp/v2/tags/7">', "", "&tags=7"),
        ('<link rel="alternate" type="application/json" href="/?rest_route=%2Fwp%2Fv2%2Fcategories%2F12">',
         "", "&categories=12"),
        ("", "archive category category-tin-tuc category-12 wp-theme", "&categories=12"),
        ("", "archive category category-2024 category-12", "&categories=12"),
        ("", "archive tag tag-bao tag-9", "&tags=9"),
        ("", "home blog category-3", ""),
        ("", "single single-post category category-12", ""),
    ],
)  # fmt: skip
def test_a_category_keeps_to_itself(head: str, classes: str, subject: str) -> None:
    (url,) = addresses(API.format("/wp-json/") + head, classes=classes)
    assert url == f"https://bao.example.com/wp-json/{POSTS}".replace("&_fields", f"{subject}&_fields")


def test_sitemaps_of_robots_are_offered_those_for_news_first() -> None:
    robots = """User-agent: *
Disallow: /admin
Sitemap: https://bao.example.com/sitemap_index.xml
 sitemap:https://www.bao.example.com/News-Sitemap.xml
SITEMAP: /sitemap2.xml.gz
# Sitemap: https://bao.example.com/hidden.xml
Sitemap: https://other.example.net/sitemap.xml
Sitemap: https://bao.example.com/sitemap_index.xml
Sitemap: ftp://bao.example.com/sitemap.xml
Sitemap: https://bao.example.com/sitemap9.xml
"""
    found = offered(robots=robots)
    assert [offer.url for offer in found] == [
        "https://www.bao.example.com/News-Sitemap.xml",
        "https://bao.example.com/sitemap_index.xml",
        "https://bao.example.com/sitemap2.xml.gz",
    ]
    assert {offer.kind for offer in found} == {"sitemap"} and len(found) == MOST_SITEMAPS
    assert {offer.found for offer in found} == {"robots.txt names it"}


def test_a_list_that_is_a_feed_offers_nothing_more() -> None:
    assert offers(Page(b"<rss><channel/></rss>", URL), "Sitemap: https://bao.example.com/sitemap.xml") == ()


@given(st.text(max_size=60), st.text(max_size=60), st.text(max_size=60))
def test_no_page_breaks_it(href: str, classes: str, robots: str) -> None:
    href = href.replace('"', "").replace("<", "")
    head = alternate(href) + API.format(href) + f'<meta name="generator" content="WordPress"><base href="{href}">'
    for offer in offered(head, f'<a href="{href}/rss.xml">', f"Sitemap: {robots}", classes=classes.replace('"', "")):
        assert offer.url.startswith(("http://", "https://"))
