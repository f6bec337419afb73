"""An archive that an older Loa made is brought up to date with everything that is in it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, create_engine, inspect, make_url, text

from crawler.archive import Archive, articles, history, migrate, open_archive, pages, upkeep, walks
from crawler.article import Left, LeftOut
from tests.builders import LONG, NOW
from tests.conftest import _empty

MENU = "".join(f"<li class=m{n * 7919}>mục {n * n}</li>" for n in range(300))
PAGE = f"<html><ul>{MENU}</ul><p>{LONG}</p></html>".encode()


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'archive.sqlite'}"
        return
    given = request.getfixturevalue("postgresql")
    _empty(given)
    yield given


def insert(connection: Connection, table: str, **values: Any) -> None:
    names = ", ".join(values)
    connection.execute(text(f"INSERT INTO {table} ({names}) VALUES ({', '.join(':' + n for n in values)})"), values)


def make_first(address: str) -> None:
    """An archive at schema 0001: articles with versions, their pages, and a page that became none."""
    from alembic import command
    from alembic.config import Config
    from backports import zstd

    url = make_url(address)
    engine = create_engine(url if url.get_backend_name() == "sqlite" else url.set(drivername="postgresql+psycopg"))
    config = Config()
    config.set_main_option("script_location", str(migrate.ARCHIVE.folder))
    now = NOW.replace(tzinfo=None) if engine.dialect.name == "sqlite" else NOW
    with engine.begin() as connection:
        config.attributes.update(connection=connection, version_table=migrate.ARCHIVE.table)
        command.upgrade(config, "0001")
        assert "dictionary_id" not in {column["name"] for column in inspect(connection).get_columns("pages")}
        for n in range(1, 13):
            body = zstd.compress(PAGE + str(n).encode(), level=6)
            page = {"source": "bao", "url": f"https://bao.example/{n}", "status": 200, "headers": '{"etag": "7"}'}
            whole = pages.page_hash(PAGE + str(n).encode())
            insert(connection, "pages", **page, fetched_at=now, hash=whole, body=body)
        for n in (1, 2):
            times = {"first_seen_at": now, "changed_at": now, "sort_at": now}
            same = {"source": "bao", "url": f"https://bao.example/{n}", "state": "live", "text_hash": "x"}
            insert(connection, "articles", guid=f"urn:uuid:{n}", version=n, **same, **times)
            for number in range(1, n + 1):
                said = dict.fromkeys(("kicker", "lede", "author", "section", "changed"), "")
                said |= {"title": f"Tin {n}.{number}", "language": "vi", "html": f"<p>{LONG}</p>", "text": LONG}
                kind = "new" if number == 1 else "updated"
                values = {"article_id": n, "number": number, "kind": kind, "at": now, "attachments": "[]"}
                insert(connection, "versions", page_id=n + number, **values, **said)
                insert(connection, "changes", article_id=n, version=number, kind=kind, at=now)
    engine.dispose()


@pytest.fixture
def upgraded(address: str) -> Iterator[Archive]:
    make_first(address)
    opened = open_archive(address)
    yield opened
    opened.close()


def test_an_archive_of_the_first_schema_keeps_everything(upgraded: Archive) -> None:
    with upgraded.read() as tx:
        assert migrate.version(tx, migrate.ARCHIVE) == migrate.ARCHIVE.head
        found = [article for chunk in history.chunks(tx) for article in chunk]
        assert [(a.guid, a.title, a.version, a.first_seen_at) for a in found] == [
            ("urn:uuid:1", "Tin 1.1", 1, NOW),
            ("urn:uuid:2", "Tin 2.2", 2, NOW),
        ]
        told = history.versions_of(tx, [1, 2])
        assert [(v.kind, v.article.title, v.page and v.page.url) for v in told[1] + told[2]] == [
            ("new", "Tin 1.1", "https://bao.example/2"),
            ("new", "Tin 2.1", "https://bao.example/3"),
            ("updated", "Tin 2.2", "https://bao.example/4"),
        ]
        assert [pages.load(tx, n).body for n in range(1, 13)] == [PAGE + str(n).encode() for n in range(1, 13)]
        assert articles.count(tx) == 2


def test_its_pages_are_packed_with_a_dictionary_and_still_come_back(upgraded: Archive) -> None:
    assert upkeep.upkeep(upgraded, page_days=None, now=NOW).repacked == 12
    with upgraded.read() as tx:
        assert [pages.load(tx, n).body for n in range(1, 13)] == [PAGE + str(n).encode() for n in range(1, 13)]


def test_it_keeps_what_its_lists_leave_out_from_then_on(upgraded: Archive) -> None:
    left = Left((LeftOut("https://bao.example/gioi-thieu", "Giới thiệu", "menu"),), {"menu": 3})
    with upgraded.begin() as tx:
        assert walks.how_understood(tx, "bao") == {}
        walks.remember_understood(tx, "bao", "https://bao.example/tin", "", left)
        assert walks.how_understood(tx, "bao") == {"https://bao.example/tin": walks.Understood("", left)}


def test_upgrading_a_second_time_changes_nothing(upgraded: Archive, address: str) -> None:
    open_archive(address).close()
    with upgraded.read() as tx:
        assert articles.count(tx) == 2
        assert migrate.version(tx, migrate.ARCHIVE) == migrate.ARCHIVE.head
