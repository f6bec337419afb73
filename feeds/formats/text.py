"""Strings that may stand in a feed: no character that XML or a reader stumbles over, no markup where text is meant."""

import html
import re
import unicodedata

from crawler.clean import clean_text

TITLE_CHARACTERS = 300

_TAG = re.compile(r"<!--.*?(?:-->|$)|</?[a-z][^<>]*>|<[!?][^<>]*>", re.I | re.S)
_TAG_START = re.compile(r"<(?=[a-z/!?])", re.I)
_ESCAPED_OFTEN = re.compile(r"&(?:(?:amp|#0{0,5}38|#x0{0,4}26);)+", re.I)
_REFERENCE = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")


def fit(text: str) -> str:
    """Without the characters that cannot stand in a feed, and U+FFFD, which validators take for a wrong charset."""
    return clean_text(text).replace("\ufffd", "")


def plain(text: str, most: int = TITLE_CHARACTERS) -> str:
    """One line of words, at most `most` characters, that holds no tag even to a reader who unescapes it twice.

    Sites put markup and references into their titles, once or twice escaped: these are resolved until nothing is left
    to resolve. A `<` that begins no tag stays.
    """
    text = fit(text[: 4 * most])
    before = None
    while before != text:
        before = text
        text = fit(_TAG.sub(" ", _REFERENCE.sub(_resolve, _ESCAPED_OFTEN.sub("&", text))))
    for _ in range(len(text)):
        seen = html.unescape(html.unescape(text))  # also references without their semicolon
        if not _TAG_START.search(seen):
            break
        text = fit(_TAG_START.sub("< ", _TAG.sub(" ", seen)))
    return shorten(" ".join(text.split()), most)


def words(markup: str) -> str:
    """The words of an HTML in one line, tags taken off and references resolved once: a text, to be escaped again."""
    return " ".join(fit(html.unescape(_TAG.sub(" ", markup))).split())


def _resolve(reference: re.Match[str]) -> str:
    return html.unescape(reference[0])


def shorten(text: str, most: int) -> str:
    """Cut at a word, else before a letter (never between a letter and its accents); the cut shows as `…`."""
    if len(text) <= most:
        return text
    cut = most - 1
    space = text.rfind(" ", cut - 40 if cut > 80 else cut, cut + 1)
    if space > 0:
        cut = space
    while cut > 0 and unicodedata.combining(text[cut]):
        cut -= 1
    return text[:cut].rstrip(" ,;:–-") + "…"


def escaped(text: str) -> str:
    """Text as HTML that shows it."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def language_tag(tag: str) -> str:
    """A BCP 47 tag (`vi`, `pt-BR`), or nothing where it cannot be one."""
    tag = tag.strip().replace("_", "-")
    if not re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", tag):
        return ""
    primary, _, rest = tag.partition("-")
    return primary.lower() + (f"-{rest}" if rest else "")
