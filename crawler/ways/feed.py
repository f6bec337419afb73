"""RSS 0.9x to 2.0, RDF, Atom 0.3 and 1.0, JSON Feed 1.x -> the articles they name.

Read from the tree itself: a feed is asked in every crawl, and three fields are wanted of it as they were written (the
time with its zone, the link with its relation, the title).
"""

from collections.abc import Iterator
from itertools import islice
from typing import Any

from crawler.article import LeftOut, Listed
from crawler.extract.page import Context, Page
from crawler.ways.document import json_of, name_of, namespace_of, plain_title, text_in, text_of, web_address, xml_of
from crawler.ways.moments import Moment, read_moments
from crawler.ways.told import MOST_ITEMS, NO_ADDRESS, Told, Unread, left_out, once

_ROOTS = frozenset(("rss", "rdf", "feed"))
_BASE = "{http://www.w3.org/XML/1998/namespace}base"
# The names of times, the surest first.
_PUBLISHED = ("pubdate", "published", "issued", "date", "available", "created")
_CHANGED = ("updated", "modified")
_MOST_PARTS = 200
_RSS = frozenset(
    ("", "http://purl.org/rss/1.0/", "http://my.netscape.com/rdf/simple/0.9/", "http://backend.userland.com/rss2")
)
_ATOM = frozenset(("http://www.w3.org/2005/atom", "http://purl.org/atom/ns#"))
_MEDIA = "http://search.yahoo.com/mrss"


def read_feed(page: Page, context: Context) -> Told:
    """The articles of a feed, in its order. Never raises: `cause` says why there are none."""
    try:
        if text_of(page).lstrip()[:1] in ("{", "["):
            return _json_feed(json_of(page), page.url, context)
        return _xml_feed(xml_of(page, _ROOTS, "a feed"), page.url, context)
    except Unread as error:
        return Told(cause=str(error))


def _told(entries: list[tuple[str | None, str, Moment]], url: str, context: Context, next_url: str | None) -> Told:
    left = left_out(LeftOut("", title, NO_ADDRESS) for address, title, _ in entries if not address)
    entries = [entry for entry in entries if entry[0]]
    times = read_moments([moment for _, _, moment in entries], "feed", context)
    items = [
        Listed(address, title, url, published)
        for (address, title, _), published in zip(entries, times, strict=True)
        if address
    ]
    cause = "" if items else "the feed names no articles"
    return Told(once(items), cause, next_url if items else None, left=left)


# -- XML


def _xml_feed(root: Any, url: str, context: Context) -> Told:
    base = _base(root, url)
    found = islice(root.iter("{*}item", "{*}entry"), MOST_ITEMS)
    entries = [_entry(node, base) for node in found]
    head = [root, *islice(root.iterchildren("{*}channel"), 1)]
    links = (link for node in head for link in node.iterchildren("{*}link") if link.get("rel") == "next")
    next_url = next((address for link in links if (address := web_address(link.get("href"), base))), None)
    return _told(entries, url, context, next_url if next_url != url else None)


def _base(node: Any, base: str) -> str:
    return web_address(node.get(_BASE), base) or base


def _entry(node: Any, base: str) -> tuple[str | None, str, Moment]:
    base = _base(node, base)
    parts = [part for part in islice(node, _MOST_PARTS) if isinstance(part.tag, str)]
    title = next((part for part in parts if name_of(part) == "title" and not _of_media(part)), None)
    address = next((found for href in _links(node, parts) if (found := web_address(href, base))), None)
    return address, plain_title(text_in(title)) if title is not None else "", _moment(parts)


def _of_media(part: Any) -> bool:
    return namespace_of(part).startswith(_MEDIA)


def _links(node: Any, parts: list[Any]) -> Iterator[str]:
    """What may be the article's address, the best first: where a service counts the readers, the address behind it;
    then the link, the permanent id, and what the item is said to be about."""
    named = [(name_of(part), part) for part in parts]
    yield from (text_in(part) for name, part in named if name == "origlink")
    links = [part for name, part in named if name == "link"]
    yield from (text_in(part) for part in links if namespace_of(part) in _RSS and not part.get("href"))
    yield from (part.get("href", "") for part in sorted(links, key=_rank) if _rank(part) < 3)
    yield from (text_in(part) for part in links if namespace_of(part) not in _RSS and not part.get("href"))
    ids = [part for name, part in named if name in ("guid", "id") and part.get("isPermaLink", "").lower() != "false"]
    about = (value for name, value in node.attrib.items() if name.endswith("}about"))
    yield from (text for text in (*map(text_in, ids), *about) if _is_web(text))


def _is_web(text: object) -> bool:
    """Ids are addresses only where they say so: they are never joined to the feed's."""
    return isinstance(text, str) and text.lower().startswith(("http://", "https://"))


def _rank(link: Any) -> int:
    """The order of an item's links with a relation: the article as a page, as anything else, unnamed; 3: no article."""
    relation = (link.get("rel") or "alternate").lower().rpartition("/")[2]  # once written as a whole address
    if relation != "alternate" or not link.get("href"):
        return 3
    kind = link.get("type", "").lower()
    return 0 if "html" in kind else 1 if not kind else 2


def _moment(parts: list[Any]) -> Moment:
    told: dict[str, str] = {}
    for part in parts:
        name = name_of(part)
        if name in _PUBLISHED or name in _CHANGED:
            told.setdefault(name, text_in(part))
    for names, change in ((_PUBLISHED, False), (_CHANGED, True)):
        for name in names:
            if told.get(name):
                return Moment(told[name], change)
    return Moment("")


# -- JSON


def _json_feed(value: Any, url: str, context: Context) -> Told:
    if not isinstance(value, dict) or not isinstance(value.get("items"), list):
        raise Unread("it is JSON, but no feed")
    entries = [_json_entry(item, url) for item in value["items"][:MOST_ITEMS] if isinstance(item, dict)]
    next_url = web_address(value.get("next_url"), url)
    return _told(entries, url, context, next_url if next_url != url else None)


def _json_entry(item: dict[str, Any], base: str) -> tuple[str | None, str, Moment]:
    named = [item.get("url"), item.get("external_url"), item.get("id") if _is_web(item.get("id")) else None]
    address = next((found for href in named if (found := web_address(href, base))), None)
    moment = Moment("")
    for name, change in (("date_published", False), ("date_modified", True)):
        if isinstance(text := item.get(name), str) and text:
            moment = Moment(text, change)
            break
    return address, plain_title(item.get("title")), moment
