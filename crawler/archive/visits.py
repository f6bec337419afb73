"""When a known article is looked at again, so that corrections and withdrawals are seen: often at first, then less."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from sqlalchemy import Connection, and_, bindparam, select

from crawler.archive.pages import headers_of
from crawler.archive.schema import addresses, articles, pages, versions
from crawler.article import Published

# Ages at which an article is visited, counted from when it was first seen. Most corrections come within a day.
PLAN = tuple(timedelta(hours=hours) for hours in (2, 8, 24, 72, 240, 720))
_OLD = timedelta(days=30)  # found late: nobody corrects it any more
_FAILURES = tuple(timedelta(minutes=minutes) for minutes in (15, 60, 360, 1440))


# Of the source `of`, at most `most`, at the instant `now`.
_DUE = (
    select(articles.c.url, pages.c.headers, pages.c.hash)
    .join(addresses, and_(addresses.c.article_id == articles.c.id, addresses.c.url == articles.c.url))
    .join(versions, and_(versions.c.article_id == articles.c.id, versions.c.number == articles.c.version))
    .join(pages, pages.c.id == versions.c.page_id)
    .where(articles.c.source == bindparam("of"), addresses.c.source == bindparam("of"))
    .where(addresses.c.ask_again_at <= bindparam("now"))
    .order_by(addresses.c.ask_again_at)
    .limit(bindparam("most"))
)


@dataclass(frozen=True, slots=True)
class Visit:
    """A known article whose visit is due, with the validators of the page that was read last."""

    url: str
    etag: str
    last_modified: str
    hash: str = ""  # of the body that was read last (crawler.archive.pages.page_hash)


def next_visit(first_seen_at: datetime, published: Published | None, now: datetime) -> datetime | None:
    """The next instant of the plan after `now`; None when the plan is at its end."""
    if published is not None:
        moment = published.instant or datetime.combine(published.value, time(), UTC)
        if first_seen_at - moment > _OLD:
            return None
    return next((first_seen_at + age for age in PLAN if first_seen_at + age > now), None)


def next_try(tries: int, now: datetime) -> datetime | None:
    """When an address that failed is asked again, after so many tries; None: it is given up."""
    return now + _FAILURES[tries] if tries < len(_FAILURES) else None


def due(tx: Connection, source: str, *, now: datetime, most: int) -> Sequence[Visit]:
    """Articles of a source whose visit is due, the longest overdue first."""
    found = []
    for row in tx.execute(_DUE, {"of": source, "now": now, "most": most}):
        headers = headers_of(row.headers)
        found.append(Visit(row.url, headers.get("etag", ""), headers.get("last-modified", ""), row.hash))
    return found
