"""JSON Feed 1.1 (https://jsonfeed.org/version/1.1): kept items joined in an envelope. Same feed, same bytes."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from feeds.feed import Entry, Feed
from feeds.formats.addresses import web_address
from feeds.formats.envelope import chosen
from feeds.formats.text import language_tag, plain
from feeds.formats.times import rfc3339, rfc3339_apart
from feeds.formats.values import Enclosure, Values, values

ENDING = "json"
MEDIA_TYPE = "application/feed+json"
FORMAT_VERSION = 1


def render_entry(entry: Entry) -> bytes:
    """One item on one line, to be kept: it follows from the entry and FORMAT_VERSION alone."""
    value = values(entry)
    content = {"content_html": value.html} if value.html else {"content_text": value.summary}
    return _written(
        {
            "id": value.id,
            "url": value.url,
            "title": value.title,
            **content,
            "summary": value.summary,
            "image": value.image,
            "date_published": rfc3339(value.issued),
            "date_modified": rfc3339_apart(value.updated, value.id),
            "authors": [{"name": value.author}],
            "tags": value.categories,
            "language": value.language,
            "attachments": _attachments(value.enclosures),
            "_loa": _of_our_own(entry, value),
        }
    )


def document(feed: Feed, fragments: Sequence[bytes], *, max_bytes: int) -> bytes:
    """The feed with these rendered items, in the order of `feed.entries`; the oldest are left out beyond `max_bytes`.

    Raises ValueError where a fragment is missing or left over.
    """
    head, tail = _written(_head(feed))[:-1] + b',"items":[\n', b"]}\n"
    room = max_bytes - len(head) - len(tail) - len(feed.entries)  # a comma each
    parts = list(chosen(feed, fragments, room))
    parts[1:-1:2] = [b",\n"] * (len(parts) // 2 - 1)  # every line end but the last
    return b"".join((head, *parts, tail))


def _head(feed: Feed) -> dict[str, Any]:
    """A page of an archive changes no more, which is `expired`; the page before it holds the next, older items."""
    title = plain(feed.title) or "Loa"
    own = web_address(feed.self_urls.get(ENDING, ""))
    older = [link.href for link in feed.links if link.rel == "prev-archive" and link.type in ("", MEDIA_TYPE)]
    hubs = filter(None, (web_address(link.href) for link in feed.links if link.rel == "hub"))
    return {
        "version": "https://jsonfeed.org/version/1.1",
        "title": title,
        "home_page_url": web_address(feed.home_url) or own,
        "feed_url": own,
        "description": plain(feed.subtitle, 1000),
        "next_url": next((address for address in map(web_address, older) if address != own), None),
        "authors": [{"name": title}],
        "language": language_tag(feed.language),
        "expired": feed.archive,
        "hubs": [{"type": "WebSub", "url": address} for address in hubs],
    }


def _attachments(files: Sequence[Enclosure]) -> list[dict[str, Any]]:
    """Two of one title would be the same thing in two formats, says the format: the title stays with the first."""
    named: set[str] = set()
    told = []
    for file in files:
        title = "" if file.title in named else file.title
        named.add(title)
        told.append(_filled({"url": file.url, "mime_type": file.type, "title": title}))
    return told


def _of_our_own(entry: Entry, value: Values) -> dict[str, Any]:
    """What no other key says: the source's name, why the entry is in this feed, and that it was withdrawn."""
    state = "" if entry.state == "live" else entry.state
    return _filled({"source": value.publisher, "reason": plain(entry.reason), "state": state})


def _filled(given: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in given.items() if value}


def _written(given: Mapping[str, Any]) -> bytes:
    """On one line, in UTF-8; keys in the order given, those without a value left out."""
    return json.dumps(_filled(given), ensure_ascii=False, separators=(",", ":")).encode()
