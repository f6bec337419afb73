"""What a page says about itself to machines: JSON-LD, OpenGraph, microdata, Dublin Core and other meta elements.

Read once a page, never trusted alone: title.py and published.py weigh these claims against what the page shows.
"""

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal, cast
from urllib.parse import urlsplit

from selectolax.lexbor import LexborNode

from crawler.extract.page import Page, words

Role = Literal["published", "modified"]
MAX_TEXT = 2_000
MAX_NODES = 4_000
MAX_DEPTH = 24


@dataclass(frozen=True, slots=True)
class Claim:
    """A time as the page's head states it, unread. `place` is jsonld, meta or microdata; `name` the key it stood under."""

    text: str
    place: str
    role: Role
    name: str = ""


@dataclass(frozen=True, slots=True)
class Head:
    """Texts are unescaped and free of markup; addresses are absolute. Empty where the page says nothing.

    `kind` is the declared type in lower case ("newsarticle", "article", "website" ...). `titles` are further titles
    (Twitter, Dublin Core, the WebPage of a JSON-LD graph), `site_names` everything that names the site itself.
    """

    headline: str = ""
    og_title: str = ""
    title_tag: str = ""
    titles: tuple[str, ...] = ()
    description: str = ""
    canonical: str | None = None
    published: tuple[Claim, ...] = ()
    modified: tuple[Claim, ...] = ()
    authors: tuple[str, ...] = ()
    section: str = ""
    image: str | None = None
    language: str = ""
    site_name: str = ""
    site_names: tuple[str, ...] = ()
    kind: str = ""
    article_body: str = ""


def read_head(page: Page) -> Head:
    """Everything the page claims about itself. Never raises: broken JSON and absurd values are left out."""
    known = page.__dict__.get("_head")
    if known is None:
        known = page.__dict__["_head"] = _read(page)
    return cast(Head, known)


def clean(text: object, limit: int = MAX_TEXT) -> str:
    """One line of plain text: unescaped twice, tags, control characters and surplus white space removed."""
    if not isinstance(text, str):
        return ""
    text = text[: 4 * limit]
    for _ in range(2):
        if "&" in text:
            text = html.unescape(text)
    if "<" in text:
        text = _TAG.sub(" ", text) if _BLOCK_TAG.search(text) else _TAG.sub("", text)
    return " ".join(_CONTROL.sub("", text).split())[:limit]


_TAG = re.compile(r"</?[a-zA-Z][^<>]*>|<!--.*?-->")
_BLOCK_TAG = re.compile(r"<(?:br|p|div|li|h\d|tr|td)\b", re.IGNORECASE)
_CONTROL = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)


def _read(page: Page) -> Head:
    meta = _meta(page)
    data = _Data(page)
    first = _firsts(meta)
    article = data.article
    micro = _microdata(page)
    title_node = page.first("head > title") or page.first("title")
    site_names = _distinct(
        first("og:site_name"),
        *data.site_names,
        first("application-name"),
        first("apple-mobile-web-app-title"),
        first("al:iphone:app_name"),
        first("dc.publisher", "dcterms.publisher", "publisher", "copyright"),
    )
    claims = _distinct_claims([*data.claims, *_meta_claims(meta), *micro.claims])
    return Head(
        headline=clean(article.get("headline")) or clean(article.get("name")) or micro.headline,
        og_title=first("og:title"),
        title_tag=clean(words(title_node)),
        titles=_distinct(
            first("twitter:title"),
            first("dc.title", "dcterms.title", "dc:title"),
            first("title", "headline", "parsely-title", "sailthru.title", "article:title", "citation_title", "hdl"),
            *data.page_names,
        ),
        description=first("og:description", "description", "twitter:description", "dc.description")
        or clean(article.get("description")),
        canonical=_canonical(page, first("og:url")),
        published=tuple(claim for claim in claims if claim.role == "published"),
        modified=tuple(claim for claim in claims if claim.role == "modified"),
        authors=_distinct(*data.authors, *micro.authors, *_meta_authors(meta)),
        section=data.section or first("article:section", "section", "parsely-section") or micro.section,
        image=page.absolute(first("og:image", "og:image:url", "og:image:secure_url"))
        or page.absolute(data.image)
        or page.absolute(first("twitter:image", "twitter:image:src")),
        language=_language(page, first("og:locale"), first("content-language", "language", "dc.language"), data),
        site_name=site_names[0] if site_names else "",
        site_names=site_names,
        kind=data.kind or first("og:type").casefold(),
        article_body=_body(article.get("articleBody")),
    )


# ------------------------------------------------------------------------------------------------------ meta elements


def _meta(page: Page) -> dict[str, list[str]]:
    """name, property, itemprop or http-equiv in lower case -> the contents, in page order."""
    found: dict[str, list[str]] = {}
    for node in page.tree.css("meta[content]"):
        attributes = node.attrs
        content = attributes.get("content")
        if not content:
            continue
        for kind in ("property", "name", "itemprop", "http-equiv"):
            if name := attributes.get(kind):
                found.setdefault(name.strip().casefold(), []).append(content)
    return found


class _firsts:  # noqa: N801 - used as a function
    """The first content, cleaned, of the first of these names that has one."""

    def __init__(self, meta: dict[str, list[str]]) -> None:
        self.meta = meta

    def __call__(self, *wanted: str) -> str:
        for name in wanted:
            for content in self.meta.get(name, ()):
                if text := clean(content):
                    return text
        return ""


_PUBLISHED_NAME = re.compile(
    r"publi(?:sh|c)|pubdate|pub[-_]?(?:date|time)|issued|creat(?:ed|ion)|posted|release|original|^date$|[.:_-]date$"
    r"|^(?:article|news|story|content|display|dc\.?)[-_.:]?date|date[-_.]?time$|^timestamp$"
)
_MODIFIED_NAME = re.compile(r"modif|updat|revis|lastmod|last-mod|changed")
_NO_TIME_NAME = re.compile(
    r"publisher|expir|unpubl|event|copyright|birth|start|end[-_]?(?:date|time)|valid|available|embargo|updated?_?by"
    r"|crawl|build|cache|publication[-_]?(?:name|title|place)|publicationname|frequency|format|section|public[-_]?id|token"
    r"|publish(?:er|ing)?[-_]?(?:name|id|url)|verif|generat|photo|video|image|season"
)


def _meta_claims(meta: dict[str, list[str]]) -> Iterator[Claim]:
    for name, contents in meta.items():
        if _NO_TIME_NAME.search(name):
            continue
        role: Role
        if _MODIFIED_NAME.search(name):
            role = "modified"
        elif _PUBLISHED_NAME.search(name):
            role = "published"
        else:
            continue
        for content in contents[:1]:
            if any(figure.isdecimal() for figure in content) and len(content) <= 80:
                yield Claim(" ".join(content.split()), "meta", role, name)


def _meta_authors(meta: dict[str, list[str]]) -> list[str]:
    found: list[str] = []
    for name in (
        "author",
        "article:author",
        "dc.creator",
        "dcterms.creator",
        "dc.author",
        "byl",
        "parsely-author",
        "sailthru.author",
        "article:author_name",
        "citation_author",
        "creator",
    ):
        found += [text for content in meta.get(name, ()) if (text := clean(content))]
        if found:
            break
    return found


# ------------------------------------------------------------------------------------------------------------ JSON-LD

_ARTICLE_TYPES = frozenset(
    "report blogposting liveblogposting socialmediaposting discussionforumposting pressrelease"
    " specialannouncement governmentservice".split()
)
_WEAK_TYPES = frozenset(
    "webpage creativework itempage aboutpage videoobject recipe review podcastepisode event".split()
)
_SITE_TYPES = frozenset("website organization newsmediaorganization governmentorganization corporation".split())


class _Data:
    """The JSON-LD of a page: the node that speaks of this article, what names the site, and what can be salvaged."""

    def __init__(self, page: Page) -> None:
        self.nodes: list[tuple[dict[str, Any], int]] = []
        self.by_id: dict[str, dict[str, Any]] = {}
        self.salvaged: dict[str, str] = {}
        for script in page.tree.css('script[type*="ld+json" i]'):
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
            strong = any(kind.endswith("article") or kind in _ARTICLE_TYPES for kind in kinds)
            weak = any(kind in _WEAK_TYPES for kind in kinds)
            if not (strong or weak) or not any(node.get(part) for part in ("headline", "name", "datePublished")):
                continue
            if depth > 9 and not strong:
                continue
            here = bool(address) and any(
                _plain_address(_text(node.get(part))) == address for part in ("url", "mainEntityOfPage", "@id")
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
                if text := _text(followed):
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
    return [text for one in values[:40] if (text := _text(one))]


def _text(value: object) -> str:
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


def _body(value: object) -> str:
    """articleBody as plain text; paragraphs stay lines."""
    if not isinstance(value, str):
        return ""
    for _ in range(2):
        if "&" in value:
            value = html.unescape(value)
    if "<" in value:
        value = _TAG.sub("\n", value)
    lines = (" ".join(line.split()) for line in _CONTROL.sub("", value).splitlines())
    return "\n".join(line for line in lines if line)


# ---------------------------------------------------------------------------------------------------------- microdata


@dataclass(frozen=True, slots=True)
class _Micro:
    headline: str = ""
    section: str = ""
    authors: tuple[str, ...] = ()
    claims: tuple[Claim, ...] = ()


_MICRO_DATES: dict[str, Role] = {
    "datepublished": "published",
    "datecreated": "published",
    "datemodified": "modified",
    "dateupdated": "modified",
}


def _microdata(page: Page) -> _Micro:
    """The properties of the first article scope; those of cards and comments further down are not this page's."""
    if "itemprop" not in page.html:
        return _Micro()
    headline = section = ""
    authors: list[str] = []
    claims: list[Claim] = []
    chosen: int | None = None
    for node in page.tree.css("[itemprop]"):
        properties = (node.attrs.get("itemprop") or "").casefold().split()
        for name in properties:
            role = _MICRO_DATES.get(name)
            if role is None and name not in ("headline", "articlesection", "author"):
                continue
            scope = _scope(node)
            if scope is None:
                continue
            if chosen is None:
                chosen = scope
            elif scope != chosen:
                continue
            if role:
                value = node.attrs.get("content") or node.attrs.get("datetime") or words(node)
                if value and len(value) <= 120:
                    claims.append(Claim(" ".join(value.split()), "microdata", role, name))
            elif name == "headline":
                headline = headline or clean(node.attrs.get("content") or words(node))
            elif name == "articlesection":
                section = section or clean(node.attrs.get("content") or words(node))
            elif len(authors) < 8 and (author := _micro_author(node)):
                authors.append(author)
    return _Micro(headline, section, tuple(dict.fromkeys(authors)), tuple(claims))


def _scope(node: LexborNode) -> int | None:
    """Identity of the article item that a property belongs to; None where it is an item of another type."""
    current = node.parent
    for _ in range(40):
        if current is None or not current.is_element_node:
            return None
        attributes = current.attrs
        if "itemscope" in attributes:
            kind = (attributes.get("itemtype") or "").rpartition("/")[2].casefold()
            if kind.endswith("article") or kind in _ARTICLE_TYPES or kind in ("webpage", "creativework", ""):
                return current.mem_id
            return None
        current = current.parent
    return None


def _micro_author(node: LexborNode) -> str:
    inner = node.css_first("[itemprop=name]")
    found = clean(
        (inner.attrs.get("content") or words(inner)) if inner else (node.attrs.get("content") or words(node)), 200
    )
    return "" if found.startswith(("http://", "https://")) else found


# -------------------------------------------------------------------------------------------------- address, language


def _canonical(page: Page, og_url: str) -> str | None:
    for node in page.tree.css('link[rel~="canonical" i][href]'):
        if address := page.absolute(node.attrs.get("href")):
            return address
    address = page.absolute(og_url)
    return address if address and urlsplit(address).path.strip("/") else None


_LANGUAGE = re.compile(r"^([a-z]{2,3})(?:[-_]([a-z]{4}))?(?:[-_]([a-z]{2}|\d{3}))?(?![a-z])", re.IGNORECASE)


def _language(page: Page, locale: str, meta: str, data: _Data) -> str:
    root = page.first("html")
    declared = (root.attrs.get("lang") or root.attrs.get("xml:lang") or "") if root is not None else ""
    for value in (declared, locale, meta, _text(data.article.get("inLanguage"))):
        if found := language_tag(value):
            return found
    return ""


def language_tag(value: str) -> str:
    """`pt_br` -> `pt-BR`; "" for what is no language tag."""
    match = _LANGUAGE.match(value.strip())
    if not match:
        return ""
    language, script, region = match.groups()
    tag = language.lower()
    if script:
        tag += f"-{script.title()}"
    return f"{tag}-{region.upper()}" if region else tag


def _distinct(*values: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in values if value))


def _distinct_claims(claims: list[Claim]) -> list[Claim]:
    found: dict[tuple[str, str, str], Claim] = {}
    for claim in claims:
        found.setdefault((claim.text, claim.place, claim.role), claim)
    return list(found.values())
