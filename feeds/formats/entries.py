"""feedgen renders one entry; an extension mends what it gets wrong. The envelopes are our own (atom.py, rss.py).

feedgen 1.0 writes Atom links without their attributes, of several enclosures the last, RSS authors only with a mail
address, and sets the locale of the whole process to format a date. It raises on characters that XML forbids (values.py
has none) and its feed puts new entries first and "now" into dates left out (no feed of it is made here).
docs/decisions/0011 says why it is used all the same.
"""

import re
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from feeds.feed import Entry
from feeds.formats.text import escaped
from feeds.formats.times import rfc822, rfc3339, rfc3339_apart
from feeds.formats.values import Values, values

if TYPE_CHECKING:
    from lxml.etree import _Element  # type: ignore[import-untyped]

NAMESPACES = {
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "media": "http://search.yahoo.com/mrss/",
}
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_DECLARATIONS = re.compile(rb'\A(<[a-z]+)((?: xmlns(?::[a-z]+)?="[^"]*")+)')
_TEXTS = re.compile(
    rb"(<(title|summary|description|name|category|dc:creator|dc:publisher)(?: [^>]*)?>)(.*?)(</\2>)", re.S
)


def atom_entry(entry: Entry) -> bytes:
    """One <entry>, in UTF-8, to stand in a document that declares Atom as its default and NAMESPACES."""
    value = values(entry)
    made = _feedgen(value)
    made.updated(value.updated)
    made.published(value.issued)
    made.author({"name": value.author})
    made.summary(value.summary, type="text")
    if value.html:
        made.content(value.html, type="html")
    made.register_extension("mended", partial(_Mended, value), atom=True, rss=False)
    return _written(made.atom_entry())


def rss_item(entry: Entry) -> bytes:
    """One <item>, in UTF-8, to stand in a document that declares NAMESPACES."""
    value = values(entry)
    made = _feedgen(value)
    made.description(escaped(value.summary), isSummary=True)  # to every reader it is HTML
    if value.html:
        made.content(value.html, type="html")
    made.register_extension("mended", partial(_Mended, value), atom=False, rss=True)
    return _written(made.rss_entry())


def _feedgen(value: Values) -> Any:
    from feedgen.entry import FeedEntry  # 100 ms: only where something is rendered

    made = FeedEntry()
    made.id(value.id)
    made.title(value.title)
    if value.url:
        made.link(href=value.url, rel="alternate")
    for category in value.categories:
        made.category(term=category)
    return made


@dataclass(frozen=True, slots=True)
class _Mended:
    """An extension, as feedgen calls it."""

    value: Values

    def extend_atom(self, entry: "_Element") -> None:
        _mend_atom(entry, self.value)

    def extend_rss(self, item: "_Element") -> None:
        _mend_rss(item, self.value)


def _mend_atom(entry: "_Element", value: Values) -> None:
    if value.language:
        entry.set(_XML_LANG, value.language)
    _only(entry, "updated").text = rfc3339_apart(value.updated, value.id)
    _only(entry, "published").text = rfc3339(value.issued)
    for link in entry.findall("link"):
        entry.remove(link)
    if value.url:
        _add(entry, "link", rel="alternate", type="text/html", href=value.url)
    for file in value.enclosures:
        link = _add(entry, "link", rel="enclosure", type=file.type, href=file.url)
        if file.title:
            link.set("title", file.title)
    _add_shared(entry, value)


def _mend_rss(item: "_Element", value: Values) -> None:
    _add(item, "pubDate").text = rfc822(value.issued)
    if value.enclosures:
        file = value.enclosures[0]
        _add(item, "enclosure", url=file.url, length="0", type=file.type)
    _add(item, _name("dc", "creator")).text = value.author
    if value.language:
        _add(item, _name("dc", "language")).text = value.language
    _add_shared(item, value)


def _add_shared(parent: "_Element", value: Values) -> None:
    if value.publisher and value.publisher != value.author:
        _add(parent, _name("dc", "publisher")).text = value.publisher
    if value.image:
        _add(parent, _name("media", "thumbnail"), url=value.image)


def _only(parent: "_Element", name: str) -> "_Element":
    found = parent.find(name)
    if found is None:
        raise LookupError(f"feedgen wrote no <{name}>")
    return found


def _add(parent: "_Element", name: str, **attributes: str) -> "_Element":
    made = parent.makeelement(name, attributes)
    parent.append(made)
    return made


def _name(prefix: str, name: str) -> str:
    return f"{{{NAMESPACES[prefix]}}}{name}"


def _written(element: "_Element") -> bytes:
    """The element's bytes, without the declarations that its envelope makes."""
    from lxml import etree  # type: ignore[import-untyped]

    inner = etree.Element(element.tag, element.attrib, nsmap=NAMESPACES)
    inner.extend(list(element))
    etree.cleanup_namespaces(inner, keep_ns_prefixes=list(NAMESPACES))
    written = etree.tostring(inner, encoding="utf-8", xml_declaration=False, with_tail=False)
    return _TEXTS.sub(_references, _DECLARATIONS.sub(rb"\1", written))


def _references(element: re.Match[bytes]) -> bytes:
    """`&` and `<` of a text in figures, as the RSS Advisory Board's profile asks: many readers unescape once too often
    what is written with names, and leave these."""
    text = element[3].replace(b"&amp;", b"&#x26;").replace(b"&lt;", b"&#x3C;").replace(b"&gt;", b"&#x3E;")
    return element[1] + text + element[4]
