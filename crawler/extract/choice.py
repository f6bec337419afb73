"""Which blocks are the article: a teacher's answer, mended by what the page's own structure says."""

from collections.abc import Iterable
from dataclasses import dataclass

from crawler.extract.blocks import HEADINGS, Block, Blocks, Element, Flag
from crawler.extract.dense import densest
from crawler.extract.names import says, says_near
from crawler.extract.prose import ends, flat, only_a_date, sentence, size
from crawler.extract.teacher import marked, teach, teachable
from crawler.extract.trim import trim

_BEFORE = 6
"""How many blocks before the first taken one may hold the lede."""
_AWAY = Flag.NAV | Flag.FOOTER | Flag.HIDDEN | Flag.FORM


@dataclass(frozen=True, slots=True)
class Choice:
    """The numbers of the blocks that are the article; `rule` and `sure` as in Body. `title` is the block of the
    headline, if it is shown."""

    taken: set[int]
    rule: str
    sure: float
    title: int | None


def choose_blocks(blocks: Blocks, title: str, *, description: str = "", article_body: str = "") -> Choice:
    """The blocks of the article, without the headline, captions, bylines, share lines and links to other articles."""
    core: set[int] = set()
    rule = "dense"
    if teachable(blocks):
        core, rule = marked(blocks, teach(blocks)), "teacher"
    headline = find_title(blocks, title, core)
    taken = set(core)
    taken = fill(blocks, taken)
    taken |= lede(blocks, taken, headline, description)
    taken = trim(blocks, taken, title, headline)
    return Choice(taken, rule, 1.0, headline)


def find_title(blocks: Blocks, title: str, taken: Iterable[int]) -> int | None:
    """The block that shows the headline: an `<h1>` first, then the last one before the body."""
    wanted = flat(title)
    if not wanted:
        return None
    first = min(taken, default=len(blocks))
    found = [block for block in blocks if flat(block.text) == wanted and not block.element.flags & Flag.HIDDEN]
    if not found:
        return None
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


def fill(blocks: Blocks, taken: set[int]) -> set[int]:
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
        if block.number in taken or not block.text or block.element.flags & (_AWAY | Flag.CAPTION):
            continue
        if path(block.element) in main and block.link_density < 0.5 and not says_near(block.element, "noise", 2):
            added.add(block.number)
    return taken | added


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
        if len(own) > 30 and wanted and (own == wanted or (len(wanted) > 60 and own.startswith(wanted[:60]))):
            found.add(block.number)
        elif says_near(block.element, "lede", 2) and size(block.text) >= 6 and headline is not None:
            found.add(block.number)
        elif first - block.number <= _BEFORE and sentence(block.text) and not says_near(block.element, "noise", 3):
            found.add(block.number)
    return found
