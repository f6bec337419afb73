"""What was decided about a page, written in one transaction."""

from datetime import datetime
from itertools import count
from typing import Any

from sqlalchemy import Connection, insert, update

from crawler.archive import changes
from crawler.archive.articles.addressing import puzzled, settle_all
from crawler.archive.articles.identity import Found
from crawler.archive.articles.reading import get
from crawler.archive.decide import Decision, mint_guid, sort_instant
from crawler.archive.schema import articles, versions
from crawler.archive.upsert import insert_new
from crawler.archive.values import dump_attachments, dump_image, dump_published, text_hash
from crawler.article import Article, StoredArticle

_INSERT_VERSION = insert(versions)


def apply(
    tx: Connection, found: Found, seen: Article, decision: Decision, *, now: datetime, page_id: int | None
) -> StoredArticle:
    """Write a decision about a page: its version, its addresses and the change-log row. Returns what is stored now."""
    stored = found.article
    if stored and found.elsewhere:
        puzzled(tx, stored, seen.address or seen.url, found.reason, now)
        return stored
    if stored is None:
        article_id = _insert(tx, seen, found.url, now)
    else:
        article_id = stored.id
        values: dict[str, Any] = {} if found.url == stored.url else {"url": found.url}
        if decision.kind != "same":
            values |= {"version": stored.version + 1, "state": "live"}
            values["text_hash"] = text_hash(seen.title, seen.text, seen.attachments)
            if set(decision.changed) - {"published"} or decision.kind == "back":
                values["changed_at"] = now
        if values:
            tx.execute(update(articles).where(articles.c.id == article_id).values(**values))
    if decision.kind != "same":
        number = stored.version + 1 if stored else 1
        row = {"article_id": article_id, "number": number, "at": now, "page_id": page_id}
        tx.execute(_INSERT_VERSION, _version(seen, decision, stored) | row)
        changes.append(tx, article_id, number, decision.kind, now)
    settle_all(tx, found, seen, article_id, stored, now)
    return get(tx, article_id)


def _insert(tx: Connection, seen: Article, url: str, now: datetime) -> int:
    values = {
        "source": seen.source,
        "url": url,
        "first_seen_at": now,
        "changed_at": now,
        "sort_at": sort_instant(seen.published, now),
        "version": 1,
        "state": "live",
        "text_hash": text_hash(seen.title, seen.text, seen.attachments),
    }
    minted = (values | {"guid": mint_guid(seen.source, seen.url, taken)} for taken in count())
    return next(id for one in minted if (id := insert_new(tx, articles, "guid", one)) is not None)


def _version(seen: Article, decision: Decision, stored: StoredArticle | None) -> dict[str, Any]:
    published, modified = seen.published, seen.modified
    if stored and stored.published and "published" not in decision.changed:
        # A correction that moves the dateline ("Cập nhật 14:00") does not move the publication.
        modified = modified or (published if published and published.value != stored.published.value else None)
        published = stored.published
    return {
        "kind": decision.kind,
        "changed": " ".join(decision.changed),
        "title": seen.title,
        "kicker": seen.kicker,
        "lede": seen.lede,
        "author": seen.author,
        "section": seen.section,
        "language": seen.language,
        "html": seen.html,
        "text": seen.text,
        "published": dump_published(published),
        "modified": dump_published(modified),
        "image": dump_image(seen.image),
        "attachments": dump_attachments(seen.attachments),
    }
