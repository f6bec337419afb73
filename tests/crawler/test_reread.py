"""Reading the archive again: what may change, what never does."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import update

from crawler.archive import Archive, again, articles, changes, history, pages, walks
from crawler.archive.decide import decide
from crawler.archive.schema import versions
from crawler.article import Attachment, Listed, Published, StoredArticle
from crawler.city import Source
from crawler.fixture import _toml, slug
from crawler.reread import Result, merged, other_words, publication, reread, write
from tests.builders import LONG, NOW, a_raw_page, a_stored_article, an_article
from tests.end_to_end.sites import article as page_of

HOME = "https://bao.example/"
SOURCE = Source(
    id="bao", title="Báo", home=HOME, lists=(f"{HOME}tin",), language="vi", country="VN", timezone="Asia/Ho_Chi_Minh"
)
TITLES = ("Sửa đường trước chợ", "Lịch cắt nước tuần này", "Khai giảng năm học mới", "Tiêm phòng cho trẻ em")


def keep(archive: Archive, n: int, body: str, now: datetime = NOW, **said: object) -> StoredArticle:
    url = f"{HOME}{n}.html"
    with archive.begin() as tx:
        seen = an_article(url=url, fetched_at=now, **{"title": TITLES[n], "published": None} | said)
        found = articles.find(tx, seen)
        page = a_raw_page(body.encode(), url=url, fetched_at=now, headers={"content-type": "text/html; charset=utf-8"})
        page_id = pages.keep(tx, "bao", page)
        return articles.apply(tx, found, seen, decide(found.article, seen), now=now, page_id=page_id)


def body(n: int, day: str = "23/11/2026 08:15", words: str = "") -> str:
    return str(page_of(TITLES[n], day=day, words=words).body)


def all_of(archive: Archive) -> list[Result]:
    return [result for batch in reread(archive, SOURCE) for result in batch]


def settled(archive: Archive) -> list[StoredArticle]:
    """Four articles as today's reader reads them."""
    for n in range(4):
        keep(archive, n, body(n))
    write(archive, all_of(archive), now=NOW + timedelta(days=1))
    with archive.read() as tx:
        return list(articles.everything(tx))


def spoil(archive: Archive, stored: StoredArticle, **values: object) -> None:
    with archive.begin() as tx:
        own = (versions.c.article_id == stored.id) & (versions.c.number == stored.version)
        tx.execute(update(versions).where(own).values(**values))


def test_every_article_comes_out_right_and_the_second_time_nothing_changes(archive: Archive) -> None:
    stored = settled(archive)
    assert [article.title for article in stored] == list(TITLES)
    assert all("Xe tải đi vòng" in article.text for article in stored)
    assert {str(article.published.value) for article in stored if article.published} == {"2026-11-23 08:15:00+07:00"}
    assert [result.outcome for result in all_of(archive)] == ["same"] * 4
    assert write(archive, all_of(archive), now=NOW) == 0
    with archive.read() as tx:
        (_, second) = history.versions_of(tx, [1])[1]
        assert (second.kind, second.page and second.page.url) == ("reread", f"{HOME}0.html")
        assert [change.kind for change in changes.after(tx, 4)] == ["reread"] * 4
        assert stored[0].first_seen_at == NOW


def test_an_article_that_its_page_no_longer_gives_is_kept_and_named(archive: Archive) -> None:
    stored = settled(archive)
    keep(
        archive,
        1,
        "<h1>404 Not found</h1><p>The page was not found.</p>",
        NOW + timedelta(hours=2),
        text=LONG + " Mới.",
    )
    with archive.begin() as tx:
        tx.execute(update(versions).where(versions.c.article_id == stored[2].id).values(page_id=None))
    with archive.read() as tx:
        before = list(articles.everything(tx))
    found = {result.stored.id: result for result in all_of(archive)}
    assert [found[article.id].outcome for article in stored] == ["same", "refused", "no page", "same"]
    assert found[stored[1].id].reason
    assert write(archive, list(found.values()), now=NOW) == 0
    with archive.read() as tx:
        assert list(articles.everything(tx)) == before


def test_a_page_that_takes_too_much_is_named_and_the_others_are_read(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    from crawler.readers.pool import Readers, ReadingStopped
    from crawler.readers.tasks import ReadArticle

    settled(archive)
    answer = Readers.answer

    async def stopping(self: Readers, task: object) -> object:
        if isinstance(task, ReadArticle) and task.answer.url == f"{HOME}2.html":
            raise ReadingStopped("it takes more than 10 s of CPU to be read")
        return await answer(self, task)  # type: ignore[arg-type]

    monkeypatch.setattr(Readers, "answer", stopping)
    found = all_of(archive)
    assert [result.outcome for result in found] == ["same", "stopped", "same", "same"]
    assert found[1].reason == "it takes more than 10 s of CPU to be read"


def test_the_time_of_a_correction_never_becomes_the_publication(archive: Archive) -> None:
    settled(archive)
    corrected = body(0, day="24/11/2026 14:00", words="Cầu đã thông. ")
    keep(archive, 0, corrected, NOW + timedelta(hours=3), text=LONG + " Cầu đã thông.")
    write(archive, all_of(archive), now=NOW + timedelta(days=2))
    with archive.read() as tx:
        stored = articles.get(tx, 1)
    assert "Cầu đã thông" in stored.text
    assert str(stored.published and stored.published.value) == "2026-11-23 08:15:00+07:00"
    assert str(stored.modified and stored.modified.value) == "2026-11-24 14:00:00+07:00"
    assert [result.outcome for result in all_of(archive)] == ["same"] * 4


def test_what_a_list_told_is_not_lost(archive: Archive) -> None:
    bare = body(3).replace("<div class='ngay'>Ngày đăng: 23/11/2026 08:15</div>", "")
    listed = Published(datetime(2026, 11, 22, 9, 30, tzinfo=UTC), "22/11/2026 16:30", "list")
    settled(archive)
    keep(archive, 3, bare, NOW + timedelta(hours=1), text="khác " + LONG, published=None)
    with archive.begin() as tx:
        tx.execute(update(versions).where(versions.c.article_id == 4).values(published=None, page_id=None))
        page_id = pages.keep(tx, "bao", a_raw_page(bare.encode(), url=f"{HOME}3.html"))
        tx.execute(update(versions).where(versions.c.article_id == 4).values(page_id=page_id))
        walks.remember_listing(
            tx, "bao", SOURCE.lists[0], [Listed(f"{HOME}3.html", TITLES[3], SOURCE.lists[0], listed)]
        )
    write(archive, all_of(archive), now=NOW)
    with archive.begin() as tx:
        told = articles.get(tx, 4).published
        assert (told and told.value, told and told.rule) == (listed.value, "list")
        walks.remember_listing(tx, "bao", SOURCE.lists[0], [])
    assert {result.outcome for result in all_of(archive)} == {"same"}


def test_a_version_that_a_crawl_wrote_meanwhile_stays(archive: Archive) -> None:
    stored = settled(archive)
    spoil(archive, stored[0], text="Xem thêm")
    found = all_of(archive)
    keep(archive, 0, body(0), NOW + timedelta(hours=2), text="Lời của trang mới. " + LONG)
    assert [result.outcome for result in found] == ["same", "same", "same", "changed"]
    assert write(archive, found, now=NOW) == 0
    with archive.read() as tx:
        assert articles.get(tx, stored[0].id).text.startswith("Lời của trang mới.")


def test_a_fault_in_the_middle_leaves_no_half_of_a_batch(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    stored = settled(archive)
    for article in stored:
        spoil(archive, article, text="Xem thêm")
    found, done, revise = all_of(archive), [], again.revise

    def failing(*given: object, **named: object) -> bool:
        done.append(1)
        if len(done) == 3:
            raise KeyboardInterrupt
        return revise(*given, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(again, "revise", failing)
    with pytest.raises(KeyboardInterrupt):
        write(archive, found, now=NOW)
    with archive.read() as tx:
        assert {article.text for article in articles.everything(tx)} == {"Xem thêm"}


def test_a_damaged_page_is_named(archive: Archive) -> None:
    from crawler.archive.schema import pages as table

    settled(archive)
    with archive.begin() as tx:
        tx.execute(update(table).where(table.c.url == f"{HOME}1.html").values(hash="0"))
    assert [result.outcome for result in all_of(archive)] == ["same", "same", "damaged", "same"]


TIMES = st.none() | st.builds(
    Published,
    st.datetimes(datetime(2020, 1, 1), datetime(2026, 1, 1), timezones=st.just(UTC)) | st.dates(date(2020, 1, 1)),
    st.just("x"),
    st.sampled_from(("list", "jsonld")),
)


@given(TIMES, TIMES, TIMES, TIMES)
def test_merging_once_more_gives_the_same_and_no_time_is_lost(
    known: Published | None, dated: Published | None, shown: Published | None, changed: Published | None
) -> None:
    stored = a_stored_article(published=known, modified=changed)
    read = an_article(published=shown)
    once = merged(stored, read, dated)
    again_stored = replace(stored, published=once.published, modified=once.modified)
    twice = merged(again_stored, read, dated)
    assert (twice.published, twice.modified) == (once.published, once.modified)
    assert (once.published is None) == (known is None and dated is None)
    if known and known.instant:
        assert once.published and once.published.instant
    assert publication(known, known) == known


def test_readers_are_told_only_of_what_they_were_shown_wrongly() -> None:
    stored = a_stored_article()
    assert not other_words(stored, an_article(text=LONG + "\nChia sẻ bài viết"))
    assert not other_words(stored, an_article(title="Cầu mới thông xe - Báo Bến Lau"))
    assert other_words(stored, an_article(title="Trang chủ"))
    assert other_words(stored, an_article(text=LONG[: len(LONG) // 2]))
    empty = a_stored_article(text="")
    assert other_words(empty, an_article(text="", attachments=(Attachment("https://a.example/a.pdf", "Lịch", "x"),)))


@given(st.dictionaries(st.from_regex(r"[a-z]{1,8}", fullmatch=True), st.text(st.characters(codec="utf-8"))))
def test_what_a_fixture_expects_comes_back_as_it_was(values: dict[str, str]) -> None:
    import tomllib

    assert tomllib.loads(_toml(values)) == values


def test_the_name_of_a_fixture_says_what_it_is() -> None:
    assert slug("https://a.example/tin/cau-moi-42.html") == "cau-moi-42-html"
    assert slug("https://a.example/index.php?id=7") == "index-php-id-7"
    assert slug("https://a.example/") == "page"
