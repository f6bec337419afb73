"""What a link or an element says, in parts: its title, its details, its dates; and how much a text says."""

import re
from collections.abc import Set

from selectolax.lexbor import LexborNode

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
FORMATTING = frozenset({"b", "i", "em", "strong", "sub", "sup", "u", "mark", "wbr", "abbr", "q", "code", "font", "s"})
SILENT = frozenset({"script", "style", "noscript", "template", "svg", "iframe", "select", "button", "object"})

_TITLE_NAME = re.compile(r"title|headline|heading", re.I)
_RUNNING = 20
"""Letters right before a link that make it a part of a sentence; a date or a number is less."""


def within_a_sentence(node: LexborNode) -> bool:
    """Whether words of a sentence stand right before a link."""
    at: LexborNode | None = node
    for _ in range(3):
        before = at.prev if at is not None else None
        if before is not None:
            return before.tag == "-text" and weight((before.text_content or "")[-300:]) >= _RUNNING
        at = at.parent if at is not None else None
        if at is None or (at.tag != "span" and at.tag not in FORMATTING):
            return False
    return False


def link_pieces(node: LexborNode) -> tuple[list[str], bool]:
    """(what the link says with the title first, whether that is a heading). A card's parts are kept apart."""
    first = node.child
    in_heading = _in_heading(node)
    if first is not None and first.next is None and first.tag == "-text":
        text = " ".join((first.text_content or "")[:2000].split())
        return ([text] if text else []), in_heading
    pieces: list[list[str]] = []
    kinds: list[str] = []
    owner = 0
    for count, part in enumerate(node.traverse(include_text=True)):
        if count > 400:
            break
        if part.tag != "-text":
            continue
        text = part.text_content or ""
        holder = part.parent
        if not text.strip() or holder is None:
            if pieces and text:
                pieces[-1].append(" ")
            continue
        while holder.tag in FORMATTING and holder.parent is not None and holder.mem_id != node.mem_id:
            holder = holder.parent
        if holder.tag in SILENT:
            continue
        if holder.mem_id == owner and pieces:
            pieces[-1].append(text)
        else:
            owner = holder.mem_id
            pieces.append([text])
            kinds.append(_kind(holder, node))
    said = [" ".join("".join(parts)[:2000].split()) for parts in pieces]
    for wanted in ("heading", "title"):
        if wanted in kinds:
            title = " ".join(text for text, kind in zip(said, kinds, strict=True) if kind == wanted)
            rest = [text for text, kind in zip(said, kinds, strict=True) if kind != wanted]
            return [title, *rest], in_heading or wanted == "heading"
    return _plain(said), in_heading


def _plain(said: list[str]) -> list[str]:
    """The title first: all words that are no date where that is short, else the first part that says something."""
    words = [text for text in said if not only_a_date(text)]
    dates = [text for text in said if only_a_date(text)]
    if not words:
        return dates
    whole = " ".join(words)
    if len(whole) <= 160:
        return [whole, *dates]
    start = next((i for i, text in enumerate(words) if weight(text) >= 12), 0)
    return [words[start], *words[:start], *words[start + 1 :], *dates]


def _kind(holder: LexborNode, link: LexborNode) -> str:
    """Whether a part of a link is a heading, is called a title, or neither."""
    at: LexborNode | None = holder
    called = ""
    for _ in range(5):
        if at is None or at.mem_id == link.mem_id:
            break
        if at.tag in HEADINGS:
            return "heading"
        if _TITLE_NAME.search(at.attributes.get("class") or ""):
            called = "title"
        at = at.parent
    return called


def _in_heading(node: LexborNode) -> bool:
    at = node.parent
    for _ in range(3):
        if at is None:
            return False
        if at.tag in HEADINGS:
            return True
        at = at.parent
    return False


def parts(node: LexborNode, buttons: Set[str] = frozenset(), most: int = 600) -> list[str]:
    """The words of an element as its reader sees them: a line a block, words in bold or in links kept in theirs.

    `buttons` are casefolded texts to leave out: "read more".
    """
    found: list[list[str]] = []
    owner = 0
    size = 0
    for count, part in enumerate(node.traverse(include_text=True)):
        if count > 3 * most or size > most:
            break
        if part.tag != "-text":
            continue
        text = part.text_content or ""
        if text.strip().casefold() in buttons:
            continue
        holder = part.parent
        while holder is not None and (holder.tag in FORMATTING or holder.tag == "a") and holder.mem_id != node.mem_id:
            holder = holder.parent
        if holder is None or holder.tag in SILENT:
            continue
        if holder.mem_id == owner and found:
            found[-1].append(text[:most])
        elif text.strip():
            owner = holder.mem_id
            found.append([text[:most]])
        size += len(text)
    return [line for line in (" ".join("".join(texts).split()) for texts in found) if line]


_DATE = re.compile(
    r"\b\d{1,4}\s?[./\-]\s?\d{1,2}\s?[./\-]\s?\d{2,4}\b"
    r"|\d{1,4}\s?[年년]\s?\d{1,2}\s?[月월]|\d{1,2}\s?[月월]\s?\d{1,2}\s?[日일]"
    r"|\b\d{1,2}(?:st|nd|rd|th|er|º|ª)?\.?,?\s(?:\w{1,4}\.?\s)?[^\W\d_]{3,}\.?,?\s(?:\w{1,4}\.?\s)?(?:19|20|২০|२०|٢٠|۱۳|۱۴|๒๕)?\d\d\b"
    r"|\b[^\W\d_]{3,}\.?\s\d{1,2}(?:st|nd|rd|th)?,?\s(?:19|20)\d\d\b"
    r"|\b\d{1,2}:\d\d\b"
)
_NUMBER = re.compile(r"\d")


def shows_a_date(text: str) -> bool:
    """Whether words hold a date or a clock time in figures, with the month's name in any language. A cheap test."""
    return bool(_DATE.search(text))


def only_a_date(text: str) -> bool:
    """Whether words are a date and little else: "(08.08.2019 21:26)", "Jun 21, 2022"."""
    if len(text) > 60 or not _NUMBER.search(text):
        return False
    left = _DATE.sub("", text)
    return len(left) < len(text) and sum(c.isalpha() for c in left) <= 10


_DENSE = re.compile("[\u0e00-\u0eff\u2e80-\u9fff\uac00-\ud7a3]")
_ABUGIDA = re.compile("[\u0900-\u0dff\u1000-\u109f\u1780-\u17ff]")


def weight(text: str) -> float:
    """How much a text says, in letters of an alphabet: an ideograph or a letter of a syllabary counts 2.5.

    In Indic scripts vowels are marks, which are no letters: there each character counts 0.7 more.
    """
    text = text[:300]
    return sum(map(str.isalpha, text)) + 1.5 * len(_DENSE.findall(text)) + 0.7 * len(_ABUGIDA.findall(text))
