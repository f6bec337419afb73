"""The publications of one source, to learn its habits from (crawler.extract.habits), and the doubts that follow."""

from collections.abc import Callable

from sqlalchemy import Connection, and_, select, update

from crawler.archive.schema import articles, versions
from crawler.archive.values import dump_published, load_published
from crawler.article import Published

MOST = 5_000


def published_of(tx: Connection, source: str, *, most: int = MOST) -> list[Published]:
    """What the newest articles of a source say of their publication, newest first; those that say nothing left out."""
    return [told for _, _, told in _told(tx, source, most)]


def doubt(tx: Connection, source: str, doubted: Callable[[Published], Published], *, most: int = MOST) -> int:
    """Keep the doubts that a source's habits cast on articles stored before they were known; how many are new.

    Only what is said of the publication's certainty changes, in place: the article itself did not, so that no version
    is added and no reader is told of a change.
    """
    found = 0
    for article_id, version, told in _told(tx, source, most):
        better = doubted(told)
        if better != told:
            key = (versions.c.article_id == article_id) & (versions.c.number == version)
            tx.execute(update(versions).where(key).values(published=dump_published(better)))
            found += 1
    return found


def _told(tx: Connection, source: str, most: int) -> list[tuple[int, int, Published]]:
    query = (
        select(versions.c.article_id, versions.c.number, versions.c.published)
        .join(articles, and_(versions.c.article_id == articles.c.id, versions.c.number == articles.c.version))
        .where(articles.c.source == source, versions.c.published.is_not(None))
        .order_by(articles.c.sort_at.desc())
        .limit(most)
    )
    return [(row[0], row[1], told) for row in tx.execute(query) if (told := load_published(row[2]))]
