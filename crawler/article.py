"""The domain types that pass from the spider to the archive. Imports nothing of ours."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal


@dataclass(frozen=True, slots=True)
class Published:
    """When the town says it published or changed a page: an aware instant, or a day when no time is shown.

    `rule` names how it was found ("jsonld", "meta", "time", "label+full", "list", "url" ...), `text` the words it
    was read from, `assumed` what the words did not say ("order:country", "zone:source", "year:fetched"), `disputed`
    what other places on the same page claimed ("meta 2024-01-05T08:00+07:00").
    """

    value: datetime | date
    text: str
    rule: str
    assumed: tuple[str, ...] = ()
    disputed: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if isinstance(self.value, datetime) and self.value.utcoffset() is None:
            raise ValueError(f"an instant carries a zone: {self.value!r}")

    @property
    def instant(self) -> datetime | None:
        """The aware instant, or None where only the day is known."""
        return self.value if isinstance(self.value, datetime) else None

    def isoformat(self) -> str:
        return self.value.isoformat()


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that belongs to an article: `type` is its media type, judged by its name where the page says nothing."""

    url: str
    title: str
    type: str


@dataclass(frozen=True, slots=True)
class Image:
    """An absolute address and the caption shown under the picture, if any."""

    url: str
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Listed:
    """A news link as a list page shows it: its text, and the date beside it."""

    url: str
    title: str
    list_url: str
    published: Published | None = None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A link that a list shows and that is none of its news, with the reason in plain words. `url` is "" where a feed's
    entry gives none."""

    url: str
    title: str
    reason: str


@dataclass(frozen=True, slots=True)
class Left:
    """What a list shows beside its news: `counts` is how many links by their reason, `links` the first of each."""

    links: tuple[LeftOut, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict, hash=False)

    @property
    def total(self) -> int:
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class RawPage:
    """One response as it came: bytes after transfer and content decoding, headers with lower-case names."""

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes = field(repr=False)
    fetched_at: datetime


@dataclass(frozen=True, slots=True)
class Article:
    """What was understood of one page.

    `url` is the address that answered, `address` the one that was asked (they differ after a redirect), `canonical`
    what the page says is its address, if it does. `html` is sanitised and has absolute addresses; `text` is the same
    body, a paragraph a line; both are empty where the page has no text of its own.
    """

    source: str
    url: str
    title: str
    html: str
    text: str
    language: str
    fetched_at: datetime
    address: str = ""
    canonical: str | None = None
    kicker: str = ""
    lede: str = ""
    author: str = ""
    section: str = ""
    published: Published | None = None
    modified: Published | None = None
    image: Image | None = None
    attachments: tuple[Attachment, ...] = ()
    list_urls: tuple[str, ...] = ()
    page: RawPage | None = field(default=None, repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class StoredArticle:
    """An article as the archive keeps it: its newest version, with what identifies it.

    `guid` was minted when it was first seen and never changes. `changed_at` moves only for real changes of title or
    body, a withdrawal and a return; at version 1 it equals `first_seen_at`. All instants are aware, in UTC.
    """

    id: int
    guid: str
    source: str
    url: str
    title: str
    html: str
    text: str
    language: str
    first_seen_at: datetime
    changed_at: datetime
    kicker: str = ""
    lede: str = ""
    author: str = ""
    section: str = ""
    published: Published | None = None
    modified: Published | None = None
    image: Image | None = None
    attachments: tuple[Attachment, ...] = ()
    version: int = 1
    state: Literal["live", "withdrawn"] = "live"
