"""Articles: find one, write what was decided about it, read many. Every function takes the caller's transaction."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, Select, and_, func, insert, select, update

from crawler.address import address_key, believed_canonical
from crawler.archive import changes
from crawler.archive.decide import Decision, mint_guid, same_story, sort_instant
from crawler.archive.schema import addresses, articles, versions
from crawler.archive.upsert import upsert
from crawler.archive.values import (
    dump_attachments,
    dump_image,
    dump_published,
    load_attachments,
    load_image,
    load_published,
    text_hash,
)
from crawler.archive.visits import next_visit
from crawler.article import Article, StoredArticle

_ENOUGH_TEXT = 200  # characters: below that, equal texts under two addresses prove nothing


@dataclass(frozen=True, slots=True)
class Found:
    """The article that a page belongs to, and how that is known."""

    article: StoredArticle | None
    reason: str


def find(tx: Connection, seen: Article) -> Found:
    """The stored article that this page is: by its address, by the canonical link where it can be believed, by text."""
    own = list(dict.fromkeys(address_key(url) for url in (seen.url, seen.address) if url))
    for key in own:
        if stored := _at(tx, seen.source, key):
            return Found(stored, "address")
    if believed_canonical(seen.canonical, seen.url):
        stored = _at(tx, seen.source, address_key(seen.canonical or ""))
        if stored and same_story(stored, seen):
            return Found(stored, "canonical")
    if len(seen.text) >= _ENOUGH_TEXT:
        same = and_(articles.c.source == seen.source, articles.c.text_hash == text_hash(seen.title, seen.text))
        row = tx.execute(_newest().where(same).limit(1)).first()
        if row:
            return Found(_stored(row), "text")
    return Found(None, "first seen")


def apply(
    tx: Connection, found: Found, seen: Article, decision: Decision, *, now: datetime, page_id: int | None
) -> StoredArticle:
    """Write a decision about a page: its version, its addresses and the change-log row. Returns what is stored now."""
    stored = found.article
    if stored is None:
        article_id = _insert(tx, seen, now)
    else:
        article_id = stored.id
        if decision.kind != "same":
            values: dict[str, Any] = {"version": stored.version + 1, "state": "live"}
            values["text_hash"] = text_hash(seen.title, seen.text, seen.attachments)
            if set(decision.changed) - {"published"} or decision.kind == "back":
                values["changed_at"] = now
            tx.execute(update(articles).where(articles.c.id == article_id).values(**values))
    if decision.kind != "same":
        number = stored.version + 1 if stored else 1
        tx.execute(
            insert(versions).values(
                **_version(seen, decision, stored), article_id=article_id, number=number, at=now, page_id=page_id
            )
        )
        changes.append(tx, article_id, number, decision.kind, now)
    first_seen_at = stored.first_seen_at if stored else now
    visit = next_visit(first_seen_at, seen.published, now)
    for url in dict.fromkeys(url for url in (seen.url, seen.address) if url):
        settle(tx, seen.source, url, now=now, article_id=article_id, reason=found.reason, ask_again_at=visit)
    if believed_canonical(seen.canonical, seen.url) and not _known(tx, seen.source, address_key(seen.canonical or "")):
        settle(tx, seen.source, seen.canonical or "", now=now, article_id=article_id, reason="canonical")
    return get(tx, article_id)


def withdraw(tx: Connection, stored: StoredArticle, *, now: datetime) -> None:
    """The page is gone: a version that holds the last words, and a change-log row."""
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


def settle(
    tx: Connection,
    source: str,
    url: str,
    *,
    now: datetime,
    article_id: int | None,
    reason: str,
    ask_again_at: datetime | None = None,
) -> None:
    """Record what became of an address. `ask_again_at` None: it needs no further request."""
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
        {"tries": addresses.c.tries + 1},
        {"tries": 1},
    )


def known(tx: Connection, source: str, urls: Collection[str], *, now: datetime) -> set[str]:
    """Those of `urls` that need no request now: an article (its visits have a plan of their own), or none and not due
    to be tried again."""
    keys = {address_key(url): url for url in urls}
    found = _by_key(tx, source, list(keys))
    settled = {row.key for row in found if row.article_id or row.ask_again_at is None or row.ask_again_at > now}
    return {url for url in urls if address_key(url) in settled}


def tries(tx: Connection, source: str, url: str) -> int:
    """How often an address was asked without becoming an article."""
    query = select(addresses.c.tries).where(addresses.c.source == source, addresses.c.key == address_key(url))
    return tx.execute(query).scalar() or 0


def get(tx: Connection, article_id: int) -> StoredArticle:
    return _stored(tx.execute(_newest().where(articles.c.id == article_id)).one())


def at(tx: Connection, source: str, url: str) -> StoredArticle | None:
    """The article that an address belongs to."""
    return _at(tx, source, address_key(url))


def many(tx: Connection, ids: Sequence[int]) -> dict[int, StoredArticle]:
    """Articles by id."""
    out: dict[int, StoredArticle] = {}
    for start in range(0, len(ids), 500):
        for row in tx.execute(_newest().where(articles.c.id.in_(ids[start : start + 500]))):
            out[row.id] = _stored(row)
    return out


def recent(
    tx: Connection, *, since: datetime, least: int, source: str = "", only: Select[Any] | None = None, most: int = 2000
) -> list[StoredArticle]:
    """What a feed may hold: all of a window, and at least `least`, newest first; `only` selects article ids."""
    query = _newest().order_by(articles.c.sort_at.desc(), articles.c.id.desc())
    if source:
        query = query.where(articles.c.source == source)
    if only is not None:
        query = query.where(articles.c.id.in_(only))
    rows = tx.execute(query.where(articles.c.sort_at >= since).limit(most)).all()
    if len(rows) < least:
        rows = tx.execute(query.limit(least)).all()
    return [_stored(row) for row in rows]


def everything(tx: Connection, *, source: str = "", chunk: int = 500) -> Iterator[StoredArticle]:
    """All articles in the order they were first seen."""
    after = 0
    while True:
        query = _newest().where(articles.c.id > after).order_by(articles.c.id).limit(chunk)
        rows = tx.execute(query.where(articles.c.source == source) if source else query).all()
        if not rows:
            return
        after = rows[-1].id
        yield from (_stored(row) for row in rows)


def count(tx: Connection, *, source: str = "", days: int | None = None, now: datetime | None = None) -> int:
    query = select(func.count()).select_from(articles)
    if source:
        query = query.where(articles.c.source == source)
    if days is not None and now is not None:
        query = query.where(articles.c.sort_at >= now - timedelta(days=days))
    return tx.execute(query).scalar() or 0


def _insert(tx: Connection, seen: Article, now: datetime) -> int:
    taken = 0
    while tx.execute(select(articles.c.id).where(articles.c.guid == mint_guid(seen.source, seen.url, taken))).first():
        taken += 1
    row = tx.execute(
        insert(articles)
        .values(
            guid=mint_guid(seen.source, seen.url, taken),
            source=seen.source,
            url=seen.url,
            first_seen_at=now,
            changed_at=now,
            sort_at=sort_instant(seen.published, now),
            version=1,
            state="live",
            text_hash=text_hash(seen.title, seen.text, seen.attachments),
        )
        .returning(articles.c.id)
    ).one()
    return int(row.id)


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


def _newest() -> Select[Any]:
    wanted = [column for column in versions.c if column.name not in ("article_id", "number", "at", "kind", "changed")]
    return select(articles, *wanted).join(
        versions, and_(versions.c.article_id == articles.c.id, versions.c.number == articles.c.version)
    )


def _at(tx: Connection, source: str, key: str) -> StoredArticle | None:
    query = _newest().join(addresses, addresses.c.article_id == articles.c.id)
    row = tx.execute(query.where(addresses.c.source == source, addresses.c.key == key)).first()
    return _stored(row) if row else None


def _known(tx: Connection, source: str, key: str) -> bool:
    return bool(_by_key(tx, source, [key]))


def _by_key(tx: Connection, source: str, keys: list[str]) -> list[Row[Any]]:
    found: list[Row[Any]] = []
    for start in range(0, len(keys), 500):
        batch = keys[start : start + 500]
        found += tx.execute(select(addresses).where(addresses.c.source == source, addresses.c.key.in_(batch))).all()
    return found


def _stored(row: Row[Any]) -> StoredArticle:
    return StoredArticle(
        id=row.id,
        guid=row.guid,
        source=row.source,
        url=row.url,
        title=row.title,
        html=row.html,
        text=row.text,
        language=row.language,
        first_seen_at=row.first_seen_at,
        changed_at=row.changed_at,
        kicker=row.kicker,
        lede=row.lede,
        author=row.author,
        section=row.section,
        published=load_published(row.published),
        modified=load_published(row.modified),
        image=load_image(row.image),
        attachments=load_attachments(row.attachments),
        version=row.version,
        state=row.state,
    )
