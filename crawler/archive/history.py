"""Reading the archive whole, in a fixed order and in bounded memory: for exports."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, select

from crawler.archive import articles
from crawler.archive.articles import Version, versions_of
from crawler.archive.pages import whole
from crawler.archive.schema import articles as articles_table
from crawler.archive.schema import pages as pages_table
from crawler.article import RawPage, StoredArticle

__all__ = ["Version", "chunks", "raw_pages", "versions_of"]

_CHUNK = 100  # articles in memory at once


def chunks(
    tx: Connection, *, sources: Sequence[str] = (), since: datetime | None = None, only: Select[Any] | None = None
) -> Iterator[list[StoredArticle]]:
    """Articles in the order they were first seen, some at a time. `since`: published or first seen then or later;
    `only` selects article ids."""
    query = select(articles_table.c.id).order_by(articles_table.c.id).limit(_CHUNK)
    if sources:
        query = query.where(articles_table.c.source.in_(sources))
    if since is not None:
        query = query.where(articles_table.c.sort_at >= since)
    if only is not None:
        query = query.where(articles_table.c.id.in_(only))
    after = 0
    while ids := list(tx.execute(query.where(articles_table.c.id > after)).scalars()):
        found = articles.many(tx, ids)
        yield [found[id] for id in ids]
        after = ids[-1]


def raw_pages(
    tx: Connection, *, sources: Sequence[str] = (), since: datetime | None = None
) -> Iterator[tuple[int, str, str, RawPage]]:
    """Id, source, hash and bytes of the raw pages fetched at an instant or later, in the order they were kept. A
    damaged one is left out, and named in the log."""
    query = select(pages_table).order_by(pages_table.c.id).limit(1)
    if sources:
        query = query.where(pages_table.c.source.in_(sources))
    if since is not None:
        query = query.where(pages_table.c.fetched_at >= since)
    after = 0
    while (row := tx.execute(query.where(pages_table.c.id > after)).first()) is not None:
        after = row.id
        if page := whole(tx, row):
            yield row.id, row.source, row.hash, page
