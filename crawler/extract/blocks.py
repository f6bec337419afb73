"""Page -> blocks. A block is a run of inline text between two block-level boundaries; `<br>` and `<hr>` are such."""

from collections.abc import Collection, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import cached_property
from sys import maxsize
from typing import Final

from selectolax.lexbor import LexborNode

from crawler.extract.complexity import too_complex
from crawler.extract.page import Page

__all__ = ["HEADINGS", "Block", "Chain", "Element", "Flag", "Piece", "read_blocks", "read_part", "too_complex"]

HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
BLOCK_LEVEL = HEADINGS | frozenset(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure"
    " footer form header hgroup legend li main menu nav ol p pre search section summary table tbody td tfoot th thead"
    " tr ul".split()
)
# Not text of the page: code, forms' parts, other documents.
SKIPPED = frozenset(
    "audio button canvas datalist embed head iframe input map math meter object optgroup option progress script select"
    " style svg template textarea title video".split()
)
_NONE: frozenset[int] = frozenset()
_PASSED = SKIPPED | frozenset(("br", "hr", "img", "wbr", "link", "meta", "source", "track", "area", "base", "col"))


class Flag:
    """What an element inherits from those above it, as bits: plain numbers, asked thousands of times a page."""

    NONE: Final = 0
    NAV: Final = 1
    FOOTER: Final = 2
    ASIDE: Final = 4
    FORM: Final = 8
    HIDDEN: Final = 16
    CAPTION: Final = 32
    FIGURE: Final = 64
    TABLE: Final = 128
    HEADER: Final = 256
    ARTICLE: Final = 512


_NAMED = frozenset(("class", "id"))
_ROLES = frozenset(("navigation", "menu", "menubar", "search", "banner", "contentinfo"))
_FLAGS = {
    "nav": Flag.NAV,
    "menu": Flag.NAV,
    "footer": Flag.FOOTER,
    "aside": Flag.ASIDE,
    "form": Flag.FORM,
    "figcaption": Flag.CAPTION,
    "caption": Flag.TABLE,
    "figure": Flag.FIGURE,
    "table": Flag.TABLE,
    "header": Flag.HEADER,
    "article": Flag.ARTICLE,
}


@dataclass(slots=True, eq=False)
class Element:
    """A block-level element: `first` and `last` are the numbers of its first and last block (last < first: none),
    `end` that of the last element below it (its own number: none)."""

    number: int
    node: LexborNode
    tag: str
    names: str
    parent: "Element | None"
    flags: int
    first: int = 0
    last: int = -1
    end: int = 0

    def up(self) -> Iterator["Element"]:
        """This element, its parent, and so on up to the body."""
        element: Element | None = self
        while element is not None:
            yield element
            element = element.parent


@dataclass(slots=True, eq=False)
class Chain:
    """The inline elements round a piece of text, the innermost first."""

    node: LexborNode
    tag: str
    outer: "Chain | None"


@dataclass(slots=True)
class Piece:
    """Text or a picture inside a block, with the inline elements round it."""

    text: str
    chain: Chain | None
    image: LexborNode | None = None


@dataclass(slots=True, eq=False)
class Block:
    """One run of inline text. `text` has its white space made one space and may be empty where pictures stand."""

    number: int
    element: Element
    pieces: list[Piece] = field(repr=False)
    text: str
    linked: int
    broken: bool
    """A `<br>` or `<hr>`, not the edge of an element, parts this block from the one before."""
    ruled: bool = False
    """An empty line (two `<br>`, or `<hr>`) parts it from the one before."""

    @property
    def images(self) -> list[LexborNode]:
        return [piece.image for piece in self.pieces if piece.image is not None]

    @property
    def link_density(self) -> float:
        """The share of its letters that are links, 0 to 1."""
        return min(1.0, self.linked / max(1, len(self.text)))


@dataclass(frozen=True)
class Blocks:
    """The blocks of a page in reading order, and the block-level elements that hold them."""

    page: Page
    blocks: list[Block]
    elements: list[Element]

    def __len__(self) -> int:
        return len(self.blocks)

    def __getitem__(self, number: int) -> Block:
        return self.blocks[number]

    def __iter__(self) -> Iterator[Block]:
        return iter(self.blocks)

    @cached_property
    def letters(self) -> int:
        return sum(len(block.text) for block in self.blocks)

    @cached_property
    def depth(self) -> int:
        """How many block-level elements stand inside each other, at most."""
        depths: list[int] = []
        for element in self.elements:
            depths.append(0 if element.parent is None else depths[element.parent.number] + 1)
        return max(depths, default=0)

    def inside(self, element: Element) -> list[Block]:
        return self.blocks[element.first : element.last + 1]

    def below(self, element: Element) -> list[Element]:
        return self.elements[element.number + 1 : element.end + 1]


def read_blocks(page: Page) -> Blocks:
    """The blocks of a page that is not too complex. Iterative: no depth of nesting ends it."""
    body = page.tree.body
    if body is None:
        return Blocks(page, [], [])
    element = Element(0, body, "body", "", None, Flag.NONE)
    return _walk(page, _Way(element, [element], body.child, [], None))


def read_part(page: Page, first: LexborNode, ends: Collection[int], below: int) -> Blocks | None:
    """The blocks of a part of the page: from a block-level element to so many blocks below the last of `ends`, told by
    the identity of their nodes. Of what stands before it only the elements that hold the part are there, and their
    children, without names and empty. None where the page does not show the element."""
    way = _way_to(first, page.tree.body)
    return None if way is None else _walk(page, way, {*ends}, below)


@dataclass(slots=True)
class _Way:
    """Where a walk begins: the innermost element that is open, all elements so far, the next node, what to leave later
    (and whether it is block-level), and the inline elements that are open."""

    element: Element
    elements: list[Element]
    node: LexborNode | None
    stack: list[tuple[LexborNode, bool]]
    chain: Chain | None


def _way_to(first: LexborNode, body: LexborNode | None) -> _Way | None:
    """The way down from the page's body to an element; None where it is not shown."""
    above: list[LexborNode] = []
    step = first.parent
    while step is not None and step.is_element_node and step.tag != "body":
        above.append(step)
        step = step.parent
    if body is None or step is None or step.mem_id != body.mem_id or first.tag not in BLOCK_LEVEL:
        return None
    element = Element(0, body, "body", "", None, Flag.NONE)
    way = _Way(element, [element], body.child, [], None)
    for step in (*reversed(above), first):
        while way.node is not None and way.node.mem_id != step.mem_id:
            for node in _outermost(way.node):
                number = len(way.elements)
                flags = way.element.flags
                way.elements.append(Element(number, node, node.tag or "", "", way.element, flags, end=number))
            way.node = way.node.next
        if step is first:
            break
        if (tag := step.tag or "") in BLOCK_LEVEL:
            way.element = _entered(step, tag, way.element, len(way.elements), 0)
            way.elements.append(way.element)
            way.stack.append((step, True))
        elif tag in _PASSED or _hidden(step):
            return None
        else:
            way.chain = Chain(step, tag, way.chain)
            way.stack.append((step, False))
        way.node = step.child
    return way


def _outermost(node: LexborNode) -> Iterator[LexborNode]:
    """The outermost block-level elements of a node: itself, or those inside an inline element, in page order."""
    waiting = [node]
    while waiting:
        node = waiting.pop()
        tag = node.tag or ""
        if tag in BLOCK_LEVEL:
            yield node
        elif tag not in _PASSED and tag[:1] != "-" and not _hidden(node):
            waiting += reversed([*node.iter()])


def _walk(page: Page, way: _Way, ends: AbstractSet[int] = _NONE, below: int = 0) -> Blocks:
    """The blocks from where a walk begins to the page's end, or, where `ends` are left, to so many blocks below."""
    element, elements, stack, chain, node = way.element, way.elements, way.stack, way.chain, way.node
    blocks: list[Block] = []
    pieces: list[Piece] = []  # of the block under way
    filled = False
    links = sum(not block_level and left.tag == "a" for left, block_level in stack)
    linked = breaks = 0
    waiting = len(ends)
    most = maxsize

    def flush() -> None:
        nonlocal pieces, filled, linked, breaks
        if filled:
            text = " ".join("".join([piece.text for piece in pieces]).split())
            blocks.append(Block(len(blocks), element, pieces, text, linked, breaks > 0, breaks > 1))
            breaks = linked = 0
            filled = False
        pieces = []

    while True:
        if node is None:
            if not stack:
                break
            left, block_level = stack.pop()
            if block_level:
                if pieces:
                    flush()
                element.last = len(blocks) - 1
                element.end = len(elements) - 1
                assert element.parent is not None
                element = element.parent
                breaks = 0
                if waiting and left.mem_id in ends:
                    waiting -= 1
                    most = maxsize if waiting else len(blocks) + below
            else:
                assert chain is not None
                links -= chain.tag == "a"
                chain = chain.outer
            node = left.next
            continue
        tag = node.tag or ""
        if tag == "-text":
            text = node.text_content or " "
            if not text.isspace():
                pieces.append(Piece(text, chain))
                filled = True
                if links:
                    linked += len(text.strip())
            elif pieces or element.tag == "pre":  # nothing is shown of white space that begins a block
                pieces.append(Piece(text, chain))
        elif tag in BLOCK_LEVEL:
            if pieces:
                flush()
            if len(blocks) >= most:
                break
            breaks = 0
            element = _entered(node, tag, element, len(elements), len(blocks))
            elements.append(element)
            stack.append((node, True))
            node = node.child
            continue
        elif tag == "br" or tag == "hr":
            if pieces:
                flush()
            breaks += 1 if tag == "br" else 2
        elif tag == "img":
            pieces.append(Piece("", chain, node))
            filled = True
        elif tag not in _PASSED and tag[:1] != "-" and not _hidden(node):
            chain = Chain(node, tag, chain)
            links += tag == "a"
            stack.append((node, False))
            node = node.child
            continue
        node = node.next
    if pieces:
        flush()
    for one in element.up():
        one.last = len(blocks) - 1
        one.end = len(elements) - 1
    return _without_page_form(Blocks(page, blocks, elements))


def _without_page_form(blocks: Blocks) -> Blocks:
    """Some systems wrap the whole page in one `<form>`: then standing in a form says nothing."""
    inside = sum(len(block.text) for block in blocks if block.element.flags & Flag.FORM)
    if inside * 2 > blocks.letters:
        for element in blocks.elements:
            element.flags &= ~Flag.FORM
    return blocks


def _entered(node: LexborNode, tag: str, parent: Element, number: int, first: int) -> Element:
    names = ""
    flags = parent.flags | _FLAGS.get(tag, 0)
    if attributes := node.attributes:
        own = attributes.get("class") or ""
        if identity := attributes.get("id"):
            own = f"{own} {identity}"
        names = own.strip().lower()
        if not attributes.keys() <= _NAMED:
            if "hidden" in attributes or attributes.get("aria-hidden") == "true" or _invisible(attributes.get("style")):
                flags |= Flag.HIDDEN
            if attributes.get("role") in _ROLES:
                flags |= Flag.NAV
    return Element(number, node, tag, names, parent, flags, first)


def _hidden(node: LexborNode) -> bool:
    attributes = node.attributes
    return bool(attributes) and ("hidden" in attributes or _invisible(attributes.get("style")))


def _invisible(style: str | None) -> bool:
    return style is not None and "none" in style and "display:none" in style.replace(" ", "").lower()
