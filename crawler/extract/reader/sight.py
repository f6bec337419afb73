"""A page as the forests see it: a row of numbers for each block that is no menu entry."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from crawler.extract.blocks import HEADINGS, Block, Blocks, Element, Flag
from crawler.extract.prose import letters
from crawler.extract.reader.place import Held, Paths, Sums, named, places
from crawler.extract.reader.text import Numbers, begun, count_words, ended, own, told
from crawler.extract.reader.words import Names

_KEY = 100
"""Letters of a text by which it is found again."""
_MENU_ENTRY = 60
_NAMED = 6
"""How many numbers of a row are weights of names and words: its last."""


@dataclass(slots=True)
class Sight:
    """A page as the forests see it. `seen` are the numbers of the blocks with a row: all with text that are no menu
    entries; `held` the elements round them; `words` counts the words of each block of the page, seen or not."""

    blocks: Blocks
    held: list[Element]
    seen: list[int]
    rows: list[Numbers]
    words: list[float]
    paths: list[int]
    wide: list[int]
    keys: list[str]
    title: int | None


def look(blocks: Blocks, names: Names, title: str, description: str, article_body: str) -> Sight:
    """The numbers of a page's blocks, before anything is thought of them."""
    all_, count = blocks.blocks, len(blocks.elements)
    texts = [block.text for block in all_]
    words = count_words(texts)
    density = [min(1.0, block.linked / (len(block.text) or 1)) if block.linked else 0.0 for block in all_]
    seen = [n for n, block in enumerate(all_) if block.text and not (density[n] > 0.85 and _menu_entry(block))]
    ends = [ended(texts[n]) for n in seen]
    prose, keys = [0.0] * len(texts), [""] * len(texts)
    for n, end in zip(seen, ends, strict=True):
        if words[n] >= 8 and density[n] < 0.5 and (end or words[n] >= 20):
            prose[n] = words[n]
        keys[n] = letters(texts[n][:_KEY])
    held = holding(all_, seen)
    wanted = letters(title[:_KEY])
    headline = _headline(all_, keys, wanted, prose)
    sums = Sums(words, density, prose)
    paths, holders, weights = Paths(all_, sums), Held(held, count, sums, headline), named(held, count, names)
    shared: dict[int, Numbers] = {}
    for n in seen:
        element = all_[n].element
        if element.number not in shared:
            on_paths = paths.on_own[paths.own[n]] + paths.on_wide[paths.wide[n]]
            shared[element.number] = holders.of(element) + on_paths + weights[element.number]
    parts = zip(
        seen,
        ends,
        told([keys[n] for n in seen], wanted, letters(description), letters(article_body)),
        places(all_, seen, sums, headline),
        begun([all_[n] for n in seen], names),
        strict=True,
    )
    rows = [
        own(texts[n], words[n], density[n], end) + head + place + shared[all_[n].element.number] + begins
        for n, end, head, place, begins in parts
    ]
    return Sight(blocks, held, seen, rows, words, paths.own, paths.wide, keys, headline)


def renamed(sight: Sight, names: Names) -> list[Numbers]:
    """The rows with other weights of names and words: what training needs."""
    weights = named(sight.held, len(sight.blocks.elements), names)
    blocks = [sight.blocks[n] for n in sight.seen]
    return [
        row[:-_NAMED] + weights[block.element.number] + begins
        for block, row, begins in zip(blocks, sight.rows, begun(blocks, names), strict=True)
    ]


def _menu_entry(block: Block) -> bool:
    """Whether a block that is nearly all link is one of a menu."""
    return len(block.text) < _MENU_ENTRY and block.element.tag not in HEADINGS


def holding(blocks: Sequence[Block], seen: Iterable[int]) -> list[Element]:
    """The elements that hold a block with a row, in the order of the page."""
    found: dict[int, Element] = {}
    for n in seen:
        element: Element | None = blocks[n].element
        while element is not None and element.number not in found:
            found[element.number] = element
            element = element.parent
    return [found[number] for number in sorted(found)]


def _headline(blocks: Sequence[Block], keys: list[str], title: str, prose: list[float]) -> int | None:
    """The block that shows the title: a heading first, the one with most prose behind it near."""
    if not title or title not in keys:
        return None
    found = [n for n, key in enumerate(keys) if key == title and not blocks[n].element.flags & Flag.HIDDEN]
    return max(
        found,
        key=lambda n: (blocks[n].element.tag == "h1", blocks[n].element.tag in HEADINGS, sum(prose[n : n + 30])),
        default=None,
    )
