"""`loa add`, `loa doctor` and `loa sources show --live`: a look at sites over real HTTP, by the rules of every crawl."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from crawler.city import City, load_city
from crawler.town.server import TownServer
from tests.end_to_end.conftest import ROOT, Loa
from tests.end_to_end.ports import free_port
from tests.end_to_end.sites import Answer, a_city, article, listing, played

LOCAL = ("--allow-host", "127.0.0.0/8")
TITLES = {f"/tin/bai-so-{n}-sua-duong-truoc-cho.html": f"Sửa đường trước chợ, đợt {n} của năm" for n in range(1, 9)}
GOOD = {"/tin": listing(TITLES), "/": listing(TITLES), **{path: article(title) for path, title in TITLES.items()}}


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(ROOT / "cities" / "demo", tmp_path / "demo"))


def added(loa: Loa, *arguments: str, status: int = 0) -> Any:
    return json.loads(loa("add", *arguments, "--json", status=status).stdout)


def test_a_list_is_shown_with_its_ways_its_links_its_articles_and_their_evidence(
    town: TownServer, loa: Loa, demo: City
) -> None:
    url = demo.source("bao").lists[0]
    told = added(loa, url, *LOCAL)
    (seen,) = told["lists"]
    assert len(seen["taken"]) == 10
    assert all(link["published"]["rule"] and link["published"]["text"] for link in seen["taken"])
    assert seen["left"]
    assert all(link["reason"] for link in seen["left"])
    assert sum(seen["left_counts"].values()) == len(seen["left"])
    assert seen["left_counts"].keys() == {link["reason"] for link in seen["left"]}
    assert len(told["articles"]) == 3
    by_url = {f"http://{one.host}:{town.port}{one.path}": one for one in town.town.articles(town.founded, town.clock())}
    for one in told["articles"]:
        assert one["title"] == by_url[one["url"]].title
        assert one["published"]["value"].startswith(by_url[one["url"]].published_at.date().isoformat())
        assert one["text"]
    assert told["robots"] == {"status": 200, "allowed": True, "crawl_delay": 0.0}
    assert [way["kind"] for way in told["ways"]] == ["page", "feed"]
    assert all(way["reason"] for way in told["ways"])
    assert sum(way["best"] for way in told["ways"]) == 1
    assert told["known"] == [{"source": "bao", "by": "list"}]
    assert 'language = "vi"' in told["toml"]
    assert len([request for request in town.log if "loa-town" not in request.path]) <= 10


def test_what_is_shown_for_people_has_the_same_parts(town: TownServer, loa: Loa, demo: City) -> None:
    shown = loa("add", demo.source("ubnd").lists[0], *LOCAL).stdout
    for part in ("ubnd has this list already", "robots.txt: answered 200, allowed", "taken: 8, 8 with dates"):
        assert part in shown
    for part in (
        "left out:",
        "published: 20",
        "assumed zone:source",
        "topic storms-floods: bão số",
        'country = "VN" #',
    ):
        assert part in shown


def test_a_local_address_is_refused_before_anything_is_asked(town: TownServer, loa: Loa, demo: City) -> None:
    asked = len(town.log)
    done = loa("add", demo.source("bao").lists[0], status=1)
    assert "the address 127.0.0.1 is of this machine" in done.stdout
    assert "--allow-host" in done.stdout
    assert "allow_hosts" in done.stdout
    assert "title =" not in done.stdout
    assert [request for request in town.log[asked:] if "loa-town" not in request.path] == []


def test_a_front_page_is_called_one_and_its_lists_are_named(town: TownServer, loa: Loa, demo: City) -> None:
    told = added(loa, f"http://ubnd.localhost:{loa.port}/", *LOCAL)
    assert told["front_page"]
    assert demo.source("ubnd").lists[0] in [link["url"] for link in told["suggested"]]
    assert {known["source"] for known in told["known"]} == {"ubnd", "ubnd-en"}


def test_a_feed_is_taken_as_the_list(town: TownServer, loa: Loa, demo: City) -> None:
    ways = added(loa, demo.source("bao").lists[0], *LOCAL)["ways"]
    feed = next(way["url"] for way in ways if way["kind"] == "feed")
    told = added(loa, feed, *LOCAL)
    assert told["lists"][0]["kind"] == "feed"
    assert len(told["lists"][0]["taken"]) >= 10
    assert feed in told["toml"]


def test_the_language_is_the_page_s_and_not_the_city_s(town: TownServer, loa: Loa, demo: City) -> None:
    told = added(loa, demo.source("ubnd-en").lists[0], *LOCAL)
    assert told["language"] == "en"
    assert 'language = "en"' in told["toml"]


def test_what_is_saved_is_a_source_that_the_next_crawl_reads(loa: Loa, tmp_path: Path) -> None:
    with played(GOOD) as (port, _):
        city = a_city(tmp_path / "city", {})
        url = f"http://127.0.0.1:{port}/tin"
        done = loa("--city", str(city), "add", url, *LOCAL, "--save", "--id", "thu")
        assert str(city / "sources" / "thu.toml") in done.stdout
        source = load_city(str(city)).source("thu")
        assert (source.lists, source.language, source.country) == ((url,), "vi", "VN")
        assert '"Asia/Ho_Chi_Minh" # as Thử' in (city / "sources" / "thu.toml").read_text("utf-8")
        again = loa("--city", str(city), "add", url, *LOCAL, "--save", status=2)
        assert "thu lists" in again.stderr
        done = loa("--city", str(city), "crawl", "thu", "--json", LOA_SOURCE_SECONDS="60")
    assert json.loads(done.stdout)["counts"]["new"] == 8


def test_an_id_that_exists_gains_the_list_and_keeps_its_comments(town: TownServer, loa: Loa, copy: Path) -> None:
    file = copy / "sources" / "ubnd-en.toml"
    file.write_text("# by hand\n" + file.read_text("utf-8"), "utf-8")
    url = f"http://ubnd.localhost:{loa.port}/vi/tin-hoat-dong"
    loa("--city", str(copy), "add", url, *LOCAL, "--id", "ubnd-en", "--save")
    text = file.read_text("utf-8")
    assert text.startswith("# by hand\n")
    assert url in load_city(str(copy)).source("ubnd-en").lists
    assert 'title = "Bến Lau City Portal (English)"' in text


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("ftp://x.example/",), "no web address"),
        (("http://0x7f.1/",), "number in disguise"),
        (("http://x.example/", "--country", "vn"), "country"),
        (("http://x.example/", "--timezone", "Asia/Hanoi"), "timezone"),
        (("http://x.example/", "--allow-host", "here"), "allow_hosts"),
    ],
)
def test_wrong_use_is_told_before_anything_is_asked(loa: Loa, arguments: tuple[str, ...], told: str) -> None:
    done = loa("add", *arguments, status=2)
    assert told in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("pages", "told"),
    [
        ({"/tin": Answer("gone", 404)}, "answered 404"),
        ({"/tin": GOOD["/tin"], "/robots.txt": Answer("User-agent: *\nDisallow: /\n", content_type="text/plain")}, "robots.txt forbids it"),
        ({"/tin": Answer(b"%PDF-1.7 x", content_type="application/pdf")}, "application/pdf"),
        ({"/tin": Answer("<html><body></body></html>")}, "an empty page"),
        ({"/tin": Answer("", 302, headers={"Location": "http://10.0.0.1/"})}, "10.0.0.1 is private"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_told_with_its_cause_and_never_saved(
    loa: Loa, tmp_path: Path, pages: dict[str, Answer], told: str
) -> None:
    city = a_city(tmp_path / "city", {})
    with played(pages) as (port, _):
        url = f"http://127.0.0.1:{port}/tin"
        done = loa("--city", str(city), "add", url, *LOCAL, status=1)
        loa("--city", str(city), "add", url, *LOCAL, "--save", status=2)
    assert told in done.stdout
    assert list((city / "sources").iterdir()) == []


def test_a_crawl_delay_is_shown(loa: Loa, tmp_path: Path) -> None:
    robots = Answer("User-agent: *\nCrawl-delay: 0.2\n", content_type="text/plain")
    with played(GOOD | {"/robots.txt": robots}) as (port, _):
        city = a_city(tmp_path / "city", {})
        done = loa("--city", str(city), "add", f"http://127.0.0.1:{port}/tin", *LOCAL)
    assert "it asks for 0.2 s between two requests" in done.stdout


# -- the doctor


def findings(done: Any) -> list[dict[str, str]]:
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_a_town_in_order_is_all_well(town: TownServer, loa: Loa, demo: City) -> None:
    found = findings(loa("doctor", "--json", LOA_PORT=str(free_port())))
    assert {one["level"] for one in found} <= {"ok", "note"}
    assert {source.id for source in demo.sources} <= {one["what"] for one in found}
    assert sum("articles" in one["told"] for one in found) == sum(len(source.lists) for source in demo.sources)


def test_a_source_that_gives_nothing_is_told_with_its_cause(loa: Loa, tmp_path: Path) -> None:
    with played(GOOD) as (port, _), played({"/tin": Answer("x", 503)}) as (other, _):
        city = a_city(tmp_path / "city", {"bao": port, "hong": other})
        file = city / "sources" / "hong.toml"
        file.write_text(file.read_text("utf-8") + "verified = false\n", "utf-8")
        found = findings(loa("--city", str(city), "doctor", "--json", status=1))
    told = {one["what"]: one for one in found}
    assert told["bao"]["level"] == "ok"
    assert told["hong (not yet verified)"]["level"] == "source"
    assert "answered 503" in told["hong (not yet verified)"]["told"]
    assert told["sources"]["told"] == "not yet verified: hong"


def test_offline_asks_nothing(loa: Loa, tmp_path: Path) -> None:
    with played(GOOD) as (port, asked):
        city = a_city(tmp_path / "city", {"bao": port})
        done = loa("--city", str(city), "doctor", "--offline")
    assert asked == []
    assert "LOA_CONTACT is not set" in done.stdout


def test_a_wrong_topic_and_a_damaged_archive_have_their_own_status(loa: Loa, tmp_path: Path) -> None:
    city = a_city(tmp_path / "city", {})
    (city / "topics" / "duong.toml").write_text('title = "Đường"\nquery = "đường AND"\n', "utf-8")
    done = loa("--city", str(city), "doctor", "--offline", status=2)
    assert "BAD   topics" in done.stdout
    loa.data.mkdir(parents=True, exist_ok=True)
    (loa.data / "archive.sqlite").write_bytes(b"not a database" * 500)
    done = loa("--city", str(city), "doctor", status=3)
    assert "BAD   archive" in done.stdout


# -- the sources


def test_a_source_is_shown_with_its_ways_runs_lists_and_articles(town: TownServer, loa: Loa, demo: City) -> None:
    assert "never run" in loa("sources", "show", "ubnd").stdout
    loa("crawl", "ubnd")
    told = json.loads(loa("sources", "show", "ubnd", "--json").stdout)
    assert told["runs"][0]["outcome"] == "ok"
    assert set(told["listed"]) == set(demo.source("ubnd").lists)
    assert told["newest"]
    assert all(one["published"]["text"] for one in told["newest"])
    days = [one["published"]["value"][:10] for one in told["newest"]]
    assert days == sorted(days, reverse=True)
    assert told["live"] is None
    shown = loa("sources", "show", "ubnd", "--live").stdout
    assert "left out:" in shown
    assert "published 20" in shown


def test_show_names_the_nearest_source_and_a_live_failure(loa: Loa, tmp_path: Path) -> None:
    with played({"/tin": Answer("x", 404)}) as (port, _):
        city = a_city(tmp_path / "city", {"bao": port})
        done = loa("--city", str(city), "sources", "show", "bao", "--live", status=1)
        assert "nothing was taken: answered 404" in done.stdout
        done = loa("--city", str(city), "sources", "show", "boa", status=2)
    assert "Did you mean bao" in done.stderr


def test_the_look_is_no_spider_of_the_project(loa: Loa, demo: City) -> None:
    assert loa.scrapy("list").stdout.split() == sorted(source.id for source in demo.sources)
