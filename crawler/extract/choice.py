"""Which blocks are the article: a teacher's answer, mended by what the page's own structure says."""

from collections.abc import Iterable
from dataclasses import dataclass

from crawler.extract.blocks import HEADINGS, Block, Blocks, Element, Flag
from crawler.extract.dense import densest
from crawler.extract.furniture import Furniture
from crawler.extract.names import says_near
from crawler.extract.prose import flat, only_a_date, sentence, size
from crawler.extract.teacher import marked, teach, teachable
from crawler.extract.trim import believable, trim

_BEFORE = 6
"""How many blocks before the first taken one may hold the lede."""
_BELOW = 12
"""How many blocks below a headline may hold a notice of one line."""
_NEAR = 5
"""How many elements above a headline still belong to its article."""
_MOST = 0.65
"""The share of the taken words that the main element of the article holds at least."""
_GAP = 3
"""How many blocks behind that element its article may go on."""
_NEARLY_ALL = 0.85
"""The share of the taken words that the element of the article holds."""
_LITTLE_ELSE = 0.5
"""How many words more it may hold, as a share of those taken."""
_AWAY = Flag.NAV | Flag.FOOTER | Flag.HIDDEN | Flag.FORM


@dataclass(frozen=True, slots=True)
class Choice:
    """The numbers of the blocks that are the article; `rule` and `sure` as in Body. `title` is the block of the
    headline, if it is shown."""

    taken: set[int]
    rule: str
    sure: float
    title: int | None


def choose_blocks(
    blocks: Blocks,
    title: str,
    *,
    description: str = "",
    article_body: str = "",
    furniture: Furniture = frozenset(),
) -> Choice:
    """The blocks of the article, without the headline, captions, bylines, share lines and links to other articles."""
    core: set[int] = set()
    rule = "dense"
    if teachable(blocks):
        core, rule = marked(blocks, teach(blocks)), "teacher"
    core = {number for number in core if flat(blocks[number].text) not in furniture}
    core = main_part(blocks, core)
    if not believable(blocks, core) or not core:
        core, rule = densest(blocks, furniture), "dense"
    headline = find_title(blocks, title, core)
    if not core:
        core, rule = beneath(blocks, headline, furniture), "beneath"
    if headline is not None and any(number > headline for number in core):
        core = {number for number in core if number > headline}
    taken = fill(blocks, core, headline, furniture)
    taken |= lede(blocks, taken, headline, description)
    taken = trim(blocks, taken, title, headline, furniture)
    return Choice(taken, rule, 1.0, headline)


def beneath(blocks: Blocks, headline: int | None, furniture: Furniture) -> set[int]:
    """A notice of a line or two: what stands below the headline, near it, where the site's other pages show nothing
    like it. The headline said a second time counts: portals put it there when only a file follows."""
    if headline is None or not furniture:
        return set()
    near = [element for element, _ in zip(blocks[headline].element.up(), range(_NEAR), strict=False)]
    area = next((element for element in reversed(near) if element.tag != "body"), None)
    if area is None:
        return set()
    found: set[int] = set()
    for block in blocks.blocks[headline + 1 : min(area.last, headline + _BELOW) + 1]:
        if block.element.flags & _AWAY or flat(block.text) in furniture or says_near(block.element, "noise", 2):
            continue
        if size(block.text) >= 5 and block.link_density < 0.5 and not only_a_date(block.text):
            found.add(block.number)
        elif found:
            break
    return found


def find_title(blocks: Blocks, title: str, taken: Iterable[int]) -> int | None:
    """The block that shows the headline: an `<h1>` first, then the last one before the body."""
    wanted = flat(title)
    if not wanted:
        return None
    first = min(taken, default=len(blocks))
    found = [block for block in blocks if flat(block.text) == wanted and not block.element.flags & Flag.HIDDEN]
    if not found:
        return None
    if first == len(blocks):
        return min(found, key=lambda block: (block.element.tag not in HEADINGS, block.number)).number
    return max(
        found,
        key=lambda block: (
            block.element.tag == "h1",
            block.element.tag in HEADINGS,
            block.number <= first,
            -abs(block.number - first),
        ),
    ).number


def common(blocks: Blocks, taken: Iterable[int]) -> Element | None:
    """The deepest element that holds all these blocks."""
    chosen = [blocks[number] for number in taken]
    if not chosen:
        return None
    first, last = min(b.number for b in chosen), max(b.number for b in chosen)
    for element in blocks[first].element.up():
        if element.first <= first and element.last >= last:
            return element
    return None


def fill(blocks: Blocks, taken: set[int], headline: int | None, furniture: Furniture) -> set[int]:
    """With the prose that the teacher left between what it took, or right after it, on a path where it took more."""
    if not taken:
        return taken
    letters: dict[tuple[str, ...], int] = {}
    for number in taken:
        key = path(blocks[number].element)
        letters[key] = letters.get(key, 0) + len(blocks[number].text)
    main = {key for key, count in letters.items() if count >= 200}
    first, last = min(taken), max(taken)
    added = set()
    for block in blocks.blocks[first : last + 1]:
        kin = path(block.element) in main or block.element.tag in HEADINGS
        if block.number not in taken and kin and _may_join(block, furniture):
            added.add(block.number)
    return taken | added | around(blocks, taken | added, headline, furniture)


def main_part(blocks: Blocks, core: set[int]) -> set[int]:
    """Without what stands behind the element that holds most of the words: side boxes, licence lines."""
    words = sum(size(blocks[number].text) for number in core)
    held: dict[int, float] = {}
    for number in core:
        for element in blocks[number].element.up():
            held[element.number] = held.get(element.number, 0.0) + size(blocks[number].text)
    most = [number for number, count in held.items() if count >= _MOST * words]
    if not most:
        return core
    box = blocks.elements[max(most)]
    kept = {number for number in core if box.first - _BEFORE <= number <= box.last}
    reached = max(kept, default=box.last)
    for number in sorted(number for number in core if number > box.last):
        if number - reached > _GAP:
            break
        kept.add(number)
        reached = number
    return kept


def around(blocks: Blocks, taken: set[int], headline: int | None, furniture: Furniture) -> set[int]:
    """What stands before and behind the taken blocks in the element that holds nearly all of them and little else:
    teachers lose the list at the end and the heading at the start."""
    words = sum(size(blocks[number].text) for number in taken)
    held: dict[int, float] = {}
    for number in taken:
        for element in blocks[number].element.up():
            held[element.number] = held.get(element.number, 0.0) + size(blocks[number].text)
    whole = [number for number, count in held.items() if count >= _NEARLY_ALL * words]
    if not whole:
        return set()
    box = blocks.elements[max(whole)]
    if box.tag in ("body", "html"):
        return set()
    after_title = headline + 1 if headline is not None and box.first <= headline < min(taken) else box.first
    rest = [
        block
        for block in blocks.blocks[after_title : box.last + 1]
        if block.number not in taken and _may_join(block, furniture)
    ]
    if sum(size(block.text) for block in rest) > _LITTLE_ELSE * words:
        return set()
    return {block.number for block in rest}


def _may_join(block: Block, furniture: Furniture) -> bool:
    return (
        bool(block.text)
        and not block.element.flags & (_AWAY | Flag.CAPTION | Flag.ASIDE)
        and block.link_density < 0.5
        and flat(block.text) not in furniture
        and not says_near(block.element, "noise", 2)
        and not (says_near(block.element, "credit", 1) and size(block.text) < 12)
        and not only_a_date(block.text)
    )


def path(element: Element) -> tuple[str, ...]:
    """What blocks of one kind share: tags and names of the element and the two above it."""
    return tuple(f"{step.tag}.{step.names}" for step, _ in zip(element.up(), range(3), strict=False))


def lede(blocks: Blocks, taken: set[int], headline: int | None, description: str) -> set[int]:
    """The standfirst that stands before the body in a box of its own."""
    if not taken:
        return set()
    first = min(taken)
    start = headline + 1 if headline is not None and headline < first else 0
    wanted = flat(description).removesuffix("…")
    found = set()
    for block in blocks.blocks[max(start, 0) : first]:
        if not block.text or block.element.flags & (_AWAY | Flag.CAPTION | Flag.FIGURE):
            continue
        if says_near(block.element, "caption", 2) or block.link_density > 0.5:
            continue
        own = flat(block.text)
        told = len(own) > 30 and wanted and (own == wanted or (len(wanted) > 60 and own.startswith(wanted[:60])))
        named = says_near(block.element, "lede", 2) and size(block.text) >= 6 and headline is not None
        near = first - block.number <= _BEFORE and sentence(block.text) and not says_near(block.element, "noise", 3)
        if told or named or near:
            found.add(block.number)
    return found
