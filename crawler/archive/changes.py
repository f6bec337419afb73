"""The change log: appended with each version, followed by a cursor on its sequence."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, insert, select, text

from crawler.archive.schema import changes

_INSERT = insert(changes)


@dataclass(frozen=True, slots=True)
class Change:
    sequence: int
    article_id: int
    version: int
    kind: str
    at: datetime


def append(tx: Connection, article_id: int, version: int, kind: str, at: datetime) -> None:
    """One row. Sequences become visible in their order: a reader that saw n will never find an n - 1 later."""
    if tx.dialect.name == "postgresql":
        tx.execute(text("SELECT pg_advisory_xact_lock(1280262465)"))  # one appender at a time, until its commit
    tx.execute(_INSERT, {"article_id": article_id, "version": version, "kind": kind, "at": at})


def after(tx: Connection, sequence: int, *, most: int = 500) -> Iterator[Change]:
    """The next changes after a cursor, oldest first."""
    query = select(changes).where(changes.c.sequence > sequence).order_by(changes.c.sequence).limit(most)
    for row in tx.execute(query):
        yield Change(row.sequence, row.article_id, row.version, row.kind, row.at)


def newest(tx: Connection) -> int:
    """The highest sequence; 0 where nothing has happened yet."""
    return tx.execute(select(func.max(changes.c.sequence))).scalar() or 0
