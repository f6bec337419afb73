"""What is kept of a source's articles to read them again, and the versions that come of it."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, and_, func, insert, select, update

from crawler.address import address_key
from crawler.archive import articles, changes
from crawler.archive.pages import whole
from crawler.archive.schema import addresses, listings, versions
from crawler.archive.schema import articles as articles_table
from crawler.archive.schema import pages as pages_table
from crawler.archive.values import dump_attachments, dump_image, dump_published, load_published, text_hash
from crawler.article import Article, Listed, RawPage, StoredArticle

KIND = "reread"


@dataclass(frozen=True, slots=True)
class Kept:
    """An article, the page that its newest version was read from, and the page that its publication was read from
    (None: no longer kept); the links to it on the lists as they were last read. `titled`: so many articles of the
    source have its title."""

    article: StoredArticle
    page_id: int | None
    dated_by: int | None
    listed: tuple[Listed, ...]
    titled: int


def kept(tx: Connection, source: str, *, before: int | None, most: int) -> list[Kept]:
    """Articles of a source, the last found first; `before` is the id of the last one of the call before."""
    query = select(articles_table.c.id).where(articles_table.c.source == source)
    if before is not None:
        query = query.where(articles_table.c.id < before)
    ids = list(tx.execute(query.order_by(articles_table.c.id.desc()).limit(most)).scalars())
    found, (newest, dated), listed = articles.many(tx, ids), _pages(tx, ids), _listed(tx, source, ids)
    titled = _titled(tx, source, {article.title for article in found.values()})
    return [Kept(found[id], newest[id], dated[id], listed.get(id, ()), titled[found[id].title]) for id in ids]


def samples(tx: Connection, source: str, *, most: int) -> list[RawPage]:
    """Article pages of a source that were read last, newest first, one an address; damaged ones are left out."""
    newest = and_(versions.c.article_id == articles_table.c.id, versions.c.number == articles_table.c.version)
    query = select(pages_table).join(versions, versions.c.page_id == pages_table.c.id).join(articles_table, newest)
    query = query.where(articles_table.c.source == source).order_by(pages_table.c.fetched_at.desc(), pages_table.c.id)
    found: dict[str, RawPage] = {}
    for row in tx.execute(query.limit(most)).all():
        if page := whole(tx, row):
            found.setdefault(address_key(page.url), page)
    return list(found.values())


def page(tx: Connection, page_id: int) -> RawPage | None:
    """None: its bytes are damaged."""
    return whole(tx, tx.execute(select(pages_table).where(pages_table.c.id == page_id)).one())


def page_at(tx: Connection, source: str, urls: Collection[str]) -> RawPage | None:
    """The page that was kept last of an address which is no article."""
    query = select(pages_table).where(pages_table.c.source == source, pages_table.c.url.in_(sorted(urls)))
    row = tx.execute(query.order_by(pages_table.c.id.desc())).first()
    return whole(tx, row) if row else None


def one(tx: Connection, article: StoredArticle) -> Kept:
    """What is kept of one article."""
    (found,) = kept(tx, article.source, before=article.id + 1, most=1)
    return found


def revise(
    tx: Connection,
    stored: StoredArticle,
    article: Article,
    changed: Sequence[str],
    *,
    page_id: int | None,
    tell: bool,
    now: datetime,
) -> bool:
    """A version with what was read again. Identity, address and first sight stay; `tell`: its readers were shown
    something else, so that it counts as changed now. False: another version was written meanwhile, and stays."""
    values = {
        "version": stored.version + 1,
        "text_hash": text_hash(article.title, article.text, article.attachments),
        "changed_at": now if tell else stored.changed_at,
    }
    own = and_(articles_table.c.id == stored.id, articles_table.c.version == stored.version)
    if not tx.execute(update(articles_table).where(own).values(values)).rowcount:
        return False
    row = {
        **{name: getattr(article, name) for name in "title kicker lede author section language html text".split()},
        "article_id": stored.id,
        "number": stored.version + 1,
        "kind": KIND,
        "at": now,
        "changed": " ".join(changed),
        "published": dump_published(article.published),
        "modified": dump_published(article.modified),
        "image": dump_image(article.image),
        "attachments": dump_attachments(article.attachments),
        "page_id": page_id,
    }
    tx.execute(insert(versions), row)
    changes.append(tx, stored.id, stored.version + 1, KIND, now)
    return True


def _pages(tx: Connection, ids: list[int]) -> tuple[dict[int, int | None], dict[int, int | None]]:
    """The pages of the newest versions, and those that the publications were read from: a later page may show the
    time of a correction where the first one showed the publication."""
    newest: dict[int, int | None] = dict.fromkeys(ids)
    dated: dict[int, int | None] = dict.fromkeys(ids)
    columns = (versions.c[name] for name in ("article_id", "number", "kind", "changed", "page_id"))
    query = select(*columns).where(versions.c.article_id.in_(ids))
    for row in tx.execute(query.order_by(versions.c.article_id, versions.c.number)):
        newest[row.article_id] = row.page_id
        if row.number == 1 or (row.kind != KIND and "published" in row.changed.split()):
            dated[row.article_id] = row.page_id
    return newest, dated


def _listed(tx: Connection, source: str, ids: list[int]) -> dict[int, tuple[Listed, ...]]:
    query = (
        select(addresses.c.article_id, listings)
        .join(listings, and_(listings.c.source == addresses.c.source, listings.c.key == addresses.c.key))
        .where(addresses.c.source == source, addresses.c.article_id.in_(ids))
        .order_by(listings.c.list_url, listings.c.position)
    )
    found: dict[int, tuple[Listed, ...]] = {}
    for row in tx.execute(query):
        link = Listed(row.url, row.title, row.list_url, load_published(row.published))
        found[row.article_id] = (*found.get(row.article_id, ()), link)
    return found


def _titled(tx: Connection, source: str, titles: set[str]) -> Counter[str]:
    newest = and_(versions.c.article_id == articles_table.c.id, versions.c.number == articles_table.c.version)
    query = select(versions.c.title, func.count()).join(articles_table, newest)
    query = query.where(articles_table.c.source == source, versions.c.title.in_(sorted(titles)))
    return Counter({title: count for title, count in tx.execute(query.group_by(versions.c.title))})
