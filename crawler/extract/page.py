"""One page, decoded and parsed once; everything that is read from a page reads this."""

import re
from copy import copy
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit
from zoneinfo import ZoneInfo

from selectolax.lexbor import LexborHTMLParser, LexborNode

from crawler.extract.decode import decode, plain
from crawler.extract.habits import NO_HABITS, Habits

if TYPE_CHECKING:
    from crawler.extract.blocks import Blocks


@dataclass(frozen=True, slots=True)
class Context:
    """What is known of a page before it is read: declared by the source's file, and when it was fetched.

    `country` decides the order of day and month; `fetched_at` (aware) is the reference of relative dates and the
    instant after which nothing can have been published; `habits` what the source's archive has taught.
    """

    source: str
    language: str
    country: str
    zone: ZoneInfo
    fetched_at: datetime
    habits: Habits = NO_HABITS


_WHOLE = re.compile(r"https?://[a-z0-9-]+(?:\.[a-z0-9-]+)+/[A-Za-z0-9/_.~-]*(?:\?[A-Za-z0-9/_.~=&%-]+)?")
"""An absolute address in the form that joining and parting would leave it in."""

_SAID = 'meta[content], base[href], link[rel~="canonical" i][href], script[type*="ld+json" i]'


class Page:
    """`url` is the address that answered; `body` and `content_type` what it answered; `html` the text as decoded;
    `tree` lexbor's tree, never changed in place."""

    def __init__(self, body: bytes | str, url: str = "", content_type: str = "") -> None:
        self.url = url
        self.content_type = content_type
        self.body = body.encode("utf-8", "replace") if isinstance(body, str) else body
        if isinstance(body, str):
            self.html, self._plain = body, None

    @cached_property
    def _plain(self) -> str | None:
        """The text, where the parser can be given the bytes as they came: it reads UTF-8, and would encode the text."""
        return plain(self.body)

    @cached_property
    def html(self) -> str:
        return decode(self.body, self.content_type) if self._plain is None else self._plain

    @cached_property
    def tree(self) -> LexborHTMLParser:
        return LexborHTMLParser(self.html if self._plain is None else self.body)

    @cached_property
    def blocks(self) -> "Blocks":
        """The page taken apart, once. Never changed in place."""
        from crawler.extract.blocks import read_blocks

        _ = self.tree  # before the copy, so that both have the one tree
        return read_blocks(copy(self))  # blocks that held this page would keep it in memory until the collector comes

    @cached_property
    def said(self) -> dict[str, list[LexborNode]]:
        """The elements that speak to machines, by tag, each in the page's order: `base` with an address, `meta` with a
        content, the canonical `link`, the `script` of JSON-LD. One selector for all: each is a walk over the page."""
        found: dict[str, list[LexborNode]] = {"base": [], "link": [], "meta": [], "script": []}
        for node in self.tree.css(_SAID):
            found[node.tag or ""].append(node)
        return found

    @cached_property
    def base(self) -> str:
        """The address that relative links are joined to: `<base href>`, if it is a web address, else the page's."""
        node = next(iter(self.said["base"]), None)
        href = ((node.attributes.get("href") or "") if node else "").strip()
        if not href:
            return self.url
        try:
            joined = urljoin(self.url, href)
            return joined if urlsplit(joined).scheme in ("http", "https") else self.url
        except ValueError:
            return self.url

    def absolute(self, href: str | None) -> str | None:
        """The absolute http(s) address of a link, without its fragment; None for anything else."""
        href = "".join((href or "").split("\n")).strip(" \t\r\f")
        if not href or href.startswith("#"):
            return None
        if _WHOLE.fullmatch(href):
            return href
        try:
            address = urljoin(self.base, href)
            parts = urlsplit(address)
            _ = parts.port
        except ValueError:
            return None
        if parts.scheme not in ("http", "https") or not parts.hostname:
            return None
        return address.partition("#")[0]

    def first(self, selector: str) -> LexborNode | None:
        return self.tree.css_first(selector)


def words(node: LexborNode | None) -> str:
    """The visible text of a node, white space made one space, block boundaries kept apart."""
    return " ".join(node.text(separator=" ").split()) if node is not None else ""
