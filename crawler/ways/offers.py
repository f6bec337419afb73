"""The other ways that a list page offers: the API of its CMS, feeds, the sitemaps in robots.txt. Nothing is guessed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile
from urllib.parse import urlsplit

from crawler.address import address_key
from crawler.extract.hosts import same_site
from crawler.extract.page import Page, words
from crawler.ways.document import web_address
from crawler.ways.kinds import Kind, kind_of

MOST_FEEDS = 6
MOST_SITEMAPS = 3
_LINKS = 5_000
_FEED_TYPES = frozenset(("application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json"))
_LOOSE_TYPES = frozenset(("text/xml", "application/xml", "text/rss+xml", "application/rss", "application/json"))
# Services that a site may hand its feeds to; what they tell is the site's where its page links them as its feed.
_SERVICES = re.compile(
    r"(?:^|\.)(?:feedburner\.com|feedproxy\.google\.com|feedblitz\.com|feedpress\.me|feed\.press|follow\.it)$"
)
_FEED_PATH = re.compile(
    r"(?:^|[/_.-])(?:rss|rss2|atom|feed|feeds|rdf)(?:\.(?:xml|php|aspx?|ashx|rss|json|jsp))?/?$|\.(?:rss|atom|rdf)$"
    r"|/(?:rss|feeds?)/[^?]*\.xml$",
    re.I,
)
_FEED_QUERY = re.compile(r"(?:^|&)(?:feed=(?:rss2?|atom|rdf)|format=feed|type=(?:rss|atom)|type=9818)(?:&|$)", re.I)
# Comments have feeds of their own: /comments/feed/, ?feed=comments-rss2, /feeds/123/comments/default.
_COMMENTS = re.compile(r"(?:^|[/=_.&-])comments?(?:[/=_.&-]|$)", re.I)
_COMMENTS_TITLE = re.compile(
    r"\b(?:comments?|bình luận|phản hồi|kommentare?|commentaires?|comentarios?|comentários?|commenti|reacties)\b",
    re.I,
)
_CATEGORY_LINK = re.compile(r"/wp/v2/(categories|tags)/(\d{1,9})/?$")
_BODY_CLASS = re.compile(r"^(category|tag)-(\d{1,9})$")
_CONTENT = re.compile(r"^(.*?)/wp-(?:content|includes)/")
_SITEMAP_LINE = re.compile(r"^[ \t]*sitemap[ \t]*:[ \t]*(\S{1,2000})", re.I | re.M)

_POSTS, _FIELDS = 50, "id,link,title,date,date_gmt,modified_gmt"  # what WordPress is asked for at a time


@dataclass(frozen=True, slots=True)
class Offer:
    """An address that may tell a list page's news; `found` says in plain words where it was named."""

    url: str
    kind: Kind
    found: str


def offers(page: Page, robots: str = "") -> tuple[Offer, ...]:
    """What a list page, its CMS and the site's robots.txt offer: WordPress's API, feeds (those nearest to the list's
    own address first), sitemaps (for news first). Each address once, only of the same site; whether they are any good
    is not known yet."""
    if kind_of(page.body, page.content_type) != "page":
        return ()
    feeds = [*_alternates(page), *_visible(page)]
    feeds.sort(key=lambda offer: -_nearness(offer.url, page.url))
    found = [*_wordpress(page), *_once(feeds)[:MOST_FEEDS], *_sitemaps(robots, page.url)]
    own = address_key(page.url)
    return tuple(offer for offer in _once(found) if address_key(offer.url) != own)


def _once(found: list[Offer]) -> list[Offer]:
    first: dict[str, Offer] = {}
    for offer in found:
        first.setdefault(address_key(offer.url), offer)
    return list(first.values())


def _nearness(url: str, list_url: str) -> int:
    """How many segments of the list's path a feed's path begins with, and how many parameters both have."""
    ours, theirs = (urlsplit(address) for address in (list_url, url))
    pairs = zip(_parts(ours.path, "/"), _parts(theirs.path, "/"), strict=False)
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
    return same + len(set(_parts(ours.query, "&")) & set(_parts(theirs.query, "&")))


def _parts(text: str, by: str) -> list[str]:
    return [part for part in text.split(by) if part]


# -- feeds


def _alternates(page: Page) -> Iterator[Offer]:
    for node in page.tree.css("link[rel][href]")[:_LINKS]:
        rel = (node.attributes.get("rel") or "").lower().split()
        kind = (node.attributes.get("type") or "").partition(";")[0].strip().lower()
        url, title = page.absolute(node.attributes.get("href")), node.attributes.get("title") or ""
        if url is None or not {"alternate", "feed"} & set(rel) or _of_comments(url, title):
            continue
        if not (kind in _FEED_TYPES or (kind in _LOOSE_TYPES and _looks_like_feed(url)) or "feed" in rel):
            continue
        if same_site(url, page.url) or _SERVICES.search(urlsplit(url).hostname or ""):
            yield Offer(url, "feed", "the page's head names it as its feed")


def _visible(page: Page) -> Iterator[Offer]:
    for node in page.tree.css("a[href]")[:_LINKS]:
        url = page.absolute(node.attributes.get("href"))
        if url and _looks_like_feed(url) and same_site(url, page.url) and not _of_comments(url, words(node)):
            yield Offer(url, "feed", "the page links it as a feed")


def _looks_like_feed(url: str) -> bool:
    parts = urlsplit(url)
    return bool(_FEED_PATH.search(parts.path) or _FEED_QUERY.search(parts.query))


def _of_comments(url: str, title: str) -> bool:
    parts = urlsplit(url)
    return bool(_COMMENTS.search(f"{parts.path}?{parts.query}") or _COMMENTS_TITLE.search(title))


# -- WordPress


def _wordpress(page: Page) -> Iterator[Offer]:
    api, found = _api(page)
    if api is None or not same_site(api, page.url):
        return
    about = _subject(page)
    joint = "&" if "?" in api else "?"
    yield Offer(f"{api}{joint}per_page={_POSTS}{about}&_fields={_FIELDS}", "wordpress", found)


def _api(page: Page) -> tuple[str | None, str]:
    """The address of the API's posts, and what names it."""
    node = page.first('link[rel="https://api.w.org/"][href]')
    url = page.absolute(node.attributes.get("href")) if node is not None else None
    if url is not None:
        if "rest_route=" in url:
            return url.partition("rest_route=")[0] + "rest_route=/wp/v2/posts", "the page's head names WordPress's API"
        return f"{url.partition('?')[0].rstrip('/')}/wp/v2/posts", "the page's head names WordPress's API"
    root = _installed_at(page)
    if root is None:
        return None, ""
    return f"{root.rstrip('/')}/wp-json/wp/v2/posts", "the page is made by WordPress"


def _installed_at(page: Page) -> str | None:
    """The front page of the WordPress that made a page; None where none did."""
    selector = 'link[href*="/wp-"], script[src*="/wp-"], img[src*="/wp-content/"]'
    for node in page.tree.css(selector)[:50]:
        url = page.absolute(node.attributes.get("href") or node.attributes.get("src"))
        if url and same_site(url, page.url) and (content := _CONTENT.match(url.partition("?")[0])):
            return content[1]
    for node in page.tree.css('meta[name="generator"]')[:5]:
        if (node.attributes.get("content") or "").lower().startswith("wordpress"):
            return web_address("/", page.url)
    return None


def _subject(page: Page) -> str:
    """The part of the query that keeps to the category or tag which a list page shows; "" for the front page."""
    for node in page.tree.css("link[type='application/json'][href]")[:10]:
        url = page.absolute(node.attributes.get("href")) or ""
        if named := _CATEGORY_LINK.search(url.replace("%2F", "/")):
            return f"&{named[1]}={named[2]}"
    body = page.tree.body
    classes = (body.attributes.get("class") or "").split() if body is not None else []
    if "archive" not in classes:
        return ""
    # The name comes first, then the number; a category may be named by a number.
    numbers = [found for name in classes if (found := _BODY_CLASS.match(name)) and found[1] in classes]
    if not numbers:
        return ""
    return f"&{'categories' if numbers[-1][1] == 'category' else 'tags'}={numbers[-1][2]}"


# -- robots.txt


def _sitemaps(robots: str, page_url: str) -> list[Offer]:
    """News sitemaps first."""
    urls = (web_address(line, page_url) for line in _SITEMAP_LINE.findall(robots[:500_000]))
    own = [url for url in urls if url and same_site(url, page_url)]
    own.sort(key=lambda url: "news" not in urlsplit(url).path.lower())
    return _once([Offer(url, "sitemap", "robots.txt names it") for url in own])[:MOST_SITEMAPS]
