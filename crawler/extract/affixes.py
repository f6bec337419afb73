"""What surrounds a title in `<title>`, og:title and link texts: names of the site and its sections, dates, slugs."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from urllib.parse import unquote, urlsplit

from crawler.extract.head import Head
from crawler.extract.lines import key
from crawler.extract.page import Page, words

GENERIC = frozenset(
    key(text)
    for text in (
        "home|homepage|home page|start|startseite|trang chủ|trang nhất|tin tức|tin tức sự kiện"
        "|tin tức - sự kiện|news|the news|latest news|blog|inicio|portada|noticias|accueil"
        "|actualités|aktuelles|nachrichten|notizie|avvisi|novità|notícias|início|főoldal|hírek"
        "|aktualności|strona główna|новости|главная|новини|головна|首页|新闻|新闻动态|ホーム|ニュース|お知らせ|menu"
        "|search|tìm kiếm|chi tiết|chi tiết tin|details|article|articles|press release"
        "|press releases|pressemitteilung|thông báo|news & media|news detail|news details"
        "|untitled|page not found|error|login|main navigation|navigation|related articles"
        "|related news|share this|comments|contact|about us|sprachauswahl|anasayfa"
        "|haberler|berita"
    ).split("|")
)


def site_keys(page: Page, head: Head) -> set[str]:
    """What names the site and not the article: declared names, and the host with and without its endings."""
    found = {key(name) for name in head.site_names if len(name.split()) < 5}
    if titled := found & {key(head.og_title), key(head.headline)}:
        found -= titled & {key(words(node)) for node in page.tree.css("h1")}
    try:
        host = (urlsplit(page.url or head.canonical or "").hostname or "").removeprefix("www.")
    except ValueError:
        host = ""
    if host:
        found.add(key(host))
        labels = host.split(".")
        found.update(key(label) for label in labels[:-1] if len(label) > 3)
    found.discard("")
    return found


_PORTAL = re.compile(
    r"^(?:website|cổng ?thông ?tin|trang ?thông ?tin|trang ?tin ?điện ?tử|official ?(?:web)?site|welcome ?to"
    r"|portal|sitioweb|sitooficial|sitiooficial|sitoufficiale|siteofficiel|offiziellewebsite)".replace(" ?", "")
)


def names_site(text_key: str, site: set[str]) -> bool:
    """Whether a segment is the site's name, or its name and a word or two more."""
    if not text_key or text_key in site or text_key in GENERIC or _PORTAL.match(text_key):
        return True
    return any(
        len(name) >= 5 and (name in text_key or text_key in name) and 2 * len(name) >= len(text_key) for name in site
    )


_SEPARATOR = re.compile(r"\s+(?:[|·•»«›‹~/\\]|::|[-–—―])\s+|\s*[|»«›‹_]\s*|\s+[-–—]{2,}\s+")
_DATE_TAIL = re.compile(
    r"\s*[(\[|–-]?\s*\d{1,4}[./-]\d{1,2}[./-]\d{1,4}(?:[\s,-]+\d{1,2}[:h]\d{2}(?::\d{2})?)?\s*[)\]]?\s*$"
)
_DATE_LEAD = re.compile(r"^[(\[]?\d{1,4}[./-]\d{1,2}[./-]\d{1,4}(?:[\s,-]+\d{1,2}[:h]\d{2}(?::\d{2})?)?[)\]]?[\s:|–-]*")


def undated(text: str) -> str:
    """The text of a link without the date that a list page writes into it."""
    rest = _DATE_LEAD.sub("", _DATE_TAIL.sub("", text)).strip()
    return rest if len(rest) > 5 else text


_EDGE = re.compile(r"^(.{4,}?)\s*[:：｜（(\[【]\s*([^:：｜（(\[【]{2,60})$")


def _without_name(text: str, site: set[str]) -> Iterator[str]:
    """A title that ends in the site's name, or begins with it, behind a colon or in brackets."""
    match = _EDGE.match(text)
    if match and names_site(key(match[2]), site):
        yield match[1]
    lead, colon, rest = text.partition(": ")
    if colon and len(rest) > 3 and names_site(key(lead), site):
        yield rest.strip()


@lru_cache(maxsize=64)
def _segments(text: str) -> tuple[tuple[int, int], ...]:
    """Where the segments of a title start and end, at most 8."""
    spans: list[tuple[int, int]] = []
    at = 0
    for match in _SEPARATOR.finditer(text):
        if match.start() > at:
            spans.append((at, match.start()))
        at = match.end()
        if len(spans) > 7:
            break
    if at < len(text):
        spans.append((at, len(text)))
    return tuple(spans)


def without_affixes(text: str, site: set[str]) -> Iterator[str]:
    """A title without the segments at either end that name the site; nothing where none does."""
    spans = list(_segments(text))
    if len(spans) < 2:
        yield from _without_name(text, site)
        return
    first, last = 0, len(spans)
    while last - first > 1 and names_site(key(text[spans[last - 1][0] : spans[last - 1][1]]), site):
        last -= 1
    while last - first > 1 and names_site(key(text[spans[first][0] : spans[first][1]]), site):
        first += 1
    if (first, last) != (0, len(spans)):
        yield text[spans[first][0] : spans[last - 1][1]].strip()


def without_last(text: str) -> Iterator[str]:
    """A title without a short last segment, which may be a site's or section's name."""
    spans = _segments(text)
    if len(spans) > 1 and spans[-2][1] * 5 >= len(text) * 2 and len(text[spans[-1][0] :].split()) <= 5:
        yield text[: spans[-2][1]].strip()


def without_first(text: str) -> Iterator[str]:
    """A title without its first segment, where a site's name may stand."""
    spans = _segments(text)
    if len(spans) > 1:
        yield text[spans[1][0] :].strip()


def without_site(text: str, site: set[str]) -> str:
    """A title without the last segments that name this site; "" where none does. General words are left alone: they
    may be meant."""
    spans = _segments(text)
    last = len(spans)
    while last > 1:
        letters = key(text[slice(*spans[last - 1])])
        if letters in GENERIC or not names_site(letters, site):
            break
        last -= 1
    return text[: spans[last - 1][1]].strip() if last < len(spans) else ""


def slug_words(url: str, canonical: str | None) -> set[str]:
    """The words of the address's longest part, without accents; empty where it has none."""
    best: set[str] = set()
    for address in (url, canonical or ""):
        try:
            path = unquote(urlsplit(address).path)
        except ValueError:
            continue
        for part in path.split("/"):
            part = re.sub(r"\.\w{2,5}$", "", part)
            found = {word for word in folded_words(part.replace("_", " ")) if not word.isdecimal()}
            if len(found) > max(len(best), 2):
                best = found
    return best


def shared_words(text: str, slug: set[str]) -> float:
    """The share of the words of a title and an address that they have in common (Jaccard's)."""
    found = _spelt(text)
    return len(found & slug) / len(found | slug) if found else 0.0


@lru_cache(maxsize=256)
def _spelt(text: str) -> frozenset[str]:
    return frozenset(word for word in folded_words(text) if not word.isdecimal())


def folded_words(text: str) -> list[str]:
    text = text.casefold()
    if text.isascii():
        return text.encode().translate(_PARTED).decode().split()
    return _WORD.findall(_MARKS.sub("", unicodedata.normalize("NFKD", text.replace("đ", "d"))))


_MARKS = re.compile(r"[\u0300-\u036f]")
_WORD = re.compile(r"[^\W_]+")
_PARTED = bytes(code if chr(code).isalnum() else 32 for code in range(256))
"""The same for ASCII: signs made spaces, many times faster."""
