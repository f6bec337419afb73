"""An entry's values as every format writes them: cleaned once, the same in RSS, Atom and JSON."""

import re
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from feeds.feed import Entry
from feeds.formats.addresses import permanent_id, web_address
from feeds.formats.content import content
from feeds.formats.text import language_tag, plain, shorten, words

SUMMARY_CHARACTERS = 500
_MEDIA_TYPE = re.compile(r"[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]*/[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]*")


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file that belongs to an entry; how long it is nobody asked."""

    url: str
    type: str
    title: str


@dataclass(frozen=True, slots=True)
class Values:
    """Plain text in `title`, `summary`, `author`, `publisher`, `categories`; HTML in `html`; URIs in ASCII.

    `title`, `summary` and `author` are never empty; `url`, `image` and `language` may be.
    """

    id: str
    url: str
    title: str
    summary: str
    html: str
    author: str
    publisher: str
    language: str
    image: str
    categories: tuple[str, ...]
    enclosures: tuple[Enclosure, ...]
    issued: datetime
    updated: datetime


@lru_cache(maxsize=128)  # each format asks for the same
def values(entry: Entry) -> Values:
    """Never raises, whatever strings an entry holds: one bad character never costs a feed."""
    url = web_address(entry.url) or ""
    html = content(entry.html, url=url, attachments=entry.attachments, notes=entry.notes)
    said = plain(entry.summary, 4 * SUMMARY_CHARACTERS) or plain(words(entry.html[:50_000]), 4 * SUMMARY_CHARACTERS)
    publisher = plain(entry.source_title)
    title = plain(entry.title) or shorten(said, 100) or publisher or url or permanent_id(entry.guid)
    return Values(
        id=permanent_id(entry.guid),
        url=url,
        title=title,
        summary=shorten(said, SUMMARY_CHARACTERS) or title,
        html=html,
        author=plain(entry.author, 200) or publisher or "Loa",
        publisher=publisher,
        language=language_tag(entry.language),
        image=(web_address(entry.image.url) or "") if entry.image else "",
        categories=tuple(dict.fromkeys(name for name in map(plain, entry.categories) if name)),
        enclosures=_enclosures(entry),
        issued=entry.issued,
        updated=max(entry.updated, entry.issued),
    )


def _enclosures(entry: Entry) -> tuple[Enclosure, ...]:
    """Each address once."""
    found: dict[str, Enclosure] = {}
    for attachment in entry.attachments:
        address = web_address(attachment.url)
        if address and address not in found:
            media = attachment.type.strip().lower()
            media = media if _MEDIA_TYPE.fullmatch(media) else "application/octet-stream"
            found[address] = Enclosure(address, media, plain(attachment.title))
    return tuple(found.values())
