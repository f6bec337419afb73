"""What the addresses of a list page tell: which are one, which are never news, which are alike."""

import re
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from crawler.address import address_key

Shape = tuple[str, int, str, str]
"""What addresses of one kind of page share: host, depth, ending and the names of the query."""

_NO_TEXT = re.compile(r"\.(?:jpe?g|png|gif|webp|avif|svg|bmp|ico|tiff?|mp3|css|js|json|ics|vcf)$", re.I)
_ARCHIVED = re.compile(r"/\d{14}(?:[a-z]{2}_)?/https?[_:/]", re.I)
_CARRIES_ADDRESS = re.compile(r"=https?(?::|%3a)/?", re.I)
_SERVICE = re.compile(
    r"(?:^|[/_.?&=-])(?:log-?in|log-?out|sign-?in|sign-?up|register|lostpassword|auth|authenticate|sso|cart|checkout"
    r"|share|sharer|intent|rss|atom|feed|print|captcha)(?:[/_.?&=-]|$)",
    re.I,
)
_SLUG = re.compile(r"[^\W\d_]{2,}(?:[-_+][\w%]+){2,}")
_FIGURES = re.compile(r"\d{4,}")
_TWO_PART_SUFFIX = re.compile(r"^(?:co|com|org|net|gov|edu|ac|go|or|ne|gob|gouv|govt)\.[a-z]{2}$")


@dataclass(frozen=True, slots=True)
class Address:
    """An absolute address, taken apart once.

    `key` is crawler.address.address_key's, one for all spellings, `site` the part of the host that its owner
    registered, `named` whether it looks like one article's: words joined to a slug, or a number of four figures or
    more.
    """

    url: str
    key: str
    site: str
    shape: Shape
    named: bool
    path: str
    query: str


def address(url: str) -> Address:
    """Take apart an absolute address; one that cannot be taken apart has no site and no path."""
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return Address(url, url, "", ("", 0, "", ""), False, "", "")
    path, query = unquote(parts.path), unquote(parts.query)
    segments = [segment for segment in path.split("/") if segment]
    tail = segments[-1] if segments else ""
    ending = tail.rpartition(".")[2].lower() if "." in tail[-6:] else ""
    names = "&".join(sorted({pair.partition("=")[0] for pair in query.split("&")})) if query else ""
    named = bool(_SLUG.search(tail) or _FIGURES.search(path) or _FIGURES.search(query))
    return Address(url, address_key(url), _site(host), (host, len(segments), ending, names), named, path, query)


def _site(host: str) -> str:
    """The part of a host that its owner registered, by a short rule: "news.town.gov.vn" is "town.gov.vn"."""
    labels = host.split(".")
    size = 3 if _TWO_PART_SUFFIX.match(".".join(labels[-2:])) else 2
    return ".".join(labels[-size:])


def never_news(link: Address, own: Address) -> str:
    """Why a link is no article, judged by its address alone: "" where it may be one."""
    if link.key == own.key:
        return "this page"
    if not link.path.strip("/") and not link.query:
        return "home page"
    if _ARCHIVED.search(link.path):
        return "archived copy"
    if _NO_TEXT.search(link.path):
        return "picture or file of no text"
    if link.site != own.site and _CARRIES_ADDRESS.search(link.query):
        return "share button"
    if not link.named and _SERVICE.search(link.path[-60:] + ("?" + link.query[:200] if link.query else "")):
        return "service of the site"
    return ""
