"""The files that belong to an article: links of its own area to documents, and documents shown in frames."""

import mimetypes
import re
from collections.abc import Iterable, Iterator
from urllib.parse import parse_qsl, unquote, urlsplit

from selectolax.lexbor import LexborNode

from crawler.article import Attachment
from crawler.clean import clean_line, shorten
from crawler.extract.page import Page, words

MOST = 50
_TYPES = {
    "pdf": "application/pdf",
    "doc": "application/msword",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xls": "application/vnd.ms-excel",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ppt": "application/vnd.ms-powerpoint",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "rtf": "application/rtf",
    "csv": "text/csv",
    "zip": "application/zip",
    "rar": "application/vnd.rar",
    "7z": "application/x-7z-compressed",
    "epub": "application/epub+zip",
}
_IMAGES = {"jpg": "image/jpeg", "jpeg": "image/jpeg", "png": "image/png", "tif": "image/tiff", "tiff": "image/tiff"}
_ENDING = re.compile(r"\.([a-z0-9]{2,5})$", re.I)
_FRAMES = {"iframe": "src", "embed": "src", "object": "data"}


def read_attachments(page: Page, areas: Iterable[LexborNode], *, scans: bool = False) -> tuple[Attachment, ...]:
    """The documents that these parts of the page link to or show, each once, in page order.

    `scans`: also the pictures that they link to; a page without text of its own may hold its decree as pictures.
    """
    found: dict[str, Attachment] = {}
    for area in areas:
        for url, title, declared in _places(page, area):
            media = media_type(url, declared) or (scans and _image_type(url)) or ""
            if media and url not in found and len(found) < MOST:
                found[url] = Attachment(url, shorten(clean_line(title), 200) or file_name(url), media)
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
    return _IMAGES.get(ending.group(1).lower()) if ending else None


def _names(url: str) -> Iterator[str]:
    """What may be the file's name: each part of the path from its end, each value of the query."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return
    yield from reversed(unquote(parts.path).split("/"))
    for _, value in parse_qsl(parts.query, max_num_fields=50) if parts.query.count("&") < 50 else ():
        yield value.rsplit("/", 1)[-1]


def _places(page: Page, area: LexborNode) -> Iterator[tuple[str, str, str]]:
    for node in area.css("a[href], iframe[src], embed[src], object[data]"):
        attributes = node.attributes
        name = _FRAMES.get(node.tag or "", "href")
        url = page.absolute(attributes.get(name))
        if url is None:
            continue
        if name != "href":
            url = _viewed(page, url)
        title = words(node) or attributes.get("title") or attributes.get("download") or ""
        if re.fullmatch(r"[\W\d]*", title):
            title = ""
        yield url, title, attributes.get("type") or mimetypes.guess_type(attributes.get("download") or "")[0] or ""


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
