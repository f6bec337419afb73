"""What the crawl remembers of its way: list pages and their validators, what they listed, robots.txt, and pauses."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, insert, select

from crawler.address import address_key
from crawler.archive.schema import listings, lists, pauses, robots, understood
from crawler.archive.upsert import upsert
from crawler.archive.values import dump_published, load_published
from crawler.article import Left, LeftOut, Listed

_LISTS = select(lists).where(lists.c.source == bindparam("of"))
_ROBOTS = select(robots).where(robots.c.host == bindparam("of"))
_PAUSES = select(pauses).where(pauses.c.host == bindparam("of"))


@dataclass(frozen=True, slots=True)
class ListState:
    """What a list page answered with when it was last read; `settled`: every link on it was dealt with."""

    url: str
    etag: str
    last_modified: str
    hash: str
    read_at: datetime
    settled: bool


@dataclass(frozen=True, slots=True)
class Understood:
    """What a list page showed beside its news; `cause` says why nothing was taken, "" where something was."""

    cause: str
    left: Left


def list_states(tx: Connection, source: str) -> dict[str, ListState]:
    """By the list's address."""
    return {
        row.url: ListState(row.url, row.etag, row.last_modified, row.hash, row.read_at, row.settled)
        for row in tx.execute(_LISTS, {"of": source})
    }


def remember_list(tx: Connection, source: str, state: ListState) -> None:
    values = {
        "etag": state.etag,
        "last_modified": state.last_modified,
        "hash": state.hash,
        "read_at": state.read_at,
        "settled": state.settled,
    }
    upsert(tx, lists, {"source": source, "url": state.url}, values)


def remember_listing(tx: Connection, source: str, list_url: str, links: Sequence[Listed]) -> None:
    """Put the links of a list page in place of those it had."""
    tx.execute(delete(listings).where(listings.c.source == source, listings.c.list_url == list_url))
    if links:
        tx.execute(
            insert(listings),
            [
                {
                    "source": source,
                    "list_url": list_url,
                    "position": position,
                    "key": address_key(link.url),
                    "url": link.url,
                    "title": link.title,
                    "published": dump_published(link.published),
                }
                for position, link in enumerate(links)
            ],
        )


def listing(tx: Connection, source: str) -> Iterable[Listed]:
    """All links of a source's list pages as last read, list by list, in page order."""
    query = select(listings).where(listings.c.source == source)
    for row in tx.execute(query.order_by(listings.c.list_url, listings.c.position)):
        yield _listed(row)


def _listed(row: Row[Any]) -> Listed:
    return Listed(row.url, row.title, row.list_url, load_published(row.published))


def remember_understood(tx: Connection, source: str, list_url: str, cause: str, left: Left) -> None:
    """Keep how a list page was understood in place of the time before; nothing is written where it is the same."""
    known = understood.c.source == source, understood.c.list_url == list_url
    links = [[link.url, link.title, link.reason] for link in left.links]
    values = {"cause": cause, "counts": _dump(dict(left.counts)), "links": _dump(links)}
    kept = tx.execute(select(understood.c.cause, understood.c.counts, understood.c.links).where(*known)).first()
    if kept is None or kept._asdict() != values:
        upsert(tx, understood, {"source": source, "list_url": list_url}, values)


def how_understood(tx: Connection, source: str) -> dict[str, Understood]:
    """By the list's address."""
    found = {}
    for row in tx.execute(select(understood).where(understood.c.source == source)):
        links = tuple(LeftOut(*link) for link in json.loads(row.links))
        found[row.list_url] = Understood(row.cause, Left(links, json.loads(row.counts)))
    return found


def _dump(value: object) -> str:
    return json.dumps(value, separators=(",", ":"))  # ASCII: whatever strangers wrote, a database takes it


def robots_of(tx: Connection, host: str) -> tuple[int, str, datetime] | None:
    """Status, text and time of the robots.txt that was fetched last."""
    row = tx.execute(_ROBOTS, {"of": host}).first()
    return (row.status, row.text, row.fetched_at) if row else None


def remember_robots(tx: Connection, host: str, status: int, text: str, fetched_at: datetime) -> None:
    upsert(tx, robots, {"host": host}, {"status": status, "text": text, "fetched_at": fetched_at})


def pause_of(tx: Connection, host: str) -> tuple[datetime, str] | None:
    """Until when a host asked to be left alone, and in which words."""
    row = tx.execute(_PAUSES, {"of": host}).first()
    return (row.until, row.cause) if row else None


def remember_pause(tx: Connection, host: str, until: datetime, cause: str) -> None:
    upsert(tx, pauses, {"host": host}, {"until": until, "cause": cause})
