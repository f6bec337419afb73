"""An answer as XML, as JSON, or refused with the reason; and what the items of every kind share."""

import html
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin, urlsplit

from lxml import etree

from crawler.clean import clean_line, clean_text, shorten
from crawler.extract.decode import decode
from crawler.extract.page import Page
from crawler.ways.kinds import MOST_BYTES, parse_json, root_of, unpacked
from crawler.ways.told import Unread

MOST_TITLE = 500
_MOST_RAW = 5_000
_MOST_ADDRESS = 2_000
_XML_NAMES = frozenset(("amp", "lt", "gt", "quot", "apos"))
_AMPERSAND = re.compile(r"&(?:(#\d{1,7}|#x[0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});)?")
_BREAK = re.compile(r"<(?:br|hr|/?(?:p|div|li|h[1-6]|td))\b[^<>]*>", re.I)
_MARKUP = re.compile(r"</?[a-zA-Z][^<>]*>|<!--[^<>]*-->")


def text_of(page: Page) -> str:
    """The answer's text, unpacked where it is a gzip file. Raises Unread where it is empty or too large."""
    if page.body.startswith(b"\x1f\x8b"):
        body = unpacked(page.body, MOST_BYTES + 1)
        text = decode(body, "") if len(body) <= MOST_BYTES else ""
    else:
        body = page.body
        text = page.html if len(body) <= MOST_BYTES else ""
    if len(body) > MOST_BYTES:
        raise Unread(f"it is larger than {MOST_BYTES // 1_000_000} MB")
    if not text.strip():
        raise Unread("the answer is empty")
    return text


def xml_of(page: Page, roots: frozenset[str], wanted: str) -> Any:
    """The root element, one of the named; mended where the document is not well-formed. `wanted` is for the cause.

    No DTD is read, no entity expanded: a document that declares entities is refused. Raises Unread.
    """
    text = text_of(page)
    found = root_of(text.lstrip())
    if found is None or found[0] not in roots:
        raise Unread(f"a web page in place of {wanted}" if found else f"it is no {wanted.partition(' ')[2]}")
    if "<!ENTITY" in text:
        raise Unread("it declares entities of its own: such documents are not read")
    text = text.lstrip()[found[1] :]
    root = _parse(text.encode("utf-8", "replace"), recover=False)
    if root is None:
        root = _parse(_mended(clean_text(text)).encode("utf-8", "replace"), recover=True)
    if root is None or name_of(root) not in roots:
        raise Unread("its markup is broken")
    return root


def _parse(text: bytes, *, recover: bool) -> Any:
    parser = etree.XMLParser(
        encoding="utf-8", recover=recover, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        return etree.fromstring(text, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def _mended(text: str) -> str:
    """With HTML's entities as characters and each bare "&" escaped, outside of CDATA."""
    head, *sections = text.split("<![CDATA[")
    parts = [_AMPERSAND.sub(_escaped, head)]
    for section in sections:
        inside, end, after = section.partition("]]>")
        parts += ["<![CDATA[", inside, end, _AMPERSAND.sub(_escaped, after)]
    return "".join(parts)


def _escaped(match: re.Match[str]) -> str:
    name = match[1]
    if name is None:
        return "&amp;"
    if name[0] == "#" or name in _XML_NAMES:
        return match[0]
    character = html.unescape(match[0])
    return html.escape(character) if character != match[0] else f"&amp;{name};"


def json_of(page: Page) -> Any:
    """The answer as JSON; notices that a server writes before it are passed over. Raises Unread."""
    text = text_of(page)
    value = parse_json(text)
    if value is None and 0 < (start := text.find("[{")) <= 8_000:
        value = parse_json(text[start:])
    if value is None:
        found = root_of(text.lstrip())
        raise Unread("a web page in place of JSON" if found else "it is no JSON, or its end is missing")
    return value


def name_of(element: Any) -> str:
    """The name of an element without its namespace, in small letters."""
    return str(element.tag).rpartition("}")[2].rpartition(":")[2].lower()


def namespace_of(element: Any) -> str:
    tag = str(element.tag)
    return tag[1:].partition("}")[0].lower() if tag.startswith("{") else ""


def text_in(element: Any) -> str:
    """All text inside an element, `_MOST_RAW` letters of it at most."""
    parts: list[str] = []
    room = _MOST_RAW
    for part in _texts(element):
        parts.append(part[:room])
        room -= len(part)
        if room <= 0:
            break
    return "".join(parts).strip()


def _texts(element: Any) -> Iterator[str]:
    for part in element.itertext():
        yield str(part)


def plain_title(text: object) -> str:
    """A title as a reader sees it: tags taken out, entities decoded once, one line. "" for what is no text."""
    if not isinstance(text, str):
        return ""
    text = text[:_MOST_RAW]
    if "<" in text:
        text = _MARKUP.sub("", _BREAK.sub(" ", text))
    return shorten(clean_line(html.unescape(text)), MOST_TITLE)


def web_address(href: object, base: str) -> str | None:
    """The absolute http(s) address of a link, without its fragment; None for anything else."""
    if not isinstance(href, str):
        return None
    href = "".join(clean_text(href[: _MOST_ADDRESS + 1]).split("\n")).strip()
    if not href or href.startswith("#") or len(href) > _MOST_ADDRESS:
        return None
    try:
        address: str = urljoin(base, href)
        parts = urlsplit(address)
        _ = parts.port
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return None
    return address.partition("#")[0]
