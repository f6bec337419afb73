"""From the archive to the files: percolate, build, render what is new, write what differs."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from sqlalchemy import Connection

from crawler.archive import Archive, articles, runs
from crawler.archive.rename import rename_sources
from crawler.archive.runs import Run
from crawler.article import StoredArticle
from crawler.city import City
from crawler.config import Config
from crawler.heap import give_back
from feeds import kept
from feeds.build import entry, fitting, window
from feeds.channels import Channel, farewell, gone_sources, settle
from feeds.feed import Feed
from feeds.files import remove, write_if_changed
from feeds.formats import FORMATS
from feeds.opml import NAME, opml
from feeds.topics import store
from feeds.topics.percolate import parse_topics, percolate


@dataclass(frozen=True, slots=True)
class Published:
    """What a build did: new matches, feeds looked at, files written."""

    matched: int
    feeds: int
    written: tuple[str, ...]


def publish(archive: Archive, config: Config, city: City, *, now: datetime) -> Published:
    """Bring every feed up to date with the archive. The files of readers change only when their content does.

    Raises InvalidQuery before anything is touched; a disk that is full leaves the old files.
    """
    queries = parse_topics(city)
    rename_sources(archive, city)
    with archive.begin() as tx:
        settled = settle(tx, city, config.base_url, days=config.farewell_days, now=now)
        gone = gone_sources(tx)
    matched = percolate(archive, city, queries)
    written: list[str] = []
    for channel in settled.channels:
        with archive.begin() as tx:
            changed = _publish(tx, config, city, channel, gone, now=now)
        written += changed
    if written:
        give_back()  # a feed is some megabytes, several times over while it is rendered
    for path in settled.over:
        for form in FORMATS:
            remove(config.place / "public" / f"{path}.{form.ending}")
    with archive.begin() as tx:
        kept.forget_unused(tx, now=now)
        status = status_json(city, runs.latest(tx))
    for name, body in (("status.json", status), (NAME, opml(city, config.base_url))):
        if write_if_changed(config.place / "public" / name, body):
            written.append(name)
    return Published(matched, len(settled.channels), tuple(written))


def _publish(
    tx: Connection, config: Config, city: City, channel: Channel, gone: Mapping[str, Channel], *, now: datetime
) -> list[str]:
    """An earlier address of the channel has the same bytes, for web servers that know files only."""
    since = now - timedelta(days=config.window_days)
    wanted: dict[str, Any] = {
        "since": since, "least": config.feed_entries, "source": channel.source, "only": channel.only
    }  # fmt: skip
    versions = articles.recent_versions(tx, **wanted)
    reasons = store.reasons(tx, channel.topic, [number for number, _, _ in versions]) if channel.topic else {}
    made_from = _signature(config, city, channel, versions, reasons, gone)
    paths = (channel.path, *channel.copies)
    public = config.place / "public"
    files = {form: [public / f"{path}.{form.ending}" for path in paths] for form in FORMATS}
    if kept.signature(tx, channel.path) == made_from and all(file.is_file() for of in files.values() for file in of):
        return []
    found = window(articles.recent(tx, **wanted), now=now, days=config.window_days, least=config.feed_entries)
    feed = _feed(config, city, channel, fitting(found, config.feed_bytes), reasons, gone)
    del found
    hashes = [kept.entry_hash(item) for item in feed.entries]
    written = []
    for form in FORMATS:
        keys = [f"{form.ending} {form.version} {of_entry}" for of_entry in hashes]
        renders = [partial(form.render_entry, item) for item in feed.entries]
        fragments = kept.rendered(tx, list(zip(keys, renders, strict=True)), now=now)
        document = form.document(feed, fragments, max_bytes=config.feed_bytes)
        written += [file.relative_to(public).as_posix() for file in files[form] if write_if_changed(file, document)]
        del fragments, document  # before those of the next format are made
    kept.remember_signature(tx, channel.path, made_from)
    return written


def _feed(
    config: Config,
    city: City,
    channel: Channel,
    found: Sequence[StoredArticle],
    reasons: Mapping[int, str],
    gone: Mapping[str, Channel],
) -> Feed:
    titles = {name: one.title for name, one in gone.items()} | {source.id: source.title for source in city.sources}
    zones = {name: one.zone for name, one in gone.items()} | {source.id: source.zone for source in city.sources}
    entries = tuple(
        entry(
            article,
            source_title=titles.get(article.source, article.source),
            reason=reasons.get(article.id, ""),
            zone=zones.get(article.source, city.zone),
        )
        for article in found
    )
    if channel.ended_at is not None:
        entries = (farewell(channel, city, config.base_url), *entries)
    return Feed(
        id=channel.feed_id,
        title=channel.title,
        subtitle=channel.subtitle,
        self_urls={form.ending: f"{config.base_url}{channel.path}.{form.ending}" for form in FORMATS},
        home_url=channel.home,
        language=channel.language,
        entries=entries,
    )


def _signature(
    config: Config,
    city: City,
    channel: Channel,
    versions: Sequence[tuple[int, int, str]],
    reasons: Mapping[int, str],
    gone: Mapping[str, Channel],
) -> str:
    titles = sorted((source.id, source.title, source.timezone) for source in city.sources)
    former = sorted((name, one.title, one.zone.key) for name, one in gone.items())
    ended = channel.ended_at.isoformat() if channel.ended_at else ""
    parts = [
        [form.version for form in FORMATS],
        [channel.path, channel.feed_id, channel.title, channel.subtitle, channel.language, channel.home, ended],
        [config.base_url, config.feed_bytes, city.title, city.timezone, titles, former],
        [[number, version, url, reasons.get(number, "")] for number, version, url in versions],
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
