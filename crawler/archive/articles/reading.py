"""Articles as they stand: one, some, what is newest, all."""

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import Connection, Row, Select, bindparam, func, select

from crawler.address import address_key
from crawler.archive.articles.rows import article_of, newest
from crawler.archive.schema import addresses, articles
from crawler.article import StoredArticle


def get(tx: Connection, article_id: int) -> StoredArticle:
    return article_of(tx.execute(_one(), {"wanted": article_id}).one())


@cache
def _one() -> Select[Any]:
    return newest().where(articles.c.id == bindparam("wanted"))


def at(tx: Connection, source: str, url: str) -> StoredArticle | None:
    """The article that an address belongs to."""
    return at_key(tx, source, address_key(url))


def at_key(tx: Connection, source: str, key: str) -> StoredArticle | None:
    query = newest().join(addresses, addresses.c.article_id == articles.c.id)
    row = tx.execute(query.where(addresses.c.source == source, addresses.c.key == key)).first()
    return article_of(row) if row else None


def under_keys(tx: Connection, source: str, keys: Collection[str]) -> dict[str, StoredArticle]:
    """The articles that these keys and marks belong to."""
    rows = tx.execute(_keyed(), {"of": source, "keys": sorted(set(keys))}).all()
    by_id = {row.id: article_of(row) for row in rows}
    return {row.key: by_id[row.id] for row in rows}


@cache
def _keyed() -> Select[Any]:
    """The newest versions under the `keys` of the source `of`. Built once, as all that is asked for each page."""
    query = newest().add_columns(addresses.c.key).join(addresses, addresses.c.article_id == articles.c.id)
    return query.where(addresses.c.source == bindparam("of"), addresses.c.key.in_(bindparam("keys", expanding=True)))


def many(tx: Connection, ids: Sequence[int]) -> dict[int, StoredArticle]:
    """Articles by id."""
    out: dict[int, StoredArticle] = {}
    for start in range(0, len(ids), 500):
        for row in tx.execute(newest().where(articles.c.id.in_(ids[start : start + 500]))):
            out[row.id] = article_of(row)
    return out


def recent(
    tx: Connection, *, since: datetime, least: int, source: str = "", only: Select[Any] | None = None, most: int = 2000
) -> list[StoredArticle]:
    """What a feed may hold: all of a window, and at least `least`, newest first; `only` selects article ids."""
    rows = _recent(tx, newest(), since=since, least=least, source=source, only=only, most=most)
    return [article_of(row) for row in rows]


def recent_versions(
    tx: Connection, *, since: datetime, least: int, source: str = "", only: Select[Any] | None = None, most: int = 2000
) -> list[tuple[int, int, str]]:
    """The same articles as id, version and address: equal, and nothing has changed. No text is loaded."""
    query = select(articles.c.id, articles.c.version, articles.c.url)
    rows = _recent(tx, query, since=since, least=least, source=source, only=only, most=most)
    return [(row.id, row.version, row.url) for row in rows]


def _recent(
    tx: Connection,
    query: Select[Any],
    *,
    since: datetime,
    least: int,
    source: str,
    only: Select[Any] | None,
    most: int,
) -> Sequence[Row[Any]]:
    query = query.order_by(articles.c.sort_at.desc(), articles.c.id.desc())
    if source:
        query = query.where(articles.c.source == source)
    if only is not None:
        query = query.where(articles.c.id.in_(only))
    rows = tx.execute(query.where(articles.c.sort_at >= since).limit(most)).all()
    return rows if len(rows) >= least else tx.execute(query.limit(least)).all()


def everything(tx: Connection, *, source: str = "", chunk: int = 500) -> Iterator[StoredArticle]:
    """All articles in the order they were first seen."""
    after = 0
    while True:
        query = newest().where(articles.c.id > after).order_by(articles.c.id).limit(chunk)
        rows = tx.execute(query.where(articles.c.source == source) if source else query).all()
        if not rows:
            return
        after = rows[-1].id
        yield from (article_of(row) for row in rows)


def count(tx: Connection, *, source: str = "", days: int | None = None, now: datetime | None = None) -> int:
    query = select(func.count()).select_from(articles)
    if source:
        query = query.where(articles.c.source == source)
    if days is not None and now is not None:
        query = query.where(articles.c.sort_at >= now - timedelta(days=days))
    return tx.execute(query).scalar() or 0
