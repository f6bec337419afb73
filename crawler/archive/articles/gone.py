"""What is no longer at its address: another address of it is asked next, or it is withdrawn."""

from datetime import datetime

from sqlalchemy import Connection, and_, insert, select, update

from crawler.address import address_key, dressed
from crawler.archive import changes
from crawler.archive.articles.addressing import SOON, reason_of, settle
from crawler.archive.articles.reading import at_key, get
from crawler.archive.schema import addresses, articles, versions
from crawler.archive.visits import next_visit
from crawler.article import StoredArticle


def missing(tx: Connection, source: str, url: str, reason: str, *, now: datetime, certain: bool) -> bool:
    """A visit found no article at a known address. Whether that withdrew it: at once where the site says so itself
    (`certain`: 404, 410), the second time in a row where it only looks so (a page that says "not found" with status
    200, a redirect to the front page). For a site that is down this is not called."""
    stored = at_key(tx, source, address_key(url))
    if stored is None:
        return False
    if address_key(stored.url) != address_key(url):  # it has moved to another address since
        settle(
            tx, source, url, now=now, article_id=stored.id, reason=f"gone: {reason}", ask_again_at=None, answered=True
        )
        return False
    first = reason_of(tx, source, url) != f"missing: {reason}"
    if not certain and first and stored.state == "live":
        settle(
            tx,
            source,
            url,
            now=now,
            article_id=stored.id,
            reason=f"missing: {reason}",
            ask_again_at=now + SOON,
            answered=True,
        )
        return False
    withdrawn = stored.state == "live" and withdraw(tx, stored, now=now)
    after = next_visit(stored.first_seen_at, stored.published, now)
    if get(tx, stored.id).url != stored.url:
        after = None
    settle(tx, source, url, now=now, article_id=stored.id, reason=f"gone: {reason}", ask_again_at=after, answered=True)
    return withdrawn


def withdraw(tx: Connection, stored: StoredArticle, *, now: datetime) -> bool:
    """The page is gone: a version that holds the last words, and a change-log row. Not where the article is known
    under another address: that one is asked next. Whether it was withdrawn."""
    if _move_on(tx, stored, now):
        return False
    last = tx.execute(
        select(versions).where(versions.c.article_id == stored.id, versions.c.number == stored.version)
    ).one()
    number = stored.version + 1
    values = dict(last._mapping) | {"number": number, "kind": "withdrawn", "at": now, "changed": ""}
    tx.execute(insert(versions).values(**values))
    tx.execute(
        update(articles).where(articles.c.id == stored.id).values(state="withdrawn", version=number, changed_at=now)
    )
    changes.append(tx, stored.id, number, "withdrawn", now)
    return True


def _move_on(tx: Connection, stored: StoredArticle, now: datetime) -> bool:
    """Give an article whose address is gone another one that it is known under, to be asked next; the old address is
    no longer its own. Whether there is one."""
    gone = address_key(stored.url)
    of_it = and_(addresses.c.source == stored.source, addresses.c.article_id == stored.id)
    rows = tx.execute(select(addresses).where(of_it, addresses.c.url != "", addresses.c.key != gone)).all()
    left = [row for row in rows if not row.reason.startswith(("gone", "missing", "withdrawn"))]
    if not left:
        return False
    best = min(left, key=lambda row: (dressed(row.url), -row.asked_at.timestamp()))
    tx.execute(update(articles).where(articles.c.id == stored.id).values(url=best.url))
    tx.execute(update(addresses).where(of_it, addresses.c.key == best.key).values(ask_again_at=now))
    return True
