"""Why is an address in the feeds, or not: all that is known of it, in any spelling."""

from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

import pytest

from crawler.archive import Archive, articles, pages, runs, walks
from crawler.archive.decide import decide
from crawler.article import Article, Listed, StoredArticle
from crawler.city import City, load_city
from feeds.cli.why import _known_lines
from feeds.topics.percolate import parse_topics, percolate
from feeds.why import why
from tests.builders import NOW, a_raw_page, an_article

SOURCE = (
    'title = "Báo"\nhome = "https://bao.example/"\nlists = ["https://bao.example/tin"]\n'
    'language = "vi"\ncountry = "VN"\ntimezone = "Asia/Ho_Chi_Minh"\n'
)
TOPICS: Mapping[str, str] = {"cau": "cầu", "bao": "bão", "khong-cau": "thông NOT cầu"}


@pytest.fixture
def city(tmp_path: Path) -> City:
    folder = tmp_path / "thu"
    for name in ("sources", "topics"):
        (folder / name).mkdir(parents=True)
    (folder / "city.toml").write_text(
        'title = "Thử"\nlanguage = "vi"\ncountry = "VN"\ntimezone = "Asia/Ho_Chi_Minh"\n', "utf-8"
    )
    (folder / "sources" / "bao.toml").write_text(SOURCE, "utf-8")
    (folder / "sources" / "khac.toml").write_text(SOURCE.replace("bao.example", "khac.example"), "utf-8")
    for name, query in TOPICS.items():
        (folder / "topics" / f"{name}.toml").write_text(f'title = "{name}"\nquery = "{query}"\n', "utf-8")
    return load_city(str(folder))


def store(archive: Archive, seen: Article, **later: int) -> StoredArticle:
    with archive.begin() as tx:
        found = articles.find(tx, seen)
        page_id = pages.keep(tx, seen.source, a_raw_page(url=seen.url))
        now = NOW + timedelta(**later)
        return articles.apply(tx, found, seen, decide(found.article, seen), now=now, page_id=page_id)


def test_an_article_is_told_with_its_versions_topics_lists_and_feeds(archive: Archive, city: City) -> None:
    first = store(archive, an_article())
    store(archive, an_article(title="Cầu mới thông xe sớm"), hours=2)
    percolate(archive, city, parse_topics(city))
    listed = [Listed("https://bao.example/x", "x", "https://bao.example/tin")]
    listed += [Listed("http://bao.example/cau-moi-42.html", "Cầu mới", "https://bao.example/tin")]
    with archive.begin() as tx:
        walks.remember_listing(tx, "bao", "https://bao.example/tin", listed)
        found = why(tx, city, parse_topics(city), "http://www.bao.example/cau-moi-42.html?utm_source=fb")
    (known,) = found.known
    assert known.article is not None
    assert (known.article.guid, known.asked.reason) == (first.guid, "address")
    assert [(one.kind, one.changed) for one in known.versions] == [("new", ()), ("updated", ("title",))]
    assert [version.at for version in known.versions] == [NOW, NOW + timedelta(hours=2)]
    told = list(_known_lines(known, "https://loa.example/"))
    assert f"    - {an_article().title}" in told
    assert "    + Cầu mới thông xe sớm" in told
    topics = {topic.topic: topic for topic in known.topics}
    assert {name for name, topic in topics.items() if topic.held} == {"cau"}
    assert "cầu" in topics["cau"].reason
    assert topics["bao"].reason == "no bão"
    assert "excluded by cầu" in topics["khong-cau"].reason
    assert known.feeds == ["feeds/cau", "feeds/source/bao", "feeds/all"]
    assert [(one.source, one.position, one.listed.title) for one in found.shown] == [("bao", 1, "Cầu mới")]
    assert (list(found.alike), list(found.near)) == ([], [])


def test_a_match_that_no_build_has_seen_yet_is_told_as_waiting(archive: Archive, city: City) -> None:
    store(archive, an_article())
    with archive.read() as tx:
        (known,) = why(tx, city, parse_topics(city), an_article().url).known
    assert {topic.topic: (topic.held, topic.waits) for topic in known.topics}["cau"] == (False, True)
    assert "feeds/cau" not in known.feeds


def test_an_address_that_gave_no_article_says_why_and_when_it_is_asked_again(archive: Archive, city: City) -> None:
    again = NOW + timedelta(minutes=15)
    with archive.begin() as tx:
        url = "https://bao.example/dang-nhap"
        articles.settle(tx, "bao", url, now=NOW, article_id=None, reason="a log-in form", ask_again_at=again)
        (known,) = why(tx, city, parse_topics(city), url).known
    assert known.article is None
    assert (known.asked.reason, known.asked.tries, known.asked.ask_again_at) == ("a log-in form", 1, again)


def test_other_addresses_of_the_article_are_told_without_marks(archive: Archive, city: City) -> None:
    store(archive, an_article())
    store(archive, an_article(url="https://bao.example/cau-moi-thong-xe-42.html"))
    with archive.read() as tx:
        (known,) = why(tx, city, parse_topics(city), "https://bao.example/cau-moi-thong-xe-42.html").known
    assert {other.url for other in known.addresses} == {
        "https://bao.example/cau-moi-42.html",
        "https://bao.example/cau-moi-thong-xe-42.html",
    }


def test_an_address_that_was_never_seen_has_its_nearest_source_and_the_like(archive: Archive, city: City) -> None:
    stored = store(archive, an_article(url="https://bao.example/tin/cau-moi-100042.html"))
    with archive.begin() as tx:
        runs.end(tx, runs.start(tx, "bao", NOW), now=NOW, outcome="failed", cause="answered 503", counts={})
        links = [Listed(f"https://bao.example/{folder}/1", folder, "https://bao.example/tin") for folder in "ab"]
        walks.remember_listing(tx, "bao", "https://bao.example/tin", links)
        found = why(tx, city, parse_topics(city), "https://bao.example/b/never")
        like = why(tx, city, parse_topics(city), "https://bao.example/TIN/Cau-Moi-100042.html?amp=1")
        foreign = why(tx, city, parse_topics(city), "https://nowhere.example/x")
        front = why(tx, city, parse_topics(city), "https://khac.example/tin/")
    (near,) = found.near
    assert (near.source.id, near.is_list) == ("bao", False)
    assert near.run is not None
    assert near.run.cause == "answered 503"
    assert [link.title for link in near.listed] == ["b", "a"]
    assert [article.guid for article in like.alike] == [stored.guid]
    assert not foreign.near
    assert [(near.source.id, near.is_list, near.run) for near in front.near] == [("khac", True, None)]
