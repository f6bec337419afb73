"""The versions of articles: everything that happened to each, and the page that says so."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from crawler.archive.articles.rows import article_of
from crawler.archive.schema import articles, pages, versions
from crawler.article import StoredArticle


@dataclass(frozen=True, slots=True)
class PageRef:
    """Which bytes a version was read from; `hash` is the blake2b (16 bytes, hex) of the page's body."""

    url: str
    status: int
    fetched_at: datetime
    hash: str


@dataclass(frozen=True, slots=True)
class Version:
    """One thing that happened: `article` is how it stood from then on; `page` None: its raw page is not kept."""

    number: int
    kind: str
    at: datetime
    changed: tuple[str, ...]
    article: StoredArticle
    page: PageRef | None


def history(tx: Connection, article_id: int) -> tuple[Version, ...]:
    """Everything that happened to an article, oldest first."""
    return tuple(versions_of(tx, [article_id])[article_id])


def versions_of(tx: Connection, ids: Sequence[int]) -> dict[int, list[Version]]:
    """The versions of these articles, each oldest first."""
    of_page = [pages.c[name].label(f"page_{name}") for name in ("url", "status", "fetched_at", "hash")]
    query = (
        select(articles, versions, *of_page)
        .join(versions, versions.c.article_id == articles.c.id)
        .outerjoin(pages, pages.c.id == versions.c.page_id)
        .where(articles.c.id.in_(ids))
        .order_by(articles.c.id, versions.c.number)
    )
    found: dict[int, list[Version]] = {id: [] for id in ids}
    states: dict[int, str] = {}
    for row in tx.execute(query):
        if row.kind != "reread":  # what is read again does not come back by that
            states[row.id] = "withdrawn" if row.kind == "withdrawn" else "live"
        page = None
        if row.page_id is not None:
            page = PageRef(row.page_url, row.page_status, row.page_fetched_at, row.page_hash)
        then = article_of(row, changed_at=row.at, version=row.number, state=states.get(row.id, "live"))
        found[row.id].append(Version(row.number, row.kind, row.at, tuple(row.changed.split()), then, page))
    return found
