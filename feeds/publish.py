"""From the archive to the files: percolate, build, render what is new, write what differs."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from sqlalchemy import Connection, Select

from crawler.archive import Archive, articles, runs
from crawler.archive.runs import Run
from crawler.article import StoredArticle
from crawler.city import City
from crawler.config import Config
from feeds import kept
from feeds.build import entry, window
from feeds.feed import Entry, Feed
from feeds.files import write_if_changed
from feeds.formats import FORMATS, Format
from feeds.topics import store
from feeds.topics.percolate import parse_topics, percolate


@dataclass(frozen=True, slots=True)
class Channel:
    """One feed in all its formats: its path below the public folder without ending, and which articles it holds."""

    path: str
    title: str
    subtitle: str
    language: str
    home: str
    source: str = ""
    topic: str = ""

    @property
    def only(self) -> Select[Any] | None:
        return store.articles_of(self.topic) if self.topic else None


@dataclass(frozen=True, slots=True)
class Published:
    """What a build did: new matches, feeds looked at, files written."""

    matched: int
    feeds: int
    written: tuple[str, ...]


def channels(city: City, base_url: str) -> Iterator[Channel]:
    """The feeds of a city: its topics, each source, and all together. The paths are a contract with readers."""
    for topic in city.topics:
        title = f"{topic.title} – {city.title}"
        language = topic.language or city.language
        yield Channel(f"feeds/{topic.id}", title, topic.description, language, base_url, topic=topic.id)
    for source in city.sources:
        yield Channel(f"feeds/source/{source.id}", source.title, "", source.language, source.home, source=source.id)
    yield Channel("feeds/all", city.title, city.description, city.language, base_url)


def publish(archive: Archive, config: Config, city: City, *, now: datetime) -> Published:
    """Bring every feed up to date with the archive. The files of readers change only when their content does.

    Raises InvalidQuery before anything is touched; a disk that is full leaves the old files.
    """
    matched = percolate(archive, city, parse_topics(city))
    written: list[str] = []
    count = 0
    for channel in channels(city, config.base_url):
        count += 1
        with archive.begin() as tx:
            written += _publish(tx, config, city, channel, now=now)
    with archive.begin() as tx:
        kept.forget_unused(tx, now=now)
        status = status_json(city, runs.latest(tx))
    if write_if_changed(config.place / "public" / "status.json", status):
        written.append("status.json")
    return Published(matched, count, tuple(written))


def feed_of(tx: Connection, config: Config, city: City, channel: Channel, *, now: datetime) -> Feed:
    """A channel's feed with its entries."""
    found = _window(tx, config, channel, now=now)
    return _feed(config, city, channel, found, _reasons(tx, channel, found))


def _publish(tx: Connection, config: Config, city: City, channel: Channel, *, now: datetime) -> list[str]:
    found = _window(tx, config, channel, now=now)
    reasons = _reasons(tx, channel, found)
    made_from = _signature(config, city, channel, found, reasons)
    files = {form: config.place / "public" / f"{channel.path}.{form.ending}" for form in FORMATS}
    if kept.signature(tx, channel.path) == made_from and all(file.is_file() for file in files.values()):
        return []
    feed = _feed(config, city, channel, found, reasons)
    written = []
    for form, file in files.items():
        fragments = kept.rendered(tx, [_fragment(form, item) for item in feed.entries], now=now)
        if write_if_changed(file, form.document(feed, fragments, max_bytes=config.feed_bytes)):
            written.append(f"{channel.path}.{form.ending}")
    kept.remember_signature(tx, channel.path, made_from)
    return written


def _fragment(form: Format, item: Entry) -> tuple[str, Any]:
    return kept.fragment_key(form.ending, form.version, item), lambda: form.render_entry(item)


def _window(tx: Connection, config: Config, channel: Channel, *, now: datetime) -> Sequence[StoredArticle]:
    since = now - timedelta(days=config.window_days)
    found = articles.recent(tx, since=since, least=config.feed_entries, source=channel.source, only=channel.only)
    return window(found, now=now, days=config.window_days, least=config.feed_entries)


def _reasons(tx: Connection, channel: Channel, found: Sequence[StoredArticle]) -> Mapping[int, str]:
    return store.reasons(tx, channel.topic, [article.id for article in found]) if channel.topic else {}


def _feed(
    config: Config, city: City, channel: Channel, found: Sequence[StoredArticle], reasons: Mapping[int, str]
) -> Feed:
    titles = {source.id: source.title for source in city.sources}
    zones = {source.id: source.zone for source in city.sources}
    entries = tuple(
        entry(
            article,
            source_title=titles.get(article.source, article.source),
            reason=reasons.get(article.id, ""),
            zone=zones.get(article.source, city.zone),
        )
        for article in found
    )
    return Feed(
        id=f"urn:uuid:{uuid5(NAMESPACE_URL, f'loa:feed:{city.id}:{channel.path}')}",
        title=channel.title,
        subtitle=channel.subtitle,
        self_urls={form.ending: f"{config.base_url}{channel.path}.{form.ending}" for form in FORMATS},
        home_url=channel.home,
        language=channel.language,
        entries=entries,
    )


def _signature(
    config: Config, city: City, channel: Channel, found: Sequence[StoredArticle], reasons: Mapping[int, str]
) -> str:
    titles = sorted((source.id, source.title, source.timezone) for source in city.sources)
    parts = [
        [form.version for form in FORMATS],
        [channel.path, channel.title, channel.subtitle, channel.language, channel.home],
        [config.base_url, config.feed_bytes, city.id, city.timezone, titles],
        [[article.id, article.version, reasons.get(article.id, "")] for article in found],
    ]
    return hashlib.blake2b(json.dumps(parts, ensure_ascii=False).encode(), digest_size=16).hexdigest()


def status_json(city: City, latest: Mapping[str, Run]) -> bytes:
    """The state of every source for machines: outcome and cause of its last run."""
    sources = {}
    for source in city.sources:
        run = latest.get(source.id)
        sources[source.id] = {
            "title": source.title,
            "home": source.home,
            "outcome": run.outcome if run else "never",
            "cause": run.cause if run else "",
            "started_at": run.started_at.isoformat() if run else None,
            "ended_at": run.ended_at.isoformat() if run and run.ended_at else None,
            "counts": dict(run.counts) if run else {},
        }
    return (json.dumps({"city": city.id, "sources": sources}, ensure_ascii=False, indent=1) + "\n").encode()


def public_folder(config: Config) -> Path:
    return config.place / "public"
