"""Raw pages: kept as they came, compressed with what their source's pages share, so that everything can be read again
after a repair."""

import hashlib
import json
import logging
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, insert, select

from crawler.archive import dictionaries
from crawler.archive.schema import pages
from crawler.article import RawPage

log = logging.getLogger(__name__)

_INSERT = insert(pages).returning(pages.c.id)

_KEPT_HEADERS = {"content-type", "content-language", "date", "etag", "last-modified", "location", "server"}


def page_hash(body: bytes) -> str:
    return hashlib.blake2b(body, digest_size=16).hexdigest()


@dataclass(frozen=True, slots=True)
class Packed:
    """The body of a page as it is stored."""

    hash: str
    body: bytes
    dictionary_id: int | None


def packed(tx: Connection, source: str, body: bytes) -> Packed:
    """A megabyte takes 10 ms. No transaction needs to be open for writing meanwhile."""
    dictionary_id = dictionaries.newest(tx, source)
    return Packed(page_hash(body), dictionaries.pack(body, dictionaries.ready(tx, dictionary_id)), dictionary_id)


def keep(tx: Connection, source: str, page: RawPage, found: Packed | None = None) -> int:
    """Store a response, packed already or not, and return its id."""
    found = found or packed(tx, source, page.body)
    values = {
        "source": source,
        "url": page.url,
        "status": page.status,
        "headers": json.dumps({k: v for k, v in page.headers.items() if k in _KEPT_HEADERS}, ensure_ascii=False),
        "fetched_at": page.fetched_at,
        "hash": found.hash,
        "body": found.body,
        "dictionary_id": found.dictionary_id,
    }
    return int(tx.execute(_INSERT, values).scalar_one())


def load(tx: Connection, page_id: int) -> RawPage:
    """Raises LookupError where there is no such page."""
    row = tx.execute(select(pages).where(pages.c.id == page_id)).first()
    if row is None:
        raise LookupError(f"the archive has no page {page_id}")
    return page_of(tx, row)


def newest(tx: Connection, source: str, *, most: int = 1) -> list[RawPage]:
    """The pages of a source that were read last, newest first."""
    query = select(pages).where(pages.c.source == source).order_by(pages.c.fetched_at.desc(), pages.c.id.desc())
    return [page_of(tx, row) for row in tx.execute(query.limit(most))]


def headers_of(text: str) -> dict[str, str]:
    """The kept headers of a page, from their column."""
    headers: dict[str, str] = json.loads(text)
    return headers


def page_of(tx: Connection, row: Row[Any]) -> RawPage:
    """A row of `pages`, unpacked."""
    body = dictionaries.unpack(row.body, dictionaries.ready(tx, row.dictionary_id))
    return RawPage(row.url, row.status, headers_of(row.headers), body, row.fetched_at)


def whole(tx: Connection, row: Row[Any]) -> RawPage | None:
    """As page_of; None, and its name in the log, where the bytes no longer give the hash they came with."""
    from backports import zstd

    try:
        page: RawPage | None = page_of(tx, row)
    except zstd.ZstdError:
        page = None
    if page is None or page_hash(page.body) != row.hash:
        log.warning("%s: the stored page %d is not what was fetched: %s", row.source, row.id, row.url)
        return None
    return page
