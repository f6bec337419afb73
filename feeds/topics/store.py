"""Which article matched which topic, and how far each topic has followed the change log."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Select, delete, func, insert, select, update

from crawler.archive.upsert import upsert
from feeds.schema import matches, topics


def follow(tx: Connection, queries: Mapping[str, str]) -> dict[str, int]:
    """Begin new topics, start changed ones again. Returns the cursor of each topic.

    Those that are gone keep their matches until `forget`: their feeds still stand for a while."""
    known = {row.id: row for row in tx.execute(select(topics))}
    for name, query in queries.items():
        if name not in known:
            tx.execute(insert(topics).values(id=name, query=query, cursor=0))
        elif known[name].query != query:
            tx.execute(delete(matches).where(matches.c.topic == name))
            tx.execute(update(topics).where(topics.c.id == name).values(query=query, cursor=0))
    return {
        name: known[name].cursor if name in known and known[name].query == query else 0
        for name, query in queries.items()
    }


def rename(tx: Connection, old: str, new: str) -> None:
    """A topic goes on under another id, with its matches and as far as it has come. One that is there already stays,
    and takes what the old one had."""
    if tx.execute(select(topics.c.id).where(topics.c.id == new)).first():
        kept = select(matches.c.article_id).where(matches.c.topic == new)
        tx.execute(delete(matches).where(matches.c.topic == old, matches.c.article_id.in_(kept)))
        tx.execute(delete(topics).where(topics.c.id == old))
    tx.execute(update(topics).where(topics.c.id == old).values(id=new))
    tx.execute(update(matches).where(matches.c.topic == old).values(topic=new))


def forget(tx: Connection, topic: str) -> None:
    """A topic is gone for good."""
    tx.execute(delete(matches).where(matches.c.topic == topic))
    tx.execute(delete(topics).where(topics.c.id == topic))


def advance(tx: Connection, names: list[str], *, to: int) -> None:
    """Move the cursors of topics forward, never back."""
    tx.execute(update(topics).where(topics.c.id.in_(names), topics.c.cursor < to).values(cursor=to))


def add(tx: Connection, topic: str, article_id: int, reason: str) -> None:
    """An article stays in a topic once it matched: its readers have it, and should see its corrections."""
    upsert(tx, matches, {"topic": topic, "article_id": article_id}, {"reason": reason})


def articles_of(topic: str) -> Select[Any]:
    """The ids of a topic's articles, to select by."""
    return select(matches.c.article_id).where(matches.c.topic == topic)


def reasons(tx: Connection, topic: str, ids: list[int]) -> dict[int, str]:
    """Why each of these articles is in the topic."""
    query = select(matches.c.article_id, matches.c.reason).where(matches.c.topic == topic)
    found: dict[int, str] = {}
    for start in range(0, len(ids), 500):
        for row in tx.execute(query.where(matches.c.article_id.in_(ids[start : start + 500]))):
            found[row.article_id] = row.reason
    return found


def topics_of(tx: Connection, ids: list[int]) -> dict[int, list[str]]:
    """The topics of each of these articles, by id."""
    found: dict[int, list[str]] = {}
    for row in tx.execute(select(matches.c.topic, matches.c.article_id).where(matches.c.article_id.in_(ids))):
        found.setdefault(row.article_id, []).append(row.topic)
    return found


def newest_match(tx: Connection) -> str:
    """Changes whenever a topic has gained or lost an article."""
    row = tx.execute(select(func.count(), func.max(matches.c.article_id))).one()
    return f"{row[0]}/{row[1] or 0}"
