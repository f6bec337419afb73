"""The main job, whole: the demo town crawled over real HTTP, its articles once, its feeds read by a feed reader."""

import json
import sqlite3
from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path

import feedparser
import pytest

from crawler.archive import articles, open_archive, ways
from crawler.archive.values import plain
from crawler.article import StoredArticle
from crawler.city import City
from crawler.town.server import TownServer
from tests.end_to_end.conftest import Clock, Loa


def stored(loa: Loa) -> list[StoredArticle]:
    archive = open_archive(f"sqlite:///{loa.data / 'archive.sqlite'}")
    with archive.read() as tx:
        found = list(articles.everything(tx))
    archive.close()
    return found


def make_everything_due(loa: Loa) -> None:
    """Let the visits to known articles be due, as they are some hours later."""
    with sqlite3.connect(loa.data / "archive.sqlite") as database:
        database.execute("UPDATE addresses SET ask_again_at = '2000-01-01 00:00:00' WHERE article_id IS NOT NULL")


def chosen_ways(loa: Loa, source: str) -> dict[str, ways.Way]:
    archive = open_archive(f"sqlite:///{loa.data / 'archive.sqlite'}")
    with archive.read() as tx:
        found = {way.list_url: way for way in ways.of(tx, source) if way.chosen}
    archive.close()
    return found


def test_the_town_again_is_its_articles_once_then_one_conditional_request_a_list(
    town: TownServer, loa: Loa, demo: City
) -> None:
    first = loa("crawl")
    asked = {source.id: [way.url for way in chosen_ways(loa, source.id).values()] for source in demo.sources}
    assert [len(urls) for urls in asked.values()] == [len(source.lists) for source in demo.sources]
    loa("crawl")  # the feeds that were chosen are asked for the first time
    loa("build")
    found = stored(loa)
    assert len(found) >= 35
    assert len({article.guid for article in found}) == len({(a.source, a.url) for a in found}) == len(found)
    assert [line.split()[1] for line in first.stdout.splitlines()] == ["ok"] * len(demo.sources)
    feeds, before = loa.feeds(), len(town.log)
    times = {file: file.stat().st_mtime_ns for file in (loa.data / "public").rglob("*.*")}

    loa("crawl")
    loa("build")
    again = [request for request in town.log[before:] if "loa-town" not in request.path]
    assert Counter(request.path for request in again) == Counter(
        "/" + address.split("/", 3)[3] for urls in asked.values() for address in dict.fromkeys(urls)
    )
    assert all(request.conditional and request.status == 304 for request in again)
    assert [a.guid for a in stored(loa)] == [a.guid for a in found]
    assert {name: body for name, body in loa.feeds().items() if name != "status.json"} == {
        name: body for name, body in feeds.items() if name != "status.json"
    }
    assert {file: file.stat().st_mtime_ns for file in times if file.name != "status.json"} == {
        file: time for file, time in times.items() if file.name != "status.json"
    }


def test_a_feed_reader_reads_every_feed_and_finds_the_same_entries_in_both_formats(
    town: TownServer, loa: Loa, demo: City
) -> None:
    loa("crawl")
    loa("build")
    guids = {article.guid for article in stored(loa)}
    public = loa.data / "public" / "feeds"
    files = sorted(public.rglob("*.atom"))
    assert {file.stem for file in public.glob("*.atom")} == {topic.id for topic in demo.topics} | {"all"}
    assert {file.stem for file in (public / "source").glob("*.atom")} == {source.id for source in demo.sources}
    for file in files:
        atom, rss = (feedparser.parse(file.with_suffix(ending).read_bytes()) for ending in (".atom", ".rss"))
        assert not atom.bozo
        assert not rss.bozo
        ids = [entry.id for entry in atom.entries]
        assert ids == [entry.id for entry in rss.entries]
        assert set(ids) <= guids
        assert ids, f"{file.name} is empty"
        assert all(entry.title and entry.link and entry.published_parsed for entry in atom.entries)


def test_every_article_has_a_title_of_its_own_and_a_time_that_its_page_shows(town: TownServer, loa: Loa) -> None:
    loa("crawl")
    found = stored(loa)
    titles = Counter((article.source, article.title) for article in found)
    assert not {"Home", "Trang chủ"} & {article.title for article in found}
    assert max(titles.values()) == 1
    undated = [article.url for article in found if article.published is None]
    assert undated == []
    for article in found:
        assert article.published is not None
        assert article.text or article.attachments, article.url


def test_a_good_feed_is_followed_and_one_that_lags_is_not(town: TownServer, loa: Loa) -> None:
    loa("crawl")
    (good,) = [way for way in chosen_ways(loa, "bao").values() if way.kind == "feed"]
    assert "articles that the list page shows" in good.reason
    assert {way.kind for way in chosen_ways(loa, "phuong").values()} == {"page"}
    archive = open_archive(f"sqlite:///{loa.data / 'archive.sqlite'}")
    with archive.read() as tx:
        (lags,) = [way for way in ways.of(tx, "phuong") if way.kind == "feed"]
    archive.close()
    assert not lags.chosen
    assert "lags" in lags.reason


def test_the_archive_agrees_with_what_the_town_wrote(town: TownServer, loa: Loa, clock: Clock) -> None:
    loa("crawl", "--since", "400d")
    by_url = {article.url: article for article in stored(loa)}
    wrong = []
    for wanted in town.town.articles(town.founded, clock()):
        url = f"http://{wanted.host}:{town.port}{wanted.path}"
        article = by_url.get(url)
        if wanted.withdrawn:
            continue
        if article is None:
            wrong.append(f"missing: {url}")
            continue
        if article.title != wanted.title:
            wrong.append(f"{url}: title {article.title!r} for {wanted.title!r}")
        value = article.published.value if article.published else None
        day = value.astimezone(town.town.zone).date() if isinstance(value, datetime) else value
        if day != wanted.published_at.date() or (isinstance(value, datetime) and value != wanted.published_at):
            wrong.append(f"{url}: published {value} for {wanted.published_at}")
        if plain(wanted.text) not in plain(article.text):
            wrong.append(f"{url}: body {article.text[:200]!r} for {wanted.text[:200]!r}")
        lines = {plain(line) for line in article.text.splitlines()}
        if plain(wanted.title) in lines or any(word in article.text for word in ("Views:", "Lượt xem", "GMT+7")):
            wrong.append(f"{url}: the frame is in the text: {article.text[:200]!r}")
        if wanted.picture and wanted.picture.caption and plain(wanted.picture.caption) in plain(article.text):
            wrong.append(f"{url}: the caption is in the text")
    assert not wrong, "\n".join(wrong)


def test_a_correction_and_a_withdrawal_of_the_next_days_are_told_under_the_same_guid(
    town: TownServer, loa: Loa, clock: Clock
) -> None:
    loa("crawl")
    before = {article.url: article for article in stored(loa)}
    clock.now += timedelta(days=2)
    make_everything_due(loa)
    loa("crawl")
    loa("build")
    after = {article.url: article for article in stored(loa)}
    changed = {url: after[url] for url in before if after[url].version > before[url].version}
    assert {article.state for article in changed.values()} == {"live", "withdrawn"}
    assert all(after[url].guid == before[url].guid for url in before)
    assert len(after) > len(before), "the new days have news of their own"
    entries = feedparser.parse((loa.data / "public" / "feeds" / "all.atom").read_bytes()).entries
    withdrawn = {article.guid for article in changed.values() if article.state == "withdrawn"}
    assert len(withdrawn) == 2
    assert withdrawn <= {entry.id for entry in entries}


def test_the_town_is_played_by_the_crawl_itself_when_nobody_plays_it(loa: Loa) -> None:
    loa("crawl", "bao", LOA_TOWN_TODAY="2026-11-24")
    assert len(stored(loa)) > 10


def test_scrapy_lists_the_sources_and_crawls_one_into_a_file(
    town: TownServer, loa: Loa, demo: City, tmp_path: Path
) -> None:
    assert loa.scrapy("list").stdout.split() == sorted(source.id for source in demo.sources)
    out = tmp_path / "out.jsonl"
    loa.scrapy("crawl", "bao", "-O", str(out))
    items = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    assert len(items) > 10
    assert all(item["title"] and item["published"]["value"] and "page" not in item for item in items)


def test_scrapy_shell_works_on_an_article(town: TownServer, loa: Loa, demo: City) -> None:
    address = demo.source("bao").lists[0]
    done = loa.scrapy("shell", address, "-c", "print(response.status, len(response.text) > 500)")
    assert "200 True" in done.stdout


def test_a_topic_that_is_added_later_is_filled_from_the_archive(town: TownServer, loa: Loa, tmp_path: Path) -> None:
    import shutil

    from tests.end_to_end.conftest import ROOT

    city = tmp_path / "demo"
    shutil.copytree(ROOT / "cities" / "demo", city)
    loa("--city", str(city), "crawl", "bao")
    loa("--city", str(city), "build")
    (city / "topics" / "cau.toml").write_text('title = "Cầu"\nquery = "cầu OR đường"\n', "utf-8")
    loa("--city", str(city), "build")
    entries = feedparser.parse((loa.data / "public" / "feeds" / "cau.atom").read_bytes()).entries
    assert entries
    published = {article.guid: article.published for article in stored(loa)}
    assert all(published[entry.id] is not None for entry in entries)


@pytest.mark.parametrize(
    ("arguments", "status", "told"),
    [
        (("--city", "demmo", "crawl"), 2, "Did you mean demo"),
        (("crawl", "boa"), 2, "Did you mean bao"),
        (("--data-dir", "/dev/null/x", "crawl"), 3, "cannot be used"),
        (("frobnicate",), 2, "No such command"),
    ],
)
def test_wrong_use_is_told_with_the_nearest_name_and_its_own_status(
    loa: Loa, arguments: tuple[str, ...], status: int, told: str
) -> None:
    done = loa(*arguments, status=status)
    assert told in done.stderr
    assert "Traceback" not in done.stderr


def test_scrapy_crawl_of_an_unknown_source_names_the_nearest(loa: Loa) -> None:
    done = loa.scrapy("crawl", "boa", status=None)
    assert done.returncode != 0
    assert "Did you mean bao" in done.stderr + done.stdout


def test_an_archive_of_a_newer_loa_is_refused_by_every_command(town: TownServer, loa: Loa) -> None:
    loa("crawl", "bao")
    with sqlite3.connect(loa.data / "archive.sqlite") as database:
        database.execute("UPDATE loa_archive_version SET version_num = '9999'")
    for command in ("crawl", "build", "sources"):
        done = loa(command, status=3)
        assert "9999" in done.stderr
        assert "newer Loa" in done.stderr
