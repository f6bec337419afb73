"""Rows are written by their key: one or many, over what was there or only where nothing was."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import select

from crawler.archive import Archive
from crawler.archive.schema import articles, pauses
from crawler.archive.upsert import insert_new, upsert, upsert_all

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


def test_rows_written_together_are_as_if_written_one_by_one(archive: Archive) -> None:
    rows = [{"host": f"{name}.example", "until": NOW, "cause": name} for name in ("bao", "phuong", "so")]
    with archive.begin() as tx:
        upsert(tx, pauses, {"host": "phuong.example"}, {"until": NOW + timedelta(days=1), "cause": "before"})
        upsert_all(tx, pauses, ("host",), rows)
        upsert_all(tx, pauses, ("host",), [])
        found = tx.execute(select(pauses).order_by(pauses.c.host)).all()
    assert [row._asdict() for row in found] == rows


def test_a_row_whose_key_is_taken_leaves_the_one_that_is_there(archive: Archive) -> None:
    row = {"guid": "urn:1", "source": "bao", "url": "https://bao.example/1", "version": 1, "state": "live"}
    row |= {"text_hash": "", "first_seen_at": NOW, "changed_at": NOW, "sort_at": NOW}
    with archive.begin() as tx:
        first = insert_new(tx, articles, "guid", row)
        assert insert_new(tx, articles, "guid", row | {"source": "phuong"}) is None
        second = insert_new(tx, articles, "guid", row | {"guid": "urn:2"})
        found = tx.execute(select(articles.c.id, articles.c.source).order_by(articles.c.id)).all()
    assert found == [(first, "bao"), (second, "bao")]
