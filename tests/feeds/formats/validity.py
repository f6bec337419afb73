"""A checklist of what makes a feed valid: RFC 4287, RSS 2.0 with the RSS Advisory Board's profile, RFC 3339, RFC 822,
RFC 3986, and the advice that feed validators give. Written to be harder to please than readers are."""

import re
from collections.abc import Iterator
from datetime import datetime
from html.parser import HTMLParser
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

ATOM = "{http://www.w3.org/2005/Atom}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
DC = "{http://purl.org/dc/elements/1.1/}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
MEDIA = "{http://search.yahoo.com/mrss/}thumbnail"

RFC3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?(Z|[+-]\d\d:\d\d)")
_RFC822 = re.compile(
    r"(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4}"
    r" \d\d:\d\d:\d\d [+-]\d\d[03]0"
)
WEB = re.compile(r"https?://[A-Za-z0-9._:\[\]-]+/([A-Za-z0-9;/?:@&=+$.\-_!~*'(),]|%[0-9A-Fa-f]{2})*(#[^#\s]*)?")
URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:([A-Za-z0-9;/?:@&=+$.\-_!~*'(),#]|%[0-9A-Fa-f]{2})+")
MEDIA_TYPE = re.compile(r"[\w.+-]+/[\w.+-]+")
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
UNFIT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffd-\uffff]")
MARKUP = re.compile(r"<[a-z/!?]|&(#\d+|#x[0-9a-f]+|lt|gt|amp|quot);", re.I)
_ACTIVE = re.compile(
    r"<(script|iframe|object|embed|style|svg|math|form|meta|link|base|bdo)\b|javascript:|\bdata:", re.I
)
_TEXTS = ("title", "summary", "description", "subtitle", "name")


def findings(document: bytes, address: str) -> list[str]:
    """Everything wrong with a feed that is served at `address`; an empty list for a valid one."""
    try:
        root = ElementTree.fromstring(document)
    except ElementTree.ParseError as error:
        return [f"not well-formed: {error}"]
    found = _atom(root, address) if root.tag == f"{ATOM}feed" else _rss(root, address)
    return [*found, *_everywhere(root, document)]


def _everywhere(root: Element, document: bytes) -> Iterator[str]:
    if not document.startswith(b'<?xml version="1.0" encoding="utf-8"?>\n'):
        yield "no XML declaration in UTF-8"
    for element in root.iter():
        for text in (element.text or "", element.tail or "", *element.attrib.values()):
            if UNFIT.search(text):
                yield f"unfit character in {element.tag}: {text!r:.80}"
        for language in (element.get(LANG), element.text if element.tag in ("language", f"{DC}language") else None):
            if language is not None and not LANGUAGE.fullmatch(language):
                yield f"no language tag: {language!r}"
        if element.tag == MEDIA and not WEB.fullmatch(element.get("url", "")):
            yield f"no address: {element.get('url')!r}"


def _atom(feed: Element, address: str) -> Iterator[str]:
    yield from _once(feed, ATOM, ("id", "title", "updated"), ("subtitle", "generator"))
    yield from _atom_common(feed)
    selves = [link.get("href") for link in feed.findall(f"{ATOM}link") if link.get("rel") == "self"]
    if selves != [address]:
        yield f"self link is {selves}, not {address}"
    first = next((n for n, child in enumerate(feed) if child.tag == f"{ATOM}entry"), len(feed))
    if any(child.tag != f"{ATOM}entry" for child in feed[first:]):
        yield "metadata after entries"
    entries = feed.findall(f"{ATOM}entry")
    yield from unique("id", [e.findtext(f"{ATOM}id") for e in entries])
    yield from unique("updated", [e.findtext(f"{ATOM}updated") for e in entries])
    for entry in entries:
        yield from _once(entry, ATOM, ("id", "title", "updated", "published"), ("summary", "content"))
        yield from _atom_common(entry)
        yield from _atom_entry(entry)


def _atom_common(parent: Element) -> Iterator[str]:
    if not URI.fullmatch(parent.findtext(f"{ATOM}id") or ""):
        yield f"id is no URI: {parent.findtext(f'{ATOM}id')!r}"
    names = [author.findtext(f"{ATOM}name") for author in parent.findall(f"{ATOM}author")]
    if not names or not all(names):
        yield f"no author with a name: {names}"
    for name in ("updated", "published"):
        for element in parent.findall(f"{ATOM}{name}"):
            if not RFC3339.fullmatch(element.text or ""):
                yield f"{name} is not RFC 3339: {element.text!r}"
    for name in _TEXTS:
        for element in parent.iterfind(f"{ATOM}{name}"):
            yield from _text(element)
    links = parent.findall(f"{ATOM}link")
    yield from unique(
        "alternate link", [(li.get("type"), li.get("hreflang")) for li in links if _rel(li) == "alternate"]
    )
    yield from unique("enclosure", [li.get("href") for li in links if _rel(li) == "enclosure"])
    for link in links:
        yield from _link(link)


def _atom_entry(entry: Element) -> Iterator[str]:
    content, summary = entry.find(f"{ATOM}content"), entry.find(f"{ATOM}summary")
    links = [_rel(link) for link in entry.findall(f"{ATOM}link")]
    if content is None and (summary is None or "alternate" not in links):
        yield "neither content nor summary and link"
    if content is not None:
        if content.get("type") != "html" or len(content):
            yield f"content is of type {content.get('type')}"
        yield from html(content.text or "")
    if set(links) - {"alternate", "enclosure"}:
        yield f"unknown links {links}"
    if any(link.get("type") is None for link in entry.findall(f"{ATOM}link")):
        yield "a link without its media type"
    dates = [entry.findtext(f"{ATOM}{name}") or "" for name in ("published", "updated")]
    if not all(map(RFC3339.fullmatch, dates)):
        return
    published, updated = map(datetime.fromisoformat, dates)
    if published > updated:
        yield f"published {published} after updated {updated}"


def _rss(root: Element, address: str) -> Iterator[str]:
    if root.tag != "rss" or root.get("version") != "2.0" or len(root) != 1 or root[0].tag != "channel":
        yield "not RSS 2.0"
        return
    channel = root[0]
    yield from _once(channel, "", ("title", "link", "description", "lastBuildDate"), ("language", "generator", "docs"))
    if not WEB.fullmatch(channel.findtext("link") or ""):
        yield f"channel link: {channel.findtext('link')!r}"
    links = channel.findall(f"{ATOM}link")
    selves = [link.get("href") for link in links if _rel(link) == "self"]
    if selves != [address]:
        yield f"self link is {selves}, not {address}"
    for link in links:
        yield from _link(link)
    yield from _rss_date(channel.findtext("lastBuildDate"))
    yield from _text(channel.find("title"))
    items = channel.findall("item")
    yield from unique("guid", [item.findtext("guid") for item in items])
    for item in items:
        yield from _item(item)


def _item(item: Element) -> Iterator[str]:
    optional = ("link", "enclosure", CONTENT, f"{DC}language", f"{DC}publisher", MEDIA)
    yield from _once(item, "", ("title", "description", "guid", "pubDate", f"{DC}creator"), optional)
    guid = item.find("guid")
    if guid is not None and (guid.get("isPermaLink") != "false" or not URI.fullmatch(guid.text or "")):
        yield f"guid {guid.text!r}, isPermaLink {guid.get('isPermaLink')!r}"
    link = item.find("link")
    if link is not None and not WEB.fullmatch(link.text or ""):
        yield f"item link: {link.text!r}"
    yield from _rss_date(item.findtext("pubDate"))
    yield from _text(item.find("title"))
    names = [child.tag for child in item]
    if CONTENT in names and names.index(CONTENT) < names.index("description"):
        yield "content:encoded before description"
    yield from html(item.findtext("description") or "")
    yield from html(item.findtext(CONTENT) or "")
    for file in item.findall("enclosure"):
        if not WEB.fullmatch(file.get("url", "")) or not MEDIA_TYPE.fullmatch(file.get("type", "")):
            yield f"enclosure {file.attrib}"
        if not file.get("length", "").isdigit():
            yield f"enclosure without length: {file.attrib}"
    known = {"title", "link", "description", CONTENT, "guid", "pubDate", "enclosure", "category", f"{DC}creator"}
    if set(names) - known - {f"{DC}language", f"{DC}publisher", MEDIA}:
        yield f"unknown elements in item: {set(names) - known}"


def _rss_date(date: str | None) -> Iterator[str]:
    if not _RFC822.fullmatch(date or ""):
        yield f"date is not RFC 822: {date!r}"
    elif datetime.strptime(date or "", "%a, %d %b %Y %H:%M:%S %z").strftime("%a") != (date or "")[:3]:
        yield f"wrong day of the week: {date}"


def _once(parent: Element, space: str, required: tuple[str, ...], optional: tuple[str, ...]) -> Iterator[str]:
    for name in (*required, *optional):
        tag = name if name.startswith("{") else space + name
        found = parent.findall(tag)
        if len(found) > 1 or (not found and name in required):
            yield f"{len(found)} {name} in {parent.tag}"
        for element in found:
            if not (element.text or "").strip() and not element.attrib:
                yield f"empty {name} in {parent.tag}"


def _text(element: Element | None) -> Iterator[str]:
    """A text is one line of words: no markup, nothing to unescape."""
    if element is None:
        return
    if element.get("type") not in (None, "text") or len(element):
        yield f"{element.tag} is no plain text"
    text = element.text or ""
    if MARKUP.search(text) or "\n" in text:
        yield f"markup in {element.tag}: {text!r:.80}"
    if element.tag.endswith("title") and len(text) > 300:
        yield f"title of {len(text)} characters"


def _link(link: Element) -> Iterator[str]:
    if not WEB.fullmatch(link.get("href", "")):
        yield f"link to {link.get('href')!r}"
    if (link.text or "").strip() or link.get("rel") is None:
        yield "link with text or without rel"
    if not MEDIA_TYPE.fullmatch(link.get("type") or "x/x"):
        yield f"link type {link.get('type')!r}"
    if link.get("title") is not None and not (link.get("title") or "").strip():
        yield "empty link title"


def _rel(link: Element) -> str:
    return link.get("rel", "alternate")


def unique(what: str, values: list[object]) -> Iterator[str]:
    if len(set(values)) != len(values):
        yield f"{what} twice: {sorted(map(repr, values))}"[:200]


class _Reader(HTMLParser):
    """Collects what a reader's parser would stumble over."""

    VOID = frozenset({"br", "hr", "img", "col", "wbr"})

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in self.VOID:
            self.open.append(tag)
        for name, value in attrs:
            if name in ("href", "src", "cite") and not re.match(r"https?://|mailto:|tel:", value or ""):
                self.found.append(f"{tag} {name}={value!r} is not absolute")
            if name.startswith("on") or name in ("style", "srcset", "id", "class", "name"):
                self.found.append(f"attribute {name} on {tag}")
        if tag == "img" and not dict(attrs).get("src"):
            self.found.append("img without src")

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.found.append(f"</{tag}> closes another tag")


def html(markup: str) -> Iterator[str]:
    if re.search(r"&lt;(p|div|b|a|br)\b[^&]*&gt;.*&lt;/", markup):
        yield f"escaped twice: {markup!r:.80}"
    if active := _ACTIVE.search(markup):
        yield f"active: {active[0]}"
    reader = _Reader()
    reader.feed(markup)
    reader.close()
    yield from reader.found
    if reader.open:
        yield f"left open: {reader.open}"
