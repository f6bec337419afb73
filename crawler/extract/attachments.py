"""The files that belong to an article: links of its own area to documents, and documents shown in frames."""

import mimetypes
import re
from collections.abc import Iterable, Iterator
from itertools import islice
from urllib.parse import parse_qsl, unquote, urlsplit

from selectolax.lexbor import LexborNode

from crawler.article import Attachment
from crawler.clean import clean_line, shorten
from crawler.extract.files import MEDIA_TYPES
from crawler.extract.page import Page, words

MOST = 50
_IMAGES = frozenset(("jpg", "jpeg", "png", "tif", "tiff"))
_NO_DOCUMENTS = frozenset((*_IMAGES, "gif", "webp", "mp3", "mp4"))
_TYPES = {ending[1:]: media for ending, media in MEDIA_TYPES.items() if ending[1:] not in _NO_DOCUMENTS}
_ENDING = re.compile(r"\.([a-z0-9]{2,5})$", re.I)
_MAYBE = re.compile(rf"(?:\.|%2e)(?:{'|'.join((*_TYPES, *_IMAGES))})(?![a-z0-9])", re.I)
"""What an address must have to name a document: asked first, since joining and parting addresses costs more."""
_LEADING = {"a": "href", "iframe": "src", "embed": "src", "object": "data"}
"""Elements that lead to an address, and the attribute that holds it."""
_SOUGHT = ", ".join(f"{tag}[{name}]" for tag, name in _LEADING.items())
_SMALL = 16  # elements


def read_attachments(page: Page, areas: Iterable[LexborNode], *, scans: bool = False) -> tuple[Attachment, ...]:
    """The documents that these parts of the page link to or show, each once, in page order.

    `scans`: also the pictures that they link to; a page without text of its own may hold its decree as pictures.
    """
    found: dict[str, Attachment] = {}
    for node, url, declared in _places(page, areas):
        media = media_type(url, declared) or (scans and _image_type(url)) or ""
        if media and url not in found and len(found) < MOST:
            found[url] = Attachment(url, shorten(clean_line(_title(node)), 200) or file_name(url), media)
    return tuple(found.values())


def media_type(url: str, declared: str = "") -> str | None:
    """The media type of a document by the ending in its address, or as the link declares it; None for a web page."""
    for name in _names(url):
        ending = _ENDING.search(name)
        if ending and ending.group(1).lower() in _TYPES:
            return _TYPES[ending.group(1).lower()]
    declared = declared.partition(";")[0].strip().lower()
    return declared if declared in _TYPES.values() else None


def file_name(url: str) -> str:
    """The last part of an address that looks like a file's name."""
    names = [name for name in _names(url) if _ENDING.search(name)]
    return clean_line(names[0] if names else unquote(urlsplit(url).path).rstrip("/").rsplit("/", 1)[-1])


def _image_type(url: str) -> str | None:
    ending = _ENDING.search(urlsplit(url).path)
    return MEDIA_TYPES[ending.group().lower()] if ending and ending.group(1).lower() in _IMAGES else None


def _names(url: str) -> Iterator[str]:
    """What may be the file's name: each part of the path from its end, each value of the query."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return
    yield from reversed(unquote(parts.path).split("/"))
    for _, value in parse_qsl(parts.query, max_num_fields=50) if parts.query.count("&") < 50 else ():
        yield value.rsplit("/", 1)[-1]


def _places(page: Page, areas: Iterable[LexborNode]) -> Iterator[tuple[LexborNode, str, str]]:
    """Each link and frame of these parts once, where it leads and which media type it declares."""
    known: set[int] = set()
    for area in areas:
        for node in _linking(area):
            if node.mem_id in known:
                continue
            known.add(node.mem_id)
            attributes = node.attributes
            name = _LEADING.get(node.tag or "", "href")
            written = attributes.get(name) or ""
            declared = attributes.get("type") or ""
            if not declared and (saved := attributes.get("download")):
                declared = mimetypes.guess_type(saved)[0] or ""
            if not declared and not _MAYBE.search(written):
                continue
            url = page.absolute(written)
            if url is not None:
                yield node, url if name == "href" else _viewed(page, url), declared


def _linking(area: LexborNode) -> list[LexborNode]:
    """The links and frames of a part, as far as they lead anywhere. In a small one they are told sooner than sought."""
    nodes = list(islice(area.traverse(), _SMALL))
    if len(nodes) == _SMALL:
        return area.css(_SOUGHT)
    return [node for node in nodes if node.tag in _LEADING]


def _title(node: LexborNode) -> str:
    """The words of a link, unless they are only figures and signs."""
    title = words(node) or node.attributes.get("title") or node.attributes.get("download") or ""
    return "" if re.fullmatch(r"[\W\d]*", title) else title


def _viewed(page: Page, url: str) -> str:
    """The document that a viewer in a frame shows (`viewer.html?file=/a.pdf`), else the address itself."""
    try:
        query = parse_qsl(urlsplit(url).query, max_num_fields=50)
    except ValueError:
        return url
    for _, value in query:
        ending = _ENDING.search(value.partition("?")[0])
        if ending and ending.group(1).lower() in _TYPES and (found := page.absolute(value)):
            return found
    return url
