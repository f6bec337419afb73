"""The HTML of an entry: sanitised once more, with absolute addresses, closed and short enough for any reader."""

import re
from collections.abc import Callable, Sequence
from html import unescape

import nh3

from crawler.article import Attachment
from crawler.clean import ATTRIBUTES, TAGS
from feeds.formats.addresses import link_address, web_address
from feeds.formats.text import escaped, fit, plain, shorten, words

CONTENT_CHARACTERS = 250_000
_READ_CHARACTERS = 4 * CONTENT_CHARACTERS
_DEPTH = 400  # a parser's time grows with the square of it; the deepest page known has a tenth
_ROUNDS = 5

# The crawl's own policy, and the blocks that it takes off: here they only keep the words in them apart.
_TAGS = TAGS | frozenset(("address", "article", "aside", "center", "div", "footer", "h1", "header", "main", "section"))
# Not those that may stand unclosed round a text (video, object, form): their tags go, what is in them stays.
_WITH_CONTENT = "script style iframe noscript noembed noframes template svg math textarea select title xmp plaintext"
_SCHEMES = {"http", "https", "mailto", "tel"}
_ADDRESSES: dict[str, Callable[[str, str], str | None]] = {
    "href": link_address,
    "src": web_address,
    "cite": web_address,
}
_IMAGE = re.compile(r'<img(?:\s+[a-z]+="[^"]*")*\s*/?>')
_NESTING = re.compile(r"<(/?)(?!(?:p|li|td|th|tr|dd|dt|br|hr|img|col|wbr|tbody|thead|tfoot|option)\b)[a-z]", re.I)
_REL = ' rel="noopener noreferrer">'  # the crawl's cleaner ends links so; without it what is clean stays as it is
_NUMBER = re.compile(r"\d{1,5}%?")
_LINK = re.compile(r'<a(?:\s+[a-z]+="[^"]*")*\s+href="([^"]*)"')


def content(html: str, *, url: str, attachments: Sequence[Attachment] = (), notes: Sequence[str] = ()) -> str:
    """An article's HTML, then its files that the text does not link to, then our own lines in small print.

    `url` is what relative addresses are joined to. Of an HTML that is longer or deeper than any news is, the beginning
    is given as plain text.
    """
    body = clean(html, url)
    if len(body) > CONTENT_CHARACTERS:
        body = _as_text(html)
    return "\n".join(part for part in (body, _files(body, attachments), _small(notes)) if part)


def clean(html: str, base: str) -> str:
    """HTML without anything active. Cleaning what is clean changes nothing: a reader's parser sees what ours saw."""
    html = fit(html).replace(_REL, ">")
    if len(html) > _READ_CHARACTERS or _too_deep(html):
        return _as_text(html)
    cleaned, cleaner = html, _cleaner(base)
    for _ in range(_ROUNDS):
        before, cleaned = cleaned, _once(cleaned, cleaner)
        if cleaned == before:
            return cleaned
    return _as_text(html)


def _too_deep(html: str) -> bool:
    """Whether tags are nested past all measure, counting those that nothing closes but their own end."""
    if html.count("<") <= _DEPTH:
        return False
    depth = 0
    for tag in _NESTING.finditer(html):
        depth = depth - 1 if tag[1] else depth + 1
        if depth > _DEPTH:
            return True
        depth = max(depth, 0)
    return False


def _as_text(html: str) -> str:
    said = words(html[:_READ_CHARACTERS])
    return f"<p>{escaped(shorten(said, CONTENT_CHARACTERS // 5))}</p>" if said else ""


def _cleaner(base: str) -> nh3.Cleaner:
    def value(tag: str, attribute: str, written: str) -> str | None:
        if attribute in _ADDRESSES:
            return _ADDRESSES[attribute](written, base)
        if attribute in ("width", "height"):
            return written if _NUMBER.fullmatch(written) else None
        return fit(written)

    return nh3.Cleaner(
        tags=set(_TAGS),
        clean_content_tags=set(_WITH_CONTENT.split()),
        attributes={tag: set(names) for tag, names in ATTRIBUTES.items()},
        attribute_filter=value,
        link_rel=None,
        url_schemes=_SCHEMES,
    )


def _once(html: str, cleaner: nh3.Cleaner) -> str:
    cleaned = cleaner.clean(html)
    if cleaned != html:
        cleaned = fit(cleaned)  # a reference may have stood for what XML forbids
    return _IMAGE.sub(_kept_image, cleaned).strip() if "<img" in cleaned else cleaned.strip()


def _kept_image(image: re.Match[str]) -> str:
    return image[0] if ' src="' in image[0] else ""


def _files(body: str, attachments: Sequence[Attachment]) -> str:
    linked = {unescape(address) for address in _LINK.findall(body)}
    lines = []
    for attachment in attachments:
        address = web_address(attachment.url)
        if address and address not in linked:
            linked.add(address)
            name = plain(attachment.title) or plain(address.rpartition("/")[2]) or address
            lines.append(f'<li><a href="{escaped(address)}">{escaped(name)}</a></li>')
    return f"<ul>{''.join(lines)}</ul>" if lines else ""


def _small(notes: Sequence[str]) -> str:
    return "\n".join(f"<p><small>{escaped(plain(note))}</small></p>" for note in notes if plain(note))
