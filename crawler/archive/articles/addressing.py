"""The addresses that were asked: what became of each, and when it is asked again."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, and_, bindparam, select, update

from crawler.address import address_key, address_marks, believed_canonical
from crawler.archive.articles.identity import Found
from crawler.archive.articles.reading import at_key
from crawler.archive.schema import addresses
from crawler.archive.upsert import upsert, upsert_all
from crawler.archive.visits import next_try, next_visit
from crawler.article import Article, StoredArticle

SOON = timedelta(hours=1)
_BY_KEY = select(addresses).where(
    addresses.c.source == bindparam("of"), addresses.c.key.in_(bindparam("keys", expanding=True))
)


def settle(
    tx: Connection,
    source: str,
    url: str,
    *,
    now: datetime,
    article_id: int | None,
    reason: str,
    ask_again_at: datetime | None = None,
    answered: bool = False,
) -> None:
    """Record what became of an address. `ask_again_at` None: it needs no further request. `answered`: the count of
    failures begins anew."""
    upsert(
        tx,
        addresses,
        {"source": source, "key": address_key(url)},
        {
            "url": url,
            "article_id": article_id,
            "reason": reason,
            "asked_at": now,
            "ask_again_at": ask_again_at,
        },
        {"tries": 0 if answered else addresses.c.tries + 1},
        {"tries": 0 if answered else 1},
    )


def known(tx: Connection, source: str, urls: Collection[str], *, now: datetime) -> set[str]:
    """Those of `urls` that need no request now: an article (its visits have a plan of their own), or none and not due
    to be tried again."""
    keys = {address_key(url): url for url in urls}
    found = by_key(tx, source, list(keys))
    settled = {row.key for row in found if row.article_id or row.ask_again_at is None or row.ask_again_at > now}
    return {url for url in urls if address_key(url) in settled}


def tries(tx: Connection, source: str, url: str) -> int:
    """How often an address was asked without becoming an article."""
    query = select(addresses.c.tries).where(addresses.c.source == source, addresses.c.key == address_key(url))
    return tx.execute(query).scalar() or 0


def unchanged(tx: Connection, source: str, url: str, *, now: datetime) -> None:
    """A visit was answered with 304, or with the bytes that were read before."""
    if stored := at_key(tx, source, address_key(url)):
        after = next_visit(stored.first_seen_at, stored.published, now)
        settle(tx, source, url, now=now, article_id=stored.id, reason="unchanged", ask_again_at=after, answered=True)


def failed(tx: Connection, source: str, url: str, reason: str, *, now: datetime) -> bool:
    """An address gave no answer that says anything: it is asked again later, ever more rarely; a known article in the
    end by its plan. Whether it will be asked again."""
    stored = at_key(tx, source, address_key(url))
    after = next_try(tries(tx, source, url), now)
    if stored and after is None:
        after = next_visit(stored.first_seen_at, stored.published, now)
    settle(tx, source, url, now=now, article_id=stored.id if stored else None, reason=reason, ask_again_at=after)
    return after is not None


def puzzled(tx: Connection, stored: StoredArticle, url: str, reason: str, now: datetime) -> None:
    """Once more in an hour, when the list page has been read again; then by the plan."""
    after = next_visit(stored.first_seen_at, stored.published, now)
    if reason_of(tx, stored.source, url) != reason:
        after = min(after, now + SOON) if after else now + SOON
    known = at_key(tx, stored.source, address_key(url))
    if known is None:
        failed(tx, stored.source, url, reason, now=now)
    elif known.id == stored.id and address_key(stored.url) == address_key(url):
        settle(
            tx,
            stored.source,
            stored.url,
            now=now,
            article_id=stored.id,
            reason=reason,
            ask_again_at=after,
            answered=True,
        )


def settle_all(
    tx: Connection, found: Found, seen: Article, article_id: int, stored: StoredArticle | None, now: datetime
) -> None:
    """The addresses of an article, of which only its own is visited, and what other addresses may share with them."""
    own = address_key(found.url)
    urls = {address_key(url): url for url in (seen.address, seen.url) if url}
    others = {key: holder for key, holder in found.holders.items() if holder.id != article_id}
    visit = next_visit(stored.first_seen_at if stored else now, seen.published, now)
    for key, url in urls.items():
        if key == own:
            continue
        if key in others and stored is not None:  # what was asked led to another article: it stays that one's
            puzzled(tx, others[key], url, "the address leads to another article", now)
            continue
        settle(tx, seen.source, url, now=now, article_id=article_id, reason=found.reason, answered=True)
    if own in urls or stored is None or found.url != stored.url:
        settle(
            tx,
            seen.source,
            found.url,
            now=now,
            article_id=article_id,
            reason=found.reason,
            ask_again_at=visit,
            answered=True,
        )
    if stored and found.url != stored.url and address_key(stored.url) != own:
        of_old = and_(addresses.c.source == seen.source, addresses.c.key == address_key(stored.url))
        tx.execute(update(addresses).where(of_old).values(ask_again_at=None))
    if stored is None or set(urls) != {address_key(stored.url)}:
        _mark(tx, seen, article_id, now)


def _mark(tx: Connection, seen: Article, article_id: int, now: datetime) -> None:
    """Remember what other addresses of the article may share with these; the newest article has a mark."""
    urls = [url for url in (seen.url, seen.address) if url]
    if seen.canonical and believed_canonical(seen.canonical, seen.url):
        urls.append(seen.canonical)
    values = {"url": "", "article_id": article_id, "reason": "mark", "tries": 0, "asked_at": now, "ask_again_at": None}
    marks = dict.fromkeys(mark for url in urls for mark in address_marks(url))
    upsert_all(tx, addresses, ("source", "key"), [{"source": seen.source, "key": mark, **values} for mark in marks])


def reason_of(tx: Connection, source: str, url: str) -> str:
    query = select(addresses.c.reason).where(addresses.c.source == source, addresses.c.key == address_key(url))
    return str(tx.execute(query).scalar() or "")


def by_key(tx: Connection, source: str, keys: list[str]) -> list[Row[Any]]:
    found: list[Row[Any]] = []
    for start in range(0, len(keys), 500):
        batch = keys[start : start + 500]
        found += tx.execute(_BY_KEY, {"of": source, "keys": batch}).all()
    return found
