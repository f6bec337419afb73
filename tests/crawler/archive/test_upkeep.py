"""Raw pages: packed with what their source's pages share, dropped when a setting says so, and never changed."""

import logging
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select, update

from crawler.archive import Archive, articles, dictionaries, pages, visits
from crawler.archive.decide import decide
from crawler.archive.schema import dictionaries as dictionaries_table
from crawler.archive.schema import pages as pages_table
from crawler.archive.schema import versions
from crawler.archive.upkeep import ENOUGH, GOOD, Done, compact, drop_dictionaries, renew_dictionary, upkeep
from tests.builders import NOW, a_raw_page, an_article

HEAD = "".join(f'<li class="menu-{n:03}"><a href="/muc/{n * 7919:07}">Mục số {n * n}</a></li>' for n in range(300))
REDESIGNED = "".join(f"<div data-n={n * 104729:09} class=tile{n % 17}><b>{n**3}</b></div>" for n in range(400))


def a_page(number: int, looks: str = HEAD) -> bytes:
    return f"<html><ul>{looks}</ul><h1>Tin {number}</h1><p>{number * 7907 % 1000003}</p></html>".encode()


def keep(archive: Archive, bodies: list[bytes], source: str = "bao", **later: int) -> list[int]:
    with archive.begin() as tx:
        fetched_at = NOW + timedelta(**later)
        return [pages.keep(tx, source, a_raw_page(body, fetched_at=fetched_at)) for body in bodies]


def stored(archive: Archive, ids: list[int]) -> tuple[int, set[int | None]]:
    """The bytes that pages take, and the dictionaries they are packed with."""
    with archive.read() as tx:
        rows = tx.execute(select(pages_table).where(pages_table.c.id.in_(ids))).all()
    return sum(len(row.body) for row in rows), {row.dictionary_id for row in rows}


def bodies(archive: Archive, ids: list[int]) -> list[bytes]:
    with archive.read() as tx:
        return [pages.load(tx, id).body for id in ids]


def test_pages_of_one_source_are_told_from_each_other_and_come_back_byte_for_byte(archive: Archive) -> None:
    wanted = [a_page(number) for number in range(20)]
    ids = keep(archive, wanted)
    before, _ = stored(archive, ids)
    assert upkeep(archive, page_days=None, now=NOW) == Done(1, 20, 0)
    after, used = stored(archive, ids)
    assert after * 10 < before
    assert None not in used
    assert bodies(archive, ids) == wanted


def test_upkeep_a_second_time_finds_nothing_to_do(archive: Archive) -> None:
    keep(archive, [a_page(number) for number in range(20)])
    upkeep(archive, page_days=None, now=NOW)
    assert upkeep(archive, page_days=None, now=NOW + timedelta(hours=1)) == Done(0, 0, 0)


def test_the_next_page_is_packed_with_the_dictionary_at_once(archive: Archive) -> None:
    keep(archive, [a_page(number) for number in range(ENOUGH)])
    upkeep(archive, page_days=None, now=NOW)
    ids = keep(archive, [a_page(99)], hours=1)
    size, used = stored(archive, ids)
    assert None not in used
    assert size * GOOD < len(a_page(99))
    assert bodies(archive, ids) == [a_page(99)]


def test_a_few_pages_get_no_dictionary(archive: Archive) -> None:
    keep(archive, [a_page(number) for number in range(ENOUGH - 1)])
    assert upkeep(archive, page_days=None, now=NOW) == Done(0, 0, 0)


def test_a_dictionary_that_would_save_nothing_is_not_made(archive: Archive) -> None:
    import random

    keep(archive, [random.Random(n).randbytes(4000) for n in range(20)])
    assert upkeep(archive, page_days=None, now=NOW) == Done(0, 0, 0)


def test_a_source_that_looks_different_gets_another_dictionary_and_the_old_one_is_still_read(archive: Archive) -> None:
    old = keep(archive, [a_page(number) for number in range(20)])
    upkeep(archive, page_days=None, now=NOW)
    new = keep(archive, [a_page(number, REDESIGNED) for number in range(20)], days=1)
    assert upkeep(archive, page_days=None, now=NOW + timedelta(days=2)).dictionaries == 1
    later = keep(archive, [a_page(50, REDESIGNED)], days=3)
    assert stored(archive, later)[1] != stored(archive, old)[1]
    assert bodies(archive, old + new + later) == [
        *(a_page(number) for number in range(20)),
        *(a_page(number, REDESIGNED) for number in range(20)),
        a_page(50, REDESIGNED),
    ]


def test_one_source_s_dictionary_is_none_of_another_s(archive: Archive) -> None:
    keep(archive, [a_page(number) for number in range(20)])
    other = keep(archive, [a_page(number, REDESIGNED) for number in range(3)], "thp")
    upkeep(archive, page_days=None, now=NOW)
    assert stored(archive, other)[1] == {None}


def test_only_the_named_sources_are_looked_at(archive: Archive) -> None:
    keep(archive, [a_page(number) for number in range(20)])
    assert upkeep(archive, page_days=None, now=NOW, sources=["thp"]) == Done(0, 0, 0)


def test_a_damaged_page_is_named_and_left_alone(archive: Archive, caplog: pytest.LogCaptureFixture) -> None:
    ids = keep(archive, [a_page(number) for number in range(20)])
    with archive.begin() as tx:
        tx.execute(update(pages_table).where(pages_table.c.id == ids[3]).values(body=dictionaries.pack(b"forged")))
        row = tx.execute(select(pages_table.c.body).where(pages_table.c.id == ids[4])).one()
        tx.execute(update(pages_table).where(pages_table.c.id == ids[4]).values(body=row.body[:-3] + b"\0\0\0"))
    with caplog.at_level(logging.WARNING):
        assert upkeep(archive, page_days=None, now=NOW).repacked == 18
    assert [f"page {n} " in caplog.text for n in (ids[2], ids[3], ids[4])] == [False, True, True]
    assert stored(archive, ids[3:5])[1] == {None}


def test_stopping_half_way_loses_nothing_and_the_rest_is_done_later(archive: Archive) -> None:
    wanted = [a_page(number) for number in range(20)]
    ids = keep(archive, wanted)
    renew_dictionary(archive, "bao", now=NOW)  # and then the power went out
    assert bodies(archive, ids) == wanted
    assert compact(archive, "bao") == 20


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.binary(max_size=2000), max_size=9), st.binary(max_size=5000))
def test_any_bytes_come_back_from_a_dictionary_of_any_pages(samples: list[bytes], body: bytes) -> None:
    content = dictionaries.choose(samples)
    ready = dictionaries.prepare(content) if content else None
    assert dictionaries.unpack(dictionaries.pack(body, ready), ready) == body


def test_a_wrong_dictionary_gives_an_error_never_wrong_bytes() -> None:
    from backports import zstd

    packed = dictionaries.pack(a_page(1), dictionaries.prepare(a_page(2)))
    with pytest.raises(zstd.ZstdError):
        dictionaries.unpack(packed, dictionaries.prepare(a_page(2)[::-1]))


def test_dictionaries_serve_many_threads_at_once() -> None:
    from concurrent.futures import ThreadPoolExecutor

    ready = dictionaries.prepare(a_page(0) + a_page(1))

    def there_and_back(number: int) -> bool:
        return dictionaries.unpack(dictionaries.pack(a_page(number), ready), ready) == a_page(number)

    with ThreadPoolExecutor(8) as threads:
        assert all(threads.map(there_and_back, range(200)))


def correct(archive: Archive, title: str, **later: int) -> int:
    """An article as it stands at some instant, with its page; the page's id."""
    now = NOW + timedelta(**later)
    seen = an_article(title=title, fetched_at=now)
    with archive.begin() as tx:
        found = articles.find(tx, seen)
        page_id = pages.keep(tx, "bao", a_raw_page(title.encode(), headers={"etag": f'"{title}"'}, fetched_at=now))
        articles.apply(tx, found, seen, decide(found.article, seen), now=now, page_id=page_id)
    return page_id


def test_old_pages_go_except_the_one_an_article_shows_and_every_version_stays(archive: Archive) -> None:
    first, second = correct(archive, "Cầu mới"), correct(archive, "Cầu mới thông xe", hours=1)
    (stray,) = keep(archive, [b"<p>not an article</p>"])
    fresh = keep(archive, [b"<p>fresh</p>"], days=25)
    every = select(versions.c.number, versions.c.title, versions.c.text).order_by(versions.c.number)
    with archive.read() as tx:
        was = tx.execute(every).all()
    assert upkeep(archive, page_days=10, now=NOW + timedelta(days=30)).dropped == 2
    with archive.read() as tx:
        assert set(tx.execute(select(pages_table.c.id)).scalars()) == {second, *fresh}
        assert tx.execute(every).all() == was
        assert list(tx.execute(select(versions.c.page_id).order_by(versions.c.number)).scalars()) == [None, second]
        with pytest.raises(LookupError):
            pages.load(tx, first)
        (visit,) = visits.due(tx, "bao", now=NOW + timedelta(days=30), most=9)
    assert visit.etag == '"Cầu mới thông xe"'
    assert stray not in {second, *fresh}


def test_a_withdrawn_article_keeps_the_page_of_its_last_words(archive: Archive) -> None:
    page_id = correct(archive, "Cầu mới")
    with archive.begin() as tx:
        articles.withdraw(tx, articles.get(tx, 1), now=NOW + timedelta(days=1))
    assert upkeep(archive, page_days=10, now=NOW + timedelta(days=90)).dropped == 0
    assert bodies(archive, [page_id]) == ["Cầu mới".encode()]


def test_without_the_setting_nothing_is_ever_dropped(archive: Archive) -> None:
    ids = keep(archive, [b"old"])
    assert upkeep(archive, page_days=None, now=NOW + timedelta(days=36500)).dropped == 0
    assert bodies(archive, ids) == [b"old"]


def test_a_dictionary_goes_with_its_last_page_unless_it_is_the_newest(archive: Archive) -> None:
    for day, looks in enumerate((HEAD, REDESIGNED)):
        keep(archive, [a_page(number, looks) for number in range(ENOUGH)], days=day)
        upkeep(archive, page_days=None, now=NOW + timedelta(days=day))
    later = NOW + timedelta(days=60)
    drop_dictionaries(archive, before=later)
    with archive.read() as tx:
        assert tx.execute(select(func.count()).select_from(dictionaries_table)).scalar() == 2
        newest = dictionaries.newest(tx, "bao")
    upkeep(archive, page_days=10, now=later)
    with archive.read() as tx:
        assert list(tx.execute(select(dictionaries_table.c.id)).scalars()) == [newest]
