"""RSS 2.0 by the RSS Advisory Board's profile: kept items joined in an envelope of our own. Same feed, same bytes."""

from collections.abc import Sequence

from feeds.feed import Entry, Feed
from feeds.formats.addresses import web_address
from feeds.formats.entries import NAMESPACES, rss_item
from feeds.formats.envelope import chosen, element, links
from feeds.formats.text import escaped, language_tag, plain
from feeds.formats.times import rfc822

ENDING = "rss"
MEDIA_TYPE = "application/rss+xml"
FORMAT_VERSION = 1


def render_entry(entry: Entry) -> bytes:
    """One <item>, to be kept: it follows from the entry and FORMAT_VERSION alone."""
    return rss_item(entry)


def document(feed: Feed, fragments: Sequence[bytes], *, max_bytes: int) -> bytes:
    """The feed with these rendered items, in the order of `feed.entries`; the oldest are left out beyond `max_bytes`.

    Raises ValueError where a fragment is missing or left over.
    """
    head, tail = _head(feed), b"</channel>\n</rss>\n"
    return b"".join((head, *chosen(feed, fragments, max_bytes - len(head) - len(tail)), tail))


def _head(feed: Feed) -> bytes:
    title = plain(feed.title) or "Loa"
    spaces = "".join(f' xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())
    history = ' xmlns:fh="http://purl.org/syndication/history/1.0"' if feed.archive else ""
    own = feed.self_urls.get(ENDING, "")
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"{spaces}{history}>',
        "<channel>",
        element("title", title),
        element("link", web_address(feed.home_url) or web_address(own) or ""),
        element("description", escaped(plain(feed.subtitle, 1000) or title)),
        element("language", language_tag(feed.language)),
        element("lastBuildDate", rfc822(feed.updated)),
        "<generator>Loa</generator>",
        "<docs>http://www.rssboard.org/rss-specification</docs>",
        *links(feed, ENDING, prefix="atom:"),
        "<fh:archive/>" if feed.archive else "",
    ]
    return "".join(f"{line}\n" for line in lines if line).encode()
