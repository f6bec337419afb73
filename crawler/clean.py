"""Strangers' text made safe: pure functions, each idempotent, none raises on any string.

Text keeps what XML 1.0 allows (https://www.w3.org/TR/xml/#charsets) minus what has no place in prose: controls,
non-characters, and the bidirectional overrides that let a title read as another one.
"""

import html
import re
from collections.abc import Mapping
from types import MappingProxyType

import nh3

MOST_TITLE = 300
_MOST_RAW = 5_000

_C0 = "\x00-\x08\x0b\x0c\x0e-\x1f"
_C1 = "\x7f-\x84\x86-\x9f"
_SURROGATES = "\ud800-\udfff"
_NON_CHARACTERS = "\ufdd0-\ufdef\ufffe\uffff" + "".join(
    chr(plane * 0x10000 + 0xFFFE) + chr(plane * 0x10000 + 0xFFFF) for plane in range(1, 17)
)
_BIDI = "\u202a-\u202e\u2066-\u2069"
_FORBIDDEN = re.compile(f"[{_C0}{_C1}{_SURROGATES}{_NON_CHARACTERS}{_BIDI}\ufeff]")
_MARKUP = re.compile(r"<!--.*?(?:-->|\Z)|<[/!?]?[a-zA-Z][^<>]*(?:>|\Z)|<[!?][^<>]*(?:>|\Z)", re.S)
_ACTIVE_TEXT = re.compile(r"<(script|style|iframe|svg|math|template|noscript)\b.*?(?:</\1\s*>|\Z)", re.S | re.I)

TAGS = frozenset(
    "a abbr b blockquote br caption cite code dd del dl dt em figcaption figure h2 h3 h4 h5 h6 hr i img ins kbd li mark"
    " ol p pre q s small strong sub sup table tbody td tfoot th thead time tr u ul".split()
)
ATTRIBUTES: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "*": frozenset(("dir", "lang")),
        "a": frozenset(("href", "title")),
        "abbr": frozenset(("title",)),
        "img": frozenset(("alt", "height", "src", "title", "width")),
        "ol": frozenset(("start",)),
        "td": frozenset(("colspan", "rowspan")),
        "th": frozenset(("colspan", "rowspan", "scope")),
        "time": frozenset(("datetime",)),
    }
)
# Their content goes with them: it is no text.
_DROPPED = frozenset(
    "applet audio canvas embed form head iframe math noembed noframes noscript object script select style svg template"
    " textarea title video xmp plaintext".split()
)


def clean_text(text: str) -> str:
    """Without the characters that XML forbids, lone surrogates, non-characters and bidi overrides; lines stay."""
    if "\r" in text or "\x85" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x85", "\n")
    if text.replace("\n", "").replace("\xa0", "").isprintable():  # many times faster, and mostly so
        return text
    return _FORBIDDEN.sub("", text)


def clean_line(text: str) -> str:
    """Clean text on one line: white space of any kind is one space, none at the ends."""
    if text.isprintable() and "  " not in text and text[:1] != " " and text[-1:] != " ":
        return text  # the only white space that can be printed is a space
    return " ".join(clean_text(text).split())


def clean_title(text: str, most: int = MOST_TITLE) -> str:
    """A line that holds no markup however often it is unescaped, of `most` letters at most (cut at a word)."""
    text = text[:_MOST_RAW]
    while True:  # each round but the last makes it shorter
        plain = clean_line(_MARKUP.sub(" ", _ACTIVE_TEXT.sub(" ", html.unescape(text))))
        if len(plain) >= len(text):
            break
        text = plain
    return shorten(re.sub(r"<(?=[/!?]?[a-zA-Z])", "< ", plain), most)


def shorten(text: str, most: int) -> str:
    """The text, or its first words and "…" where it has more than `most` letters."""
    if len(text) <= most:
        return text
    head = text[: most - 1]
    if not text[most - 1].isspace():
        cut = head.rfind(" ")
        head = head[:cut] if cut > most // 2 else head
    return head.rstrip(" ,;:–—-") + "…"


def _passive(tag: str, attribute: str, value: str) -> str | None:
    if attribute == "src":
        return value if value.strip().lower().startswith(("http://", "https://")) else None
    if attribute == "dir":
        return value if value.lower() in ("ltr", "rtl", "auto") else None
    return value


_CLEANER = nh3.Cleaner(
    tags=set(TAGS),
    clean_content_tags=set(_DROPPED),
    attributes={tag: set(names) for tag, names in ATTRIBUTES.items()},
    attribute_filter=_passive,
    url_schemes={"http", "https", "mailto", "tel"},
    url_relative="deny",
    link_rel="noopener noreferrer",
    strip_comments=True,
)


def clean_html(text: str) -> str:
    """Passive HTML: no script, handler, form, frame or style, addresses absolute and http(s) (links: mailto, tel too).

    Relative addresses are dropped: join them before.
    """
    return _CLEANER.clean(clean_text(text))
