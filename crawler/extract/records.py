"""The links of a page where they stand: each with the boxes it lies in, what it says, and why it may be furniture.

Only the ancestors of links are looked at, each once, so that the cost follows the links and not the page.
"""

import re
from collections import Counter
from dataclasses import dataclass, field

from selectolax.lexbor import LexborNode

from crawler.extract.addresses import Address, address, never_news
from crawler.extract.page import Page
from crawler.extract.sayings import link_pieces, within_a_sentence

MOST_LINKS = 6_000
"""More links than that stand on no list of news; the rest is not looked at."""
LONGEST_ADDRESS = 2_000
DEEPEST = 256
"""Levels above a link that are looked at: no page that people see has more."""

_NAME_PART = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
_MENU = frozenset(
    {
        "nav",
        "navbar",
        "navigation",
        "menu",
        "menus",
        "submenu",
        "topmenu",
        "mainmenu",
        "topnav",
        "mainnav",
        "subnav",
        "breadcrumb",
        "breadcrumbs",
        "pathway",
        "pagination",
        "pager",
        "paging",
        "paginate",
        "pagenavi",
        "toolbar",
        "skip",
    }
)
_FOOTER = frozenset({"footer", "copyright", "colophon", "impressum", "foot"})
_SIDE = frozenset(
    {
        "sidebar",
        "aside",
        "side",
        "related",
        "popular",
        "trending",
        "mostread",
        "mostviewed",
        "ticker",
        "marquee",
        "breaking",
        "slider",
        "carousel",
        "swiper",
        "flexslider",
        "slick",
        "slideshow",
        "banner",
        "ads",
        "advert",
        "promo",
        "sponsor",
        "partner",
        "partners",
        "tagcloud",
        "tags",
        "comments",
        "share",
        "social",
        "newsletter",
        "cookie",
        "login",
        "weblinks",
    }
)
_HIDDEN_NAMES = frozenset({"hidden", "hide", "invisible", "offcanvas"})
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_STATE = frozenset(
    {
        "first",
        "last",
        "odd",
        "even",
        "active",
        "current",
        "alternate",
        "alternating",
        "alt",
        "open",
        "selected",
        "highlight",
        "sticky",
        "featured",
        "clearfix",
        "row",
    }
)


@dataclass(slots=True)
class Box:
    """An element that holds links: `links` of them, those of the orders `first` to `last`.

    `zone` is what its own tag, role and names make of it ("menu", "footer", "side box", "hidden" or nothing), `by_tag`
    whether tag or role say so, `inherited` what holds for its links, `name` a number for its tag and usual class.
    """

    node: LexborNode
    parent: int
    tag: str
    classes: tuple[str, ...]
    zone: str
    by_tag: bool
    links: int = 0
    first: int = MOST_LINKS
    last: int = -1
    name: int = 0
    inherited: str = ""
    main: bool = False


@dataclass(slots=True)
class Spot:
    """One link where it stands.

    `box` is the index of the element it lies in, `text` its title and `rest` what else it says, `heading` whether
    the title is one, `spoken` whether it is text that people see, `running` whether it stands within a sentence,
    `barred` why its address is no article's.
    """

    node: LexborNode
    address: Address
    key: str
    box: int
    order: int
    text: str = ""
    rest: tuple[str, ...] = ()
    heading: bool = False
    spoken: bool = True
    running: bool = False
    barred: str = ""


@dataclass(slots=True)
class Outline:
    """All links of a page and the boxes around them; a parent's index is below its child's."""

    boxes: list[Box] = field(default_factory=list)
    spots: list[Spot] = field(default_factory=list)

    def above(self, box: int, levels: int) -> list[int]:
        """The box and those around it, innermost first, at most `levels`."""
        found: list[int] = []
        while box >= 0 and len(found) < levels:
            found.append(box)
            box = self.boxes[box].parent
        return found


def outline(page: Page) -> Outline:
    """Every link of the page with its surroundings. Nothing is judged but what an address says by itself."""
    result = Outline()
    known: dict[int, int] = {}
    own = address(page.url)
    nodes = page.tree.css("a[href]")[:MOST_LINKS]
    inside = {node.mem_id for node in nodes}
    wraps: set[int] = set()
    read: dict[str, tuple[Address, str] | None] = {}
    for node in nodes:
        href = node.attributes.get("href") or ""
        if href not in read:
            url = page.absolute(href) if len(href) <= LONGEST_ADDRESS else None
            at = address(url) if url else None
            read[href] = (at, never_news(at, own)) if at else None
        found = read[href]
        parent = node.parent
        if found is None or parent is None:
            continue
        box = _box(parent, result.boxes, known, inside, wraps)
        result.spots.append(Spot(node, found[0], found[0].key, box, len(result.spots), barred=found[1]))
    for spot in result.spots:
        if spot.node.mem_id not in wraps:
            _read(spot)
    _count(result)
    _settle(result)
    return result


def _box(node: LexborNode, boxes: list[Box], known: dict[int, int], inside: set[int], wraps: set[int]) -> int:
    """The index of an element's box; those around it are made first."""
    chain: list[LexborNode] = []
    at: LexborNode | None = node
    index = -1
    while at is not None and len(chain) < DEEPEST:
        found = known.get(at.mem_id)
        if found is not None:
            index = found
            break
        chain.append(at)
        if at.mem_id in inside:
            wraps.add(at.mem_id)
        at = at.parent
    for element in reversed(chain):
        tag = element.tag or ""
        attributes = element.attributes
        classes = tuple((attributes.get("class") or "")[:400].split())
        zone, by_tag = _zone(tag, attributes, classes)
        boxes.append(Box(element, index, tag, classes, zone, by_tag))
        index = len(boxes) - 1
        known[element.mem_id] = index
    return index


def _zone(tag: str, attributes: dict[str, str | None], classes: tuple[str, ...]) -> tuple[str, bool]:
    """What an element calls itself, and whether its tag or role says so rather than a name."""
    role = attributes.get("role") or ""
    if "hidden" in attributes or attributes.get("aria-hidden") == "true":
        return "hidden", True
    if _HIDDEN_STYLE.search(attributes.get("style") or ""):
        return "hidden", True
    if tag == "nav" or role in ("navigation", "menu", "menubar"):
        return "menu", True
    if tag == "footer" or role == "contentinfo":
        return "footer", True
    if tag == "aside" or role == "complementary":
        return "side box", True
    words: set[str] = set()
    for name in (*classes, (attributes.get("id") or "")[:100]):
        words.update(part.lower() for part in _NAME_PART.findall(name))
    for zone, names in (("menu", _MENU), ("footer", _FOOTER), ("hidden", _HIDDEN_NAMES), ("side box", _SIDE)):
        if words & names:
            return zone, False
    return "", False


def _count(result: Outline) -> None:
    """How many links each box holds, and which: those of one box follow one another on the page."""
    boxes = result.boxes
    for spot in result.spots:
        box = boxes[spot.box]
        box.links += 1
        box.first, box.last = min(box.first, spot.order), max(box.last, spot.order)
    for box in reversed(boxes):
        if box.parent >= 0:
            above = boxes[box.parent]
            above.links += box.links
            above.first, above.last = min(above.first, box.first), max(above.last, box.last)


def stable_name(classes: tuple[str, ...]) -> str:
    """The first class that names a kind of element: no figures (a number, a hash), no state ("first", "odd")."""
    for name in classes:
        if name.lower() not in _STATE and not any(c.isdigit() for c in name):
            return name
    return ""


def _settle(result: Outline) -> None:
    """Give each box its short name for paths and the zone it inherits.

    A name on a wrapper that holds most of the links ("page-with-sidebar") says nothing about them.
    """
    total = len(result.spots)
    frequent = Counter(name for box in result.boxes for name in set(box.classes))
    names: dict[str, int] = {}
    for box in result.boxes:
        usual = next(
            (
                name
                for name in box.classes
                if frequent[name] >= 3 and name.lower() not in _STATE and not any(c.isdigit() for c in name)
            ),
            "",
        )
        box.name = names.setdefault(f"{box.tag}.{usual}", len(names))
        above = result.boxes[box.parent] if box.parent >= 0 else None
        own = box.zone if box.by_tag or box.links <= 0.6 * total else ""
        if box.by_tag and box.zone == "side box" and box.links > 0.6 * total:
            own = ""
        inherited = above.inherited if above else ""
        box.inherited = own if own and inherited != "hidden" else inherited
        box.main = bool(above and above.main) or box.tag in ("main", "article")


def _read(spot: Spot) -> None:
    """What the link says: its heading or its words, else its label, its title or the text of its picture."""
    spot.running = within_a_sentence(spot.node)
    pieces, spot.heading = link_pieces(spot.node)
    if pieces:
        spot.text, spot.rest = pieces[0], tuple(pieces[1:])
        return
    spot.spoken = False
    attributes = spot.node.attributes
    image = spot.node.css_first("img[alt]")
    for said in (
        attributes.get("aria-label"),
        attributes.get("title"),
        (image.attributes.get("alt") if image is not None else ""),
    ):
        if said and said.strip():
            spot.text = " ".join(said[:1000].split())
            return
