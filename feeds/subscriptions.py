"""The OPML files that feed readers export: each feed in one may become a source. Reads and judges; writes nothing."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import urljoin, urlsplit

from crawler.address import address_key
from crawler.city import City, Source, checked
from crawler.errors import BadFile, ConfigError
from crawler.sourcefile import free_id
from feeds.formats.addresses import web_address
from feeds.formats.text import language_tag, plain

if TYPE_CHECKING:
    from lxml.etree import _Element  # type: ignore[import-untyped]

MOST_BYTES = 8_000_000
MOST_OUTLINES = 2_000

_FEEDS = {"", "rss", "rss1", "rss2", "atom", "rdf", "feed", "jsonfeed"}
_PAGE = "html+xpath"  # FreshRSS: https://freshrss.github.io/FreshRSS/en/developers/OPML.html
_NOT_READ = {
    "xml+xpath": "XML of the site's own kind, which Loa cannot read; give its list page or its feed",
    "json+dotnotation": "JSON of the site's own kind, which Loa cannot read; give its list page or its feed",
    "html+xpath+json+dotnotation": "JSON inside a page, which Loa cannot read; give a list page that shows links",
}
_OF_THE_CITY = "the city's; the OPML file does not say it"
_FEED_SCHEME = re.compile(r"\Afeed:(?=https?:|//)", re.I)
_SCHEMELESS = re.compile(r"\A//")
# No well-formed file has these letters outside a comment for any other reason.
_DECLARATION = re.compile(rb"<!(?:DOCTYPE|ENTITY)")


class NotOpml(ConfigError):
    """Export the subscriptions of your feed reader as OPML, and give that file."""

    def __init__(self, path: Path, problem: str) -> None:
        self.path, self.problem = path, problem
        super().__init__(f"{path} is no OPML file that can be read: {problem}")


@dataclass(frozen=True, slots=True)
class Outline:
    """One subscription: `kind` and `extras` in lower case, `extras` the names of its FreshRSS attributes.

    `feed` is its `xmlUrl` and `home` its `htmlUrl`, as written; each may be empty.
    """

    title: str
    kind: str
    feed: str
    home: str
    language: str
    extras: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Judged:
    """What becomes of an outline: a source with these `values`, or nothing, and why; `reason` may be empty for a
    new one. `id` is that of the new or the known source."""

    title: str
    address: str
    state: Literal["new", "known", "refused"]
    id: str = ""
    reason: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)
    comments: Mapping[str, str] = field(default_factory=dict)


def read_file(path: Path) -> tuple[Outline, ...]:
    """The subscriptions of a file, however deep in groups. Raises NotOpml."""
    try:
        with path.open("rb") as file:
            body = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise NotOpml(path, error.strerror or str(error)) from error
    try:
        return read_opml(body)
    except ValueError as error:
        raise NotOpml(path, str(error)) from error


def read_opml(body: bytes) -> tuple[Outline, ...]:
    """The subscriptions in the order of the file. Raises ValueError that says what is wrong with it."""
    from lxml import etree

    if len(body) > MOST_BYTES:
        raise ValueError(f"it is larger than {MOST_BYTES // 1_000_000} MB")
    if _DECLARATION.search(body.replace(b"\x00", b"")):  # the zeros of UTF-16
        raise ValueError("it declares a document type or entities, which OPML needs not and a web page has")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(body.strip(b" \t\r\n"), parser)
    except etree.XMLSyntaxError as error:
        raise ValueError(f"it is not well-formed XML: {error.msg or 'it is empty'}") from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise ValueError("it declares a document type, which OPML needs not")
    if etree.QName(root).localname.lower() != "opml":
        raise ValueError(f"its root is <{etree.QName(root).localname}>, not <opml>")
    outlines: list[Outline] = []
    for element in root.iter("{*}outline"):
        if outline := _outline(element):
            outlines.append(outline)
        if len(outlines) > MOST_OUTLINES:
            raise ValueError(f"it has more than {MOST_OUTLINES} outlines")
    return tuple(outlines)


def _outline(element: "_Element") -> Outline | None:
    """None for a group: it only holds others."""
    own = {name.lower(): value.strip() for name, value in element.attrib.items() if not name.startswith("{")}
    extras = tuple(sorted(name.rpartition("}")[2].lower() for name in element.attrib if name.startswith("{")))
    if len(element) and not own.get("xmlurl") and "opmlurl" not in extras:
        return None
    return Outline(
        title=plain(own.get("title", ""), 200) or plain(own.get("text", ""), 200),
        kind=own.get("type", "").lower(),
        feed=_SCHEMELESS.sub("https://", _FEED_SCHEME.sub("", own.get("xmlurl", ""))),
        home=own.get("htmlurl", ""),
        language=language_tag(own.get("language", "")),
        extras=extras,
    )


def judge(city: City, outlines: Iterable[Outline], base_url: str) -> Iterator[Judged]:
    """What each outline becomes, in their order: an address that a source lists already, of the city or earlier in
    the file, is not listed twice, and a feed of the Loa at `base_url` is never its own source."""
    known = {address_key(address): source.id for source in city.sources for address in source.lists}
    for outline in outlines:
        judged = _judge(city, outline, base_url, known)
        yield judged
        if judged.state == "new":
            known[address_key(judged.address)] = judged.id
            made = checked(Source, {**judged.values, "id": judged.id}, city.path)
            city = city.model_copy(update={"sources": (*city.sources, made)})  # its id is taken


def _judge(city: City, outline: Outline, base_url: str, known: Mapping[str, str]) -> Judged:
    address = web_address(outline.feed) or plain(outline.feed, 500)  # without a password
    if reason := _unreadable(outline):
        return Judged(outline.title, address, "refused", reason=reason)
    key = address_key(address)
    if key.startswith(address_key(f"{base_url}feeds") + "/"):
        return Judged(outline.title, address, "refused", reason="a feed that Loa makes itself")
    if key in known:
        return Judged(outline.title, address, "known", known[key])
    host = urlsplit(address).hostname or ""
    title = outline.title or host
    values = {
        "title": title,
        "home": web_address(outline.home) or urljoin(address, "/"),
        "lists": [address],
        "language": outline.language or city.language,
        "country": city.country,
        "timezone": city.timezone,
        "verified": False,
    }
    same = ("country", "timezone") if outline.language else ("language", "country", "timezone")
    id = free_id(city, title if _can_name(title) else host)
    try:
        checked(Source, {**values, "id": id}, city.path)
    except BadFile as error:
        return Judged(title, address, "refused", reason="; ".join(error.problems))
    return Judged(title, address, "new", id, _left_out(outline), values, dict.fromkeys(same, _OF_THE_CITY))


def _unreadable(outline: Outline) -> str:
    """Why Loa cannot follow it, or nothing."""
    if "opmlurl" in outline.extras or (not outline.feed and outline.kind == "include"):
        return "another list of feeds: export that one and import it"
    if not outline.feed:
        return "names no feed: xmlUrl is missing"
    if outline.kind not in _FEEDS | {_PAGE}:
        return _NOT_READ.get(outline.kind, f"no type that Loa knows: {plain(outline.kind, 40)}")
    try:
        parts = urlsplit(outline.feed)
    except ValueError:
        parts = urlsplit("")
    if parts.username or parts.password:
        return "its address holds a password, and Loa asks for public pages only"
    return "" if web_address(outline.feed) else "its xmlUrl is no web address"


def _left_out(outline: Outline) -> str:
    """What a FreshRSS outline says besides, that a source needs not or cannot have."""
    told = []
    if outline.kind == _PAGE or any(name.startswith("xpath") for name in outline.extras):
        told.append("its XPaths are not needed and left out")
    if options := [name.upper() for name in outline.extras if name.startswith("curlopt_")]:
        told.append(f"left out: {', '.join(options)}")
    return "; ".join(told)


def _can_name(title: str) -> bool:
    """Whether an id can be made of it: it has two letters that are Latin ones beneath their accents."""
    return len(re.findall(r"[A-Za-z0-9]", unicodedata.normalize("NFKD", title))) > 1
