"""Page -> blocks. A block is a run of inline text between two block-level boundaries; `<br>` and `<hr>` are such."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import IntFlag
from functools import cached_property

from selectolax.lexbor import LexborNode

from crawler.extract.complexity import too_complex
from crawler.extract.page import Page

__all__ = ["HEADINGS", "Block", "Chain", "Element", "Flag", "Piece", "read_blocks", "too_complex"]

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
_NO_CHILDREN = frozenset(("br", "hr", "img", "wbr", "link", "meta", "source", "track", "area", "base", "col"))


class Flag(IntFlag):
    """What an element inherits from those above it."""

    NONE = 0
    NAV = 1
    FOOTER = 2
    ASIDE = 4
    FORM = 8
    HIDDEN = 16
    CAPTION = 32
    FIGURE = 64
    TABLE = 128
    HEADER = 256
    ARTICLE = 512


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
    flags: Flag
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


class _Walk:
    """The state of one walk: the block under way and the elements that are open."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.elements: list[Element] = []
        self.pieces: list[Piece] = []
        self.filled = False
        self.chain: Chain | None = None
        self.links = 0
        self.linked = 0
        self.breaks = 0

    def flush(self, element: Element) -> None:
        if self.filled:
            text = " ".join("".join(piece.text for piece in self.pieces).split())
            number = len(self.blocks)
            self.blocks.append(Block(number, element, self.pieces, text, self.linked, self.breaks > 0, self.breaks > 1))
            self.breaks = 0
        if self.pieces:
            self.pieces = []
        self.filled = False
        self.linked = 0

    def text(self, text: str) -> None:
        self.pieces.append(Piece(text, self.chain))
        stripped = text.strip()
        if stripped:
            self.filled = True
            if self.links:
                self.linked += len(stripped)

    def image(self, node: LexborNode) -> None:
        self.pieces.append(Piece("", self.chain, node))
        self.filled = True


def read_blocks(page: Page) -> Blocks:
    """The blocks of a page that is not too complex. Iterative: no depth of nesting ends it."""
    walk = _Walk()
    body = page.tree.body
    if body is None:
        return Blocks(page, [], [])
    element = Element(0, body, "body", "", None, Flag.NONE)
    walk.elements.append(element)
    stack: list[tuple[LexborNode, bool, int]] = []  # what to leave: a node, block-level or not, 1 for a link
    node = body.child
    while True:
        if node is None:
            if not stack:
                break
            left, block_level, link = stack.pop()
            if block_level:
                walk.flush(element)
                element.last = len(walk.blocks) - 1
                element.end = len(walk.elements) - 1
                assert element.parent is not None
                element = element.parent
                walk.breaks = 0
            else:
                walk.links -= link
                assert walk.chain is not None
                walk.chain = walk.chain.outer
            node = left.next
            continue
        tag = node.tag or ""
        if tag == "-text":
            walk.text(node.text_content or "")
        elif tag in BLOCK_LEVEL:
            walk.flush(element)
            walk.breaks = 0
            element = _enter(walk, node, tag, element)
            stack.append((node, True, 0))
            node = node.child
            continue
        elif tag == "br" or tag == "hr":
            walk.flush(element)
            walk.breaks += 1 if tag == "br" else 2
        elif tag == "img":
            walk.image(node)
        elif tag not in SKIPPED and tag not in _NO_CHILDREN and tag[:1] != "-" and not _hidden(node):
            link = int(tag == "a")
            walk.links += link
            walk.chain = Chain(node, tag, walk.chain)
            stack.append((node, False, link))
            node = node.child
            continue
        node = node.next
    walk.flush(element)
    element.last = len(walk.blocks) - 1
    element.end = len(walk.elements) - 1
    return _without_page_form(Blocks(page, walk.blocks, walk.elements))


def _without_page_form(blocks: Blocks) -> Blocks:
    """Some systems wrap the whole page in one `<form>`: then standing in a form says nothing."""
    inside = sum(len(block.text) for block in blocks if block.element.flags & Flag.FORM)
    if inside * 2 > blocks.letters:
        for element in blocks.elements:
            element.flags &= ~Flag.FORM
    return blocks


def _enter(walk: _Walk, node: LexborNode, tag: str, parent: Element) -> Element:
    attributes = node.attributes
    names = f"{attributes.get('class') or ''} {attributes.get('id') or ''}".strip().lower() if attributes else ""
    flags = parent.flags
    if tag in _FLAGS:
        flags |= _FLAGS[tag]
    if attributes:
        if "hidden" in attributes or attributes.get("aria-hidden") == "true" or _invisible(attributes.get("style")):
            flags |= Flag.HIDDEN
        if attributes.get("role") in ("navigation", "menu", "menubar", "search", "banner", "contentinfo"):
            flags |= Flag.NAV
    element = Element(len(walk.elements), node, tag, names, parent, flags, first=len(walk.blocks))
    walk.elements.append(element)
    return element


def _hidden(node: LexborNode) -> bool:
    attributes = node.attributes
    return bool(attributes) and ("hidden" in attributes or _invisible(attributes.get("style")))


def _invisible(style: str | None) -> bool:
    return style is not None and "none" in style and "display:none" in style.replace(" ", "").lower()
