"""What the envelopes of the XML formats share."""

from collections.abc import Iterator, Sequence

from feeds.feed import Feed
from feeds.formats.addresses import web_address

MEDIA_TYPES = {
    "rss": "application/rss+xml",
    "atom": "application/atom+xml",
    "json": "application/feed+json",
}


def chosen(feed: Feed, fragments: Sequence[bytes], room: int) -> Iterator[bytes]:
    """The fragments that fit into `room` bytes, each with a line end: newest first, each GUID once.

    One that would not fit by itself is passed over; at the first other one that does not fit, the rest is left out.
    Raises ValueError where entries and fragments do not pair.
    """
    seen: set[str] = set()
    left = room
    for entry, fragment in zip(feed.entries, fragments, strict=True):
        size = len(fragment) + 1
        if size > room or entry.guid in seen:
            continue
        left -= size
        if left < 0:
            return
        seen.add(entry.guid)
        yield fragment
        yield b"\n"


def links(feed: Feed, own: str, prefix: str = "") -> Iterator[str]:
    """The feed's own address, the same feed in other formats, then its further links."""
    own_address = web_address(feed.self_urls.get(own, ""))
    if own_address:
        yield _link(prefix, "self", MEDIA_TYPES[own], own_address)
    for ending in sorted(feed.self_urls):
        address = web_address(feed.self_urls[ending])
        if ending != own and ending in MEDIA_TYPES and address:
            yield _link(prefix, "alternate", MEDIA_TYPES[ending], address)
    for link in feed.links:
        address = web_address(link.href)
        if address:
            yield _link(prefix, link.rel, link.type, address)


def _link(prefix: str, rel: str, media: str, href: str) -> str:
    return f"<{prefix}link{attribute('rel', rel)}{attribute('type', media)}{attribute('href', href)}/>"


def element(name: str, text: str) -> str:
    """<name>text</name>, or nothing where there is no text."""
    return f"<{name}>{_escaped(text)}</{name}>" if text else ""


def attribute(name: str, value: str | None) -> str:
    """` name="value"`, or nothing where there is no value."""
    return f' {name}="{_escaped(value)}"' if value else ""


def _escaped(text: str) -> str:
    """In figures: docs/decisions/0011."""
    return text.replace("&", "&#x26;").replace("<", "&#x3C;").replace(">", "&#x3E;").replace('"', "&#x22;")
