"""Raw pages: kept as they came, compressed, so that everything can be read again after a repair."""

import hashlib
import json
from typing import Any

from sqlalchemy import Connection, Row, insert, select

from crawler.archive.schema import pages
from crawler.article import RawPage

_KEPT_HEADERS = {"content-type", "content-language", "date", "etag", "last-modified", "location", "server"}
_LEVEL = 6


def page_hash(body: bytes) -> str:
    return hashlib.blake2b(body, digest_size=16).hexdigest()


def keep(tx: Connection, source: str, page: RawPage) -> int:
    """Store a response and return its id."""
    from backports import zstd

    row = tx.execute(
        insert(pages)
        .values(
            source=source,
            url=page.url,
            status=page.status,
            headers=json.dumps({k: v for k, v in page.headers.items() if k in _KEPT_HEADERS}, ensure_ascii=False),
            fetched_at=page.fetched_at,
            hash=page_hash(page.body),
            body=zstd.compress(page.body, level=_LEVEL),
        )
        .returning(pages.c.id)
    ).one()
    return int(row.id)


def load(tx: Connection, page_id: int) -> RawPage:
    """Raises LookupError where there is no such page."""
    row = tx.execute(select(pages).where(pages.c.id == page_id)).first()
    if row is None:
        raise LookupError(f"the archive has no page {page_id}")
    return _page(row)


def newest(tx: Connection, source: str, *, most: int = 1) -> list[RawPage]:
    """The pages of a source that were read last, newest first."""
    query = select(pages).where(pages.c.source == source).order_by(pages.c.fetched_at.desc(), pages.c.id.desc())
    return [_page(row) for row in tx.execute(query.limit(most))]


def headers_of(text: str) -> dict[str, str]:
    """The kept headers of a page, from their column."""
    headers: dict[str, str] = json.loads(text)
    return headers


def _page(row: Row[Any]) -> RawPage:
    from backports import zstd

    return RawPage(row.url, row.status, headers_of(row.headers), zstd.decompress(row.body), row.fetched_at)
