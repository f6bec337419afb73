"""Everything that is known of one address: what became of it, where it was listed, what happened to its article."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, func, select

from crawler.address import address_key, address_marks
from crawler.archive.schema import addresses, listings
from crawler.archive.values import load_published
from crawler.article import Listed


@dataclass(frozen=True, slots=True)
class Asked:
    """An address as one source knows it. `reason` says why it is the article, or why it is none; `ask_again_at` None:
    it is not asked again. `tries`: how often it was asked without becoming an article."""

    source: str
    key: str
    url: str
    article_id: int | None
    reason: str
    tries: int
    asked_at: datetime
    ask_again_at: datetime | None


@dataclass(frozen=True, slots=True)
class Shown:
    """A place on a list page as it was last read, from 0."""

    source: str
    position: int
    listed: Listed


def asked(tx: Connection, url: str) -> Sequence[Asked]:
    """By source: an address that two sources follow has two lives."""
    query = select(addresses).where(addresses.c.key == address_key(url)).order_by(addresses.c.source)
    return [_asked(row) for row in tx.execute(query)]


def other_addresses(tx: Connection, article_id: int) -> Sequence[Asked]:
    """All addresses of an article, the first asked first; marks, which have none, are left out."""
    own = select(addresses).where(addresses.c.article_id == article_id, addresses.c.url != "")
    query = own.order_by(addresses.c.asked_at, addresses.c.key)
    return [_asked(row) for row in tx.execute(query)]


def alike(tx: Connection, url: str) -> Sequence[int]:
    """Articles that share the spelling or the number of an address: whether they are the same, only the page tells."""
    query = select(addresses.c.article_id).where(addresses.c.key.in_(address_marks(url)))
    return sorted({row.article_id for row in tx.execute(query) if row.article_id is not None})


def shown(tx: Connection, url: str) -> Sequence[Shown]:
    """The list pages that named an address when they were last read."""
    query = select(listings).where(listings.c.key == address_key(url))
    return [
        Shown(row.source, row.position, Listed(row.url, row.title, row.list_url, load_published(row.published)))
        for row in tx.execute(query.order_by(listings.c.source, listings.c.list_url, listings.c.position))
    ]


def failures(tx: Connection, source: str) -> dict[str, int]:
    """Why addresses of a source are no article, and how many."""
    query = select(addresses.c.reason, func.count()).where(
        addresses.c.source == source, addresses.c.article_id.is_(None)
    )
    rows = tx.execute(query.group_by(addresses.c.reason).order_by(func.count().desc(), addresses.c.reason))
    return {reason: count for reason, count in rows}


def _asked(row: Row[Any]) -> Asked:
    return Asked(row.source, row.key, row.url, row.article_id, row.reason, row.tries, row.asked_at, row.ask_again_at)
