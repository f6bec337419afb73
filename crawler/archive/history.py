"""Reading the archive whole, in a fixed order and in bounded memory: for exports."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, select

from crawler.archive import articles
from crawler.archive.pages import whole
from crawler.archive.schema import articles as articles_table
from crawler.archive.schema import pages as pages_table
from crawler.archive.schema import versions
from crawler.archive.values import load_attachments, load_image, load_published
from crawler.article import Attachment, Image, Published, RawPage, StoredArticle

_CHUNK = 100  # articles in memory at once


@dataclass(frozen=True, slots=True)
class PageRef:
    """Which bytes a version was read from; `hash` is the blake2b (16 bytes, hex) of the page's body."""

    url: str
    status: int
    fetched_at: datetime
    hash: str


@dataclass(frozen=True, slots=True)
class Version:
    """One version of an article; `page` is None where its raw page is no longer kept."""

    article_id: int
    number: int
    kind: str
    at: datetime
    changed: tuple[str, ...]
    title: str
    kicker: str
    lede: str
    author: str
    section: str
    language: str
    html: str
    text: str
    published: Published | None
    modified: Published | None
    image: Image | None
    attachments: tuple[Attachment, ...]
    page: PageRef | None


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


def versions_of(tx: Connection, ids: Sequence[int]) -> dict[int, list[Version]]:
    """The versions of these articles, each oldest first."""
    pages = [pages_table.c[name].label(f"page_{name}") for name in ("url", "status", "fetched_at", "hash")]
    query = (
        select(versions, *pages)
        .outerjoin(pages_table, pages_table.c.id == versions.c.page_id)
        .where(versions.c.article_id.in_(ids))
        .order_by(versions.c.article_id, versions.c.number)
    )
    found: dict[int, list[Version]] = {id: [] for id in ids}
    for row in tx.execute(query):
        found[row.article_id].append(_version(row))
    return found


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


def _version(row: Row[Any]) -> Version:
    ref = None
    if row.page_id is not None:
        ref = PageRef(row.page_url, row.page_status, row.page_fetched_at, row.page_hash)
    return Version(
        article_id=row.article_id,
        number=row.number,
        kind=row.kind,
        at=row.at,
        changed=tuple(row.changed.split()),
        title=row.title,
        kicker=row.kicker,
        lede=row.lede,
        author=row.author,
        section=row.section,
        language=row.language,
        html=row.html,
        text=row.text,
        published=load_published(row.published),
        modified=load_published(row.modified),
        image=load_image(row.image),
        attachments=load_attachments(row.attachments),
        page=ref,
    )
