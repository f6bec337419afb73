"""Plays a made-up town: its content, the day it was founded and the clock give its pages. Pure but for `load`.

The same town, founding day and instant give the same bytes. Nothing on a page is dated after `now`: what comes later
is not there yet. Every page stays as it is from one change to the next (`Town.settled`).
"""

import hashlib
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from email.utils import format_datetime
from functools import cached_property
from pathlib import Path
from typing import Any, Literal
from zoneinfo import ZoneInfo

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from crawler.town.content import Edition, Picture, Site, Story, load_sites, occurrences
from crawler.town.words import MONTHS, filled, slug, weekday

TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".jpg": "image/jpeg",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".rss": "application/rss+xml; charset=utf-8",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".xml": "text/xml; charset=utf-8",
}
BEFORE = timedelta(days=40)  # the sites' files, and pages without any article yet, are this much older than the town


@dataclass(frozen=True, slots=True)
class Page:
    """What the town answers at one address. `last_modified` is aware and never after the instant that was asked for."""

    status: int
    content_type: str
    body: bytes = field(repr=False)
    etag: str
    last_modified: datetime


@dataclass(frozen=True, slots=True)
class Shown:
    """An article as its site shows it at one instant: the truth that a crawl of the town can be compared with.

    `blocks` are the body in order: ("p", paragraph), ("h", subheading), ("picture", ""). `dated` is "list" where only
    list pages show the time; `withdrawn` is the status of an address whose article was taken back, else 0.
    """

    host: str
    path: str
    language: str
    number: int
    section: str
    title: str
    kicker: str
    lede: str
    author: str
    blocks: tuple[tuple[str, str], ...]
    picture: Picture | None
    enclosed: tuple[tuple[str, str], ...]
    published_at: datetime
    updated_at: datetime | None
    dated: Literal["page", "list"]
    withdrawn: int

    @property
    def text(self) -> str:
        """The body, a paragraph a line: the lede first, no caption; empty for a page with nothing but files."""
        paragraphs = [words for kind, words in self.blocks if kind != "picture"]
        return "\n".join([self.lede, *paragraphs] if self.lede else paragraphs)


@dataclass(frozen=True)
class Town:
    """The sites of a town, as loaded from its folder. All share the zone of the first one, and the port, which their
    absolute addresses name."""

    folder: Path
    sites: tuple[Site, ...]
    zone: ZoneInfo
    port: int

    @classmethod
    def load(cls, folder: Path, port: int = 8070) -> "Town":
        """Read and check every file. Raises BadFile that names the file and the key."""
        sites = load_sites(folder)
        return cls(folder, sites, ZoneInfo(sites[0].timezone), port)

    @property
    def hosts(self) -> tuple[str, ...]:
        return tuple(site.host for site in self.sites)

    def settled(self, founded: date, now: datetime) -> datetime:
        """The last instant up to `now` at which any page changed: pages(founded, now) == pages(founded, settled)."""
        midnight = datetime.combine(now.astimezone(self.zone).date(), time.min, self.zone)
        changes = self._changes(founded, now)
        at = bisect_right(changes, now)
        return max(midnight, changes[at - 1]) if at else midnight

    def articles(self, founded: date, now: datetime) -> tuple[Shown, ...]:
        """Every article that has come out by `now`, newest first, withdrawn ones too."""
        found = [
            shown for site in self.sites for edition in site.edition for shown in self._of(site, edition, founded, now)
        ]
        return tuple(sorted(found, key=lambda shown: (shown.published_at, shown.number), reverse=True))

    def pages(self, founded: date, now: datetime) -> Mapping[tuple[str, str], Page]:
        """Every address of the town, as (host, path with query), and what it answers at `now`, an aware instant."""
        if now.utcoffset() is None:
            raise ValueError(f"an instant carries a zone: {now!r}")
        moment = self.settled(founded, now.astimezone(self.zone))
        return {(site.host, path): page for site in self.sites for path, page in self._site(site, founded, moment)}

    def missing(self, host: str) -> Page:
        """The answer to an address that this host does not have."""
        site = next(site for site in self.sites if site.host == host)
        return self._page(404, ".html", self._render(site, "missing.html"), datetime(2024, 1, 1, tzinfo=self.zone))

    def _site(self, site: Site, founded: date, now: datetime) -> Iterator[tuple[str, Page]]:
        old = min(datetime.combine(founded, time.min, self.zone) - BEFORE, now)
        past = [instant for instant in self._changes(founded, now, site) if instant <= now]
        changed = max([old, *past])
        today = now.date()
        if site.clock:
            changed = max(changed, datetime.combine(today, time.min, self.zone))
        for file in sorted(path for path in (site.folder / "static").rglob("*") if path.is_file()):
            yield (
                "/" + file.relative_to(site.folder / "static").as_posix(),
                self._page(200, file.suffix, file.read_bytes(), old),
            )
        for path, template in site.pages.items():
            at = changed if template.endswith(".html") else old
            yield path, self._page(200, Path(template).suffix, self._render(site, template, today=today), at)
        for edition in site.edition:
            shown = sorted(
                self._of(site, edition, founded, now), key=lambda one: (one.published_at, one.number), reverse=True
            )
            live = [article for article in shown if not article.withdrawn]
            known: dict[str, Any] = {"edition": edition, "newest": live, "today": today}
            for path, template, values in _documents(edition, live, today):
                html = self._render(site, template, **known, path=path, **values)
                yield path, self._page(200, Path(template).suffix, html, changed)
            for article in shown:
                if article.withdrawn:
                    html = self._render(site, "missing.html", **known)
                    yield article.path, self._page(article.withdrawn, ".html", html, changed)

    def _of(self, site: Site, edition: Edition, founded: date, now: datetime) -> Iterator[Shown]:
        for story in edition.stories:
            for number, instant in occurrences(story, founded, self.zone, now):
                yield _shown(site, edition, story, number, instant, founded, now)

    def _changes(self, founded: date, now: datetime, site: Site | None = None) -> list[datetime]:
        """Every instant at which a page changes, in order: all scripted ones, and repeated notices up to `now`."""
        found: list[datetime] = []
        for one in [site] if site else self.sites:
            for story in (story for edition in one.edition for story in edition.stories):
                found += [instant for _, instant in occurrences(story, founded, self.zone, now)]
                for change in (story.correction, story.withdrawal):
                    if change:
                        found.append(_instant(founded, change.day, change.time, self.zone))
        return sorted(found)

    @cached_property
    def _skins(self) -> Environment:
        skins = Environment(
            loader=FileSystemLoader(self.folder / "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        skins.filters |= {
            "weekday": weekday,
            "month": lambda day: MONTHS[day.month - 1],
            "views": _views,
            "rfc822": format_datetime,
        }
        skins.globals["section_of"] = lambda edition, article: edition.section(article.section)
        return skins

    def _render(self, site: Site, template: str, **values: Any) -> bytes:
        plain = {"site": site, "edition": site.edition[0], "newest": [], "today": None, "path": ""}
        values = {**plain, "origin": f"http://{site.host}:{self.port}", **values}
        return self._skins.get_template(f"{site.skin}/{template}").render(values).encode()

    @staticmethod
    def _page(status: int, suffix: str, body: bytes, changed: datetime) -> Page:
        etag = f'"{hashlib.sha256(body).hexdigest()[:20]}"'
        return Page(status, TYPES.get(suffix, "application/octet-stream"), body, etag, changed)


def _documents(edition: Edition, live: Sequence[Shown], today: date) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """(path, template, values) of each page of an edition that is drawn from its live articles."""
    yield edition.home, "front.html", {}
    if edition.feed:
        newest = today - timedelta(days=edition.feed_lag)
        yield edition.feed, "feed.rss", {"fed": [one for one in live if one.published_at.date() <= newest]}
    if edition.sitemap:
        yield edition.sitemap, "sitemap.xml", {}
    lists = [(edition.news, edition.news_title, live)]
    lists += [(s.path, s.title, [one for one in live if one.section == s.id]) for s in edition.sections]
    for first, title, articles in lists:
        count = max(1, -(-len(articles) // edition.page_size))
        paths = [first] + [edition.pager.format(path=first, page=number) for number in range(2, count + 1)]
        for at, path in enumerate(paths):
            part = articles[at * edition.page_size : (at + 1) * edition.page_size]
            yield path, "list.html", {"title": title, "articles": part, "paths": paths, "at": at}
    for article in live:
        beside = [one for one in live if one.section == article.section and one.number != article.number]
        yield article.path, "article.html", {"article": article, "related": beside[:5]}


def _shown(
    site: Site, edition: Edition, story: Story, number: int, published: datetime, founded: date, now: datetime
) -> Shown:
    zone, day = published.tzinfo, published.date()
    assert isinstance(zone, ZoneInfo)
    corrected, taken = story.correction, story.withdrawal
    updated = _instant(founded, corrected.day, corrected.time, zone) if corrected else None
    title, lede, text = story.title, story.lede, story.text
    if corrected and updated and updated <= now:
        title = title if corrected.title is None else corrected.title
        lede = lede if corrected.lede is None else corrected.lede
        text = text if corrected.text is None else corrected.text
    else:
        updated = None
    name = slug(filled(story.title, day, edition.language))
    return Shown(
        host=site.host,
        path=edition.article.format(section=story.section, slug=name, number=number),
        language=edition.language,
        number=number,
        section=story.section,
        title=filled(title, day, edition.language),
        kicker=filled(story.kicker, day, edition.language),
        lede=filled(lede, day, edition.language),
        author=story.author,
        blocks=tuple(_blocks(filled(text, day, edition.language), story.picture)),
        picture=story.picture,
        enclosed=tuple((one.file, filled(one.title, day, edition.language)) for one in story.enclosed),
        published_at=published,
        updated_at=updated,
        dated=story.dated,
        withdrawn=taken.status if taken and _instant(founded, taken.day, taken.time, zone) <= now else 0,
    )


def _blocks(text: str, picture: Picture | None) -> Iterator[tuple[str, str]]:
    paragraphs = [" ".join(part.split()) for part in text.split("\n\n") if part.strip()]
    at = min(picture.after, len(paragraphs)) if picture else -1
    for number, paragraph in enumerate(paragraphs):
        if number == at:
            yield "picture", ""
        yield ("h", paragraph[3:]) if paragraph.startswith("## ") else ("p", paragraph)
    if at == len(paragraphs):
        yield "picture", ""


def _instant(founded: date, day: int, at: time, zone: ZoneInfo) -> datetime:
    return datetime.combine(founded + timedelta(days=day), at, zone)


def _views(article: Shown, today: date) -> int:
    """How often a page claims to have been read: grows by the day, differs from page to page."""
    pace = 7 + article.number * 37 % 61
    return 19 + article.number % 83 + pace * max(0, (today - article.published_at.date()).days)
