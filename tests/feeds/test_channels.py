"""A feed's address is a contract: deleted, renamed and brought back, read as a feed reader and a browser read it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import feedparser
import pytest
import typer
from starlette.testclient import TestClient

import feeds.web.app
from crawler.archive import Archive, articles
from crawler.archive.decide import decide
from crawler.city import City, load_city
from crawler.config import Config, read_config
from feeds.cli.wiring import wire
from feeds.publish import publish
from feeds.store import open_store
from feeds.topics import store
from feeds.web.app import make_app
from tests.builders import NOW, an_article

CITY = 'title = "Bến Thử"\nlanguage = "vi"\ncountry = "VN"\ntimezone = "Asia/Ho_Chi_Minh"\n'
SOURCE = (
    'title = "Báo Thử"\nhome = "https://bao.example/"\nlists = ["https://bao.example/tin"]\n'
    'language = "vi"\ncountry = "VN"\ntimezone = "Asia/Ho_Chi_Minh"\n'
)


@dataclass
class Town:
    """A city's folder that a test edits as its people do, its data, and the day."""

    folder: Path
    data: Path
    archive: Archive
    now: datetime = NOW

    @property
    def config(self) -> Config:
        return read_config(data_dir=self.data, public_url="https://loa.example/")

    @property
    def city(self) -> City:
        return load_city(str(self.folder))

    def write(self, name: str, text: str) -> None:
        (self.folder / name).write_text(text, "utf-8")

    def build(self, days: float = 0) -> tuple[str, ...]:
        self.now += timedelta(days=days)
        return publish(self.archive, self.config, self.city, now=self.now).written

    def add(self, **given: object) -> str:
        with self.archive.begin() as tx:
            seen = an_article(**{"fetched_at": self.now, "published": None} | given)
            found = articles.find(tx, seen)
            return articles.apply(tx, found, seen, decide(None, seen), now=self.now, page_id=None).guid

    def feed(self, path: str, ending: str = "atom") -> Any:
        return feedparser.parse((self.data / "public" / f"{path}.{ending}").read_bytes())

    def files(self) -> set[str]:
        return {file.stem for file in (self.data / "public" / "feeds").rglob("*.*")}

    def web(self, monkeypatch: pytest.MonkeyPatch) -> TestClient:
        """The web application of the city as it is now, on the town's day."""
        day = self.now

        class Clock(datetime):
            @classmethod
            def now(cls, tz: Any = None) -> datetime:  # type: ignore[override]
                return day.astimezone(tz)

        monkeypatch.setattr(feeds.web.app, "datetime", Clock)
        app = make_app(self.config, self.city, self.archive)
        return TestClient(app, headers={"accept-language": "en"}, follow_redirects=False)


@pytest.fixture
def town(tmp_path: Path, archive: Archive) -> Town:
    folder = tmp_path / "cities" / "ben-thu"
    (folder / "sources").mkdir(parents=True)
    (folder / "topics").mkdir()
    (folder / "city.toml").write_text(CITY, "utf-8")
    (folder / "sources" / "bao.toml").write_text(SOURCE, "utf-8")
    (folder / "topics" / "cau.toml").write_text('title = "Cầu đường"\nquery = "cầu"\n', "utf-8")
    (folder / "topics" / "bridges.toml").write_text('title = "Bridges"\nlanguage = "en"\nquery = "cầu"\n', "utf-8")
    return Town(folder, tmp_path / "data", archive)


def test_a_topic_that_is_deleted_says_so_once_keeps_its_entries_and_is_gone_after_its_days(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    guid = town.add()
    town.build()
    before = town.feed("feeds/cau")
    (town.folder / "topics" / "cau.toml").unlink()
    assert "feeds/cau.atom" in town.build(days=1)
    for ending in ("atom", "rss"):
        last, *rest = town.feed("feeds/cau", ending).entries
        assert [entry.id for entry in rest] == [guid]
        assert "dừng" in last.title and "Cầu đường" in last.title
        assert "25/11/2026" in last.summary + last.content[0].value
        assert "https://loa.example/feeds/all.rss" in last.content[0].value
    after = town.feed("feeds/cau")
    assert after.feed.id == before.feed.id
    said = after.entries[0].id
    assert town.build(days=1) == ()
    town.add(url="https://bao.example/moi-43.html", title="Cầu khác", text="Một bài khác hẳn về cầu.")
    town.build(days=1)
    assert [entry.id for entry in town.feed("feeds/cau").entries] == [said, guid]
    web = town.web(monkeypatch)
    assert web.get("/feeds/cau.atom").status_code == 200
    assert (web.get("/topics/cau").status_code, "not followed" in web.get("/topics/cau").text) == (410, True)

    town.build(days=27.9)
    assert "cau" in town.files()
    town.build(days=0.2)
    assert "cau" not in town.files()
    web = town.web(monkeypatch)
    assert {web.get(f"/feeds/cau.{ending}").status_code for ending in ("atom", "rss")} == {410}
    assert web.get("/feeds/never-was.atom").status_code == 404
    assert web.get("/feeds/bridges.atom").status_code == 200


def test_the_last_words_are_in_the_feed_s_language(town: Town) -> None:
    town.build()
    (town.folder / "topics" / "bridges.toml").unlink()
    town.build(days=1)
    (last,) = town.feed("feeds/bridges").entries
    assert last.title == "This feed has ended: Bridges – Bến Thử"
    assert "ended on 25 November 2026" in last.content[0].value


def test_a_topic_that_is_brought_back_goes_on_as_if_nothing_had_been(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = town.add()
    town.build()
    before = town.feed("feeds/cau")
    file = town.folder / "topics" / "cau.toml"
    text = file.read_text("utf-8")
    for away in (3, 60):
        file.unlink()
        town.build(days=1)
        last = town.feed("feeds/cau").entries[0].id
        second = town.add(url=f"https://bao.example/{away}.html", title="Cầu nữa", text=f"{away} nhịp cầu nối hai bờ.")
        town.build(days=away)
        file.write_text(text, "utf-8")
        town.build()
        after = town.feed("feeds/cau")
        ids = {entry.id for entry in after.entries}
        assert {first, second} <= ids and last not in ids
        assert after.feed.id == before.feed.id
        assert town.web(monkeypatch).get("/feeds/cau.atom").status_code == 200


def test_a_topic_that_is_renamed_keeps_its_id_and_entries_and_its_old_address_leads_on(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    guid = town.add()
    town.build()
    before = town.feed("feeds/cau")
    (town.folder / "topics" / "cau.toml").unlink()
    town.write("topics/cau-duong.toml", 'title = "Cầu đường"\nquery = "cầu"\nformerly = ["cau"]\n')
    town.build(days=1)
    after = town.feed("feeds/cau-duong")
    assert after.feed.id == before.feed.id
    assert [entry.id for entry in after.entries] == [guid]
    assert [entry.updated for entry in after.entries] == [entry.updated for entry in before.entries]
    newer = town.add(url="https://bao.example/moi-43.html", title="Cầu khác", text="Một bài khác hẳn về cầu.")
    town.build(days=1)
    public = town.data / "public" / "feeds"
    for ending in ("atom", "rss"):
        assert (public / f"cau.{ending}").read_bytes() == (public / f"cau-duong.{ending}").read_bytes()
    copy = town.feed("feeds/cau")
    assert newer in {entry.id for entry in copy.entries}
    assert [link.href for link in copy.feed.links if link.rel == "self"] == ["https://loa.example/feeds/cau-duong.atom"]
    web = town.web(monkeypatch)
    answer = web.get("/feeds/cau.atom")
    assert (answer.status_code, answer.headers["location"]) == (301, "/feeds/cau-duong.atom")
    assert feedparser.parse(web.get("/feeds/cau.rss", follow_redirects=True).content).entries
    page = web.get("/topics/cau")
    assert (page.status_code, page.headers["location"]) == (301, "/topics/cau-duong")

    town.build(days=30)
    assert "cau" not in town.files() and "cau-duong" in town.files()
    assert town.web(monkeypatch).get("/feeds/cau.atom").headers["location"] == "/feeds/cau-duong.atom"


def test_what_matched_once_stays_through_a_new_name_and_is_forgotten_after_the_end(town: Town) -> None:
    guid = town.add(title="Bão", text="Một bài nay không còn chữ ấy.", html="<p>Một bài.</p>")
    town.build()
    with town.archive.begin() as tx:
        (article,) = articles.everything(tx)
        store.add(tx, "cau", article.id, "chữ cũ")
    (town.folder / "topics" / "cau.toml").unlink()
    town.write("topics/b.toml", 'title = "B"\nquery = "cầu"\nformerly = ["cau"]\n')
    town.build(days=1)
    assert [entry.id for entry in town.feed("feeds/b").entries] == [guid]
    (town.folder / "topics" / "b.toml").unlink()
    town.build(days=1)
    town.build(days=29)
    with town.archive.read() as tx:
        assert store.reasons(tx, "b", [article.id]) == {article.id: "chữ cũ"}
    town.build(days=1)
    with town.archive.read() as tx:
        assert store.topics_of(tx, [article.id]) == {}


def test_a_topic_renamed_twice_and_then_deleted_leads_to_its_end(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    town.build()
    first = town.feed("feeds/cau").feed.id
    (town.folder / "topics" / "cau.toml").rename(town.folder / "topics" / "b.toml")
    town.write("topics/b.toml", 'title = "B"\nquery = "cầu"\nformerly = ["cau"]\n')
    town.build(days=1)
    (town.folder / "topics" / "b.toml").unlink()
    town.write("topics/c.toml", 'title = "C"\nquery = "cầu"\nformerly = ["cau", "b"]\n')
    town.build(days=1)
    assert town.feed("feeds/c").feed.id == first
    assert {town.feed(f"feeds/{name}").feed.title for name in ("cau", "b", "c")} == {"C – Bến Thử"}
    web = town.web(monkeypatch)
    assert {web.get(f"/feeds/{name}.rss").headers["location"] for name in ("cau", "b")} == {"/feeds/c.rss"}
    (town.folder / "topics" / "c.toml").unlink()
    town.build(days=1)
    town.build(days=30)
    assert not {"cau", "b", "c"} & town.files()
    web = town.web(monkeypatch)
    assert web.get("/feeds/cau.rss", follow_redirects=True).status_code == 410


def test_an_earlier_name_leads_on_also_where_only_the_one_after_it_is_named(town: Town) -> None:
    town.build()
    (town.folder / "topics" / "cau.toml").unlink()
    town.write("topics/b.toml", 'title = "B"\nquery = "cầu"\nformerly = ["cau"]\n')
    town.build(days=1)
    (town.folder / "topics" / "b.toml").unlink()
    town.write("topics/c.toml", 'title = "C"\nquery = "cầu"\nformerly = ["b"]\n')
    town.build(days=1)
    assert {town.feed(f"feeds/{name}").feed.title for name in ("cau", "b", "c")} == {"C – Bến Thử"}


def test_a_new_topic_under_a_name_that_moved_is_another_feed(town: Town) -> None:
    town.build()
    first = town.feed("feeds/cau").feed.id
    (town.folder / "topics" / "cau.toml").unlink()
    town.write("topics/b.toml", 'title = "B"\nquery = "cầu"\nformerly = ["cau"]\n')
    town.build(days=1)
    town.write("topics/b.toml", 'title = "B"\nquery = "cầu"\n')
    town.write("topics/cau.toml", 'title = "Cầu thủ"\nquery = "cầu thủ"\n')
    town.build(days=1)
    assert town.feed("feeds/b").feed.id == first != town.feed("feeds/cau").feed.id
    assert town.feed("feeds/cau").feed.title == "Cầu thủ – Bến Thử"


def test_a_name_that_is_taken_back_is_the_same_feed_again(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    town.build()
    first = town.feed("feeds/cau").feed.id
    (town.folder / "topics" / "cau.toml").unlink()
    town.write("topics/b.toml", 'title = "B"\nquery = "cầu"\nformerly = ["cau"]\n')
    town.build(days=1)
    (town.folder / "topics" / "b.toml").unlink()
    town.write("topics/cau.toml", 'title = "A"\nquery = "cầu"\nformerly = ["b"]\n')
    town.build(days=1)
    assert town.feed("feeds/cau").feed.id == first
    web = town.web(monkeypatch)
    assert web.get("/feeds/cau.atom").status_code == 200
    assert web.get("/feeds/b.atom").headers["location"] == "/feeds/cau.atom"


def test_a_deleted_source_stays_in_the_archive_and_in_topics_and_its_page_says_so(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    town.write("sources/bao.toml", SOURCE.replace("Asia/Ho_Chi_Minh", "Asia/Tokyo"))
    guid = town.add()
    town.build()
    before = (town.data / "public" / "feeds" / "cau.atom").read_bytes()
    assert "Báo Thử".encode() in before
    (town.folder / "sources" / "bao.toml").unlink()
    town.build(days=1)
    assert (town.data / "public" / "feeds" / "cau.atom").read_bytes() == before, "its name and its clock stay"
    last, *rest = town.feed("feeds/source/bao").entries
    assert [entry.id for entry in rest] == [guid] and "Báo Thử" in last.title
    town.build(days=31)
    web = town.web(monkeypatch)
    assert web.get("/feeds/source/bao.rss").status_code == 410
    page = web.get("/sources/bao")
    assert page.status_code == 200
    assert "has not followed this since" in page.text and "Cầu mới thông xe" in page.text
    assert web.get("/sources/never-was").status_code == 404


def test_a_renamed_source_keeps_articles_guids_and_feed(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    guid = town.add()
    town.build()
    before = town.feed("feeds/source/bao")
    topic = (town.data / "public" / "feeds" / "cau.atom").read_bytes()
    (town.folder / "sources" / "bao.toml").unlink()
    town.write("sources/bao-thu.toml", SOURCE + 'formerly = ["bao"]\n')
    town.build(days=1)
    after = town.feed("feeds/source/bao-thu")
    assert after.feed.id == before.feed.id
    assert [entry.id for entry in after.entries] == [guid]
    assert (town.data / "public" / "feeds" / "cau.atom").read_bytes() == topic
    web = town.web(monkeypatch)
    assert web.get("/feeds/source/bao.atom").headers["location"] == "/feeds/source/bao-thu.atom"
    assert web.get("/sources/bao").headers["location"] == "/sources/bao-thu"
    assert "Cầu mới thông xe" in web.get("/sources/bao-thu").text


def test_a_renamed_city_keeps_its_feeds_ids(town: Town) -> None:
    town.build()
    before = {path: town.feed(path).feed.id for path in ("feeds/all", "feeds/cau", "feeds/source/bao")}
    town.folder = town.folder.rename(town.folder.with_name("ben-moi"))
    town.write("city.toml", CITY + 'formerly = ["ben-thu"]\n')
    town.build(days=1)
    assert {path: town.feed(path).feed.id for path in before} == before


@pytest.mark.parametrize("made", ["topic", "city"])
def test_ids_follow_the_first_names_also_where_the_database_was_lost(town: Town, tmp_path: Path, made: str) -> None:
    town.build()
    first = town.feed("feeds/cau").feed.id
    (town.folder / "topics" / "cau.toml").unlink()
    town.write("topics/b.toml", 'title = "B"\nquery = "cầu"\nformerly = ["cau"]\n')
    if made == "city":
        town.folder = town.folder.rename(town.folder.with_name("ben-moi"))
        town.write("city.toml", CITY + 'formerly = ["ben-thu"]\n')
    town.data = tmp_path / "other"
    town.archive = open_store(town.config.database)
    town.build()
    town.archive.close()
    assert town.feed("feeds/b").feed.id == first


def test_an_unchanged_city_writes_nothing(town: Town) -> None:
    town.add()
    assert town.build()
    assert town.build(days=1) == ()


def test_the_commands_find_the_data_of_a_renamed_city(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    root = town.folder.parent.parent
    monkeypatch.setattr("crawler.config.ROOT", root)
    monkeypatch.setattr("crawler.config.CHECKOUT", True)
    old = root / "var" / "ben-thu"
    town.archive = open_store(f"sqlite:///{old / 'archive.sqlite'}")
    guid = town.add()
    town.archive.close()
    moved = town.folder.rename(town.folder.with_name("ben-moi"))
    (moved / "city.toml").write_text(CITY + 'formerly = ["ben-thu"]\n', "utf-8")
    wiring = wire(cast(typer.Context, SimpleNamespace(obj={"city": str(moved)})), log=False)
    archive = wiring.open_store()
    with archive.read() as tx:
        assert [article.guid for article in articles.everything(tx)] == [guid]
    archive.close()
    assert not old.exists() and wiring.config.place == root / "var" / "ben-moi"
