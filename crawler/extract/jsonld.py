"""The JSON-LD of a page: the node that speaks of this article, mended or salvaged where its JSON is broken."""

import html
import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from crawler.extract.claims import Claim, Role
from crawler.extract.page import Page
from crawler.extract.plain import clean

MAX_NODES = 4_000
MAX_DEPTH = 24

ARTICLE_TYPES = frozenset(
    "report blogposting liveblogposting socialmediaposting discussionforumposting pressrelease"
    " specialannouncement governmentservice".split()
)
_WEAK_TYPES = frozenset(
    "webpage creativework itempage aboutpage videoobject recipe review podcastepisode event".split()
)
_SITE_TYPES = frozenset("website organization newsmediaorganization governmentorganization corporation".split())


class Data:
    """The JSON-LD of a page: the node that speaks of this article, what names the site, and what can be salvaged."""

    def __init__(self, page: Page) -> None:
        self.nodes: list[tuple[dict[str, Any], int]] = []
        self.by_id: dict[str, dict[str, Any]] = {}
        self.salvaged: dict[str, str] = {}
        for script in page.said["script"]:
            text = script.text() or ""
            if len(text) > 1_500_000 or not text.strip():
                continue
            values = parse_json(text)
            if not values:
                for name, value in salvage(text).items():
                    self.salvaged.setdefault(name, value)
            for value in values:
                self._collect(value, 0)
        self.article = self._choose(page)
        self.kind = next(iter(_types(self.article)), "") if self.article else ""

    def _collect(self, value: object, depth: int) -> None:
        """Every object below `value`, outermost first; what lies inside another article or a list counts as deeper."""
        if depth > MAX_DEPTH or len(self.nodes) > MAX_NODES:
            return
        if isinstance(value, list):
            for item in value[:500]:
                self._collect(item, depth + 1)
        elif isinstance(value, dict):
            self.nodes.append((value, depth))
            identity = value.get("@id")
            if isinstance(identity, str) and len(value) > 1:
                self.by_id.setdefault(identity, value)
            for name, item in value.items():
                if isinstance(item, dict | list):
                    inner = 0 if name in ("@graph", "mainEntity", "mainEntityOfPage") else 10
                    self._collect(item, depth + 1 + inner)

    def _choose(self, page: Page) -> dict[str, Any]:
        """The article that is about this page: one that names its address, else the outermost and first."""
        address = _plain_address(page.url)
        best: tuple[int, int, int] | None = None
        chosen: dict[str, Any] = {}
        for order, (node, depth) in enumerate(self.nodes):
            kinds = _types(node)
            strong = any(kind.endswith("article") or kind in ARTICLE_TYPES for kind in kinds)
            weak = any(kind in _WEAK_TYPES for kind in kinds)
            if not (strong or weak) or not any(node.get(part) for part in ("headline", "name", "datePublished")):
                continue
            if depth > 9 and not strong:
                continue
            here = bool(address) and any(
                _plain_address(text_of(node.get(part))) == address for part in ("url", "mainEntityOfPage", "@id")
            )
            rank = (-(4 * here + 2 * strong + (depth <= 9)), depth // 10, order)
            if best is None or rank < best:
                best, chosen = rank, node
        return chosen or dict(self.salvaged)

    @property
    def claims(self) -> Iterator[Claim]:
        """The article's own times first, then those of its page (a graph often dates the WebPage alone)."""
        seen: list[dict[str, Any]] = [self.article] if self.article else []
        if not any(self.article.get(part) for part in ("datePublished", "dateCreated", "uploadDate")):
            seen += [
                node
                for node, depth in self.nodes
                if depth <= 9 and node is not self.article and any(kind in _WEAK_TYPES for kind in _types(node))
            ]
        for node in seen[:6]:
            if "event" in _types(node):
                continue
            for part, role in _DATE_PARTS:
                for text in _texts(node.get(part))[:1]:
                    if len(text) <= 80:
                        yield Claim(text, "jsonld", role, part)

    @property
    def site_names(self) -> list[str]:
        found = [_name(self._follow(self.article.get("publisher")))]
        for node, depth in self.nodes:
            if depth <= 9 and any(kind in _SITE_TYPES for kind in _types(node)):
                found += [clean(node.get("name"), 200), clean(node.get("alternateName"), 200)]
        return [name for name in found if name]

    @property
    def page_names(self) -> list[str]:
        return [
            name
            for node, depth in self.nodes
            if depth <= 9
            and node is not self.article
            and "webpage" in _types(node)
            and (name := clean(node.get("name")))
        ]

    @property
    def authors(self) -> list[str]:
        found: list[str] = []
        value = self.article.get("author") or self.article.get("creator")
        for one in value if isinstance(value, list) else [value]:
            followed = self._follow(one)
            name = _name(followed)
            if name and not (isinstance(followed, dict) and any(kind in _SITE_TYPES for kind in _types(followed))):
                found.append(name)
        return found[:8]

    @property
    def section(self) -> str:
        return next((text for text in map(clean, _texts(self.article.get("articleSection"))) if text), "")

    @property
    def image(self) -> str | None:
        for part in ("image", "thumbnailUrl", "primaryImageOfPage"):
            value = self.article.get(part)
            for one in value if isinstance(value, list) else [value]:
                followed = self._follow(one)
                if isinstance(followed, dict):
                    followed = followed.get("url") or followed.get("contentUrl")
                if text := text_of(followed):
                    return text
        return None

    def _follow(self, value: object) -> object:
        """The node that `{"@id": …}` points at, or the value itself."""
        if isinstance(value, dict) and len(value) <= 2 and isinstance(value.get("@id"), str) and not value.get("name"):
            return self.by_id.get(value["@id"], value)
        return value


_DATE_PARTS: tuple[tuple[str, Role], ...] = (
    ("datePublished", "published"),
    ("uploadDate", "published"),
    ("dateCreated", "published"),
    ("dateModified", "modified"),
)


def parse_json(text: str) -> list[Any]:
    """The JSON values of a script, forgiving what sites get wrong; [] where nothing can be made of it."""
    text = text.strip().removeprefix("<!--").removesuffix("-->").strip()
    text = re.sub(r"^\s*(?://)?\s*<!\[CDATA\[|(?://)?\s*\]\]>\s*$", "", text).strip().rstrip(";")
    for attempt in (_as_is, _mended, _unescaped):
        try:
            return attempt(text)
        except (ValueError, RecursionError):
            continue
    return []


_DECODER = json.JSONDecoder(strict=False)


def _as_is(text: str) -> list[Any]:
    """One value, or several written one behind the other."""
    values: list[Any] = []
    at = 0
    while at < len(text) and len(values) < 50:
        value, at = _DECODER.raw_decode(text, at)
        values.append(value)
        while at < len(text) and text[at] in " \t\r\n,;\ufeff":
            at += 1
    return values


def _mended(text: str) -> list[Any]:
    """Without comments, commas before a bracket, and escapes that JSON does not know."""
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    text = re.sub(r"^\s*//[^\n]*$", "", text, flags=re.MULTILINE)
    text = re.sub(r",(\s*[}\]])", r"\1", text)
    text = re.sub(r'\\(?![\\"/bfnrtu])', r"\\\\", text)
    return _as_is(text)


def _unescaped(text: str) -> list[Any]:
    if "&quot;" not in text:
        raise ValueError("nothing to unescape")
    return _as_is(html.unescape(text))


def salvage(text: str) -> dict[str, str]:
    """The simple string members of JSON that cannot be parsed: headline, name's dates, section, image."""
    found: dict[str, str] = {}
    for match in _MEMBER.finditer(text):
        name, value = match.groups()
        try:
            found.setdefault(name, json.loads(f'"{value}"', strict=False))
        except ValueError:
            found.setdefault(name, value)
    return found


_MEMBER = re.compile(
    r'"(headline|datePublished|dateModified|dateCreated|articleSection|description|@type)"\s*:\s*'
    r'"((?:[^"\\\n]|\\.){1,2000})"(?=\s*[,}\n])'
)


def _types(node: dict[str, Any]) -> list[str]:
    return [text.rpartition("/")[2].casefold() for text in _texts(node.get("@type"))]


def _texts(value: object) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [text for one in values[:40] if (text := text_of(one))]


def text_of(value: object) -> str:
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, dict):
        for part in ("@value", "name", "@id", "url"):
            if isinstance(value.get(part), str):
                return str(value[part]).strip()
    return ""


def _name(value: object) -> str:
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = _texts(value.get("name"))[0] if _texts(value.get("name")) else ""
    text = clean(value, 200)
    return "" if text.startswith(("http://", "https://", "#")) else text


def _plain_address(address: str) -> str:
    """An address without scheme, www, query, fragment and final slash, for comparing."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return ""
    if not parts.netloc or not parts.path.strip("/"):
        return ""
    return parts.netloc.casefold().removeprefix("www.") + parts.path.rstrip("/")
