"""The lists as understood: what a crawl took, what it left out and why, kept and shown."""

import json
import sqlite3
from pathlib import Path
from typing import Any

from crawler.city import City
from crawler.town.server import TownServer
from tests.end_to_end.conftest import Loa
from tests.end_to_end.sites import Answer, a_city, article, listing, played

TITLES = {f"/tin/sua-duong-{n}00.html": f"Sửa đường trước chợ, đợt {n} của năm" for n in range(1, 9)}
PAGES = {path: article(title, words=title) for path, title in TITLES.items()}
XML = "application/xml; charset=utf-8"


def shown(loa: Loa, *city: str) -> Any:
    return json.loads(loa(*city, "sources", "show", "bao", "--json").stdout)


def test_the_town_s_lists_say_what_they_left_out_and_the_crawl_and_a_look_agree(
    town: TownServer, loa: Loa, demo: City
) -> None:
    loa("crawl")
    for source in demo.sources:
        told = json.loads(loa("sources", "show", source.id, "--json").stdout)
        assert set(source.lists) <= set(told["understood"])
        for url, seen in told["understood"].items():
            assert seen["cause"] == ""
            assert seen["left"], url
            assert sum(seen["left_counts"].values()) == len(seen["left"])
            taken = {link["url"] for link in told["listed"][url]}
            assert not taken & {link["url"] for link in seen["left"]}
            assert all(link["reason"] in seen["left_counts"] for link in seen["left"])
    lines = loa("sources", "show", "ubnd").stdout
    assert "left out: " in lines
    assert "home page: " in lines
    look = loa("sources", "show", "ubnd", "--live", "--json")
    kept = json.loads(look.stdout)
    for one in kept["live"]:
        assert {link["url"] for link in one["taken"]} == {link["url"] for link in kept["listed"][one["url"]]}
        assert set(one["left_counts"]) & set(kept["understood"][one["url"]]["left_counts"])


def test_a_list_that_gives_nothing_keeps_its_cause_and_what_it_showed(loa: Loa, tmp_path: Path) -> None:
    menu = "".join(f"<a href='/muc-{n}'>Mục {n}</a>" for n in range(300))
    with played({"/tin": Answer(f"<html><body><nav>{menu}</nav><p>Chưa có tin</p></body></html>")}) as (port, _):
        city = a_city(tmp_path / "city", {"bao": port})
        loa("--city", str(city), "crawl", status=1)
        (seen,) = shown(loa, "--city", str(city))["understood"].values()
    assert seen["cause"] == "only menus, footers and side boxes"
    assert seen["left_counts"] == {"menu": 300}
    assert len(seen["left"]) == 40
    lines = loa("--city", str(city), "sources", "show", "bao").stdout
    assert "nothing was taken: only menus, footers and side boxes" in lines
    assert "left out: 300" in lines
    assert "300  menu: Mục 0; Mục 1; Mục 2; ..." in lines


def test_a_list_that_did_not_change_writes_nothing_and_one_read_by_its_template_tells_all(
    loa: Loa, tmp_path: Path
) -> None:
    news = dict(list(TITLES.items())[1:])
    pages = {"/tin": listing(news), **PAGES}
    place = f"{loa.data / 'archive.sqlite'}"

    def kept() -> list[tuple[Any, ...]]:
        with sqlite3.connect(place) as database:
            return list(database.execute("SELECT counts, links FROM understood"))

    with played(pages) as (port, _):
        city = str(a_city(tmp_path / "city", {"bao": port}))
        loa("--city", city, "crawl")
        first = kept()
        with sqlite3.connect(place) as database:
            database.execute(
                "CREATE TRIGGER told BEFORE UPDATE ON understood BEGIN SELECT RAISE(ABORT, 'written again'); END"
            )
        loa("--city", city, "crawl")  # the same list
        pages["/tin"] = listing(TITLES)
        loa("--city", city, "crawl")  # one more article, the same menu; its template is learned
        with sqlite3.connect(place) as database:
            assert database.execute("SELECT count(*) FROM templates WHERE kind = 'list'").fetchone() == (1,)
            database.execute("DROP TRIGGER told")
        assert kept() == first
        again = str(pages["/tin"].body).replace("</body>", "<div class='x'><a href='/lien-he'>Liên hệ</a></div></body>")
        pages["/tin"] = Answer(again)
        loa("--city", city, "crawl")
        (seen,) = shown(loa, "--city", city)["understood"].values()
    assert f"http://127.0.0.1:{port}/lien-he" in [link["url"] for link in seen["left"]]
    assert f"http://127.0.0.1:{port}/gioi-thieu" in [link["url"] for link in seen["left"]]


def test_a_feed_that_is_asked_in_the_list_s_place_tells_what_it_left_out(loa: Loa, tmp_path: Path) -> None:
    page = str(listing(TITLES).body).replace(
        "</title>", "</title><link rel='alternate' type='application/rss+xml' title='Tin tức' href='/rss'>"
    )
    pages = {"/tin": Answer(page), **PAGES}
    with played(pages) as (port, _):
        base = f"http://127.0.0.1:{port}"
        items = "".join(
            f"<item><title>{title}</title><link>{base}{path}</link>"
            f"<pubDate>{20 + n % 5} Nov 2026 08:15:00 +0700</pubDate></item>"
            for n, (path, title) in enumerate(TITLES.items())
        )
        more = (
            "<item><title>Không có địa chỉ</title></item>"
            + f"<item><title>Trang đầu</title><link>{base}/</link></item>"
        )
        pages["/rss"] = Answer(f"<rss version='2.0'><channel>{items}{more}</channel></rss>", content_type=XML)
        city = str(a_city(tmp_path / "city", {"bao": port}))
        loa("--city", city, "crawl")
        (seen,) = shown(loa, "--city", city)["understood"].values()
        assert "menu" in seen["left_counts"] or "home page" in seen["left_counts"]
        loa("--city", city, "crawl")
        told = shown(loa, "--city", city)
    (way,) = [way for way in told["ways"] if way["chosen"]]
    assert way["kind"] == "feed"
    assert told["understood"] == {
        f"{base}/tin": {
            "cause": "",
            "left": [
                {"url": f"{base}/", "title": "Trang đầu", "reason": "list or front page of the source"},
                {"url": "", "title": "Không có địa chỉ", "reason": "no web address"},
            ],
            "left_counts": {"no web address": 1, "list or front page of the source": 1},
        }
    }
    assert len(told["listed"][f"{base}/tin"]) == len(TITLES)
