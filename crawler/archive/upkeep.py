"""What is done to the archive between crawls: pages are packed tighter, and old ones dropped where a setting says so.

Never on the event loop of a crawl: a source whose pages changed their looks takes about a tenth of a second. Every
transaction is short, and stopping between two of them, or doing it all twice, does no harm.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, and_, delete, func, select, update

from crawler.archive import Archive, dictionaries
from crawler.archive.pages import whole
from crawler.archive.schema import articles, pages, versions
from crawler.archive.schema import dictionaries as dictionaries_table

ENOUGH = 8  # pages of a source before it gets a dictionary
GOOD = 12  # how many times smaller its newest pages are to be, before another dictionary is tried
_WORTH = 0.7  # another dictionary and the newest pages packed with it take less than this share of what they take now
_BATCH = 10  # pages a transaction
_IDS = 500  # ids a statement
_SETTLED = timedelta(days=1)  # a dictionary that no page needs is dropped after it: no crawl still packs with it


@dataclass(frozen=True, slots=True)
class Done:
    """Dictionaries made, pages packed anew, pages dropped."""

    dictionaries: int
    repacked: int
    dropped: int


def upkeep(archive: Archive, *, page_days: int | None, now: datetime, sources: Sequence[str] = ()) -> Done:
    """Bring the raw pages of `sources` (none named: all) up to their newest dictionaries, and drop those fetched more
    than `page_days` days ago (None: none), whichever their source. Raises what Archive.begin does."""
    with archive.read() as tx:
        known = list(sources) or list(tx.execute(select(pages.c.source).distinct().order_by(pages.c.source)).scalars())
    dropped = drop_pages(archive, before=now - timedelta(days=page_days)) if page_days is not None else 0
    made = sum(renew_dictionary(archive, source, now=now) is not None for source in known)
    repacked = sum(compact(archive, source) for source in known)
    if dropped:
        drop_dictionaries(archive, before=now - _SETTLED)
    return Done(made, repacked, dropped)


def renew_dictionary(archive: Archive, source: str, *, now: datetime) -> int | None:
    """Give a source a dictionary of its newest pages, where that takes less room than what it has; returns its id.

    Its newest pages are looked at, and only where they are less than GOOD times smaller than they came: because there
    is no dictionary yet, or because the site looks different now.
    """
    query = select(pages).where(pages.c.source == source).order_by(pages.c.fetched_at.desc(), pages.c.id.desc())
    with archive.read() as tx:
        rows = tx.execute(query.limit(ENOUGH)).all()
        stored = sum(len(row.body) for row in rows)
        if len(rows) < ENOUGH or sum(_size(row.body) for row in rows) >= GOOD * stored:
            return None
        bodies = [page.body for row in rows if (page := whole(tx, row))]
    content = dictionaries.choose(bodies)
    if not content:
        return None
    prepared = dictionaries.prepare(content)
    wanted = sum(len(dictionaries.pack(body, prepared)) for body in bodies) + len(dictionaries.pack(content))
    first = all(row.dictionary_id is None for row in rows)
    if wanted > (1 if first else _WORTH) * stored:
        return None
    with archive.begin() as tx:
        return dictionaries.add(tx, source, content, now=now)


def compact(archive: Archive, source: str) -> int:
    """Pack the pages of a source that were kept before it had a dictionary; how many. A damaged page is left as it
    is."""
    before = select(func.min(dictionaries_table.c.made_at)).where(dictionaries_table.c.source == source)
    plain = and_(pages.c.source == source, pages.c.fetched_at <= before.scalar_subquery())
    with archive.read() as tx:
        dictionary_id = dictionaries.newest(tx, source)
        ids = list(tx.execute(select(pages.c.id).where(plain, pages.c.dictionary_id.is_(None))).scalars())
    repacked = 0
    for start in range(0, len(ids), _BATCH):
        with archive.begin() as tx:
            for row in tx.execute(select(pages).where(pages.c.id.in_(ids[start : start + _BATCH]))).all():
                page = whole(tx, row)
                if page is None:
                    continue
                packed = dictionaries.pack(page.body, dictionaries.ready(tx, dictionary_id))
                values = {"body": packed, "dictionary_id": dictionary_id}
                tx.execute(update(pages).where(pages.c.id == row.id).values(values))
                repacked += 1
    return repacked


def drop_pages(archive: Archive, *, before: datetime) -> int:
    """Drop the pages fetched before an instant; how many. The page of each article's newest version stays: it proves
    what the archive shows, and holds the validators for the next visit. Versions stay, without their page."""
    newest = and_(versions.c.article_id == articles.c.id, versions.c.number == articles.c.version)
    shown = select(versions.c.page_id).join(articles, newest).where(versions.c.page_id.is_not(None))
    old = select(pages.c.id).where(pages.c.fetched_at < before, pages.c.id.not_in(shown)).order_by(pages.c.id)
    with archive.read() as tx:
        ids = list(tx.execute(old).scalars())
    for start in range(0, len(ids), _IDS):
        with archive.begin() as tx:
            _drop(tx, ids[start : start + _IDS])
    return len(ids)


def _drop(tx: Connection, ids: list[int]) -> None:
    tx.execute(update(versions).where(versions.c.page_id.in_(ids)).values(page_id=None))
    tx.execute(delete(pages).where(pages.c.id.in_(ids)))


def drop_dictionaries(archive: Archive, *, before: datetime) -> None:
    """Drop the dictionaries that no page needs any more, except the newest of each source."""
    newest = select(func.max(dictionaries_table.c.id)).group_by(dictionaries_table.c.source)
    needed = select(pages.c.id).where(pages.c.dictionary_id == dictionaries_table.c.id)
    unused = and_(dictionaries_table.c.made_at < before, ~needed.exists(), dictionaries_table.c.id.not_in(newest))
    with archive.read() as tx:
        ids = list(tx.execute(select(dictionaries_table.c.id).where(unused)).scalars())
    if ids:
        with archive.begin() as tx:
            tx.execute(delete(dictionaries_table).where(dictionaries_table.c.id.in_(ids), unused))


def _size(packed: bytes) -> int:
    """The size of a page before it was packed, from its first bytes."""
    from backports import zstd

    return int(zstd.get_frame_info(packed[:18]).decompressed_size or 0)
