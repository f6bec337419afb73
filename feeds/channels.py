"""The feeds of a city, those of today and those of earlier: what stands at each address is a contract with readers."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import NAMESPACE_URL, uuid5
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, Row, Select, select, update

from crawler.archive.upsert import upsert
from crawler.city import City
from feeds import notes
from feeds.feed import Entry
from feeds.schema import channels as known
from feeds.topics import store


@dataclass(frozen=True, slots=True)
class Channel:
    """One feed in all its formats: its path below the public folder without ending, and which articles it holds.

    `copies` are earlier paths at which the same bytes are still written; `ended_at` (aware) the instant at which its
    topic or source was found to be gone: it then says so in a last entry.
    """

    path: str
    title: str
    subtitle: str
    language: str
    home: str
    zone: ZoneInfo
    source: str = ""
    topic: str = ""
    feed_id: str = ""
    formerly: tuple[str, ...] = ()
    copies: tuple[str, ...] = ()
    ended_at: datetime | None = None

    @property
    def kind(self) -> str:
        return "topic" if self.topic else "source" if self.source else "city"

    @property
    def only(self) -> Select[Any] | None:
        return store.articles_of(self.topic) if self.topic else None


@dataclass(frozen=True, slots=True)
class Settled:
    """The feeds to write, ended ones too; and the paths whose time is over: their files go."""

    channels: tuple[Channel, ...]
    over: tuple[str, ...]


def channels(city: City, base_url: str) -> Iterator[Channel]:
    """The feeds of a city's files: its topics, each source, and all together."""
    for topic in city.topics:
        title = f"{topic.title} – {city.title}"
        language = topic.language or city.language
        earlier = tuple(f"feeds/{old}" for old in topic.formerly)
        path = f"feeds/{topic.id}"
        yield Channel(path, title, topic.description, language, base_url, city.zone, topic=topic.id, formerly=earlier)
    for source in city.sources:
        earlier = tuple(f"feeds/source/{old}" for old in source.formerly)
        path = f"feeds/source/{source.id}"
        yield Channel(
            path, source.title, "", source.language, source.home, source.zone, source=source.id, formerly=earlier
        )
    yield Channel("feeds/all", city.title, city.description, city.language, base_url, city.zone)


def settle(tx: Connection, city: City, base_url: str, *, days: int, now: datetime) -> Settled:
    """Compare the city's files with what was published before, and record what became of each address.

    New ones are noted, renamed ones lead on, those that are gone end now, those that are back go on. `days` is how long
    an ended or moved address still has its file.
    """
    rows = {row.path: row for row in tx.execute(select(known))}
    today = {channel.path: channel for channel in channels(city, base_url)}
    found = []
    for channel in today.values():
        for old in channel.formerly:
            if channel.topic and old in rows:
                store.rename(tx, _name(old), channel.topic)
        found.append(_noted(tx, city, channel, rows, now=now))
    rows = {row.path: row for row in tx.execute(select(known))}
    since = now - timedelta(days=days)
    for path, row in rows.items():
        if path not in today and row.ended_at is None:
            tx.execute(update(known).where(known.c.path == path).values(ended_at=now))
            found.append(_gone(row, ended_at=now))
        elif path not in today and row.ended_at > since and not row.moved_to:
            found.append(_gone(row, ended_at=row.ended_at))
    moved: dict[str, list[str]] = {}
    for path, row in sorted(rows.items()):
        if path not in today and row.moved_to and row.ended_at > since:
            moved.setdefault(_last(rows, row.moved_to), []).append(path)
    over = [path for path, row in rows.items() if path not in today and row.ended_at and row.ended_at <= since]
    for path in over:
        if rows[path].kind == "topic" and not rows[path].moved_to:
            store.forget(tx, _name(path))
    return Settled(tuple(replace(one, copies=tuple(moved.get(one.path, ()))) for one in found), tuple(sorted(over)))


def what_became(tx: Connection, path: str) -> Row[Any] | None:
    """The record of an address: kind, title, language, moved_to, ended_at; None: it never was one."""
    return tx.execute(select(known).where(known.c.path == path)).first()


def gone_sources(tx: Connection) -> dict[str, Channel]:
    """The sources that were followed once and are no more, by id: their entries still stand, and carry their names."""
    rows = tx.execute(select(known).where(known.c.kind == "source", known.c.ended_at.is_not(None)))
    return {_name(row.path): _gone(row, ended_at=row.ended_at) for row in rows}


def farewell(channel: Channel, city: City, base_url: str) -> Entry:
    """The last entry of a feed: since when nothing comes any more, and where the city's news go on."""
    assert channel.ended_at is not None
    ended_at = channel.ended_at.astimezone(channel.zone).replace(microsecond=0)
    said, leads = notes.ended(channel.language, channel.title, city.title, ended_at)
    address = f"{base_url}feeds/all.rss"
    return Entry(
        guid=f"urn:uuid:{uuid5(NAMESPACE_URL, f'loa:ended:{channel.feed_id}:{ended_at.isoformat()}')}",
        url=base_url,
        title=notes.ended_title(channel.language, channel.title),
        issued=ended_at,
        updated=ended_at,
        first_seen=ended_at,
        published=ended_at,
        summary=f"{said} {leads} {address}",
        html=f'<p>{_escaped(said)}</p><p>{_escaped(leads)} <a href="{_escaped(address)}">{_escaped(address)}</a></p>',
        source_title=city.title,
        language=channel.language,
    )


def _noted(tx: Connection, city: City, channel: Channel, rows: dict[str, Row[Any]], *, now: datetime) -> Channel:
    """A channel of today with the id by which readers know it; its row, and those of its earlier paths, written."""
    row = rows.get(channel.path)
    before = [rows[old] for old in channel.formerly if old in rows and rows[old].feed_id]
    if row is not None and row.feed_id and not row.moved_to:
        feed_id = row.feed_id
    elif before:
        feed_id = before[-1].feed_id
    else:
        feed_id = _first_id(city, channel, again=now if row is not None else None)
    for old in channel.formerly:
        if old in rows and rows[old].moved_to != channel.path:
            ended_at = now if not rows[old].moved_to else rows[old].ended_at
            values = {"moved_to": channel.path, "ended_at": ended_at, "feed_id": ""}
            tx.execute(update(known).where(known.c.path == old).values(**values))
    values = {
        "kind": channel.kind,
        "feed_id": feed_id,
        "title": channel.title,
        "subtitle": channel.subtitle,
        "language": channel.language,
        "timezone": channel.zone.key,
        "home": channel.home,
        "ended_at": None,
        "moved_to": "",
    }
    if row is None or any(getattr(row, name) != value for name, value in values.items()):
        upsert(tx, known, {"path": channel.path}, values, on_insert={"first_seen_at": now})
    return replace(channel, feed_id=feed_id)


def _first_id(city: City, channel: Channel, *, again: datetime | None) -> str:
    """The id of a feed that is new: it follows from its first name, so that a lost database gives the same. `again`:
    the name belonged to a feed that went elsewhere with its id; this is another one."""
    first_city = city.formerly[0] if city.formerly else city.id
    first_path = channel.formerly[0] if channel.formerly else channel.path
    name = f"loa:feed:{first_city}:{first_path}" + (f":{again.isoformat()}" if again else "")
    return f"urn:uuid:{uuid5(NAMESPACE_URL, name)}"


def _gone(row: Row[Any], *, ended_at: datetime) -> Channel:
    name = {"topic": "", "source": "", row.kind: _name(row.path)}
    return Channel(
        row.path,
        row.title,
        row.subtitle,
        row.language,
        row.home,
        ZoneInfo(row.timezone),
        source=name["source"],
        topic=name["topic"],
        feed_id=row.feed_id,
        ended_at=ended_at,
    )


def _last(rows: dict[str, Row[Any]], path: str) -> str:
    """Where an address leads in the end, if it moved more than once."""
    for _ in rows:
        if path not in rows or not rows[path].moved_to:
            break
        path = rows[path].moved_to
    return path


def _name(path: str) -> str:
    return path.rpartition("/")[2]


def _escaped(text: str) -> str:
    from html import escape

    return escape(text)
