"""What an answer is, judged by its content: the header is asked last, since it is often wrong."""

import json
import re
import zlib
from typing import Any, Literal

from crawler.extract.decode import decode

Kind = Literal["page", "feed", "sitemap", "wordpress"]

MOST_BYTES = 5_000_000
"""The largest feed, sitemap or API answer that is read, unpacked."""
_HEAD = 8_000
_GZIP = b"\x1f\x8b"
_MOST_MEMBERS = 100  # each costs a copy of the rest
# The first of these elements says what a document is; what a comment holds does not count.
_ROOT = re.compile(
    r"<!--.*?-->|<(?:[\w.-]{1,20}:)?(?P<name>rss|rdf|feed|urlset|sitemapindex|html|head|body|title|meta|!doctype\s+html)\b",
    re.I | re.S,
)
_FEEDS = frozenset(("rss", "rdf", "feed"))
_SITEMAPS = frozenset(("urlset", "sitemapindex"))
_TAG = re.compile(r"<[a-zA-Z][\w-]{0,20}[\s>/]")
_ADDRESS_LINE = re.compile(r"https?://[^\s<>\"]{4,2000}$", re.I)


def kind_of(body: bytes, content_type: str) -> Kind | None:
    """None: neither a web page nor anything that tells news. Never raises. A packed sitemap (.gz) is a sitemap; an
    error that a WordPress API tells is of that kind too, so that its reader can say it."""
    head = unpacked(body, _HEAD) if body.startswith(_GZIP) else body[:_HEAD]
    text = decode(head, content_type).lstrip()
    if text[:1] in ("{", "["):
        return _json_kind(body, content_type)
    found = root_of(text)
    name = found[0] if found else ""
    if name in _FEEDS:
        return "feed"
    if name in _SITEMAPS:
        return "sitemap"
    if body.startswith(_GZIP) and not name:
        return "sitemap" if _all_addresses(text) else None
    header = content_type.partition(";")[0].strip().lower()
    if name or ("html" in header and text) or (_TAG.match(text) and "xml" not in header):
        return "page"
    return "sitemap" if _all_addresses(text) else None


def root_of(text: str) -> tuple[str, int] | None:
    """The small-letter name of the element that a document begins with, and where it stands. Notices that a server
    writes before it are passed over."""
    for match in _ROOT.finditer(text[:_HEAD]):
        if match["name"]:
            return match["name"].lower(), match.start()
    return None


def unpacked(body: bytes, most: int) -> bytes:
    """What a gzip file holds, `most` bytes of it at most. Never raises: a broken file ends where it breaks."""
    gathered = bytearray()
    try:
        for _ in range(_MOST_MEMBERS):
            if not body.startswith(_GZIP) or len(gathered) >= most:
                break
            decoder = zlib.decompressobj(wbits=31)
            gathered += decoder.decompress(body, most - len(gathered))
            if not decoder.eof:
                break
            body = decoder.unused_data
    except zlib.error:
        pass
    return bytes(gathered)


def parse_json(text: str) -> Any:
    """None for what is no JSON, or nested too deep."""
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None


def _json_kind(body: bytes, content_type: str) -> Kind | None:
    if len(body) > MOST_BYTES:
        return None
    value = parse_json(decode(body, content_type))
    if isinstance(value, dict):
        if isinstance(value.get("items"), list):
            return "feed"
        return "wordpress" if "code" in value and "message" in value else None
    if isinstance(value, list):
        return "wordpress" if all(isinstance(post, dict) and "link" in post for post in value) else None
    return None


def _all_addresses(text: str) -> bool:
    """Whether each line is an address: a sitemap as plain text. The last line may be cut."""
    lines = text.split("\n", 201)[:200]
    whole = [line.strip() for line in (lines[:-1] if len(lines) > 1 else lines) if line.strip()]
    return bool(whole) and all(_ADDRESS_LINE.match(line) for line in whole)
