"""Atom 1.0 (RFC 4287): kept entries joined in an envelope of our own. Same feed, same bytes."""

from collections.abc import Sequence

from feeds.feed import Entry, Feed
from feeds.formats.addresses import permanent_id, web_address
from feeds.formats.entries import NAMESPACES, atom_entry
from feeds.formats.envelope import attribute, chosen, element, links
from feeds.formats.text import language_tag, plain
from feeds.formats.times import rfc3339

ENDING = "atom"
MEDIA_TYPE = "application/atom+xml"
FORMAT_VERSION = 1


def render_entry(entry: Entry) -> bytes:
    """One <entry>, to be kept: it follows from the entry and FORMAT_VERSION alone."""
    return atom_entry(entry)


def document(feed: Feed, fragments: Sequence[bytes], *, max_bytes: int) -> bytes:
    """The feed with these rendered entries, in the order of `feed.entries`; the oldest are left out beyond `max_bytes`.

    Raises ValueError where a fragment is missing or left over.
    """
    head, tail = _head(feed), b"</feed>\n"
    return b"".join((head, *chosen(feed, fragments, max_bytes - len(head) - len(tail)), tail))


def _head(feed: Feed) -> bytes:
    language = language_tag(feed.language)
    title = plain(feed.title) or "Loa"
    spaces = "".join(f' xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items() if prefix != "content")
    history = ' xmlns:fh="http://purl.org/syndication/history/1.0"' if feed.archive else ""
    home = web_address(feed.home_url)
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom"{spaces}{history}{attribute("xml:lang", language)}>',
        element("id", permanent_id(feed.id)),
        element("title", title),
        element("subtitle", plain(feed.subtitle, 1000)),
        element("updated", rfc3339(feed.updated)),
        f"<author>{element('name', title)}</author>",
        f'<link rel="alternate" type="text/html"{attribute("href", home)}/>' if home else "",
        *links(feed, ENDING),
        "<generator>Loa</generator>",
        "<fh:archive/>" if feed.archive else "",
    ]
    return "".join(f"{line}\n" for line in lines if line).encode()
