"""Chosen blocks -> sanitised HTML and text, made of the page's own elements."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from html import escape

from crawler.article import Image
from crawler.clean import clean_html, clean_line, clean_text
from crawler.extract.blocks import HEADINGS, Block, Blocks, Chain, Element, Piece, read_blocks
from crawler.extract.page import Page
from crawler.extract.pictures import address, decorative

_INLINE = {
    "b": "strong", "strong": "strong", "i": "em", "em": "em", "dfn": "em", "var": "em", "u": "u", "ins": "ins",
    "s": "s", "strike": "s", "del": "del", "sub": "sub", "sup": "sup", "code": "code", "tt": "code", "kbd": "kbd",
    "samp": "code", "mark": "mark", "q": "q", "cite": "cite", "small": "small", "abbr": "abbr",
}  # fmt: skip
_LISTS = {"ul": "ul", "ol": "ol", "dir": "ul", "menu": "ul", "dl": "dl"}
_ITEMS = {"li": _LISTS.keys() - {"dl"}, "dt": {"dl"}, "dd": {"dl"}}
_CELLS = frozenset(("td", "th"))
_ROWS = frozenset(("thead", "tbody", "tfoot", "tr", "caption"))
_KEPT = frozenset((*_LISTS, *_ITEMS, *_CELLS, *_ROWS, "blockquote", "pre", "table"))
_HOLDERS = frozenset(("ul", "ol", "dl", "table", "thead", "tbody", "tfoot", "tr"))
_LONG_CELL = 200
MOST_SIGNS = 5_000
_SIGNS = re.compile("[&<>]+")


@dataclass(frozen=True, slots=True)
class Rendered:
    """`html` is sanitised; `text` a paragraph a line, captions left out; `image` the first picture shown."""

    html: str
    text: str
    image: Image | None


@dataclass(slots=True)
class _Open:
    """An element of the output that is open: the page's element it stands for, and its tag."""

    element: Element
    tag: str


@dataclass(slots=True)
class _Output:
    parts: list[str] = field(default_factory=list)
    opened: list[_Open] = field(default_factory=list)
    leaf: str = ""

    def close_leaf(self) -> None:
        if self.leaf:
            self.parts.append(f"</{self.leaf}>\n" if self.leaf != "-" else "")
            self.leaf = ""

    def close_to(self, depth: int) -> None:
        if len(self.opened) > depth:
            self.close_leaf()
        while len(self.opened) > depth:
            self.parts.append(f"</{self.opened.pop().tag}>\n")


def render(blocks: Blocks, taken: Iterable[int], captions: Mapping[int, int] | None = None) -> Rendered:
    """The taken blocks in page order. `captions` maps the number of a caption's block to that of its picture's.

    A taken block without text shows its pictures. Elements that hold all taken blocks are the page's frame, not the
    article's markup, and are left out.
    """
    captions = dict(captions or {})
    chosen = [blocks[number] for number in sorted(set(taken))]
    of_picture: dict[int, list[Block]] = {}
    for caption, picture in sorted(captions.items()):
        of_picture.setdefault(picture, []).append(blocks[caption])
    shape = _Shape(blocks, chosen)
    output = _Output()
    first: Image | None = None
    shown: set[str] = set()
    previous: Block | None = None
    for block in chosen:
        path = shape.path(block)
        depth = 0
        while depth < len(path) and depth < len(output.opened) and output.opened[depth].element is path[depth].element:
            depth += 1
        if depth < len(output.opened):
            output.close_to(depth)
        for step in path[depth:]:
            output.close_leaf()
            output.opened.append(step)
            output.parts.append(_start(step))
        if block.text:
            preformatted = bool(path) and path[-1].tag == "pre"
            inline = _inline(blocks.page, block, preformatted=preformatted)
            if previous is not None and output.leaf and _continues(previous, block):
                output.parts.append("\n" if preformatted else "<br>\n")
            else:
                if output.leaf == "-" and previous is not None and previous.element is block.element:
                    output.parts.append("<br>\n")
                output.close_leaf()
                output.leaf = shape.leaf(block)
                output.parts.append(f"<{output.leaf}>" if output.leaf != "-" else "")
            output.parts.append(inline)
            previous = block
        images = block.images
        words = " ".join(clean_line(caption.text) for caption in of_picture.get(block.number, ())) if images else ""
        for node in images:
            url = address(blocks.page, node)
            if url is None or url in shown or (block.text and decorative(node, url)):
                continue
            shown.add(url)
            first = first or Image(url, words)
            output.close_leaf()
            previous = None
            output.parts.append(_figure(url, node.attributes.get("alt") or "", words))
    output.close_to(0)
    output.close_leaf()
    text = "\n".join(line for block in chosen if (line := clean_line(block.text)))
    return Rendered(clean_html("".join(output.parts)).strip(), text, first)


def render_fragment(html: str, url: str) -> Rendered:
    """HTML that comes from a feed or an API as the body of an article: all of it, in our markup."""
    blocks = read_blocks(Page(html, url))
    return render(blocks, range(len(blocks)))


class _Shape:
    """Which of the page's elements the output keeps round a block."""

    def __init__(self, blocks: Blocks, chosen: list[Block]) -> None:
        self.chosen = chosen
        self.numbers = [block.number for block in chosen]
        self.alone: dict[int, int] = {}
        for block in chosen:
            if block.text:
                self.alone[block.element.number] = self.alone.get(block.element.number, 0) + 1
        self.tables: dict[int, bool] = {}
        self.blocks = blocks
        self.paths: dict[int, list[_Open]] = {}
        self.round: dict[int, list[_Open]] = {}

    def held(self, element: Element) -> int:
        """How many of the chosen blocks an element holds."""
        return bisect_right(self.numbers, element.last) - bisect_left(self.numbers, element.first)

    def path(self, block: Block) -> list[_Open]:
        """The kept elements round a block, the outermost first: lists, quotes, tables and their parts."""
        known = self.paths.get(block.element.number)
        if known is not None:
            return known
        path = self._steps(block.element)
        if path and path[-1].tag in _HOLDERS:
            path = path.copy()
            while path and path[-1].tag in _HOLDERS:
                path.pop()  # text straight in a list or a row
        self.paths[block.element.number] = path
        return path

    def _steps(self, element: Element) -> list[_Open]:
        """The kept elements round an element and itself, where it is kept."""
        new: list[Element] = []
        step: Element | None = element
        while step is not None and step.number not in self.round:
            new.append(step)
            step = step.parent
        path = self.round[step.number] if step is not None else []
        for step in reversed(new):
            if step.tag in _KEPT and (tag := self.kept(step, path)):
                path = [*path, _Open(step, tag)]
            self.round[step.number] = path
        return path

    def _whole(self, element: Element) -> bool:
        return self.held(element) == len(self.chosen)

    def kept(self, element: Element, path: list[_Open]) -> str | None:
        """Its tag in the output, if it is one of those that may be kept."""
        tag, above = element.tag, path[-1].tag if path else ""
        if tag in _LISTS:
            if above in ("tr", "tbody", "table") or (self._whole(element) and not self._items(element)):
                return None
            return _LISTS[tag]
        if tag in _ITEMS:
            return tag if above and path[-1].element is element.parent and element.parent.tag in _ITEMS[tag] else None
        if tag == "blockquote":
            return None if self._whole(element) else tag
        if tag == "pre":
            return tag
        if tag == "table":
            return tag if self._data(element) else None
        if tag in _ROWS or tag in _CELLS:
            if not any(step.tag == "table" for step in path) or above in ("td", "th", "li"):
                return None
            return tag
        return None

    def leaf(self, block: Block) -> str:
        """The paragraph or heading that a block's text stands in; "-" straight in a cell or an item."""
        tag = block.element.tag
        if tag in HEADINGS:
            return "h2" if tag == "h1" else tag
        steps, path = self._steps(block.element), self.path(block)
        if steps and any(step.tag == "pre" for step in steps):
            return "-"
        if path and path[-1].tag != "blockquote":
            inside = self.held(path[-1].element)
            own = self.alone.get(block.element.number, 0)
            if path[-1].element is block.element or inside == own:
                return "-" if inside == own == 1 or path[-1].element is block.element else "p"
        return "p"

    def _items(self, element: Element) -> bool:
        items = {
            child.number
            for block in self.chosen
            for child in block.element.up()
            if child.parent is element and child.tag in ("li", "dt", "dd")
        }
        return len(items) > 1

    def _data(self, table: Element) -> bool:
        """Two rows and two columns of short cells are data; one cell that holds the article is layout."""
        if table.number in self.tables:
            return self.tables[table.number]
        inner = self.blocks.below(table)
        if any(element.tag == "table" for element in inner):
            self.tables[table.number] = False
            return False
        rows: dict[int, int] = {}
        letters = cells = 0
        for cell in inner:
            if cell.tag in _CELLS:
                size = sum(len(block.text) for block in self.blocks.inside(cell))
                if size:
                    row = cell.parent.number if cell.parent else 0
                    rows[row] = rows.get(row, 0) + 1
                    letters, cells = letters + size, cells + 1
        wide = sum(count > 1 for count in rows.values())
        heads = any(element.tag == "th" for element in inner)
        data = wide >= 2 and (heads or letters <= _LONG_CELL * cells)
        self.tables[table.number] = data
        return data


def _continues(previous: Block, block: Block) -> bool:
    return (
        previous.element is block.element and block.number == previous.number + 1 and block.broken and not block.ruled
    )


def _start(step: _Open) -> str:
    attributes = step.element.node.attributes
    extra = ""
    if step.tag in _CELLS:
        for name in ("colspan", "rowspan"):
            value = attributes.get(name) or ""
            if value.isdigit() and 1 < int(value[:4]) < 100:
                extra += f' {name}="{int(value)}"'
    elif step.tag == "ol" and (attributes.get("start") or "").isdigit():
        extra = f' start="{int((attributes.get("start") or "1")[:6])}"'
    return f"<{step.tag}{extra}>"


def _figure(url: str, alt: str, caption: str) -> str:
    below = f"<figcaption>{escape(caption)}</figcaption>" if caption else ""
    return f'<figure><img src="{escape(url)}" alt="{escape(clean_line(alt))}">{below}</figure>\n'


def _inline(page: Page, block: Block, *, preformatted: bool) -> str:
    """The text of a block with its links and emphasis, white space made one space as a browser shows it."""
    signs = sum(map(block.text.count, "&<>")) if len(block.text) > MOST_SIGNS else 0
    pieces = [piece for piece in block.pieces if piece.text]
    chains = [_chain(piece) if piece.chain is not None else [] for piece in pieces]
    if not (preformatted or any(chains) or signs > MOST_SIGNS):
        whole = "".join([piece.text for piece in pieces]).strip()
        if clean_text(whole) == whole:
            return escape(block.text, quote=False)
    while pieces and not pieces[-1].text.strip():
        pieces.pop()
    parts: list[str] = []
    opened: list[tuple[Chain, str]] = []
    space = True  # at the start, and after a space, no other space is shown
    last = len(pieces) - 1
    for i, piece in enumerate(pieces):
        text = clean_text(piece.text)
        if signs > MOST_SIGNS:  # the sanitiser's time grows with their square
            text = _SIGNS.sub(" ", text)
        if not preformatted:
            text = _spaced(text)
            if space:
                text = text.removeprefix(" ")
            if i == last:
                text = text.rstrip()
            if not text:
                continue
            space = text.endswith(" ")
        if opened or chains[i]:
            _switch(page, parts, opened, chains[i])
        parts.append(escape(text, quote=False))
    if opened:
        _switch(page, parts, opened, [])
    return "".join(parts)


def _spaced(text: str) -> str:
    """White space made one space, at its ends as well."""
    words = " ".join(text.split())
    if not words:
        return " " if text else ""
    return f"{' ' if text[0].isspace() else ''}{words}{' ' if text[-1].isspace() else ''}"


def _chain(piece: Piece) -> list[Chain]:
    chain, steps = piece.chain, []
    while chain is not None:
        if chain.tag == "a" or chain.tag in _INLINE:
            steps.append(chain)
        chain = chain.outer
    return steps[::-1]


def _switch(page: Page, parts: list[str], opened: list[tuple[Chain, str]], wanted: list[Chain]) -> None:
    """Close and open inline elements, each opened with its tag in the output ("": none)."""
    same = 0
    while same < len(opened) and same < len(wanted) and opened[same][0] is wanted[same]:
        same += 1
    while len(opened) > same:
        if name := opened.pop()[1]:
            parts.append(f"</{name}>")
    for step in wanted[same:]:
        tag = _inline_tag(page, step)
        if tag is not None:
            parts.append(f"<{tag[0]}{tag[1]}>")
        opened.append((step, tag[0] if tag is not None else ""))


def _inline_tag(page: Page, step: Chain) -> tuple[str, str] | None:
    if step.tag != "a":
        return _INLINE[step.tag], ""
    href = (step.node.attributes.get("href") or "").strip()
    if href.lower().startswith(("mailto:", "tel:")):
        return "a", f' href="{escape(href)}"'
    url = page.absolute(href)
    return ("a", f' href="{escape(url)}"') if url else None
