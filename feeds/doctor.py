"""Whether an installation and its city are in order: each check tells what it found, and what to do about it."""

import shutil
import socket
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from crawler.city import City
from crawler.config import Config
from crawler.errors import LoaError
from crawler.look import Reached
from feeds.errors import InvalidQuery
from feeds.topics.percolate import parse_topics

Level = Literal["ok", "note", "source", "wrong", "cannot"]  # the last three: exit status 1, 2, 3
STATUS: dict[Level, int] = {"ok": 0, "note": 0, "source": 1, "wrong": 2, "cannot": 3}
LEAST_ROOM = 200_000_000  # bytes; below it the next crawl may fill the disk


@dataclass(frozen=True, slots=True)
class Finding:
    """`level` says how bad it is; `note` is worth knowing and no failure."""

    level: Level
    what: str
    told: str


def status_of(findings: list[Finding]) -> int:
    """The worst of them."""
    return max((STATUS[finding.level] for finding in findings), default=0)


def installation(config: Config, city: City) -> Iterator[Finding]:
    """All that needs no network. The city's files were read before this: one with a mistake ends every command."""
    yield Finding("ok", "city", f"{city.id}: {len(city.sources)} sources, {len(city.topics)} topics: {city.path}")
    if not city.sources:
        yield Finding("wrong", "city", "it has no source: `loa add URL --save` makes one")
    yield _topics(city)
    yield _archive(config)
    yield _room(config.place)
    yield _port(config)
    yield _contact(config, city)
    yield from _scripts(config, city)
    unverified = [source.id for source in city.sources if not source.verified]
    if unverified:
        yield Finding("note", "sources", f"not yet verified: {', '.join(unverified)}")


def reachable(reached: Reached) -> Iterator[Finding]:
    """A source's lists as they answer now."""
    for seen in reached.lists:
        what = reached.source.id if reached.source.verified else f"{reached.source.id} (not yet verified)"
        if seen.taken:
            yield Finding("ok", what, f"{len(seen.taken)} articles, {seen.dated} with dates: {seen.url}")
        else:
            hint = f" ({seen.hint})" if seen.hint else ""
            yield Finding("source", what, f"{seen.cause or 'no news were found'}: {seen.url}{hint}")


def _topics(city: City) -> Finding:
    try:
        queries = parse_topics(city)
    except InvalidQuery as error:
        return Finding("wrong", "topics", str(error))
    warned = [f"{name}: {warning}" for name, query in queries.items() for warning in query.warnings]
    if warned:
        return Finding("note", "topics", "; ".join(warned))
    return Finding("ok", "topics", f"{len(queries)} queries are right")


def _archive(config: Config) -> Finding:
    from crawler.archive.schema import SCHEMA
    from feeds.store import open_store

    try:
        archive = open_store(config.database)
        try:
            with archive.read():
                pass
            with archive.begin():
                pass
        finally:
            archive.close()
    except LoaError as error:
        return Finding("cannot", "archive", f"{error} ({error.hint})")
    return Finding("ok", "archive", f"schema {SCHEMA}, can be read and written: {archive.place}")


def _room(place: Path) -> Finding:
    there = next((folder for folder in (place, *place.parents) if folder.exists()), Path("/"))
    free = shutil.disk_usage(there).free
    told = f"{free / 1e9:.1f} GB are free: {there}"
    return Finding("ok", "disk", told) if free >= LEAST_ROOM else Finding("cannot", "disk", f"only {told}")


def _port(config: Config) -> Finding:
    family = socket.AF_INET6 if ":" in config.host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((config.host, config.port))
        except OSError as error:
            told = f"{config.port} on {config.host}: {error.strerror or error}; `loa up` may be running there"
            return Finding("note", "port", f"{told}, else LOA_PORT names another")
    return Finding("ok", "port", f"{config.port} on {config.host} is free")


def _contact(config: Config, city: City) -> Finding:
    if config.contact:
        return Finding("ok", "contact", config.contact)
    told = "LOA_CONTACT is not set: a webmaster who minds the requests cannot reach you"
    return Finding("ok" if city.town else "note", "contact", "not needed in a made-up town" if city.town else told)


def _scripts(config: Config, city: City) -> Iterator[Finding]:
    """A browser, where a source needs one."""
    needing = [source.id for source in city.sources if getattr(source, "render", False)]
    if not needing:
        return
    from crawler.guard.rendering import missing

    names = ", ".join(needing)
    if problem := missing(config.browser):
        yield Finding("cannot", "browser", f"{names}: {problem}")
    else:
        yield Finding("ok", "browser", f"there, for {names}")
