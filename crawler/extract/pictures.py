"""Which picture an `<img>` really shows: lazy loaders keep its address anywhere but in `src`."""

import re
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from selectolax.lexbor import LexborNode

from crawler.article import Image
from crawler.extract.page import Page

_LAZY = (
    "data-src data-original data-lazy-src data-lazy data-original-src data-url data-img data-image data-hi-res-src"
    " data-full-src data-large-file data-orig-file data-echo data-ll-src data-cfsrc data-photo-src"
).split()
_LAZY_SETS = ("data-srcset", "data-lazy-srcset", "data-original-set")
_OTHERS = frozenset((*_LAZY, *_LAZY_SETS))
_PLACEHOLDER = re.compile(
    r"(?:^|[/_.-])(?:blank|placeholder|spacer|loading|loader|lazy(?:load)?|transparent|trans|pixel|1x1|clear|empty|"
    r"default[-_]?(?:img|image|thumb)|no[-_]?(?:image|photo|img|thumb)|grey|gray)[^/]*\.(?:gif|png|svg|jpe?g|webp)$",
    re.I,
)
_DECORATION = re.compile(
    r"(?:^|[\s/_.-])(?:icons?|ico|logos?|avatars?|gravatar|emojis?|smil(?:ey|ies)|sprites?|badges?|bullets?|arrows?|"
    r"btn|buttons?|share|facebook|twitter|zalo|print(?:er)?|captcha|qr-?code|rating|stars?|flags?|ads?|banners?|"
    r"tracking|beacon|counter|author|profile)(?:$|[\s/_.\d-])",
    re.I,
)
_SMALLEST = 60
_SET = re.compile(r"([^\s,][^\s]*[^\s,])(?:\s+([\d.]+)[wx])?\s*(?:,|$)")
_PIXELS = re.compile(r"\s*(\d+)(?:px)?\s*$")


def address(page: Page, node: LexborNode) -> str | None:
    """The absolute address of the picture, not of its placeholder; None where it has none (or is a `data:` image)."""
    for candidate in _candidates(node):
        if candidate and not _placeholder(candidate) and (found := page.absolute(candidate)):
            return found
    return None


def _candidates(node: LexborNode) -> Iterator[str | None]:
    """What may be its address, the likeliest first."""
    attributes = node.attributes
    if not _OTHERS.isdisjoint(attributes):
        yield from (attributes.get(name) for name in _LAZY)
        yield from (largest(attributes.get(name)) for name in _LAZY_SETS)
    yield attributes.get("src")
    yield largest(attributes.get("srcset"))
    yield _picture_source(node)


def largest(srcset: str | None) -> str | None:
    """The address of the largest picture of a srcset (`a.jpg 300w, b.jpg 2x`)."""
    best, best_size = None, -1.0
    for place, size in _SET.findall(srcset) if srcset else ():
        try:
            worth = float(size or 1)
        except ValueError:
            worth = 1.0
        if worth > best_size:
            best, best_size = place, worth
    return best


def decorative(node: LexborNode, url: str) -> bool:
    """An icon, a logo, a counter: no picture of the article, by its declared size and its names."""
    attributes = node.attributes
    for side in ("width", "height"):
        written = attributes.get(side)
        if written and (size := _PIXELS.match(written)) and int(size.group(1)) < _SMALLEST:
            return True
    names = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
    path = unquote(urlsplit(url).path)
    name = path.rsplit("/", 1)[-1]
    return bool(_DECORATION.search(names) or _DECORATION.search(name) or path.lower().endswith(".svg"))


def same_picture(a: str, b: str) -> bool:
    """Whether two addresses show one picture: their file names agree, sizes and servers aside."""

    def name(url: str) -> str:
        last = unquote(urlsplit(url).path).rstrip("/").rsplit("/", 1)[-1].lower()
        return re.sub(r"([-_](?:\d+x\d+|scaled|thumb|small|large|medium))+(?=\.\w+$)", "", last)

    return bool(a) and bool(b) and (a == b or (len(name(a)) > 6 and name(a) == name(b)))


def image(page: Page, url: str, caption: str = "") -> Image | None:
    """An Image of an address as a page writes it."""
    found = page.absolute(url)
    return Image(found, caption) if found else None


def _placeholder(url: str) -> bool:
    url = url.strip()
    if not url or url.startswith(("data:", "about:", "blob:", "#", "{", "javascript:")):
        return True
    path = url.partition("?")[0]
    return bool(_PLACEHOLDER.search(path, max(0, path.rfind("/"))))


def _picture_source(node: LexborNode) -> str | None:
    parent = node.parent
    if parent is None or parent.tag != "picture":
        return None
    for source in parent.css("source"):
        attributes = source.attributes
        if found := largest(attributes.get("srcset") or attributes.get("data-srcset")):
            return found
    return None
