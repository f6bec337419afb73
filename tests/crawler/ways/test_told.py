"""What an answer names beside its news: counted whole, named in part, with a reason each."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from crawler.address import address_key
from crawler.article import Left, LeftOut, Listed
from crawler.extract.listplaces import ListTemplate
from crawler.extract.page import Context, Page
from crawler.ways.read import read_way
from crawler.ways.sitemap import BEYOND
from crawler.ways.told import MOST_ITEMS, MOST_LEFT, MOST_OF_A_REASON, NO_ADDRESS, OWN_PAGE, Told, left_out
from crawler.ways.wordpress import read_posts

SITE = "https://bao.example"
CONTEXT = Context("bao", "vi", "VN", ZoneInfo("Asia/Ho_Chi_Minh"), datetime(2026, 11, 24, tzinfo=ZoneInfo("UTC")))
NEWS = [f"/tin/sua-duong-truoc-cho-dot-{n}.html" for n in range(8)]


def link(number: int, reason: str) -> LeftOut:
    return LeftOut(f"{SITE}/{reason}/{number}", f"{reason} {number}", reason)


def test_a_long_menu_hides_no_other_reason_and_all_are_counted() -> None:
    left = left_out([*(link(n, "menu") for n in range(900)), link(1, "footer"), *(link(n, "pager") for n in range(3))])
    assert left.counts == {"menu": 900, "footer": 1, "pager": 3}
    assert left.total == 904
    assert [one.reason for one in left.links] == ["menu"] * MOST_OF_A_REASON + ["footer"] + ["pager"] * 3


def test_what_is_named_is_bounded_whatever_comes() -> None:
    left = left_out(LeftOut(f"{SITE}/{n}", "chữ " * 500, f"reason {n}") for n in range(1000))
    assert (len(left.links), left.total) == (MOST_LEFT, 1000)
    assert max(len(one.title) for one in left.links) <= 200
    assert left_out([LeftOut("https://x.example/" + "a" * 1000, "", "menu")]) == Left((), {"menu": 1})


def test_what_is_no_news_for_the_one_who_asked_is_left_out_of_what_was_told() -> None:
    items = tuple(Listed(f"{SITE}{path}", path, SITE) for path in ("/", *NEWS))
    told = Told(items, left=left_out([link(1, "menu")])).without({address_key(f"{SITE}/")})
    assert [item.url for item in told.items] == [SITE + path for path in NEWS]
    assert told.left == Left((LeftOut(f"{SITE}/", "/", OWN_PAGE), link(1, "menu")), {"menu": 1, OWN_PAGE: 1})
    assert told.without({address_key(f"{SITE}/")}) is told


def page(news: list[str]) -> Page:
    rows = "".join(
        f"<li><h3><a href='{path}'>Sửa đường trước chợ, đợt {path[-6]}</a></h3> 2{n % 5}/11/2026</li>"
        for n, path in enumerate(news)
    )
    body = (
        f"<nav><a href='/gioi-thieu'>Giới thiệu</a></nav><ul class='tin'>{rows}</ul><footer><a href='/lh'>Liên hệ</a>"
    )
    return Page(f"<html><body>{body}</footer></body></html>", f"{SITE}/tin", "text/html; charset=utf-8")


@pytest.mark.parametrize("learned", [False, True], ids=["read anew", "by the template of the list"])
def test_a_list_page_tells_what_it_left_out(learned: bool) -> None:
    template: ListTemplate | None = read_way(page(NEWS), (), CONTEXT).learned if learned else None
    known = [address_key(SITE + path) for path in NEWS] if learned else ()
    told = read_way(page(NEWS), (), CONTEXT, template=template, known=known)
    assert (told.learned is None) == learned  # where the template holds nothing is learned anew
    assert len(told.items) == len(NEWS)
    assert told.left == left_out(
        [LeftOut(f"{SITE}/gioi-thieu", "Giới thiệu", "menu"), LeftOut(f"{SITE}/lh", "Liên hệ", "footer")]
    )


def test_a_feed_tells_its_entries_without_an_address() -> None:
    items = f"<item><title>Cầu mới</title><link>{SITE}/1</link></item><item><title>Không địa chỉ</title></item>"
    told = read_way(Page(f"<rss><channel>{items}</channel></rss>".encode(), f"{SITE}/rss"), (), CONTEXT)
    assert [item.url for item in told.items] == [f"{SITE}/1"]
    assert told.left == left_out([LeftOut("", "Không địa chỉ", NO_ADDRESS)])


def test_wordpress_tells_its_posts_without_an_address() -> None:
    body = b'[{"link": "https://bao.example/1", "title": {"rendered": "A"}}, {"title": {"rendered": "Kh\\u00f4ng"}}]'
    told = read_posts(Page(body, f"{SITE}/wp-json/wp/v2/posts", "application/json"), CONTEXT)
    assert told.left == left_out([LeftOut("", "Không", NO_ADDRESS)])


@pytest.mark.parametrize("lines", [False, True], ids=["xml", "lines"])
def test_a_long_sitemap_tells_how_many_it_did_not_take(lines: bool) -> None:
    urls = [f"{SITE}/tin/{n}.html" for n in range(MOST_ITEMS + 70)]
    body = "\n".join(urls) if lines else f"<urlset>{''.join(f'<url><loc>{url}</loc></url>' for url in urls)}</urlset>"
    told = read_way(Page(body.encode(), f"{SITE}/sitemap.xml", "text/plain" if lines else "text/xml"), (), CONTEXT)
    assert [item.url for item in told.items] == urls[:MOST_ITEMS]
    assert told.left.counts == {BEYOND: 70}
    assert [one.url for one in told.left.links] == urls[MOST_ITEMS:][:MOST_OF_A_REASON]
