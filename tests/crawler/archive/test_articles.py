"""The archive on SQLite and on PostgreSQL: one article once, every change a version, nothing half-written."""

from dataclasses import replace
from datetime import timedelta

import pytest

from crawler.archive import Archive, articles, changes, pages, runs, visits, walks
from crawler.archive.decide import decide
from crawler.archive.schema import versions
from crawler.article import Article, Listed, StoredArticle
from tests.builders import LONG, NOW, a_raw_page, an_article


def store(archive: Archive, seen: Article, **later: int) -> StoredArticle:
    now = NOW + timedelta(**later)
    with archive.begin() as tx:
        found = articles.find(tx, seen)
        page_id = pages.keep(tx, seen.source, a_raw_page(url=seen.url))
        return articles.apply(tx, found, seen, decide(found.article, seen), now=now, page_id=page_id)


def test_an_article_comes_back_as_it_went_in(archive: Archive) -> None:
    seen = an_article(kicker="Giao thông", lede="Sáng nay", author="V.D.", section="Xã hội")
    stored = store(archive, seen)
    for name in ("title", "html", "text", "kicker", "lede", "author", "section", "published", "language", "url"):
        assert getattr(stored, name) == getattr(seen, name)
    assert stored.first_seen_at == stored.changed_at == NOW


def test_the_same_page_twice_is_one_article_and_one_change(archive: Archive) -> None:
    first = store(archive, an_article())
    again = store(archive, an_article(url="http://www.bao.example/cau-moi-42.html?utm_source=fb"), hours=1)
    assert again == first
    with archive.read() as tx:
        assert [change.kind for change in changes.after(tx, 0)] == ["new"]


def test_a_correction_is_a_version_under_the_same_guid(archive: Archive) -> None:
    first = store(archive, an_article())
    second = store(archive, an_article(title="Cầu mới thông xe sớm"), hours=2)
    assert (second.guid, second.version) == (first.guid, 2)
    assert second.changed_at == NOW + timedelta(hours=2)
    assert second.published == first.published
    with archive.read() as tx:
        rows = tx.execute(versions.select().order_by(versions.c.number)).all()
    assert [(row.title, row.changed) for row in rows] == [("Cầu mới thông xe", ""), ("Cầu mới thông xe sớm", "title")]


def test_a_page_found_under_a_new_slug_is_known_by_its_text_and_by_its_canonical_link(archive: Archive) -> None:
    first = store(archive, an_article())
    by_text = store(archive, an_article(url="https://bao.example/cau-moi-thong-xe-42.html"))
    by_link = store(
        archive,
        an_article(
            url="https://bao.example/print/42", text=LONG[:-40], canonical="https://bao.example/cau-moi-42.html"
        ),
    )
    assert first.guid == by_text.guid == by_link.guid


def test_a_canonical_link_shared_by_two_texts_joins_nothing(archive: Archive) -> None:
    other = " ".join(f"Đoạn {n} hoàn toàn khác về lịch tiêm chủng cho trẻ em tại trạm y tế." for n in range(12))
    shared = "https://bao.example/tin-moi.html"
    first = store(archive, an_article(canonical=shared))
    second = store(
        archive, an_article(url="https://bao.example/tiem-7.html", title="Lịch tiêm", text=other, canonical=shared)
    )
    assert first.guid != second.guid


def test_equal_titles_with_different_texts_stay_apart(archive: Archive) -> None:
    guids = {
        store(archive, an_article(url=f"https://bao.example/lich-{n}.html", text=f"Tuần {n}: " + LONG[n * 50 :])).guid
        for n in range(6)
    }
    assert len(guids) == 6


def test_a_withdrawal_keeps_the_last_words_and_a_return_is_told(archive: Archive) -> None:
    stored = store(archive, an_article())
    with archive.begin() as tx:
        articles.withdraw(tx, stored, now=NOW + timedelta(days=1))
    with archive.read() as tx:
        gone = articles.get(tx, stored.id)
    assert (gone.state, gone.text, gone.version) == ("withdrawn", stored.text, 2)
    assert store(archive, an_article(), days=2).state == "live"
    with archive.read() as tx:
        assert [change.kind for change in changes.after(tx, 0)] == ["new", "withdrawn", "back"]


def test_nothing_is_written_when_the_transaction_fails(archive: Archive) -> None:
    def fail_half_way() -> None:
        with archive.begin() as tx:
            seen = an_article()
            articles.apply(tx, articles.find(tx, seen), seen, decide(None, seen), now=NOW, page_id=None)
            raise RuntimeError("the power went out")

    with pytest.raises(RuntimeError):
        fail_half_way()
    with archive.read() as tx:
        assert articles.count(tx) == 0
        assert changes.newest(tx) == 0


def test_an_address_that_failed_is_asked_again_only_when_due(archive: Archive) -> None:
    url = "https://bao.example/loi.html"
    with archive.begin() as tx:
        articles.settle(
            tx, "bao", url, now=NOW, article_id=None, reason="answered 503", ask_again_at=NOW + timedelta(hours=1)
        )
    with archive.read() as tx:
        assert articles.known(tx, "bao", [url], now=NOW) == {url}
        assert articles.known(tx, "bao", [url], now=NOW + timedelta(hours=2)) == set()
        assert articles.known(tx, "thp", [url], now=NOW) == set()
        assert articles.tries(tx, "bao", url) == 1


def test_a_visit_is_due_by_plan_with_the_validators_of_the_page(archive: Archive) -> None:
    seen = an_article()
    with archive.begin() as tx:
        page_id = pages.keep(tx, "bao", a_raw_page(headers={"etag": '"7"', "set-cookie": "no"}))
        articles.apply(tx, articles.find(tx, seen), seen, decide(None, seen), now=NOW, page_id=page_id)
    with archive.read() as tx:
        assert visits.due(tx, "bao", now=NOW + timedelta(hours=1), most=9) == []
        (visit,) = visits.due(tx, "bao", now=NOW + timedelta(hours=3), most=9)
    assert (visit.url, visit.etag) == (seen.url, '"7"')


def test_a_raw_page_comes_back_byte_for_byte(archive: Archive) -> None:
    body = bytes(range(256)) * 40
    with archive.begin() as tx:
        page_id = pages.keep(tx, "bao", a_raw_page(body))
    with archive.read() as tx:
        assert pages.load(tx, page_id).body == body


def test_a_feed_gets_its_window_and_at_least_so_many(archive: Archive) -> None:
    for n in range(6):
        store(archive, an_article(url=f"https://bao.example/{n}.html", text=f"{n} " + LONG[n * 50 :]), days=n)
    since = NOW + timedelta(days=4)
    with archive.read() as tx:
        assert len(articles.recent(tx, since=since, least=1)) == 2
        assert len(articles.recent(tx, since=since, least=4)) == 4
        assert [a.first_seen_at for a in articles.recent(tx, since=NOW, least=1)] == [
            NOW + timedelta(days=n) for n in (5, 4, 3, 2, 1, 0)
        ]


def test_a_listing_is_replaced_whole(archive: Archive) -> None:
    with archive.begin() as tx:
        walks.remember_listing(
            tx, "bao", "http://b/l", [Listed(f"http://b/{n}", str(n), "http://b/l") for n in range(3)]
        )
        walks.remember_listing(tx, "bao", "http://b/l", [Listed("http://b/9", "9", "http://b/l")])
    with archive.read() as tx:
        assert [link.url for link in walks.listing(tx, "bao")] == ["http://b/9"]


def test_a_run_that_never_ended_is_found_interrupted(archive: Archive) -> None:
    with archive.begin() as tx:
        runs.start(tx, "bao", NOW)
        ended = runs.start(tx, "thp", NOW)
        runs.end(tx, ended, now=NOW, outcome="ok", cause="", counts={"new": 2})
        runs.mark_interrupted(tx, before=NOW + timedelta(hours=1))
    with archive.read() as tx:
        latest = runs.latest(tx)
    assert latest["bao"].outcome == "interrupted"
    assert (latest["thp"].outcome, latest["thp"].counts) == ("ok", {"new": 2})


def test_an_article_with_a_guid_that_is_taken_gets_another(archive: Archive) -> None:
    # The address was given to a new text after its first article had moved away.
    first = store(archive, an_article())
    with archive.begin() as tx:
        from crawler.archive.schema import addresses

        tx.execute(addresses.update().values(article_id=None))
    other = " ".join(f"Đoạn {n} hoàn toàn khác về lịch tiêm chủng cho trẻ em tại trạm y tế." for n in range(12))
    assert store(archive, replace(an_article(), text=other)).guid != first.guid
