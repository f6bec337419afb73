"""Bad pages are counted with their reason and never become entries; a bad source never hurts its neighbour."""

import json
import sqlite3
from pathlib import Path
from typing import Any

import feedparser
import pytest

from tests.end_to_end.conftest import Loa
from tests.end_to_end.sites import Answer, a_city, article, listing, played

TITLES = {f"/tin/bai-so-{n}-sua-duong-truoc-cho.html": f"Sửa đường trước chợ, đợt {n} của năm" for n in range(1, 9)}
GOOD = {"/tin": listing(TITLES), **{path: article(title) for path, title in TITLES.items()}}


def runs(done: Any) -> dict[str, Any]:
    return {told["source"]: told for told in map(json.loads, done.stdout.splitlines())}


def titles(loa: Loa) -> list[str]:
    with sqlite3.connect(loa.data / "archive.sqlite") as database:
        return [title for (title,) in database.execute("SELECT title FROM versions ORDER BY article_id")]


def test_pages_that_are_no_article_are_counted_with_their_reason(loa: Loa, tmp_path: Path) -> None:
    paths = list(TITLES)
    bad = {
        paths[1]: Answer("   "),
        paths[2]: Answer("<html><body></body></html>"),
        paths[3]: Answer("<h1>gone</h1>", 404),
        paths[4]: Answer(b"\x00\x01\x02" * 500, content_type="application/octet-stream"),
        paths[5]: Answer("busy", 500),
    }
    with played(GOOD | bad) as (port, _):
        city = a_city(tmp_path / "city", {"bad": port})
        told = runs(loa("--city", str(city), "crawl", "--json", status=None))["bad"]
        loa("--city", str(city), "build")
    counts = told["counts"]
    assert counts["new"] == 3
    assert counts.get("unreadable", 0) + counts["failed"] == 5
    assert "5 of 8 pages" in told["cause"]
    assert all(title.strip() for title in titles(loa))
    entries = feedparser.parse((loa.data / "public" / "feeds" / "all.atom").read_bytes()).entries
    assert sorted(entry.title for entry in entries) == sorted([TITLES[paths[0]], TITLES[paths[6]], TITLES[paths[7]]])
    with sqlite3.connect(loa.data / "archive.sqlite") as database:
        reasons = [reason for (reason,) in database.execute("SELECT reason FROM addresses WHERE article_id IS NULL")]
    assert len(reasons) == 5
    assert all(reasons)


@pytest.mark.parametrize(
    ("answer", "cause"),
    [
        (Answer("busy", 503), "503"),
        (Answer("<html><body><h1>Tin tức</h1></body></html>"), "no links"),
        (Answer("gone", 404), "404"),
    ],
)
def test_a_source_whose_list_is_broken_is_named_and_its_neighbour_is_whole(
    loa: Loa, tmp_path: Path, answer: Answer, cause: str
) -> None:
    with played({"/tin": answer}) as (broken, _), played(GOOD) as (good, _):
        city = a_city(tmp_path / "city", {"broken": broken, "good": good})
        done = loa("--city", str(city), "crawl", "--json", status=1)
        loa("--city", str(city), "build")
    told = runs(done)
    assert (told["good"]["outcome"], told["good"]["counts"]["new"]) == ("ok", 8)
    assert told["broken"]["outcome"] == "failed"
    assert cause in told["broken"]["cause"]
    status = json.loads((loa.data / "public" / "status.json").read_text("utf-8"))
    assert cause in status["sources"]["broken"]["cause"]


def test_a_source_that_breaks_later_keeps_its_entries(loa: Loa, tmp_path: Path) -> None:
    pages = dict(GOOD)
    with played(pages) as (port, _):
        city = a_city(tmp_path / "city", {"bao": port})
        loa("--city", str(city), "crawl")
        loa("--city", str(city), "build")
        before = (loa.data / "public" / "feeds" / "all.atom").read_bytes()
        pages.clear()
        loa("--city", str(city), "crawl", status=1)
        loa("--city", str(city), "build")
    assert (loa.data / "public" / "feeds" / "all.atom").read_bytes() == before


def test_an_article_that_failed_once_is_found_although_its_list_is_unchanged(loa: Loa, tmp_path: Path) -> None:
    pages = dict(GOOD)
    first = next(iter(TITLES))
    pages[first] = Answer("busy", 500)
    pages["/tin"] = Answer(GOOD["/tin"].body, headers={"ETag": '"1"'})
    with played(pages) as (port, asked):
        city = a_city(tmp_path / "city", {"bao": port})
        loa("--city", str(city), "crawl", status=None)
        pages[first] = GOOD[first]
        with sqlite3.connect(loa.data / "archive.sqlite") as database:
            database.execute("UPDATE addresses SET ask_again_at = '2000-01-01 00:00:00' WHERE article_id IS NULL")
        asked.clear()
        loa("--city", str(city), "crawl")
    assert sorted(asked) == ["/tin", first]
    assert len(titles(loa)) == 8


def test_a_file_in_place_of_an_article_is_carried_as_an_attachment(loa: Loa, tmp_path: Path) -> None:
    path = "/tin/van-ban/quyet-dinh-15.pdf"
    named, hidden = dict(TITLES), list(TITLES)[3]
    named[path] = "Quyết định số 15 về lịch sửa đường"
    pages = GOOD | {"/tin": listing(named), hidden: Answer(b"%PDF-1.4 ...", content_type="application/pdf")}
    with played(pages) as (port, asked):
        city = a_city(tmp_path / "city", {"bao": port})
        loa("--city", str(city), "crawl")
        loa("--city", str(city), "build")
    assert path not in asked, "a file is named, not fetched"
    entries = feedparser.parse((loa.data / "public" / "feeds" / "all.atom").read_bytes()).entries
    files = {entry.title: [link.href for link in entry.links if link.rel == "enclosure"] for entry in entries}
    assert files["Quyết định số 15 về lịch sửa đường"] == [f"http://127.0.0.1:{port}{path}"]
    assert files[TITLES[hidden]] == [f"http://127.0.0.1:{port}{hidden}"]


def test_a_private_address_that_the_source_s_file_does_not_allow_is_not_asked(loa: Loa, tmp_path: Path) -> None:
    with played(GOOD) as (port, asked):
        city = a_city(tmp_path / "city", {"bao": port})
        file = city / "sources" / "bao.toml"
        file.write_text(
            file.read_text("utf-8").replace('allow_hosts = ["127.0.0.0/8"]\n', "").replace("delay = 0.0\n", "")
        )
        done = loa("--city", str(city), "crawl", "--json", status=1)
    assert asked == []
    assert "127.0.0.1" in runs(done)["bao"]["cause"]


def test_the_same_crawl_and_build_on_postgresql(loa: Loa, tmp_path: Path, postgresql: str) -> None:
    import psycopg

    with psycopg.connect(postgresql, autocommit=True) as connection:
        connection.execute("DROP SCHEMA public CASCADE")
        connection.execute("CREATE SCHEMA public")
    with played(GOOD) as (port, asked):
        city = a_city(tmp_path / "city", {"bao": port})
        for _ in range(2):
            loa("--city", str(city), "crawl", LOA_DATABASE_URL=postgresql)
            loa("--city", str(city), "build", LOA_DATABASE_URL=postgresql)
    assert len(asked) == 1 + 1 + 8 + 1  # robots.txt, the list, the articles, the list
    entries = feedparser.parse((loa.data / "public" / "feeds" / "duong.atom").read_bytes()).entries
    assert len({entry.id for entry in entries}) == 8


def test_a_fault_of_our_own_is_a_failed_run_and_never_silence(loa: Loa, tmp_path: Path) -> None:
    broken = tmp_path / "broken"
    broken.mkdir()
    (broken / "sitecustomize.py").write_text(
        "import crawler.extract.links as links\n"
        "def read_list(*a, **k): raise NameError('no such name')\n"
        "links.read_list = read_list\n",
        "utf-8",
    )
    with played(GOOD) as (port, _):
        city = a_city(tmp_path / "city", {"bao": port})
        path = f"{broken}:{loa.environment['PYTHONPATH']}"
        done = loa("--city", str(city), "crawl", "--json", status=1, PYTHONPATH=path)
    told = runs(done)["bao"]
    assert told["outcome"] == "failed"
    assert "NameError: no such name" in told["cause"]
