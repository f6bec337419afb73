"""The visible lines of a page in reading order, each with its element: where titles and dates are sought."""

from dataclasses import dataclass
from typing import cast

from selectolax.lexbor import LexborNode

from crawler.extract.page import Page
from crawler.extract.prose import flat

INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark q rb rt ruby s samp small span"
    " strike strong sub sup time tt u var wbr nobr".split()
)
UNSEEN = frozenset("script style noscript template textarea select option title svg iframe object head".split())
MAX_LINES = 6000
PROSE = 80
"""Letters from which a line reads as running text."""


@dataclass(slots=True, eq=False)
class Line:
    """One run of inline text; `node` is the block element that holds it, `number` its place among the lines.

    `linked`: a link is among its text.
    """

    number: int
    text: str
    node: LexborNode
    linked: bool


def page_lines(page: Page) -> list[Line]:
    """The lines of a page's body: its blocks that have a text, at most 6000. Made once a page."""
    known = page.__dict__.get("_lines")
    if known is None:
        shown = [block for block in page.blocks if block.text]
        known = page.__dict__["_lines"] = [
            Line(number, block.text, block.element.node, block.linked > 0)
            for number, block in enumerate(shown[:MAX_LINES])
        ]
    return cast(list[Line], known)


def line_numbers(page: Page) -> dict[int, int]:
    """By the identity of its element, the number of the first line that an element holds itself."""
    known = page.__dict__.get("_line_numbers")
    if known is None:
        lines = reversed(page_lines(page))
        known = page.__dict__["_line_numbers"] = {line.node.mem_id: line.number for line in lines}
    return cast(dict[int, int], known)


def lines_of(node: LexborNode | None) -> list[Line]:
    """The lines inside one block element."""
    found: list[Line] = []
    if node is None:
        return found
    parts: list[str] = []
    holder = node
    holder_id = 0
    broken = linked = False
    for part in node.traverse(include_text=True):
        tag = part.tag
        if tag != "-text":
            if tag not in INLINE:
                broken = True
            continue
        text = part.text_content or " "
        if text.isspace():
            # What parts two words of one line; before a line's first word, and behind its last, it is dropped.
            if not broken and parts:
                parts.append(" ")
            continue
        block = part.parent
        in_link = False
        name = block.tag if block is not None else None
        while name in INLINE and block is not None and block.parent is not None:
            in_link = in_link or name == "a"
            block = block.parent
            name = block.tag
        if block is None or name in UNSEEN:
            continue
        identity = block.mem_id
        if broken or identity != holder_id:
            if parts:
                found.append(Line(len(found), " ".join("".join(parts).split()), holder, linked))
                if len(found) >= MAX_LINES:
                    return found
            parts = []
            holder, holder_id, broken, linked = block, identity, False, False
        parts.append(text)
        linked = linked or in_link
    if parts:
        found.append(Line(len(found), " ".join("".join(parts).split()), holder, linked))
    return found


def body_span(page: Page) -> tuple[int, int]:
    """The span of a page's running text among its lines, sought once a page: as span_of."""
    known = page.__dict__.get("_span")
    if known is None:
        known = page.__dict__["_span"] = span_of(page_lines(page))
    return cast(tuple[int, int], known)


def span_of(lines: list[Line]) -> tuple[int, int]:
    """First and last line number of the stretch with most running text; (0, -1) where there is none.

    Long lines count for it, short ones against it: the best sum over neighbouring lines wins (Kadane).
    """
    best = total = 0
    span = (0, -1)
    start = 0
    for line in lines:
        text = line.text
        length = len(text)
        if text[0] > "\u2e80":
            length = length * 5 // 2
        if total <= 0:
            total, start = 0, line.number
        if length < PROSE:
            total -= 25
        else:
            total += length // 2 if line.linked else min(length, 600)
        if total > best:
            best, span = total, (start, line.number)
    return span


key = flat
"""What two spellings of one title share."""


def names(node: LexborNode) -> str:
    """The class, id and itemprop of an element, lower case, in one string."""
    if not node.is_element_node:
        return ""
    attributes = node.attributes
    return f"{attributes.get('class') or ''} {attributes.get('id') or ''} {attributes.get('itemprop') or ''}".lower()
