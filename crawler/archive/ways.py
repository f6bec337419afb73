"""What is remembered of the ways to each source's news: which were found, which one is used, and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, and_, bindparam, delete, func, insert, select, update

from crawler.archive.schema import ways

_OF = (
    select(ways)
    .where(ways.c.source == bindparam("of"))
    .order_by(ways.c.list_url, ways.c.chosen.desc(), ways.c.kind, ways.c.url)
)


@dataclass(frozen=True, slots=True)
class Way:
    """An address that tells the news of a list page. `kind` is page, feed, sitemap or wordpress, `found` where it was
    named; `chosen`: it is the one that is asked; `reason` why it is, or is not. `checked_at` is set when it is
    remembered."""

    list_url: str
    url: str
    kind: str
    found: str
    chosen: bool
    reason: str
    checked_at: datetime | None = None


def remember(tx: Connection, source: str, rows: Sequence[Way], now: datetime) -> None:
    """Put the ways of each list page that the rows name in place of those it had; other list pages keep theirs."""
    lists = {row.list_url for row in rows}
    tx.execute(delete(ways).where(ways.c.source == source, ways.c.list_url.in_(lists)))
    first = {(row.list_url, row.url): row for row in reversed(rows)}
    if first:
        tx.execute(
            insert(ways),
            [
                {
                    "source": source,
                    "list_url": row.list_url,
                    "url": row.url,
                    "kind": row.kind,
                    "found": row.found,
                    "chosen": row.chosen,
                    "reason": row.reason,
                    "checked_at": now,
                }
                for row in first.values()
            ],
        )


def of(tx: Connection, source: str) -> tuple[Way, ...]:
    """All ways of a source by list page, the chosen one of each first."""
    return tuple(
        Way(row.list_url, row.url, row.kind, row.found, row.chosen, row.reason, row.checked_at)
        for row in tx.execute(_OF, {"of": source})
    )


def looked_at(tx: Connection, source: str) -> datetime | None:
    """When the ways of a source were looked at last; None: never."""
    return tx.execute(select(func.max(ways.c.checked_at)).where(ways.c.source == source)).scalar()


def distrust(tx: Connection, source: str, way: Way) -> None:
    """A way failed in a crawl: its list page is asked again until the next look around."""
    of_list = and_(ways.c.source == source, ways.c.list_url == way.list_url)
    tx.execute(update(ways).where(of_list, ways.c.url == way.url).values(chosen=False, reason=way.reason))
    tx.execute(update(ways).where(of_list, ways.c.url == way.list_url).values(chosen=True))
