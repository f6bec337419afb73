"""Feed and Entry, in Atom's words: the values that every format writes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Literal

from crawler.article import Attachment, Image

BEGINNING = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Entry:
    """One article, or one notice of ours, as readers get it.

    `published` is what the source says: an instant, a day, or None for unknown; `issued` is the instant that feeds
    carry for it (docs/decisions/0010): never after `first_seen`, which stands for an unknown one. `updated` is the last
    real change, never before `issued`. All instants are aware. `notes` are lines of ours below the text, in
    the entry's language: why it is here, what is not known, what became of it.
    """

    guid: str
    url: str
    title: str
    issued: datetime
    updated: datetime
    first_seen: datetime
    published: datetime | date | None = None
    summary: str = ""
    html: str = ""
    author: str = ""
    source_title: str = ""
    language: str = ""
    image: Image | None = None
    attachments: tuple[Attachment, ...] = ()
    categories: tuple[str, ...] = ()
    reason: str = ""
    state: Literal["live", "withdrawn"] = "live"
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """A link of a whole feed beside its own address: `hub`, or one of RFC 5005 such as `prev-archive`."""

    rel: str
    href: str
    type: str = ""


@dataclass(frozen=True, slots=True)
class Feed:
    """`id` is a URI for ever; `self_urls` maps a format's ending ("atom", "rss") to the feed's absolute address in it.

    `entries` stand newest first. `since` (aware) is the change that an empty feed reports; `archive` marks a page of
    RFC 5005 that changes no more.
    """

    id: str
    title: str
    subtitle: str
    self_urls: Mapping[str, str]
    home_url: str
    language: str
    entries: tuple[Entry, ...] = ()
    since: datetime = BEGINNING
    links: tuple[Link, ...] = ()
    archive: bool = field(default=False)

    @property
    def updated(self) -> datetime:
        """The newest change of an entry: it was corrected, or came into the feed. Never the time of a build."""
        return max((max(entry.updated, entry.first_seen) for entry in self.entries), default=self.since)
