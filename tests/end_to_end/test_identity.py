"""One article is one entry with one GUID, whatever becomes of its address: a site crawled several times over HTTP."""

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import feedparser
import pytest

from tests.end_to_end.conftest import Loa
from tests.end_to_end.sites import Answer, a_city, article, listing, played

OTHERS = {f"/tin/bai-so-{n}00-sua-duong-truoc-cho.html": f"Sửa đường trước chợ, đợt {n} của năm" for n in range(1, 7)}
TITLE = "Cầu mới qua sông được thông xe từ sáng nay"
NORMAL = "/tin/cau-moi-qua-song-duoc-thong-xe-4217.html"
WORDS = "Cầu dài hai trăm mét nối hai bờ sông. "


class Site:
    """A site that a test changes between crawls, and what readers see of it."""

    def __init__(self, loa: Loa, city: Path, pages: dict[str, Answer], asked: list[str]) -> None:
        self.loa, self.city, self.pages, self.asked = loa, city, pages, asked

    def show(self, links: dict[str, str], pages: dict[str, Answer]) -> None:
        """The list page with these links first, then the other news; and these pages."""
        self.pages |= {"/tin": listing(links | OTHERS), **pages}

    def crawl(self, status: int | None = 0) -> None:
        """Some hours later: visits are due."""
        archive = self.loa.data / "archive.sqlite"
        if archive.exists():
            with sqlite3.connect(archive) as database:
                database.execute(
                    "UPDATE addresses SET ask_again_at = '2000-01-01 00:00:00' WHERE ask_again_at IS NOT NULL"
                )
        self.asked.clear()
        self.loa("--city", str(self.city), "crawl", status=status)
        self.loa("--city", str(self.city), "build")

    def entries(self) -> list[feedparser.FeedParserDict]:
        """Those beside the other news."""
        found = feedparser.parse((self.loa.data / "public" / "feeds" / "all.atom").read_bytes()).entries
        assert len({entry.id for entry in found}) == len(found)
        return [entry for entry in found if entry.title not in OTHERS.values()]

    def only(self) -> feedparser.FeedParserDict:
        (entry,) = self.entries()
        return entry


@pytest.fixture
def site(loa: Loa, tmp_path: Path) -> Iterator[Site]:
    pages = {path: article(title, words=f"Tin {title[-8]}. ") for path, title in OTHERS.items()}
    with played(pages) as (port, asked):
        yield Site(loa, a_city(tmp_path / "city", {"bao": port}), pages, asked)


def bridge(title: str = TITLE, canonical: str = "", words: str = WORDS) -> Answer:
    answer = article(title, words=words)
    link = f"<link rel='canonical' href='{canonical}'></head>" if canonical else "</head>"
    return Answer(str(answer.body).replace("</head>", link, 1))


SPELLINGS: dict[str, Callable[[int], str]] = {
    "session": lambda n: f"{NORMAL}?PHPSESSID=ab12cd34ab12cd34ab12cd3{n}",
    "path session": lambda n: f"{NORMAL};jsessionid=AB12CD34AB12CD3{n}",
    "tracking": lambda n: f"{NORMAL}?utm_source=list{n}&utm_medium=x",
    "slashes": lambda n: "/" * (n + 1) + NORMAL[1:],
    "escapes": lambda n: NORMAL.replace("cau", ["cau", "c%61u", "%63au", "ca%75"][n]),
    "letter case": lambda n: [NORMAL, NORMAL.upper(), NORMAL.title(), NORMAL.replace("tin", "Tin")][n],
    "print, amp": lambda n: NORMAL + ["?print=1", "/print/", "/amp", ""][n],
    "slug": lambda n: NORMAL.replace("moi", ["moi", "lon", "dai", "rat-dai"][n]),
    "repost": lambda n: f"/{['tin', 'noi-bat', 'giao-thong', 'xa-hoi'][n]}/cau-moi-qua-song",
}


@pytest.mark.parametrize("name", SPELLINGS)
def test_one_article_under_many_addresses_is_one_entry(site: Site, name: str) -> None:
    guids = set()
    for n in range(4):
        path = SPELLINGS[name](n)
        site.show({path: TITLE}, {path: bridge()})
        site.crawl()
        guids.add(site.only().id)
    assert len(guids) == 1


def test_the_print_version_that_was_found_first_gives_way_to_the_normal_page(site: Site) -> None:
    site.show({NORMAL + "?print=1": TITLE}, {NORMAL + "?print=1": bridge()})
    site.crawl()
    first = site.only()
    site.show({NORMAL: TITLE}, {NORMAL: bridge()})
    site.crawl()
    later = site.only()
    assert first.link.endswith("?print=1")
    assert later.link.endswith(NORMAL)
    assert (later.id, later.updated) == (first.id, first.updated)
    site.crawl()
    assert NORMAL in site.asked
    assert NORMAL + "?print=1" not in site.asked


@pytest.mark.parametrize("redirects", [True, False])
def test_a_slug_that_changed_with_the_title_is_a_correction(site: Site, redirects: bool) -> None:
    site.show({NORMAL: TITLE}, {NORMAL: bridge()})
    site.crawl()
    first = site.only()
    new, title = "/tin/cau-moi-thong-xe-som-4217.html", "Cầu mới qua sông được thông xe sớm từ sáng nay"
    old = Answer("", 301, headers={"Location": new}) if redirects else Answer("<h1>404</h1>", 404)
    site.show({new: title}, {new: bridge(title), NORMAL: old})
    for _ in range(3):
        site.crawl()
        entry = site.only()
        assert (entry.id, entry.title) == (first.id, title)
        assert entry.link.endswith(new)
        assert "gỡ" not in str(entry)


def test_equal_titles_with_other_texts_and_a_broken_canonical_link_are_so_many_entries(site: Site) -> None:
    title = "Lịch cắt điện"
    links = {f"/tin/lich-cat-dien-tuan-{n}.html": title for n in range(41, 45)}
    notices = {
        path: bridge(title, canonical="/tin/lich-cat-dien.html", words=f"Tuần {path[-7:-5]}: khu {n * 7 + 13}. ")
        for n, path in enumerate(links)
    }
    site.show(links, notices)
    site.crawl()
    site.crawl()
    assert len(site.entries()) == 4


def test_old_articles_that_all_lead_to_the_front_page_or_one_notice_stay_what_they_were(site: Site) -> None:
    site.show({NORMAL: TITLE}, {NORMAL: bridge()})
    site.crawl()
    first = [(e.id, e.title, e.link, e.updated) for e in site.entries()]
    archive = (site.loa.data / "public" / "feeds" / "all.atom").read_bytes()
    notice = article("Thư ngỏ gửi bạn đọc của cổng thông tin", words="Chúng tôi đổi giao diện mới. ", day="")
    site.pages["/thu-ngo"] = notice
    for path in [NORMAL, *OTHERS]:
        site.pages[path] = Answer("", 302, headers={"Location": "/thu-ngo"})
    site.crawl(status=None)
    assert [(e.id, e.title, e.link, e.updated) for e in site.entries()] == first
    assert (site.loa.data / "public" / "feeds" / "all.atom").read_bytes() == archive


def test_an_address_that_is_given_to_another_article_is_another_entry(site: Site) -> None:
    path, title = "/tin/thong-bao-khan.html", "Tiêm chủng cho trẻ em tại trạm y tế phường"
    site.show({path: TITLE}, {path: bridge()})
    site.crawl()
    first = site.only()
    body = str(bridge(title).body).replace(WORDS, "").split("<div class='noi-dung'>")[0] + (
        "<div class='noi-dung'><p>Trạm y tế tiêm vắc xin cho trẻ dưới năm tuổi vào hai ngày cuối tuần này.</p>"
        "<p>Phụ huynh mang theo sổ tiêm và đến trước mười giờ để được khám sàng lọc.</p></div></body></html>"
    )
    site.show({path: title}, {path: Answer(body.replace("23/11/2026 08:15", "24/11/2026 07:30"))})
    site.crawl()
    site.crawl()
    site.crawl()
    entries = site.entries()
    assert {entry.title for entry in entries} == {TITLE, title}
    assert first.id in {entry.id for entry in entries}


def test_counters_clocks_and_lists_of_other_news_move_nothing(site: Site) -> None:
    def dressed(n: int) -> Answer:
        others = "".join(f"<p><a href='/tin/khac-{n}{k}.html'>Tin khác số {n}{k} của báo</a></p>" for k in range(3))
        body = str(bridge().body).replace(
            "</div><div class='chan'>",
            f"<p>Lượt xem: {n * 137 + 5}</p><p>Thứ ba, 24/11/2026 10:0{n}:17</p>{others}</div><div class='chan'>",
        )
        return Answer(body)

    site.show({NORMAL: TITLE}, {NORMAL: dressed(0)})
    site.crawl()
    feed = (site.loa.data / "public" / "feeds" / "all.atom").read_bytes()
    for n in range(1, 4):
        site.show({NORMAL: TITLE}, {NORMAL: dressed(n)})
        site.crawl()
        assert NORMAL in site.asked
    assert (site.loa.data / "public" / "feeds" / "all.atom").read_bytes() == feed


def test_a_site_that_is_down_withdraws_nothing_and_a_correction_after_it_is_seen(site: Site) -> None:
    site.show({NORMAL: TITLE}, {NORMAL: bridge()})
    site.crawl()
    feed = (site.loa.data / "public" / "feeds" / "all.atom").read_bytes()
    up = dict(site.pages)
    for path in up:
        site.pages[path] = Answer("down", 503)
    site.crawl(status=1)
    site.crawl(status=1)
    assert (site.loa.data / "public" / "feeds" / "all.atom").read_bytes() == feed
    site.pages |= up
    site.show({NORMAL: TITLE}, {NORMAL: bridge(words=WORDS + "Xe tải đi cầu cũ. ")})
    site.crawl()
    assert "Xe tải đi cầu cũ" in site.only().content[0].value
