"""What the archive holds of a source's publications, and the doubts that it keeps, on SQLite and on PostgreSQL."""

from dataclasses import replace
from datetime import timedelta

from crawler.archive import Archive, articles, changes
from crawler.archive.habits import doubt, published_of
from crawler.article import Published
from crawler.extract.habits import SHARED, is_doubtful, learn
from tests.builders import LONG, NOW, an_article
from tests.crawler.archive.test_articles import store

MOVED = Published(NOW - timedelta(days=3), "2026-11-21T09:00:00Z", "jsonld")


def filled(archive: Archive, count: int) -> None:
    for number in range(count):
        text = f"{number} {LONG}"
        store(
            archive, an_article(url=f"https://bao.example/{number}", title=f"Tin {number}", text=text, published=MOVED)
        )


def test_the_publications_of_one_source_are_those_of_its_newest_versions(archive: Archive) -> None:
    first = store(archive, an_article())
    store(archive, an_article(source="ward", url="https://ward.example/1", text=f"x {LONG}", published=MOVED))
    store(archive, an_article(url="https://bao.example/none", title="Không ngày", text=f"y {LONG}", published=None))
    with archive.read() as tx:
        assert published_of(tx, "bao") == [first.published]
        assert published_of(tx, "nobody") == []


def test_doubts_about_a_shared_minute_are_kept_without_telling_of_a_change(archive: Archive) -> None:
    filled(archive, SHARED)
    honest = store(archive, an_article())
    with archive.begin() as tx:
        before = changes.newest(tx)
        habits = learn(published_of(tx, "bao"))
        assert doubt(tx, "bao", habits.doubted) == SHARED
        assert doubt(tx, "bao", habits.doubted) == 0
        assert changes.newest(tx) == before
    with archive.read() as tx:
        told = list(articles.everything(tx, source="bao"))
    assert {is_doubtful(article.published) for article in told if article.published and article.id != honest.id} == {
        True
    }
    assert next(article for article in told if article.id == honest.id) == honest
    assert {article.version for article in told} == {1}


def test_a_doubt_survives_a_correction_of_the_text(archive: Archive) -> None:
    filled(archive, SHARED)
    with archive.begin() as tx:
        doubt(tx, "bao", learn(published_of(tx, "bao")).doubted)
    seen = an_article(url="https://bao.example/1", title="Tin 1, sửa", text=f"1 {LONG}", published=MOVED)
    assert is_doubtful(store(archive, replace(seen), hours=2).published)
