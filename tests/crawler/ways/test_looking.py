"""From a list page to the way that is asked from then on: offered, read, compared, chosen, each with its reason."""

import json
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from crawler.extract.page import Context, Page
from crawler.ways.choose import Judged, choose
from crawler.ways.compare import Verdict, compare
from crawler.ways.offers import Offer, offers
from crawler.ways.read import read_way

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
NOW = datetime(2026, 11, 24, 16, 0, tzinfo=ZONE)
CONTEXT = Context("bao", "vi", "VN", ZONE, NOW)
SITE = "https://bao.example"
LIST = f"{SITE}/tin-tuc/"
ROBOTS = f"User-agent: *\nAllow: /\nSitemap: {SITE}/sitemap.xml\n"


def title(number: int) -> str:
    return f"Cầu mới số {number} bắc qua sông đã thông xe sau nhiều ngày sửa chữa"


def address(number: int) -> str:
    return f"{SITE}/tin/cau-moi-so-{number}-da-thong-xe.html"


def time(number: int) -> datetime:
    return NOW - timedelta(days=number, hours=3)


def list_page() -> bytes:
    items = "".join(
        f'<article><h3><a href="{address(n)}">{title(n)}</a></h3><time>{time(n):%d/%m/%Y %H:%M}</time></article>'
        for n in range(10)
    )
    return f"""<!DOCTYPE html><html><head><title>Tin tức</title>
    <link rel="https://api.w.org/" href="{SITE}/wp-json/">
    <link rel="alternate" type="application/rss+xml" title="Tin tức" href="{LIST}feed/">
    <link rel="alternate" type="application/rss+xml" title="Bình luận" href="{SITE}/comments/feed/">
    </head><body class="archive category category-tin-tuc category-12"><main>{items}</main></body></html>""".encode()


def feed(first: int) -> bytes:
    items = "".join(
        f"<item><title>{title(n)}</title><link>{address(n)}</link>"
        f"<pubDate>{time(n):%a, %d %b %Y %H:%M:%S} +0700</pubDate></item>"
        for n in range(first, first + 10)
    )
    return f'<rss version="2.0"><channel>{items}</channel></rss>'.encode()


def posts() -> bytes:
    found = [
        {
            "link": address(n),
            "title": {"rendered": title(n)},
            "date_gmt": f"{time(n).astimezone(ZoneInfo('UTC')):%FT%T}",
        }
        for n in range(50)
    ]
    return json.dumps(found).encode()


SITEMAP = f"<urlset>{''.join(f'<url><loc>{address(n)}</loc></url>' for n in range(40))}</urlset>".encode()
BLOCKED = b'{"code": "rest_disabled", "message": "The REST API is switched off.", "data": {"status": 401}}'


def looked(answers: dict[str, bytes]) -> tuple[Judged | None, dict[str, Verdict]]:
    page = Page(list_page(), LIST, "text/html; charset=utf-8")
    listed = read_way(page, (), CONTEXT).items
    assert [item.url for item in listed] == [address(n) for n in range(10)]
    judged = [Judged(Offer(LIST, "page", "the source's file names it"), Verdict(True, "the list page itself"))]
    for offer in offers(page, ROBOTS):
        told = read_way(Page(answers[offer.kind], offer.url), (), CONTEXT, expected=offer.kind)
        judged.append(Judged(offer, compare(listed, told, NOW)))
    return choose(judged), {each.offer.kind: each.verdict for each in judged}


def test_the_api_is_asked_where_it_tells_all() -> None:
    best, verdicts = looked({"wordpress": posts(), "feed": feed(0), "sitemap": SITEMAP})
    assert best is not None and "&categories=12" in best.offer.url
    assert best.verdict.reason == "it tells 10 of the 10 articles that the list page shows"
    assert verdicts["feed"].trusted
    assert "no title" in verdicts["sitemap"].reason


def test_a_feed_is_asked_where_the_api_is_switched_off() -> None:
    best, verdicts = looked({"wordpress": BLOCKED, "feed": feed(0), "sitemap": SITEMAP})
    assert best is not None and best.offer.url == f"{LIST}feed/"
    assert verdicts["wordpress"].reason == (
        "the API answers with an error: rest_disabled: The REST API is switched off."
    )


def test_the_list_page_is_asked_where_the_feed_lags() -> None:
    best, verdicts = looked({"wordpress": list_page(), "feed": feed(2), "sitemap": b""})
    assert best is not None and best.offer.kind == "page"
    assert verdicts["wordpress"].reason == "a web page in place of an answer of WordPress's API"
    assert verdicts["feed"].reason.startswith("it lags, its newest is of 2026-11-22, the list page's of 2026-11-24;")
    assert verdicts["sitemap"].reason == "the answer is empty"
