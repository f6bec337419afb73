"""Sitemaps (https://www.sitemaps.org/protocol.html), those for news with titles and times, and indexes of sitemaps."""

import re
from datetime import UTC, date, datetime, time
from itertools import islice
from typing import Any

from crawler.article import LeftOut, Listed
from crawler.extract.hosts import same_site
from crawler.extract.machine import machine_time
from crawler.extract.page import Context, Page
from crawler.ways.document import name_of, plain_title, text_in, text_of, web_address, xml_of
from crawler.ways.kinds import root_of
from crawler.ways.moments import Moment, read_moments
from crawler.ways.told import MOST_ITEMS, Told, Unread, left_out, once

MOST_ENTRIES = 50_000
MOST_MORE = 5
"""Sitemaps of an index that are worth asking for."""
BEYOND = f"beyond the first {MOST_ITEMS}"
_MOST_PARTS = 200
_ROOTS = frozenset(("urlset", "sitemapindex"))
# What sitemaps of an index are called, by what they hold: news, posts, anything, and what is never news.
_NEWS = re.compile(r"news|tin[-_]?tuc", re.I)
_POSTS = re.compile(r"post|article|story|stories|beitrag|noticia|actualit", re.I)
_NO_NEWS = re.compile(
    r"categor|taxonom|tag\b|tags|author|user|image|video|page[-_]sitemap|posts-page|product|event", re.I
)


def read_sitemap(page: Page, context: Context) -> Told:
    """The newest articles of a sitemap, or in `more` the sitemaps of an index. Never raises: `cause` says why nothing.

    Only the news extension tells when an article was published: `lastmod` is the change of a file, and orders them.
    """
    try:
        text = text_of(page)
        if root_of(text.lstrip()) is None:
            return _lines(text, page.url)
        root = xml_of(page, _ROOTS, "a sitemap")
    except Unread as error:
        return Told(cause=str(error))
    children = list(islice(root.iterchildren("{*}url", "{*}sitemap"), MOST_ENTRIES))
    if name_of(root) == "sitemapindex":
        return _index(children, page.url)
    return _urlset(children, page.url, context)


def _lines(text: str, url: str) -> Told:
    lines = text.split("\n", MOST_ENTRIES)[:MOST_ENTRIES]
    items = [Listed(address, "", url) for line in lines if (address := _loc(line, url))]
    taken = once(items)
    kept = {item.url for item in taken}
    left = left_out(LeftOut(item.url, "", BEYOND) for item in items if item.url not in kept)
    return Told(taken, "" if items else "it is no sitemap", left=left)


def _loc(text: str, url: str) -> str | None:
    """An absolute address; relative ones, which the protocol does not know, are joined all the same."""
    text = text.strip()
    return web_address(text, url) if text.startswith(("http://", "https://", "/")) else None


def _urlset(nodes: list[Any], url: str, context: Context) -> Told:
    entries = [_entry(node, url) for node in nodes]
    found = [entry for entry in entries if entry[0]]
    found.sort(key=lambda entry: _order(entry[2].text or entry[3]), reverse=True)  # stable: undated ones as they stand
    left = left_out(LeftOut(entry[0] or "", entry[1], BEYOND) for entry in found[MOST_ITEMS:])
    found = found[:MOST_ITEMS]
    times = read_moments([entry[2] for entry in found], "sitemap", context)
    items = [
        Listed(address, title, url, published)
        for (address, title, _, _), published in zip(found, times, strict=True)
        if address
    ]
    return Told(once(items), "" if items else "the sitemap names no articles", left=left)


def _entry(node: Any, url: str) -> tuple[str | None, str, Moment, str]:
    """Address, title, time of publication and time of change."""
    address, changed, title, published = None, "", "", ""
    for part in islice(node, _MOST_PARTS):
        name = name_of(part)
        if name == "loc" and address is None:
            address = _loc(text_in(part), url)
        elif name == "lastmod":
            changed = text_in(part)
        elif name == "news":
            for inner in islice(part, _MOST_PARTS):
                if name_of(inner) == "title":
                    title = plain_title(text_in(inner))
                elif name_of(inner) == "publication_date":
                    published = text_in(inner)
    return address, title, Moment(published), changed


def _index(nodes: list[Any], url: str) -> Told:
    entries = [_entry(node, url) for node in nodes]
    found = [
        (_promise(address), _order(changed), place, address)
        for place, (address, _, _, changed) in enumerate(entries)
        if address and address != url and same_site(address, url)
    ]
    # Of undated ones the last: those that number their parts begin with the oldest.
    found.sort(reverse=True)
    more = tuple(dict.fromkeys(entry[3] for entry in found))[:MOST_MORE]
    return Told((), "" if more else "the index names no sitemaps of this site", None, more)


def _promise(address: str) -> int:
    tail = address.rpartition("//")[2].partition("/")[2]
    if _NO_NEWS.search(tail):
        return 0
    return 3 if _NEWS.search(tail) else 2 if _POSTS.search(tail) else 1


def _order(text: str) -> float:
    """Seconds since 1970, for ordering only; 0 where it cannot be read."""
    try:
        found = machine_time(text[:100])
        value: datetime | date | None = found.value if found else None
        if value is None:
            return 0.0
        moment = value if isinstance(value, datetime) else datetime.combine(value, time())
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
    except (ValueError, OverflowError):
        return 0.0
